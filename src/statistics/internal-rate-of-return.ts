/**
 * Internal rate of return: the rates at which the present value of cash flows is zero, all of them.
 *
 * The present value `Σ flow_i · v^i` is a polynomial in the discount factor v = 1/(1 + rate), so there may be
 * no rate, or several. Its positive roots are isolated exactly, in whole numbers, by Descartes' rule of signs
 * and bisection (G. E. Collins, A. G. Akritas, "Polynomial real root isolation using Descarte's rule of
 * signs", 1976), v in (0, 1) for positive rates and 1/v in (0, 1) for negative ones, and then bisected: no
 * start value, no iteration that may miss a root.
 *
 * Roots that touch zero without crossing it, or lie closer together than 2^-64 in v, count as one.
 */

import { powerOfTwo } from '../sim/math/float64.ts'

/** The rate of return, or why there is none. */
export type InternalRate =
  | { readonly kind: 'one'; readonly rate: number }
  /** Ascending. None of them is the return of the flows: compare present values at the rate you can get. */
  | { readonly kind: 'several'; readonly rates: readonly number[] }
  | { readonly kind: 'none'; readonly why: string }

/**
 * The internal rates of return, per period.
 *
 * @param flows amounts at equally spaced times, in order; what is paid out is negative
 * @returns rates above -1; 0.01 is 1% per period; relative error of 1 + rate about 2^-52
 * @throws {InvalidFlows} when a flow is not finite, or there is none.
 */
export function internalRateOfReturn(flows: ArrayLike<number>): InternalRate {
  const whole = trimmed(wholeNumbers(finiteFlows(flows)))
  if (whole.length === 0) return { kind: 'none', why: 'all flows are zero, so that every rate would do' }
  if (variations(whole) === 0)
    return { kind: 'none', why: 'the flows have one sign: nothing pays for anything' }
  const sum = whole.reduce((total, flow) => total + flow, 0n)
  const negative = rootsBelowOne(whole.toReversed()).map((factor) => factor - 1)
  const positive = rootsBelowOne(whole).map((v) => (1 - v) / v)
  const rates = [...negative, ...(sum === 0n ? [0] : []), ...positive].toSorted((a, b) => a - b)
  const [rate] = rates
  if (rate === undefined) return { kind: 'none', why: 'the present value has the same sign at every rate' }
  return rates.length === 1 ? { kind: 'one', rate } : { kind: 'several', rates }
}

/** Bisections until roots are taken for one, and further ones until a float64 is certain. */
const [MOST_SPLITS, DIGITS] = [64, 64]

/** An interval (place / 2^depth, (place + 1) / 2^depth), with the polynomial carried to (0, 1). */
interface Cell {
  readonly polynomial: readonly bigint[]
  readonly place: bigint
  readonly depth: number
}

/** Roots of the polynomial, lowest power first, in the open interval (0, 1), in no order. */
function rootsBelowOne(polynomial: readonly bigint[]): readonly number[] {
  const roots: number[] = []
  const open: Cell[] = [{ polynomial, place: 0n, depth: 0 }]
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const { polynomial: own, place, depth } = cell
    // Roots in (0, 1) are at most the sign variations of (x + 1)^n p(1/(x + 1)), and as many if that is 0 or
    // 1.
    const most = variations(shifted(own.toReversed()))
    if (most === 0) continue
    if (most === 1) {
      roots.push(bisected(cell))
      continue
    }
    const half = halved(own)
    const right = shifted(half)
    const middle = 2n * place + 1n
    if (depth === MOST_SPLITS) {
      roots.push(fraction(middle, depth + 1))
      continue
    }
    if (right[0] === 0n) roots.push(fraction(middle, depth + 1))
    open.push(
      { polynomial: half, place: 2n * place, depth: depth + 1 },
      { polynomial: right, place: middle, depth: depth + 1 },
    )
  }
  return roots
}

/** The only root in the cell, which crosses zero. */
function bisected({ polynomial, place, depth }: Cell): number {
  const atStart = polynomial.find((coefficient) => coefficient !== 0n)! > 0n
  let [low, bits] = [0n, 0]
  while (bits < DIGITS) {
    // The middle of the part that is left.
    const [middle, scale] = [2n * low + 1n, bits + 1]
    const sign = valueAt(polynomial, middle, scale)
    if (sign === 0n) return fraction((place << BigInt(scale)) + middle, depth + scale)
    low = sign > 0n === atStart ? middle : 2n * low
    bits = scale
  }
  return fraction((((place << BigInt(bits)) + low) << 1n) + 1n, depth + bits + 1)
}

/** p(x / 2^bits) · 2^(bits · degree), by Horner's scheme. */
function valueAt(polynomial: readonly bigint[], x: bigint, bits: number): bigint {
  let [value, scale] = [0n, 0n]
  for (const coefficient of polynomial.toReversed()) {
    value = value * x + (coefficient << scale)
    scale += BigInt(bits)
  }
  return value
}

/** p(x + 1). */
function shifted(polynomial: readonly bigint[]): bigint[] {
  const moved = [...polynomial]
  for (let i = moved.length - 1; i > 0; i--)
    for (let j = i - 1; j < moved.length - 1; j++) moved[j]! += moved[j + 1]!
  return moved
}

/** 2^degree · p(x / 2). */
function halved(polynomial: readonly bigint[]): bigint[] {
  return polynomial.map((coefficient, power) => coefficient << BigInt(polynomial.length - 1 - power))
}

/** Sign variations, zeros left out. */
function variations(polynomial: readonly bigint[]): number {
  const signs = polynomial.filter((coefficient) => coefficient !== 0n).map((coefficient) => coefficient > 0n)
  return signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length
}

/** Without zeros at either end, which change no positive root. */
function trimmed(flows: readonly bigint[]): readonly bigint[] {
  const first = flows.findIndex((flow) => flow !== 0n)
  return first < 0 ? [] : flows.slice(first, flows.findLastIndex((flow) => flow !== 0n) + 1)
}

/** The flows times one power of two, exactly. */
function wholeNumbers(flows: readonly number[]): readonly bigint[] {
  const parts = flows.map((flow) => {
    let [significand, exponent] = [flow, 0]
    while (!Number.isInteger(significand)) [significand, exponent] = [significand * 2, exponent + 1]
    return { significand: BigInt(significand), exponent }
  })
  const most = parts.reduce((high, { exponent }) => Math.max(high, exponent), 0)
  return parts.map(({ significand, exponent }) => significand << BigInt(most - exponent))
}

/** `numerator / 2^bits`, rounded once. */
function fraction(numerator: bigint, bits: number): number {
  return Number(numerator) * powerOfTwo(-bits)
}

/** The flows as an array. */
export function finiteFlows(flows: ArrayLike<number>): readonly number[] {
  const all = Array.from(flows)
  const wrong = all.findIndex((flow) => !Number.isFinite(flow))
  if (all.length === 0 || wrong >= 0) throw new InvalidFlows(wrong, all[wrong])
  return all
}

/** A cash flow is not finite, or there is none. */
export class InvalidFlows extends RangeError {
  override readonly name = 'InvalidFlows'
  constructor(index: number, flow: number | undefined) {
    super(
      flow === undefined
        ? 'expected at least one cash flow, got none'
        : `expected finite cash flows, got ${flow} at index ${index}`,
    )
  }
}
