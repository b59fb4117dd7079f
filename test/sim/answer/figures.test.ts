import { describe, expect, test } from 'vitest'

import { scenarios } from '../../../src/scenarios/index.ts'
import { answerOf } from '../../../src/sim/answer/answer.ts'
import { figuresOf, NoSuchFigure, type Source } from '../../../src/sim/answer/figures.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { fanOf, fanPathOf } from '../../../src/sim/study/fan.ts'

const metric = (unit: string, value: string) => ({ title: 'title', unit, value })

const ALONE: Source = {
  metrics: {
    price: metric('BTC/AMT', '0.00000254549'),
    change: metric('%', '-69.96'),
    days: metric('day', 'never'),
    nothing: metric('day', 'never'),
    rate: metric('%', '2'),
    actions: metric('actions', '1234567'),
  },
  days: 30,
  paths: 1,
  spreads: {},
  values: {},
  best: {},
}

const AMONG: Source = {
  ...ALONE,
  paths: 4,
  spreads: {
    price: { low: '0.00000146', median: '0.00000254', high: '0.00000354', without: 0, never: 0 },
    change: { low: '-83.04', median: '-69.96', high: '1.5', without: 0, never: 0 },
    days: { low: '450', median: '932', high: 'never', without: 1, never: 1 },
    nothing: { low: 'never', median: 'never', high: 'never', without: 4, never: 4 },
    rate: { low: '1', median: '2', high: '3', without: 1, never: 0 },
  },
  values: { days: ['never', '450', '932', '1174'] },
}

describe('figures of one path', () => {
  const { say, on } = figuresOf(ALONE)

  test('quote three digits, prices in satoshi, whole numbers whole, words as they are', () => {
    expect(say('price')).toBe('255 sat')
    expect(say('change')).toBe('-70%')
    expect(say('actions')).toBe('1,234,567 actions')
    expect(say('days')).toBe('never')
  })

  test('quote more digits where the style asks for them', () => {
    expect(say('price', { digits: 5 })).toBe('254.55 sat')
    expect(say('price', { digits: 9 })).toBe('254.549 sat')
  })

  test('decide on this path', () => {
    expect(on('days', (text) => text === 'never')).toBe('on this path')
    expect(on('days', (text) => text !== 'never')).toBe('on no path')
  })

  test('reject a metric that the run does not have, and name those it has', () => {
    expect(() => say('prise')).toThrow(NoSuchFigure)
    expect(() => say('prise')).toThrow(/price, change.*got "prise"/)
  })
})

describe('figures among further paths', () => {
  const { say, on } = figuresOf(AMONG)

  test('quote the median with the range, signs included', () => {
    expect(say('price')).toBe('254 sat (146 to 354)')
    expect(say('change')).toBe('-70% (-83 to 1.5)')
    expect(say('price', { unit: false })).toBe('254 (146 to 354)')
  })

  test('say on how many paths there is no number, or something holds', () => {
    expect(say('days')).toBe('932 day (450 to never; never on 1)')
    expect(say('nothing')).toBe('never')
    expect(say('rate')).toBe('2% (1 to 3; none on 1)')
    expect(on('days', (text) => text !== 'never')).toBe('on 3 of 4 paths')
    expect(on('days', (text) => text !== '')).toBe('on all 4 paths')
    expect(on('days', (text) => text === '')).toBe('on none of 4 paths')
  })
})

describe('figures of a run', () => {
  const figures = figuresOf(AMONG)

  test('know its days, its paths and which metrics and choices it has', () => {
    const best = { leader: 'high' } as unknown as Source['best'][string]
    const { days, paths, has, best: bestOf } = figuresOf({ ...AMONG, best: { premium: best } })
    expect([days, paths]).toEqual([30, 4])
    expect([has('price'), has('prise')]).toEqual([true, false])
    expect([bestOf('premium'), bestOf('other')]).toEqual([best, undefined])
  })

  test('have ranges from two paths on', () => {
    const sayAmong = (paths: number): string => figuresOf({ ...AMONG, paths }).say('price')
    expect([1, 2, 3].map(sayAmong)).toEqual(['255 sat', '254 sat (146 to 354)', '254 sat (146 to 354)'])
  })

  test('count the paths on which something holds, of a metric without other paths on its own', () => {
    expect(figures.count('days', (text) => text !== 'never')).toBe(3)
    expect(figures.count('rate', (text) => text === '2')).toBe(1)
    expect(figures.on('rate', (text) => text === '2')).toBe('on this path')
  })

  test('are rounded to three digits, or to whole numbers where they have more', () => {
    const of = (unit: string, value: string): string =>
      figuresOf({ ...ALONE, metrics: { it: metric(unit, value) } }).say('it')
    expect(
      ['999.4', '1000', '1234.5', '-1234.5', '12345.6', '-0.0123456'].map((each) => of('', each)),
    ).toEqual(['999', '1,000', '1,235', '-1,235', '12,346', '-0.0123'])
    expect([of('%', '5'), of('USD', '5'), of('BTC/AMT', '5')]).toEqual(['5%', '5 USD', '500,000,000 sat'])
  })

  test('read each text by itself: a number on one path can be a word on another', () => {
    const over = (value: string, low: string, median: string, high: string, without = 0, never = 0): string =>
      figuresOf({
        ...AMONG,
        metrics: { it: metric('day', value) },
        spreads: { it: { low, median, high, without, never } },
      }).say('it')
    expect(over('never', '1234.4', '2000', '3000', 1, 1)).toBe('2,000 day (1,234 to 3,000; never on 1)')
    expect(over('5', '4.0001', '6', 'never', 2, 2)).toBe('6 day (4 to never; never on 2)')
    expect(over('5', '4', '6', '7', 3, 1)).toBe('6 day (4 to 7; never on 1; none on 2)')
    // One value is quoted without a range, unless some paths have none.
    expect(over('5', '1234.4', '1234.4', '1234.4')).toBe('1,234 day')
    expect(over('5', '6', '6', '6', 1)).toBe('6 day (6 to 6; none on 1)')
    expect(over('5', '6', '6', '6', 2, 2)).toBe('6 day (6 to 6; never on 2)')
    expect(over('5', '6', '7', '8')).toBe('7 day (6 to 8)')
  })
})

describe('an answer', () => {
  const baseline = scenarios.find(({ name }) => name === 'baseline')!
  const results = [0, 1, 2].map((path) => runScenario(baseline, { seed: 3n, path, days: 12 }))

  test('quotes the run’s own metrics', () => {
    const [result] = results
    const text = answerOf(baseline, result!)!
    expect(text).toContain(figuresOf({ ...ALONE, metrics: result!.metrics }).say('payoutPerAmt'))
    expect(text).not.toContain('median')
  })

  test('quotes medians among further paths, and says so', () => {
    const fan = fanOf(results.map(fanPathOf))
    expect(fan.values['finalPrice']).toEqual(results.map(({ metrics }) => metrics['finalPrice']!.value))
    expect(answerOf(baseline, results[0]!, fan)).toMatch(/\(.* to .*\).*from 5 to 95% of 3 paths/)
  })
})
