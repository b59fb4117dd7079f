import { describe, expect, test } from 'vitest'

import { toHex } from '../../../src/sim/math/float64.ts'
import { logFactorial } from '../../../src/sim/math/log-factorial.ts'
import { normalCdf, normalQuantile } from '../../../src/sim/math/normal.ts'
import {
  Digits60,
  cdf,
  cdfByFraction,
  cdfBySeries,
  decimalOf,
  density,
  evenly,
  relativeError,
} from './reference.ts'

describe('the reference', () => {
  test('has one value of Φ by its series and by its continued fraction', () => {
    for (const x of [-5, -6, -7]) {
      const [series, fraction] = [cdfBySeries(new Digits60(x)), cdfByFraction(new Digits60(x))]
      expect(series.minus(fraction).div(fraction).abs().toNumber()).toBeLessThan(1e-40)
    }
  })
})

describe('normalQuantile', () => {
  /** The error of z in the equation Φ(z) = p, relative to z: to first order (Φ(z) - p) / φ(z) / z. */
  const error = (p: number): number => {
    const z = decimalOf(normalQuantile(p))
    return cdf(z).minus(decimalOf(p)).div(density(z)).div(z).abs().toNumber()
  }

  test('has a relative error below 8e-16 for every uniform that a stream can draw', () => {
    const centre = evenly(600)
    const tails = Array.from({ length: 53 }, (_, e) => 2 ** -(e + 1) * 0.9)
    for (const p of [...centre, ...tails, ...tails.map((p) => 1 - p), 0.075, 0.925, 2 ** -53, 1 - 2 ** -53]) {
      expect(error(p), `p = ${p}`).toBeLessThan(8e-16)
    }
  })

  test('has it down to the smallest float64', () => {
    for (let e = 60; e <= 1074; e += 39) expect(error(2 ** -e), `2^-${e}`).toBeLessThan(8e-16)
  })

  test('is odd about one half, never falls, and maps the limits to the limits', () => {
    const ps = evenly(2000).map((u) => (Math.floor(u * 2 ** 20) + 0.5) / 2 ** 20)
    for (const p of ps) expect(normalQuantile(1 - p)).toBe(-normalQuantile(p))
    const sorted = ps.toSorted((a, b) => a - b).map(normalQuantile)
    for (let i = 1; i < sorted.length; i++) expect(sorted[i]).toBeGreaterThanOrEqual(sorted[i - 1] ?? NaN)
    expect(normalQuantile(0.5)).toBe(0)
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
    expect([normalQuantile(-0.1), normalQuantile(1.1), normalQuantile(NaN)]).toEqual([NaN, NaN, NaN])
  })

  test('detects one wrong digit in a coefficient', () => {
    // The bound is tight enough: 1e-13 off, one unit in the 14th digit, is more than a hundred times what is
    // allowed.
    const z = decimalOf(normalQuantile(0.3)).times(1 + 1e-13)
    const shifted = cdf(z).minus(decimalOf(0.3)).div(density(z)).div(z).abs().toNumber()
    expect(shifted).toBeGreaterThan(8e-14)
  })
})

describe('normalCdf', () => {
  test('has a relative error below 2^-49 from -37.4 on', () => {
    const xs = [
      ...evenly(400).map((u) => 80 * u - 37.4),
      ...evenly(300).map((u) => 12 * u - 6),
      0.67448975,
      -0.67448975,
      -5.656854249492381,
    ]
    for (const x of xs)
      expect(relativeError(normalCdf(x), cdf(decimalOf(x))), `x = ${x}`).toBeLessThan(2 ** -49)
  })

  test('inverts the quantile', () => {
    // Relative to p an error of z is multiplied by z φ(z)/Φ(z) * z, below z^2 + 1 < 70 here; 8e-16 of it and
    // 2^-49 are left.
    for (const p of evenly(500).map((u) => 2 ** (-50 * u) / 2)) {
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1), `p = ${p}`).toBeLessThan(70 * 8e-16 + 2 ** -49)
    }
  })

  test('maps the limits to the limits', () => {
    expect([normalCdf(0), normalCdf(Infinity), normalCdf(-Infinity), normalCdf(NaN)]).toEqual([
      0.5,
      1,
      0,
      NaN,
    ])
    expect(normalCdf(-40)).toBe(0)
  })
})

describe('logFactorial', () => {
  test('has a relative error below 1e-15 from 2! on', () => {
    let factorial = new Digits60(1)
    for (let k = 1; k <= 400; k++) {
      factorial = factorial.times(k)
      if (k > 1) expect(relativeError(logFactorial(k), factorial.ln()), `log ${k}!`).toBeLessThan(1e-15)
    }
    expect([logFactorial(0), logFactorial(1)]).toEqual([0, 0])
  })
})

/** Bits frozen when the bounds above were first met. */
describe('the bits', () => {
  test('of normalQuantile are the frozen ones', () => {
    const inputs = [
      0.1,
      0.3,
      0.691,
      0.9873333333333333,
      0.001,
      1e-5,
      1e-11,
      1e-12,
      2 ** -53,
      1e-300,
      1 - 2 ** -53,
    ]
    expect(inputs.map((p) => toHex(normalQuantile(p)))).toMatchInlineSnapshot(`
      [
        "bff4813c36e26d33",
        "bfe0c7e39582c5fa",
        "3fdfea7c4f1bda71",
        "4001e3e796a2d849",
        "c008b8cbb7204470",
        "c0110f3f8843a3da",
        "c01ad2f7bbec4805",
        "c01c234fba57a32a",
        "c0206b48528cea51",
        "c04286074064c26e",
        "40206b48528cea51",
      ]
    `)
  })
  test('of normalCdf are the frozen ones', () => {
    const inputs = [-37, -8, -5.7, -5.6, -2, -1, -0.5, 0.1, 0.7, 1.5, 3, 6]
    expect(inputs.map((x) => toHex(normalCdf(x)))).toMatchInlineSnapshot(`
      [
        "01ceaccc6bfeb0af",
        "3cc669d2c90d55cf",
        "3e39ba7ba68de348",
        "3e47040ebbf2f8e1",
        "3f974bcf82c9d861",
        "3fc44ed0bb7cb20b",
        "3fd3bf143b9aa713",
        "3fe1464507526871",
        "3fe841d5715c32a8",
        "3feddcb724ed3702",
        "3feff4f10f033d25",
        "3fefffffff786788",
      ]
    `)
  })
  test('of logFactorial are the frozen ones', () => {
    expect([2, 18, 19, 144, 1000, 1e6].map((k) => toHex(logFactorial(k)))).toMatchInlineSnapshot(`
      [
        "3fe62e42fefa39ef",
        "4042329df2d5ee52",
        "4043ab8153363985",
        "4081f875d7052afe",
        "40b71820d04e2eb6",
        "41687193cc4f1ea6",
      ]
    `)
  })
})
