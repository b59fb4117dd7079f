import { describe, expect, test } from 'vitest'

import { fanOf, fanPathOf, fanTables, type FanPath } from '../../../src/sim/study/fan.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { withOtherSort } from '../../support/other-sort.ts'
import { simWorld } from '../../support/sim-world.ts'

const STATEMENT = 'prices rise'

const pathWith = (path: number, value: string, more: Partial<FanPath> = {}): FanPath => ({
  path,
  metrics: { end: value },
  findings: [{ statement: STATEMENT, asExpected: path % 2 === 0 }],
  broken: [],
  daily: { price: [value, '1'] },
  ...more,
})

/** Paths 0 to 20 with the values 0 to 20 in a shuffled order. */
const twentyOne = Array.from({ length: 21 }, (_, path) => pathWith(path, String((path * 8) % 21)))

describe('a fan of paths', () => {
  test('has the values of single paths as median and as 5% and 95% quantile', () => {
    const { paths, metrics } = fanOf(twentyOne)
    expect(paths).toBe(21)
    expect(metrics['end']).toEqual({ low: '1', median: '10', high: '19', without: 0, never: 0 })
  })

  test('keeps exact texts, and orders by value beyond the precision of floats', () => {
    const values = ['0.1000000000000000000002', '0.1000000000000000000001', '-3', '0.10']
    const { metrics } = fanOf(values.map((value, path) => pathWith(path, value)))
    expect(metrics['end']).toMatchObject({ low: '-3', median: '0.10', high: '0.1000000000000000000002' })
  })

  test('puts never after every number, and counts it', () => {
    const { metrics } = fanOf([pathWith(0, '5'), pathWith(1, 'never'), pathWith(2, '7')])
    expect(metrics['end']).toEqual({ low: '5', median: '7', high: 'never', without: 1, never: 1 })
    // Two of 21: the 20th in order is the first of them.
    const nevers = twentyOne.map((each) => (each.path < 2 ? pathWith(each.path, 'never') : each))
    expect(fanOf(nevers).metrics['end']).toMatchObject({ high: 'never', without: 2, never: 2 })
    const one = twentyOne.map((each) => (each.path < 1 ? pathWith(each.path, 'never') : each))
    expect(fanOf(one).metrics['end']).toMatchObject({ high: '20', without: 1, never: 1 })
    expect(fanOf([pathWith(0, 'never')]).metrics['end']).toMatchObject({ low: 'never', high: 'never' })
  })

  test('leaves out words that have no order, and counts them', () => {
    const { metrics } = fanOf([pathWith(0, '5'), pathWith(1, 'none'), pathWith(2, '7')])
    expect(metrics['end']).toEqual({ low: '5', median: '5', high: '7', without: 1, never: 0 })
    expect(fanOf([pathWith(0, 'none')]).metrics).toStrictEqual({})
  })

  test('does not depend on the order in which paths finish', () => {
    expect(fanOf(twentyOne.toReversed())).toEqual(fanOf(twentyOne))
  })

  test('orders equal numbers by path, whatever an engine’s sort asks of a comparison', () => {
    const values = ['2', '1.0', '3', '1', '1.00', '0', '2.0']
    const fan = (texts: readonly string[]) => fanOf(texts.map((text, path) => pathWith(path, text)))
    const expected = ['0', '1.0', '1', '1.00', '2', '2.0', '3']
    const medians = () =>
      values.map(
        (_value, most) =>
          // Beside six numbers below and above, the median of 13 is the one asked for.
          fan([
            ...Array.from({ length: 6 - most }, () => '-1'),
            ...values,
            ...Array.from({ length: most }, () => '9'),
          ]).metrics['end']!.median,
      )
    expect(medians()).toEqual(expected)
    expect(withOtherSort(medians)).toEqual(expected)
  })

  test('says on how many of the paths that state it a hypothesis holds, with the exact interval', () => {
    const [found] = fanOf([...twentyOne, pathWith(21, '0', { findings: [] })]).hypotheses
    expect(found).toMatchObject({ statement: STATEMENT, held: 11, stated: 21 })
    // Clopper-Pearson for 11 of 21.
    expect(found!.interval.low).toBeCloseTo(0.2978, 3)
    expect(found!.interval.high).toBeCloseTo(0.7429, 3)
  })

  test('names broken invariants with the number of paths', () => {
    expect(fanOf([pathWith(0, '1', { broken: ['k'] }), pathWith(1, '1', { broken: ['k'] })]).broken).toEqual({
      k: 2,
    })
    expect(fanOf(twentyOne).broken).toEqual({})
  })

  test('has quantiles of each day', () => {
    const { daily } = fanOf(twentyOne)
    expect(daily).toHaveLength(1)
    expect(daily[0]!.quantiles['p50']).toEqual(['10', '1'])
    expect(daily[0]!.quantiles['p5']).toEqual(['1', '1'])
  })

  test('needs a path', () => {
    expect(() => fanOf([])).toThrow('at least one path')
  })

  test('takes metrics and findings from a result, and its tables name them', () => {
    const result = runScenario(simWorld([]), { seed: 1n })
    const fan = fanOf([fanPathOf(result)])
    for (const [name, { low, high }] of Object.entries(fan.metrics))
      expect([low, high]).toEqual([result.metrics[name]!.value, result.metrics[name]!.value])
    expect(fanTables(fan, result.metrics).map(({ name }) => name)).toEqual([
      'fan',
      'fan-hypotheses',
      'fan-paths',
    ])
  })
})

describe('choices over the paths of a fan', () => {
  const CHOICE = {
    name: 'premium',
    title: 'Best premium',
    better: 'higher',
    metrics: { low: 'low', high: 'high' },
  } as const
  const paths = (highs: readonly string[]): readonly FanPath[] =>
    highs.map((high, path) => pathWith(path, '0', { metrics: { low: '5', high } }))

  test('name the one that is best on most paths, and call what chance can explain a tie', () => {
    const [clear] = fanOf(paths(Array.from({ length: 12 }, () => '6')), [CHOICE]).best
    expect(clear).toMatchObject({ name: 'premium', standing: { leader: 'high', ties: [] } })
    const [close] = fanOf(paths(['6', '6', '6', '4', '4']), [CHOICE]).best
    expect(close).toMatchObject({ standing: { leader: 'high', ties: ['low'], paths: 5 } })
  })

  test('are left out where a path has no number', () => {
    expect(fanOf(paths(['6', 'never']), [CHOICE]).best).toEqual([])
    expect(fanOf(twentyOne, [CHOICE]).best).toEqual([])
  })
})
