/**
 * Great Reset, the sale: how much AMT the administrators sell into the pool so that its price falls by a factor.
 *
 * `φ = P0/P1 = n/d` is the factor, at least 1. Amounts are AMT wei. Rounding: the smallest sale after which the price is at most
 * `P0·d/n`. The airdrop that follows is in `compensation.ts`.
 */
import { afterSelling, KEPT, OF, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import { isqrt } from '../../kernel/uint256.ts'
import type { Amt } from '../../kernel/units.ts'

/** By how much the price is to fall, as an exact fraction of whole numbers. */
export interface Factor {
  readonly n: bigint
  readonly d: bigint
}

/**
 * The sale: `s = X(-(1+g) + √((1-g)² + 4gφ)) / (2g)`, from its integer square root upwards.
 *
 * The seed is never above the answer, as it rounds down and the payout does too. How far above the answer lies depends on what a wei
 * of BTCB is worth in AMT, so the search doubles its steps and then halves them; the price falls with every wei sold.
 *
 * @throws {PriceWouldRise} if the factor is below 1.
 */
export function saleToLowerPrice(pool: PoolReserves, { n, d }: Factor): Amt {
  if (n < d) throw new PriceWouldRise()
  const seed = saleSeed(pool, { n, d })
  // Everything up to `low` is too little, `high` is enough.
  let low = seed > 0n ? seed - 1n : -1n
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

/** `floor((isqrt(floor(X²(625d + 399_000_000n)/d)) - 19975X) / 19950)`: the closed form in whole numbers, never above the sale. */
export function saleSeed(pool: PoolReserves, { n, d }: Factor): bigint {
  const root = isqrt((pool.amt * pool.amt * ((OF - KEPT) ** 2n * d + 4n * OF * KEPT * n)) / d)
  return (root - (OF + KEPT) * pool.amt) / (2n * KEPT)
}

/** `P1 <= P0·d/n`, multiplied out. */
function isLowEnough(before: PoolReserves, after: PoolReserves, n: bigint, d: bigint): boolean {
  return after.btcb * before.amt * n <= before.btcb * after.amt * d
}

/** A sale only lowers a price. */
export class PriceWouldRise extends Error {
  override readonly name = 'PriceWouldRise'
  constructor() {
    super('expected a factor of at least 1, since selling AMT never raises its price')
  }
}
