/**
 * Stakes: the AMT and LP shares that a Great Reset would devalue, by owner, from the ledgers of one moment.
 *
 * A person's stake is their AMT, in the wallet or in a vault, and their part of the AMT/BTCB pool, as liqAMT
 * or as LP shares. Contracts and project wallets have no stake: pairs, Market, BurnVault, Master, locker,
 * tokens, the dead addresses, the owner, the payer. A vault's AMT belongs to its depositors; the LP shares
 * that Master holds belong to the holders of liqAMT, one for one.
 *
 * - Units: base units; AMT for `amt`, LP shares for `shares`.
 * - Order: by account name in code-unit order, so the list is reproducible by anyone.
 * - Known limit: AMT in another pair, such as AMT/USDT, belongs to no stake. The pair is excluded like every
 *   contract, and its providers are not looked through to: the sale does not change their pool, so their loss
 *   is undefined until arbitrage aligns the prices.
 * - Not modelled: LP shares that the pair has yet to mint as protocol fee.
 */
import { SYSTEM_ACCOUNTS, type Account } from '../../interface/accounts.ts'
import type { Ledger } from '../../kernel/ledger.ts'
import { indexOf, type Names } from '../../kernel/names.ts'
import { ledgerAt } from '../../state/snapshots.ts'
import type { Economy } from '../../state/economy-state.ts'
import type { Amt, Lp } from '../../kernel/units.ts'
import { entries, get } from '../../kernel/vector.ts'
import { vaultsOf, type Vault } from './vaults.ts'

/**
 * Inputs of the stakes: the ledgers and the vaults' deposits of one economy.
 *
 * An economy is immutable, so a kept one also provides LP shares, of which the pair takes no snapshots.
 */
export interface Moment {
  readonly names: Names
  /**
   * Id of the snapshot with the same AMT and liqAMT balances; undefined if either has moved since the latest.
   */
  readonly snapshotId: bigint | undefined
  readonly amt: Ledger
  readonly liqAmt: Ledger
  readonly shares: Ledger
  readonly vaults: readonly Vault[]
}

export interface Stake {
  readonly account: Account
  /** AMT in the wallet and in vaults. */
  readonly amt: Amt
  /** LP shares of the AMT/BTCB pair, raw and wrapped as liqAMT. */
  readonly shares: Lp
}

/** Privileged accounts outside the project: they may have stakes. */
const EXTERNAL: readonly Account[] = ['binance', 'pancake']

/** System accounts without a stake, future ones included. */
export const EXCLUDED: readonly Account[] = SYSTEM_ACCOUNTS.filter((account) => !EXTERNAL.includes(account))

/** The current economy as a moment. Settles all depositors on a fork, so its cost grows with their number. */
export function momentOf(economy: Economy): Moment {
  const { amt, liqAmt, pair } = economy.tokens
  return {
    names: economy.names,
    snapshotId: currentSnapshot(economy),
    amt: amt.ledger,
    liqAmt: liqAmt.ledger,
    shares: pair.ledger,
    vaults: vaultsOf(economy),
  }
}

/**
 * The latest snapshot if neither token has moved since. Deposits and the pool cannot change without AMT. LP
 * shares can change hands alone, so they are certain only in the economy kept right after the payment.
 */
function currentSnapshot({ tokens: { amt, liqAmt } }: Economy): bigint | undefined {
  const id = BigInt(amt.snapshots.count)
  if (id === 0n) return undefined
  const isKept =
    ledgerAt(amt.snapshots, id) === amt.ledger && ledgerAt(liqAmt.snapshots, id) === liqAmt.ledger
  return isKept ? id : undefined
}

/**
 * All stakes above zero. `project`: the project's wallets besides owner, payer and admin.
 *
 * @throws {DepositsExceedVault} if a vault owes more AMT than it holds.
 */
export function stakesAt(moment: Moment, project: readonly Account[]): readonly Stake[] {
  const { vaults } = moment
  const without = new Set([...EXCLUDED, ...project, ...vaults.map(({ account }) => account)])
  const held = new Map<Account, bigint>()
  const shares = new Map<Account, bigint>()
  const add = (to: Map<Account, bigint>, account: Account, amount: bigint): void => {
    if (amount > 0n && !without.has(account)) to.set(account, (to.get(account) ?? 0n) + amount)
  }
  const addAll = (to: Map<Account, bigint>, { balances }: Ledger): void => {
    for (const [index, balance] of entries(balances)) add(to, moment.names.list[index]!, balance)
  }
  addAll(held, moment.amt)
  addAll(shares, moment.liqAmt)
  addAll(shares, moment.shares)
  for (const vault of vaults) {
    checkCovered(moment, vault)
    for (const { account, amount } of vault.deposits) add(held, account, amount)
  }
  return [...new Set([...held.keys(), ...shares.keys()])]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((account) => ({
      account,
      amt: (held.get(account) ?? 0n) as Amt,
      shares: (shares.get(account) ?? 0n) as Lp,
    }))
}

function checkCovered({ amt, names }: Moment, { account, deposits }: Vault): void {
  const owed = deposits.reduce((sum, { amount }) => sum + amount, 0n)
  const held = get(amt.balances, indexOf(names, account))
  if (owed > held) throw new DepositsExceedVault(account, owed, held)
}

/** A vault owes more AMT than it holds: the list of deposits is of another time or vault. */
export class DepositsExceedVault extends Error {
  override readonly name = 'DepositsExceedVault'
  constructor(vault: Account, owed: bigint, held: bigint) {
    super(`expected deposits of at most ${held} wei of AMT, which ${vault} holds, got ${owed}`)
  }
}
