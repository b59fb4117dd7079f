/**
 * Arithmetic as Uniswap V2's contracts do it: checked by the ds-math library, with a reason in words instead of a panic.
 *
 * Their compilers (0.5.16 and 0.6.6) check nothing by themselves, but a division by zero still fails, without any reason.
 */
import { Revert } from '../../kernel/revert.ts'
import { UINT256_MAX } from '../../kernel/uint256.ts'

export function dsAdd(a: bigint, b: bigint): bigint {
  const sum = a + b
  if (sum > UINT256_MAX) throw new MathAddOverflow()
  return sum
}

export function dsSub(a: bigint, b: bigint): bigint {
  if (b > a) throw new MathSubUnderflow()
  return a - b
}

export function dsMul(a: bigint, b: bigint): bigint {
  const product = a * b
  if (product > UINT256_MAX) throw new MathMulOverflow()
  return product
}

/** Rounds down. */
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

/** The chain gives no reason: an old compiler's failed assertion, or a call to an address that cannot answer it. */
export class NoReason extends Revert {
  readonly code = 'NoReason'
}
