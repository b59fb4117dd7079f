/**
 * Drawdown, payback and internal rates of return against enumeration, closed forms and textbook cases.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maximumDrawdown, NotPositive, timeUnderWater } from '../../src/statistics/drawdown.ts'
import { InvalidFlows, internalRateOfReturn } from '../../src/statistics/internal-rate-of-return.ts'
import { InvalidRate, paybackPeriod } from '../../src/statistics/payback-period.ts'

const prices = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 })

describe('the maximum drawdown', () => {
  test('is the largest fall between any two times, by enumeration', () => {
    fc.assert(
      fc.property(prices, (series) => {
        const falls = series.flatMap((from, i) => series.slice(i).map((to) => (from - to) / from))
        const { share, peak, trough, recovery } = maximumDrawdown(series)
        expect(share).toBe(Math.max(0, ...falls))
        expect((series[peak]! - series[trough]!) / series[peak]!).toBe(share)
        expect(peak).toBeLessThanOrEqual(trough)
        const later = series.findIndex((value, index) => index > trough && value >= series[peak]!)
        expect(recovery).toBe(share === 0 || later < 0 ? undefined : later)
      }),
    )
  })

  test('has its peak, trough and recovery', () => {
    expect(maximumDrawdown([4, 8, 6, 2, 5, 8, 9, 5])).toEqual({
      share: 0.75,
      peak: 1,
      trough: 3,
      recovery: 5,
    })
    expect(maximumDrawdown([1, 2, 3])).toEqual({ share: 0, peak: 0, trough: 0 })
  })

  test('needs positive values', () => {
    for (const series of [[], [1, 0], [1, -2], [1, NaN], [Infinity]])
      expect(() => maximumDrawdown(series)).toThrow(NotPositive)
  })
})

describe('time under water', () => {
  test('counts the steps below an earlier value, by enumeration', () => {
    fc.assert(
      fc.property(prices, (series) => {
        const below = series.map((value, index) => series.slice(0, index).some((before) => before > value))
        const { total, longest, share, atEnd } = timeUnderWater(series)
        expect(total).toBe(below.filter(Boolean).length)
        const runs = below
          .map((under) => (under ? '-' : ' '))
          .join('')
          .split(' ')
        expect(longest).toBe(Math.max(...runs.map((run) => run.length)))
        expect(atEnd).toBe(below.at(-1))
        expect(share).toBe(series.length === 1 ? 0 : total / (series.length - 1))
      }),
    )
  })
})

/** Present value, by its definition. */
const presentValue = (flows: readonly number[], rate: number): number =>
  flows.reduce((sum, flow, period) => sum + flow / (1 + rate) ** period, 0)

describe('the internal rate of return', () => {
  test('is the textbook’s', () => {
    // R. A. Brealey, S. C. Myers, "Principles of Corporate Finance", chapter 5: -4,000, 2,000, 4,000 give
    // 28.08%.
    expect(internalRateOfReturn([-4000, 2000, 4000])).toMatchObject({
      kind: 'one',
      rate: expect.closeTo((1 + Math.sqrt(17)) / 4 - 1, 14),
    })
    expect(internalRateOfReturn([-100, 110])).toEqual({ kind: 'one', rate: expect.closeTo(0.1, 14) })
    // A loan has the rate of its mirror image; periods before the first flow change nothing.
    expect(internalRateOfReturn([0, 0, 100, -110, 0])).toEqual({ kind: 'one', rate: expect.closeTo(0.1, 14) })
    expect(internalRateOfReturn([-100, 100])).toEqual({ kind: 'one', rate: 0 })
    expect(internalRateOfReturn([-100, 50])).toEqual({ kind: 'one', rate: expect.closeTo(-0.5, 14) })
  })

  test('may not exist, and says why', () => {
    // Brealey and Myers: +1,000, -3,000, +2,500 has no real rate.
    for (const flows of [[1000, -3000, 2500], [1, 2], [-1], [0, 0]])
      expect(internalRateOfReturn(flows).kind).toBe('none')
  })

  test('may be several: oil pump and strip mine', () => {
    // J. H. Lorie, L. J. Savage (1955): -1,600, 10,000, -10,000 has 25% and 400%.
    expect(internalRateOfReturn([-1600, 10000, -10000])).toEqual({
      kind: 'several',
      rates: [expect.closeTo(0.25, 13), expect.closeTo(4, 13)],
    })
  })

  test('finds every root that the flows were made of', () => {
    // Σ flow v^i = ± Π (1 - (1 + rate) v): whole per cent times 100, so that the coefficients are exact.
    const rates = fc.uniqueArray(fc.integer({ min: -90, max: 400 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(rates, fc.boolean(), (percents, turned) => {
        const flows = percents.reduce<bigint[]>(
          (polynomial, percent) => {
            const next = [...polynomial.map((each) => each * 100n), 0n]
            polynomial.forEach((each, power) => (next[power + 1]! -= each * BigInt(100 + percent)))
            return next
          },
          [turned ? -1n : 1n],
        )
        // Products of five numbers up to 500 stay below 2^53.
        const result = internalRateOfReturn(flows.map(Number))
        const expected = percents
          .toSorted((a, b) => a - b)
          .map((percent) => expect.closeTo(percent / 100, 12))
        expect(result).toEqual(
          expected.length === 1 ? { kind: 'one', rate: expected[0] } : { kind: 'several', rates: expected },
        )
      }),
    )
  })

  test('makes the present value change sign around it, also over 400 days', () => {
    const flows = [-1000, ...Array.from({ length: 400 }, (_, day) => 3.1 * (1 + (day % 7) / 10))]
    const result = internalRateOfReturn(flows)
    const rate = result.kind === 'one' ? result.rate : NaN
    expect(presentValue(flows, rate * (1 - 1e-9))).toBeGreaterThan(0)
    expect(presentValue(flows, rate * (1 + 1e-9))).toBeLessThan(0)
  })

  test('counts a root that is touched once, at a float64 or between two', () => {
    expect(internalRateOfReturn([1, -4, 4])).toEqual({ kind: 'one', rate: 1 })
    expect(internalRateOfReturn([1, -6, 9])).toEqual({ kind: 'one', rate: expect.closeTo(2, 14) })
    expect(internalRateOfReturn([1, -2, 1])).toEqual({ kind: 'one', rate: 0 })
  })

  test('needs finite flows', () => {
    for (const flows of [[], [1, NaN], [-Infinity, 1]])
      expect(() => internalRateOfReturn(flows)).toThrow(InvalidFlows)
  })
})

describe('the payback period', () => {
  test('is the first period whose end has paid everything back', () => {
    expect(paybackPeriod([-100, 40, 40, 40])).toEqual({ period: 3, lost: false })
    expect(paybackPeriod([-100, 40, 60])).toEqual({ period: 2, lost: false })
    expect(paybackPeriod([-100, 120, -50, 40])).toEqual({ period: 1, lost: true })
    expect(paybackPeriod([-100, 99])).toBeUndefined()
    expect(paybackPeriod([0])).toEqual({ period: 0, lost: false })
  })

  test('discounts: at 10%, 110 in a period are worth 100', () => {
    expect(paybackPeriod([-100, 55, 60.5], 0.099)).toEqual({ period: 2, lost: false })
    expect(paybackPeriod([-100, 55, 60.5], 0.101)).toBeUndefined()
    expect(() => paybackPeriod([-1, 2], -1)).toThrow(InvalidRate)
  })
})
