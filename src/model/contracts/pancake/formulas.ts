/**
 * Formulas of PancakeSwap V2: those of Uniswap V2 with a swap fee of 25/10000 and a protocol fee of 8/25 of
 * the growth of √k.
 *
 * Mirrors the arithmetic of `UniswapV2Pair` and `UniswapV2Library`, overflows included.
 *
 * - Units: base units of the tokens and of the LP shares.
 * - Rounding: every division rounds down; {@link amountIn} adds 1 afterwards.
 */
import { Revert } from '../../kernel/revert.ts'
import { isqrt } from '../../kernel/uint256.ts'
import { BASIS_POINTS } from '../../kernel/units.ts'
import { dsAdd, dsDiv, dsMul, dsSub } from './ds-math.ts'

/** The swap fee, in basis points. */
const FEE = 25n
/** The part of a swap's input that remains after the fee, in basis points. */
export const AFTER_FEE = BASIS_POINTS - FEE
const BASE_SQUARED = BASIS_POINTS * BASIS_POINTS

/**
 * Shares locked forever at the zero address, in base units. They bound the value of one base unit of shares.
 */
export const MINIMUM_LIQUIDITY = 1000n

/** Amount of B in the reserves' ratio: `floor(amountA * reserveB / reserveA)`. */
export function quote(amountA: bigint, reserveA: bigint, reserveB: bigint): bigint {
  if (amountA === 0n) throw new LibraryInsufficientAmount()
  if (reserveA === 0n || reserveB === 0n) throw new LibraryInsufficientLiquidity()
  return dsMul(amountA, reserveB) / reserveA
}

/** Maximum output of a swap: `floor(9975*i*Ro / (10000*Ri + 9975*i))` for an input `i`. */
export function amountOut(amountIn: bigint, reserveIn: bigint, reserveOut: bigint): bigint {
  if (amountIn === 0n) throw new LibraryInsufficientInput()
  if (reserveIn === 0n || reserveOut === 0n) throw new LibraryInsufficientLiquidity()
  const afterFee = dsMul(amountIn, AFTER_FEE)
  const numerator = dsMul(afterFee, reserveOut)
  return numerator / dsAdd(dsMul(reserveIn, BASIS_POINTS), afterFee)
}

/** Input that the router charges for an output `o`: `floor(10000*Ri*o / (9975*(Ro-o))) + 1`. */
export function amountIn(wanted: bigint, reserveIn: bigint, reserveOut: bigint): bigint {
  if (wanted === 0n) throw new LibraryInsufficientOutput()
  if (reserveIn === 0n || reserveOut === 0n) throw new LibraryInsufficientLiquidity()
  const numerator = dsMul(dsMul(reserveIn, wanted), BASIS_POINTS)
  const denominator = dsMul(dsSub(reserveOut, wanted), AFTER_FEE)
  return dsAdd(dsDiv(numerator, denominator), 1n)
}

/** Whether a swap keeps the product after the fee: `(10000*B0 - 25*in0) * (10000*B1 - 25*in1) >= X*Y*1e8`. */
export function productHolds(
  balances: readonly [bigint, bigint],
  ins: readonly [bigint, bigint],
  reserves: readonly [bigint, bigint],
): boolean {
  const adjusted0 = dsSub(dsMul(balances[0], BASIS_POINTS), dsMul(ins[0], FEE))
  const adjusted1 = dsSub(dsMul(balances[1], BASIS_POINTS), dsMul(ins[1], FEE))
  return dsMul(adjusted0, adjusted1) >= dsMul(dsMul(reserves[0], reserves[1]), BASE_SQUARED)
}

/** LP shares of the first provider: `floor(√(x*y)) - 1000`. */
export function firstShares(amount0: bigint, amount1: bigint): bigint {
  return dsSub(isqrt(dsMul(amount0, amount1)), MINIMUM_LIQUIDITY)
}

/** LP shares of a later provider: `min(floor(x*T/X), floor(y*T/Y))`. */
export function laterShares(
  amounts: readonly [bigint, bigint],
  reserves: readonly [bigint, bigint],
  supply: bigint,
): bigint {
  const by0 = dsDiv(dsMul(amounts[0], supply), reserves[0])
  const by1 = dsDiv(dsMul(amounts[1], supply), reserves[1])
  return by0 < by1 ? by0 : by1
}

/** LP shares minted to `feeTo`: `floor(8*T*(√k-√kLast) / (17*√k + 8*√kLast))`, roots rounded down. */
export function protocolFee(supply: bigint, k: bigint, kLast: bigint): bigint {
  const root = isqrt(k)
  const rootLast = isqrt(kLast)
  if (root <= rootLast) return 0n
  const numerator = dsMul(dsMul(supply, root - rootLast), 8n)
  return numerator / dsAdd(dsMul(root, 17n), dsMul(rootLast, 8n))
}

/** The amount to quote is zero. */
export class LibraryInsufficientAmount extends Revert {
  readonly code = 'LibraryInsufficientAmount'
}

/** A reserve is empty. */
export class LibraryInsufficientLiquidity extends Revert {
  readonly code = 'LibraryInsufficientLiquidity'
}

/** The input of a swap is zero. */
export class LibraryInsufficientInput extends Revert {
  readonly code = 'LibraryInsufficientInput'
}

/** The output of a swap is zero. */
export class LibraryInsufficientOutput extends Revert {
  readonly code = 'LibraryInsufficientOutput'
}
