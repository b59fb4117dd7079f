/**
 * The Great Reset, reckoned: what the reserve sells into the pool, and what everybody of the moment gets from it.
 *
 * The whitepaper ("Gran Reset") names the steps and three conditions: nobody loses value, the tokens come from the reserve, and nothing is
 * emitted. Here, in order:
 *
 * 1. The moment: all stakes, from the economy as it was then (`stakes.ts`); its present unless another is given.
 * 2. The sale: the smallest that lowers the price by the factor (`sale.ts`), on the pool as it stands.
 * 3. The airdrop: each stake's compensation at the prices before and after (`compensation.ts`), listed by account name.
 * 4. The reserve pays for both. If it cannot, if somebody cannot be made whole, or if the pool would pay nothing for the sale, the plan
 *    says so and there are no actions.
 *
 * The airdrop goes out through the distributor contract (`distribution.ts`), or as one transfer for each entry ({@link resetActions}).
 *
 * - Units: base units. Rounding: compensation at spot and of providers rounds down, so the sum is never above the exact one; at execution it
 *   rounds up, a wei a holder. Either way the reserve is compared with the list's own sum, to the wei.
 * - The sale is reckoned on the pool's reserves. What the pair holds beyond them (anyone may send it something) would sell along with it and lower
 *   the price further than the airdrop makes up for; so the reserve takes it out first, by `skim`.
 * - A sale by another between plan and sale lets the sale refuse, since it asks for what was reckoned; then nothing has happened yet.
 */
import type { Account } from '../../interface/accounts.ts'
import { call, type Action } from '../../interface/action.ts'
import { swapPlan } from '../arbitrage/plan.ts'
import {
  afterSelling,
  btcbForSelling,
  poolReserves,
  type PoolReserves,
} from '../../contracts/pancake/quotes.ts'
import type { Economy } from '../../state/economy-state.ts'
import { balanceOf } from '../../contracts/token.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import { compensation, forProvidersDown, type Fall, type Policy } from './compensation.ts'
import { saleToLowerPrice, type Factor } from './sale.ts'
import { momentOf, stakesAt, type Moment, type Stake } from './stakes.ts'

export interface Terms {
  /** By how much the price is to fall. */
  readonly factor: Factor
  readonly policy: Policy
  /** The project's wallet that sells and pays. */
  readonly reserve: Account
  /** Wallets of the project besides owner, payer, admin and the reserve. */
  readonly project: readonly Account[]
  /** Whose stakes count; the economy's present by default. */
  readonly moment?: Moment
}

export interface Entry extends Stake {
  /** For the AMT and for the shares. */
  readonly forAmt: Amt
  readonly forShares: Amt
  /** `forAmt + forShares`, what the account receives. */
  readonly airdrop: Amt
}

export interface Reset extends Fall {
  readonly reserve: Account
  /** The snapshot that keeps the moment's AMT and liqAMT; undefined if none does. */
  readonly snapshotId: bigint | undefined
  /** Whether the pair holds more than its reserves. */
  readonly skims: boolean
  /** AMT that the reserve sells, and the BTCB that it gets. */
  readonly sale: Amt
  readonly proceeds: Btcb
  /** Every stake that can be made whole, by account name; some may receive nothing. */
  readonly list: readonly Entry[]
  /** Stakes that no airdrop makes whole at execution. */
  readonly impossible: readonly Stake[]
  /** Sum of the list. */
  readonly airdrop: Amt
  /** AMT that the reserve lacks for sale and airdrop; 0 if it suffices. */
  readonly shortfall: Amt
}

/**
 * The whole reckoning, on the economy as it stands before the sale.
 *
 * @throws {NothingToReset} if the pool is empty.
 * @throws {PriceWouldRise | DepositsExceedVault}
 */
export function planReset(economy: Economy, terms: Terms): Reset {
  const before = poolReserves(economy)
  if (before.amt === 0n || before.btcb === 0n) throw new NothingToReset()
  const moment = terms.moment ?? momentOf(economy)
  const project = [...terms.project, terms.reserve]
  return computeReset(
    {
      pool: before,
      skims: PAIRED.some((token) => balanceOf(economy, token, 'pair') > before[token]),
      snapshotId: moment.snapshotId,
      stakes: stakesAt(moment, project),
      shareSupply: moment.shares.supply,
      held: balanceOf(economy, 'amt', terms.reserve),
    },
    terms,
  )
}

