/**
 * Wealth: what stakes are worth, at the pool's marginal price and at what their owners can take out.
 *
 * Three values stand side by side, because none of them alone decides whether somebody has gained:
 *
 * - *at the margin*: AMT at the pool price, and the share of both sides of the pool. The first wei could be
 *   sold at it, no more.
 * - *alone*: the BTCB after withdrawing liquidity and the best exit by pool and RCL (`arbitrage/exit.ts`), if
 *   nobody else trades. The values of several people do not add up: each takes the pool's depth for himself.
 * - *together*: all the given stakes leave at once. The total is bounded by the BTCB of pool and RCL, and so
 *   are its parts.
 *
 * **The joint exit.** First everybody withdraws their liquidity. Then the AMT of all is one holding, which is
 * split between pool and RCL so that the total is largest. Everybody gets the BTCB of their own withdrawal
 * and, for each AMT, the same average price.
 *
 * Withdrawing first is best: let a share `λ` of the pool stay. Selling `s` before the withdrawal leaves
 * `λXY/(X+gs)` BTCB and `λ(X+s)` AMT behind; selling `λs` after it leaves the same. But only after it the AMT
 * of the liquidity can be sold, too.
 *
 * Units: base units. Rounding: every amount down, so that parts never exceed the total; less than two wei of
 * BTCB for each stake stay over. Not modelled: gas, and who would be first.
 */
import { floorOf, type Floor } from '../../contracts/burn-vault.ts'
import { feeShares } from '../../contracts/pancake/pair.ts'
import { poolReserves, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import { totalSupply } from '../../contracts/token.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import type { Economy } from '../../state/economy-state.ts'
import { bestExit, type Exit } from '../arbitrage/exit.ts'
import type { Stake } from '../great-reset/stakes.ts'

/** Where AMT and LP shares can be turned into BTCB. */
export interface Venues {
  readonly pool: PoolReserves
  /** LP shares of the pool, those included that its next change of liquidity mints as protocol fee. */
  readonly shareSupply: bigint
  readonly floor: Floor
}

/** Pool and RCL of an economy. */
export const venuesOf = (economy: Economy): Venues => ({
  pool: poolReserves(economy),
  shareSupply: totalSupply(economy, 'pair') + feeShares(economy, 'pair'),
  floor: floorOf(economy),
})

/** AMT and shares that somebody can move. Locked shares are not among them. */
export type Position = Pick<Stake, 'amt' | 'shares'>

/** Value at the pool's marginal price before fees; zero if the pool is empty. */
export function atMarginDown({ pool, shareSupply }: Venues, { amt, shares }: Position): Btcb {
  const forAmt = pool.amt === 0n ? 0n : (amt * pool.btcb) / pool.amt
  const forShares = shareSupply === 0n ? 0n : (2n * shares * pool.btcb) / shareSupply
  return (forAmt + forShares) as Btcb
}

/** BTCB of a best exit while nobody else trades. */
export const exitAloneDown = (venues: Venues, position: Position): Btcb =>
  exitTogether(venues, [position]).total

/** Exit of several positions at once: what pool and RCL pay to each, BTCB wei. */
export interface JointExit {
  /** BTCB that each position takes out, in the order of the positions. */
  readonly parts: readonly Btcb[]
  /** Sum of the parts. */
  readonly total: Btcb
  /** The exit of all AMT, after the withdrawals; its `unproven` bounds what a better split could add. */
  readonly exit: Exit
}

/** The best exit of all these positions at once. */
export function exitTogether(venues: Venues, positions: readonly Position[]): JointExit {
  const withdrawn = positions.map(({ shares }) => withdrawalDown(venues, shares))
  const all = withdrawalDown(
    venues,
    positions.reduce((sum, { shares }) => sum + shares, 0n),
  )
  const { pool, floor } = venues
  const left = { amt: (pool.amt - all.amt) as Amt, btcb: (pool.btcb - all.btcb) as Btcb }
  const holdings = positions.map(({ amt }, index) => amt + withdrawn[index]!.amt)
  const holding = holdings.reduce((sum, amt) => sum + amt, 0n)
  const exit = bestExit(left, floor, holding as Amt)
  const parts = holdings.map((amt, index) => {
    const forAmt = holding === 0n ? 0n : (exit.total * amt) / holding
    return (withdrawn[index]!.btcb + forAmt) as Btcb
  })
  return { parts, total: parts.reduce((sum, part) => sum + part, 0n) as Btcb, exit }
}

/** Both tokens that the pair pays for `shares`. */
function withdrawalDown({ pool, shareSupply }: Venues, shares: bigint): PoolReserves {
  if (shareSupply === 0n) return { amt: 0n as Amt, btcb: 0n as Btcb }
  return {
    amt: ((shares * pool.amt) / shareSupply) as Amt,
    btcb: ((shares * pool.btcb) / shareSupply) as Btcb,
  }
}
