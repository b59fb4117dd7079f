/**
 * The bits of a float64: exponent, significand, powers of two, hexadecimal.
 *
 * Everything here is exact. Byte order is named in every access, so the machine's own order never shows.
 */
const view = new DataView(new ArrayBuffer(8))

/** 2^52, the smallest float64 above which there are no fractions. */
export const TWO_52 = 4503599627370496

/** 2^-1022: below it a float64 is subnormal. */
const SMALLEST_NORMAL = 2.2250738585072014e-308

/** 2^e for every e from -1074 to 1023, by repeated exact doubling from the smallest subnormal. */
const POWERS = powersOfTwo()

/** 2^`exponent`, exactly; `exponent` is an integer from -1074 to 1023. */
export function powerOfTwo(exponent: number): number {
  const power = POWERS[exponent + 1074]
  if (power === undefined) throw new ExponentOutOfRange(exponent)
  return power
}

/**
 * `x * 2^exponent` for a normal `x` of magnitude about 1 and any integer `exponent` in [-1100, 1100].
 *
 * Exact unless the result is subnormal (then rounded once, to nearest even) or overflows (then infinite).
 */
export function scaleByPowerOfTwo(x: number, exponent: number): number {
  if (exponent > 1023) return x * powerOfTwo(1023) * powerOfTwo(exponent - 1023)
  if (exponent < -1022) return x * powerOfTwo(-1000) * powerOfTwo(exponent + 1000)
  return x * powerOfTwo(exponent)
}

/** `e` such that `2^e <= |x| < 2^(e+1)`, for finite non-zero `x`, subnormals included. */
export function exponentOf(x: number): number {
  view.setFloat64(0, x)
  const biased = (view.getUint32(0) >>> 20) & 0x7ff
  if (biased !== 0) return biased - 1023
  // Doubled 52 times, exactly, a subnormal becomes normal.
  view.setFloat64(0, x * TWO_52)
  return ((view.getUint32(0) >>> 20) & 0x7ff) - 1023 - 52
}

/** The m in [1, 2) with `x = m * 2^exponentOf(x)`, exactly, for finite x > 0, subnormals included. */
export function significandOf(x: number): number {
  view.setFloat64(0, x < SMALLEST_NORMAL ? x * TWO_52 : x)
  view.setUint32(0, (view.getUint32(0) & 0xfffff) | 0x3ff00000)
  return view.getFloat64(0)
}

/**
 * The distance from |x| to the next float64 above it, for finite `x`: 2^(exponent - 52), at least 2^-1074.
 */
export function ulpOf(x: number): number {
  return x === 0 ? powerOfTwo(-1074) : powerOfTwo(Math.max(exponentOf(x) - 52, -1074))
}

/** Sixteen hexadecimal digits, sign and exponent first: how goldens are written down. */
export function toHex(x: number): string {
  view.setFloat64(0, x)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}

/** The float64 with these sixteen hexadecimal digits. */
export function fromHex(hex: string): number {
  view.setBigUint64(0, BigInt(`0x${hex}`))
  return view.getFloat64(0)
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1074 + 1024)
  let power = Number.MIN_VALUE
  for (let i = 0; i < powers.length; i++, power *= 2) powers[i] = power
  return powers
}

/** No float64 holds this power of two. */
export class ExponentOutOfRange extends RangeError {
  override readonly name = 'ExponentOutOfRange'
  constructor(exponent: number) {
    super(`expected an integer exponent from -1074 to 1023, got ${exponent}`)
  }
}