/** The two tokens of the AMT/BTCB pair. */
export const PAIRED = ['amt', 'btcb'] as const

/** What a reset is reckoned from, however it was read. */
export interface Situation extends Pick<Reset, 'snapshotId' | 'skims'> {
  readonly pool: PoolReserves
  readonly stakes: readonly Stake[]
  /** All shares of the AMT/BTCB pair. */
  readonly shareSupply: bigint
  /** AMT that the reserve has. */
  readonly held: bigint
}

/** The reckoning itself. @throws {PriceWouldRise} */
export function computeReset(
  { pool: before, skims, snapshotId, stakes, shareSupply, held }: Situation,
  { factor, policy, reserve }: Pick<Terms, 'factor' | 'policy' | 'reserve'>,
): Reset {
  const sale = saleToLowerPrice(before, factor)
  const fall = { before, after: afterSelling(before, sale) }
  const list: Entry[] = []
  const impossible: Stake[] = []
  for (const stake of stakes) {
    const forAmt = compensation(policy, fall, stake.amt)
    const forShares = forProvidersDown(fall, stake.shares, shareSupply)
    if (forAmt === undefined) impossible.push(stake)
    else list.push({ ...stake, forAmt, forShares, airdrop: (forAmt + forShares) as Amt })
  }
  const airdrop = list.reduce((sum, entry) => sum + entry.airdrop, 0n)
  const lacking = sale + airdrop - held
  return {
    ...fall,
    reserve,
    snapshotId,
    skims,
    sale,
    proceeds: btcbForSelling(before, sale),
    list,
    impossible,
    airdrop: airdrop as Amt,
    shortfall: (lacking > 0n ? lacking : 0n) as Amt,
  }
}

/** Whether the reserve suffices, everybody can be made whole, and the pool pays something for the sale: for nothing it does not swap. */
export function isFeasible({ shortfall, impossible, sale, proceeds }: Reset): boolean {
  return shortfall === 0n && impossible.length === 0 && (sale === 0n || proceeds > 0n)
}

/**
 * The sale as actions of the reserve: what lies in the pair beyond its reserves, allowance, swap. `deadline` in seconds.
 *
 * @throws {NotFeasible}
 */
export function saleActions(reset: Reset, deadline: bigint): readonly Action[] {
  if (!isFeasible(reset)) throw new NotFeasible(reset)
  const { reserve, sale, proceeds, skims } = reset
  if (sale === 0n) return []
  return [
    ...(skims ? [call(reserve, 'pair.skim', { to: reserve })] : []),
    call(reserve, 'amt.approve', { spender: 'router', amount: sale }),
    swapPlan(['amt', 'btcb'], sale, proceeds, reserve, deadline),
  ]
}

/**
 * The sale, and the airdrop as one transfer for each entry above zero. `deadline` in seconds.
 *
 * @throws {NotFeasible}
 */
export function resetActions(reset: Reset, deadline: bigint): readonly Action[] {
  return [
    ...saleActions(reset, deadline),
    ...receivers(reset).map(({ account, airdrop }) =>
      call(reset.reserve, 'amt.transfer', { to: account, amount: airdrop }),
    ),
  ]
}

/** Entries of the list that receive something, in its order. */
export function receivers({ list }: Reset): readonly Entry[] {
  return list.filter(({ airdrop }) => airdrop > 0n)
}

/** The pool has no price that could fall. */
export class NothingToReset extends Error {
  override readonly name = 'NothingToReset'
  constructor() {
    super('expected a pool with AMT and BTCB, got an empty one: provide liquidity first')
  }
}

/** A reset that the reserve cannot pay, that leaves somebody with a loss, or that the pool does not swap, must not begin. */
export class NotFeasible extends Error {
  override readonly name = 'NotFeasible'
  constructor({ shortfall, impossible, sale, proceeds }: Reset) {
    const names = impossible.map(({ account }) => account).join(', ')
    super(
      `expected a reserve that pays for sale and airdrop, nobody beyond help, and something for the sale; ` +
        `got ${shortfall} wei of AMT too little, [${names}], and ${proceeds} wei of BTCB for ${sale} of AMT: lower the factor`,
    )
  }
}
