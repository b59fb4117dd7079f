/**
 * Checked uint256 arithmetic of Uniswap V2, whose ds-math library reverts with a string instead of a panic.
 *
 * Mirrors `SafeMath` of Uniswap V2. Its compilers (0.5.16 and 0.6.6) do not check arithmetic; a division by
 * zero reverts without a reason. No units.
 */
import { Revert } from '../../kernel/revert.ts'
import { UINT256_MAX } from '../../kernel/uint256.ts'

/**
 * `a + b`.
 *
 * @throws {MathAddOverflow} on overflow.
 */
export function dsAdd(a: bigint, b: bigint): bigint {
  const sum = a + b
  if (sum > UINT256_MAX) throw new MathAddOverflow()
  return sum
}

/**
 * `a - b`.
 *
 * @throws {MathSubUnderflow} on underflow.
 */
export function dsSub(a: bigint, b: bigint): bigint {
  if (b > a) throw new MathSubUnderflow()
  return a - b
}

/**
 * `a * b`.
 *
 * @throws {MathMulOverflow} on overflow.
 */
export function dsMul(a: bigint, b: bigint): bigint {
  const product = a * b
  if (product > UINT256_MAX) throw new MathMulOverflow()
  return product
}

/**
 * `floor(a / b)`.
 *
 * @throws {NoReason} when `b` is zero.
 */
export function dsDiv(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new NoReason()
  return a / b
}

/** `ds-math-add-overflow`. */
export class MathAddOverflow extends Revert {
  readonly code = 'MathAddOverflow'
}

/** `ds-math-sub-underflow`. */
export class MathSubUnderflow extends Revert {
  readonly code = 'MathSubUnderflow'
}

/** `ds-math-mul-overflow`. */
export class MathMulOverflow extends Revert {
  readonly code = 'MathMulOverflow'
}

/**
 * The chain returns no reason: an old compiler's failed assertion, or a call that the address cannot answer.
 */
export class NoReason extends Revert {
  readonly code = 'NoReason'
}
