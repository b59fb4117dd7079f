/**
 * Small worlds for exhaustive search: numbers small enough to try every trade.
 */
import type { DollarReserves, PoolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import type { Amt, Btcb, Usdt } from '../../../../src/model/kernel/units.ts'
import type { Floor } from '../../../../src/model/contracts/burn-vault.ts'

export const poolOf = (x: bigint, y: bigint): PoolReserves => ({ amt: x as Amt, btcb: y as Btcb })
export const dollarsOf = (b: bigint, a: bigint): DollarReserves => ({ usdt: b as Usdt, btcb: a as Btcb })
export const floorWith = (v: bigint, s: bigint): Floor => ({ backing: v as Btcb, supply: s as Amt })

/**
 * Independent oracle for `getAmountOut`: restated on purpose, so that a mistake in the code under test is not
 * repeated.
 */
export const swapped = (input: bigint, reserveIn: bigint, reserveOut: bigint): bigint =>
  (input * 9975n * reserveOut) / (reserveIn * 10_000n + input * 9975n)

/** Whole numbers from 0 to below `limit`, the same in every run (Lehmer's generator, modulus 2^31 - 1). */
export function numbers(seed: bigint): (limit: bigint) => bigint {
  let state = seed
  return (limit) => {
    state = (state * 48_271n) % 2_147_483_647n
    return state % limit
  }
}

/** Sizes of every magnitude from one base unit to 1e27, the same in every run. */
export function sizes(seed: bigint): () => bigint {
  const draw = numbers(seed)
  return () => 1n + draw(10n ** (1n + draw(9n))) * 10n ** draw(18n)
}
