/**
 * Stakes: who would lose by a Great Reset, from the ledgers of one moment.
 *
 * A person's stake is the AMT that is theirs, in their wallet or in a vault, and their part of the AMT/BTCB pool, as liqAMT or as LP
 * shares. Contracts and project wallets have none: the pair, Market, BurnVault, Master, locker, tokens, the dead addresses, the owner, the payer.
 * What a vault holds belongs to its depositors; what Master safeguards to the holders of liqAMT (1:1 with LP shares).
 *
 * - Units: base units; AMT for `amt`, LP shares for `shares`.
 * - Order: by account name in code-unit order, so that the same stakes give the same list whoever computes them.
 * - Known limit: AMT in another pair, such as AMT/USDT, is nobody's stake. The pair is excluded like every contract, and its providers are not
 *   looked through to: the sale changes nothing in their pool, so no formula says what they lose before somebody trades the prices together.
 * - Not modelled: LP shares that the pair has yet to mint as fee.
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
 * What stakes are read from: the ledgers and the vaults' deposits of one economy.
 *
 * An economy never changes, so whoever keeps the one of the moment has its LP shares as well, of which the pair takes no snapshots.
 */
export interface Moment {
  readonly names: Names
  /** The snapshot that keeps the same AMT and liqAMT on the chain; undefined if some has moved since the latest. */
  readonly snapshotId: bigint | undefined
  readonly amt: Ledger
  readonly liqAmt: Ledger
  readonly shares: Ledger
  readonly vaults: readonly Vault[]
}

export interface Stake {
  readonly account: Account
  /** In the wallet and in vaults. */
  readonly amt: Amt
  /** Of the AMT/BTCB pair, raw and wrapped. */
  readonly shares: Lp
}

/** Officers who are no part of the project: they may hold AMT as anybody. */
const OUTSIDERS: readonly Account[] = ['binance', 'pancake']

/** The system's accounts that have no stake; whatever is added to them later has none either. */
export const EXCLUDED: readonly Account[] = SYSTEM_ACCOUNTS.filter((account) => !OUTSIDERS.includes(account))

/** The economy's present. Settles all depositors on a fork, so it costs as much as there are deposits. */
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
 * The latest snapshot, if neither token has moved since. Deposits and the pool cannot have changed without AMT then; of LP shares
 * alone, which can go from hand to hand, only somebody who keeps the economy of the payment itself is sure.
 */
function currentSnapshot({ tokens: { amt, liqAmt } }: Economy): bigint | undefined {
  const id = BigInt(amt.snapshots.count)
  if (id === 0n) return undefined
  const isKept =
    ledgerAt(amt.snapshots, id) === amt.ledger && ledgerAt(liqAmt.snapshots, id) === liqAmt.ledger
  return isKept ? id : undefined
}

/**
 * All stakes above zero. `project`: its wallets besides owner, payer and admin.
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

/** The deposits of a vault are not the vault's: a list of another day, or of another vault. */
export class DepositsExceedVault extends Error {
  override readonly name = 'DepositsExceedVault'
  constructor(vault: Account, owed: bigint, held: bigint) {
    super(`expected deposits of at most ${held} wei of AMT, which ${vault} holds, got ${owed}`)
  }
}
