/**
 * Great Reset plan: the reserve's sale into the pool, and the airdrop of each stake.
 *
 * The whitepaper ("Gran Reset") names the steps and three conditions: nobody loses value, the tokens come
 * from the reserve, and nothing is emitted. The plan, in order:
 *
 * 1. Moment: all stakes, from the economy at the snapshot (`stakes.ts`).
 * 2. Sale: the smallest that lowers the price by the factor (`sale.ts`), on the current pool.
 * 3. Airdrop: each stake's compensation at the prices before and after (`compensation.ts`), listed by account
 *    name.
 * 4. Feasibility: the reserve pays for both. The plan yields no actions if the reserve does not suffice, if a
 *    stake cannot be made whole, or if the pool would pay nothing for the sale.
 *
 * The airdrop is distributed by the distributor contract (`distribution.ts`), or by one transfer for each
 * entry ({@link resetActions}).
 *
 * - Units: base units. Rounding: compensation at spot and of providers rounds down, so the sum never exceeds
 *   the exact one; at execution it rounds up, at most a wei a holder. The reserve is compared with the list's
 *   exact sum.
 * - The sale is computed on the pool's reserves. A balance of the pair beyond them would sell along with it
 *   and lower the price further than the airdrop compensates, so the reserve first removes it by `skim`.
 * - A trade between plan and sale makes the sale revert, since its minimum output is the computed one;
 *   nothing has been distributed then.
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

/** Factor, policy and coverage of a reset. */
export interface Terms {
  /** Factor by which the price falls. */
  readonly factor: Factor
  readonly policy: Policy
  /** The project's wallet that sells and funds the airdrop. */
  readonly reserve: Account
  /** Wallets of the project besides owner, payer, admin and the reserve. */
  readonly project: readonly Account[]
  /** State that the stakes are read from. @default the current economy */
  readonly moment?: Moment
}

/** One account of the airdrop: its stake and the AMT that it receives. */
export interface Entry extends Stake {
  /** Compensation for the AMT. */
  readonly forAmt: Amt
  /** Compensation for the LP shares. */
  readonly forShares: Amt
  /** `forAmt + forShares`: the amount that the account receives. */
  readonly airdrop: Amt
}

/** A planned reset: sale, airdrop and what the reserve lacks, in AMT base units. */
export interface Reset extends Fall {
  readonly reserve: Account
  /** Id of the snapshot that keeps the moment's AMT and liqAMT; undefined if none does. */
  readonly snapshotId: bigint | undefined
  /** Whether the pair holds more than its reserves, so that the reserve skims it first. */
  readonly skims: boolean
  /** AMT that the reserve sells. */
  readonly sale: Amt
  /** BTCB that the sale pays. */
  readonly proceeds: Btcb
  /** Every stake that can be made whole, by account name, entries of zero included. */
  readonly list: readonly Entry[]
  /** Stakes that no airdrop makes whole at execution. */
  readonly impossible: readonly Stake[]
  /** Sum of the list. */
  readonly airdrop: Amt
  /** AMT that the reserve lacks for sale and airdrop; 0 if none. */
  readonly shortfall: Amt
}

/**
 * Plans a reset on the economy before the sale.
 *
 * @throws {NothingToReset} if the pool is empty.
 * @throws {PriceWouldRise} if the factor is below 1.
 * @throws {DepositsExceedVault} if a vault owes more AMT than it holds.
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

/** Inputs of the computation, however they were read. */
export interface Situation extends Pick<Reset, 'snapshotId' | 'skims'> {
  readonly pool: PoolReserves
  readonly stakes: readonly Stake[]
  /** Total supply of the AMT/BTCB pair's shares. */
  readonly shareSupply: bigint
  /** AMT held by the reserve. */
  readonly held: bigint
}

/** Computes the plan. @throws {PriceWouldRise} if the factor is below 1. */
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

/**
 * Whether the reserve suffices, every stake can be made whole, and the sale pays above zero (the pair reverts
 * otherwise).
 */
export function isFeasible({ shortfall, impossible, sale, proceeds }: Reset): boolean {
  return shortfall === 0n && impossible.length === 0 && (sale === 0n || proceeds > 0n)
}

/**
 * The sale as actions of the reserve: skim, allowance, swap. `deadline` in Unix seconds.
 *
 * @throws {NotFeasible} if the reset is not feasible.
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
 * The sale, and the airdrop as one transfer for each entry above zero. `deadline` in Unix seconds.
 *
 * @throws {NotFeasible} if the reset is not feasible.
 */
export function resetActions(reset: Reset, deadline: bigint): readonly Action[] {
  return [
    ...saleActions(reset, deadline),
    ...receivers(reset).map(({ account, airdrop }) =>
      call(reset.reserve, 'amt.transfer', { to: account, amount: airdrop }),
    ),
  ]
}

/** Entries above zero, in the list's order. */
export function receivers({ list }: Reset): readonly Entry[] {
  return list.filter(({ airdrop }) => airdrop > 0n)
}

/** The pool is empty, so it has no price. */
export class NothingToReset extends Error {
  override readonly name = 'NothingToReset'
  constructor() {
    super('expected a pool with AMT and BTCB, got an empty one: provide liquidity first')
  }
}

/** The reserve does not suffice, a stake cannot be made whole, or the pool would pay nothing for the sale. */
export class NotFeasible extends Error {
  override readonly name = 'NotFeasible'
  constructor({ shortfall, impossible, sale, proceeds }: Reset) {
    const names = impossible.map(({ account }) => account).join(', ')
    super(
      `expected a sufficient reserve, no impossible stake and proceeds above 0; got a shortfall of ` +
        `${shortfall} wei of AMT, [${names}], ${proceeds} wei of BTCB for ${sale} of AMT: lower the factor`,
    )
  }
}
