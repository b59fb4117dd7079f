/**
 * Great Reset sale: the AMT that the administrators sell into the pool to lower its price by a factor.
 *
 * `φ = P0/P1 = n/d` is the factor, at least 1. Units: AMT wei. Rounding: the smallest sale after which the
 * price is at most `P0·d/n`. The airdrop that follows is in `compensation.ts`.
 */
import { afterSelling, KEPT, OF, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import { isqrt } from '../../kernel/uint256.ts'
import type { Amt } from '../../kernel/units.ts'

/** Factor `n/d` by which the price falls, as an exact fraction. */
export interface Factor {
  readonly n: bigint
  readonly d: bigint
}

/**
 * The smallest sale that lowers the price by the factor: `s = X(-(1+g) + √((1-g)² + 4gφ)) / (2g)` without
 * rounding.
 *
 * The search starts at the closed form in whole numbers, which never exceeds the answer, since both it and
 * the payout round down. The distance depends on the value of a wei of BTCB in AMT, so the search doubles its
 * step and then bisects; the price falls with every wei sold.
 *
 * @throws {PriceWouldRise} if the factor is below 1.
 */
export function saleToLowerPrice(pool: PoolReserves, { n, d }: Factor): Amt {
  if (n < d) throw new PriceWouldRise()
  // Without BTCB the price is zero, whatever is sold.
  if (pool.btcb === 0n) return 0n as Amt
  // Sales up to `low` are too small; `high` suffices.
  let low = saleSeed(pool, { n, d }) - 1n
  let step = 1n
  while (!isLowEnough(pool, afterSelling(pool, low + step), n, d)) step *= 2n
  let high = low + step
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (isLowEnough(pool, afterSelling(pool, middle), n, d)) high = middle
    else low = middle
  }
  return high as Amt
}

/**
 * The closed form in whole numbers, never above the sale: `floor((isqrt(floor(X²(625d + 399_000_000n)/d)) -
 * 19975X) / 19950)`.
 */
export function saleSeed(pool: PoolReserves, { n, d }: Factor): bigint {
  const root = isqrt((pool.amt * pool.amt * ((OF - KEPT) ** 2n * d + 4n * OF * KEPT * n)) / d)
  return (root - (OF + KEPT) * pool.amt) / (2n * KEPT)
}

/** `P1 <= P0·d/n`, by cross-multiplication. */
function isLowEnough(before: PoolReserves, after: PoolReserves, n: bigint, d: bigint): boolean {
  return after.btcb * before.amt * n <= before.btcb * after.amt * d
}

/** The factor is below 1, but a sale only lowers the price. */
export class PriceWouldRise extends Error {
  override readonly name = 'PriceWouldRise'
  constructor() {
    super('expected a factor of at least 1, since selling AMT never raises its price')
  }
}
