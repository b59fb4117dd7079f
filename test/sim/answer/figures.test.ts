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
