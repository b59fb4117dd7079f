/**
 * High-precision references for the deterministic routines: exact decimals of float64s and series at 60
 * digits.
 */
import { Decimal } from 'decimal.js'

import { exponentOf, ulpOf } from '../../../src/sim/math/float64.ts'

export const Digits60 = Decimal.clone({ precision: 60, minE: -9e15, maxE: 9e15 })

/** π to 60 digits. */
const PI = Digits60.acos(-1)

/**
 * The value of a finite float64 to as many digits as `Digits` has; `new Decimal(x)` would take the shortest
 * text instead.
 */
export function decimalOf(x: number, Digits = Digits60): Decimal {
  if (x === 0) return new Digits(0)
  const places = Math.max(52 - exponentOf(x), 0)
  // Two exact scalings, since 2^1074 itself is no float64.
  const half = Math.floor(places / 2)
  const integer = BigInt(x * 2 ** half * 2 ** (places - half))
  return new Digits(integer.toString()).div(new Digits(2).pow(places))
}

/** |actual - expected| in units in the last place of the float64 nearest to `expected`. */
export function ulpError(actual: number, expected: Decimal): number {
  return decimalOf(actual)
    .minus(expected)
    .abs()
    .div(decimalOf(ulpOf(expected.toNumber())))
    .toNumber()
}

export function relativeError(actual: number, expected: Decimal): number {
  return decimalOf(actual).minus(expected).div(expected).abs().toNumber()
}

/** Normal density. */
export function density(x: Decimal): Decimal {
  return x.times(x).div(-2).exp().div(PI.times(2).sqrt())
}

/** Φ(x): the series of the error function near 0, Laplace's continued fraction from 6 on. */
export function cdf(x: Decimal): Decimal {
  if (x.gt(0)) return new Digits60(1).minus(cdf(x.neg()))
  return x.gt(-6) ? cdfBySeries(x) : cdfByFraction(x)
}

/** 1/2 + φ(x) (x + x³/3 + x⁵/(3·5) + …); loses as many digits as Φ(x) has zeros. */
export function cdfBySeries(x: Decimal): Decimal {
  let term = x
  let sum = x
  for (let k = 3; term.abs().gt(1e-65); k += 2) {
    term = term.times(x).times(x).div(k)
    sum = sum.plus(term)
  }
  return sum.times(density(x)).plus(0.5)
}

/** φ(x) / (y + 1/(y + 2/(y + 3/…))) with y = -x > 0. */
export function cdfByFraction(x: Decimal): Decimal {
  const y = x.neg()
  let fraction = y
  for (let k = 400; k >= 1; k--) fraction = y.plus(new Digits60(k).div(fraction))
  return density(x).div(fraction)
}

/** `count` points that fill (0, 1) evenly: multiples of the golden ratio, modulo 1. */
export function evenly(count: number): number[] {
  return Array.from({ length: count }, (_, i) => ((i + 1) * 0.6180339887498949) % 1)
}
