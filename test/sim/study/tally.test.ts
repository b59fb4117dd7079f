import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventText, happened, readEvent } from '../../../src/sim/study/event.ts'
import { daysOf, DaysSum, pathDays, type Days } from '../../../src/sim/study/days.ts'
import { DAY_GRID, FAN, quantilesOf } from '../../../src/sim/study/quantiles.ts'
import { summaryOf } from '../../../src/sim/study/result.ts'
import { failedRow, rowText } from '../../../src/sim/study/row.ts'
import { lengthOf, missing, Overlap, type Shard } from '../../../src/sim/study/shard.ts'
import { mergeTallies, EMPTY_TALLY, tallyOf } from '../../../src/sim/study/tally.ts'
import { madeUpRow as row } from './made-up-row.ts'
const KIND = {
  metrics: { price: { title: 'Price', unit: 'BTC' } },
  invariants: { rate: 'The rate never falls.' },
}
const breach = (action: number) => ({ rate: { checks: action + 1, action, day: 0, message: 'fell' } })

const rows = fc
  .array(
    fc.record({
      price: fc.constantFrom('1', '1.50', '-2', 'never', '0.000000000000000001'),
      fails: fc.boolean(),
      breaks: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
    }),
    { maxLength: 30 },
  )
  .map((drawn) =>
    drawn.map(({ price, fails, breaks }, path) =>
      fails
        ? failedRow({ point: 0, path }, new Error('lost'))
        : row(path, { price }, breaks === undefined ? {} : { broken: breach(breaks) }),
    ),
  )

describe('a tally', () => {
  test('does not depend on the division or the order of its rows', () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.boolean(), (all, cut, turned) => {
        const place = cut % (all.length + 1)
        const [a, b] = [tallyOf(all.slice(0, place)), tallyOf(all.slice(place))]
        const merged = turned ? mergeTallies(b, a) : mergeTallies(a, b)
        expect(summaryOf(mergeTallies(merged, EMPTY_TALLY), KIND)).toEqual(summaryOf(tallyOf(all), KIND))
        for (const end of ['lowest', 'highest'] as const)
          expect(merged.metrics.get('price')?.[end]).toEqual(tallyOf(all).metrics.get('price')?.[end])
      }),
    )
  })

  test('sums up numbers, words, broken invariants and failures', () => {
    const { metrics, invariants, failures, paths } = summaryOf(
      tallyOf([
        row(0, { price: '1' }),
        row(1, { price: 'never' }),
        row(2, { price: '4' }, { broken: breach(3) }),
        row(3, { price: '2.5' }, { broken: breach(0) }),
        failedRow({ point: 0, path: 4 }, new RangeError('no')),
      ]),
      KIND,
    )
    expect(paths).toBe(5)
    expect(metrics['price']).toMatchObject({
      count: 3,
      mean: '2.5',
      sd: '1.5',
      min: '1',
      max: '4',
      // `never` comes after every number: it is the fourth of four values.
      quantiles: { p1: '1', p50: '2.5', p75: '4', p90: 'never', p95: 'never' },
      quantileError: '0',
      words: { never: { count: 1, of: 4, estimate: '0.25' } },
    })
    expect(invariants['rate']).toMatchObject({
      holds: false,
      checks: 10 + 10 + 4 + 1,
      broken: { count: 2, of: 4 },
      first: { point: 0, path: 2, action: 3 },
    })
    expect(failures).toMatchObject({
      paths: { count: 1, of: 5 },
      first: [{ point: 0, path: 4, error: 'RangeError: no' }],
    })
  })

  test('ranks the worst paths: words first, then numbers, equal ones by task', () => {
    const { lowest, highest } = tallyOf([
      row(0, { price: '2' }),
      row(1, { price: 'never' }),
      row(2, { price: '-1' }),
      row(3, { price: '10' }),
      row(4, { price: '2.0' }),
    ]).metrics.get('price')!
    expect(lowest.map(({ path }) => path)).toEqual([1, 2, 0, 4, 3])
    expect(highest.map(({ path }) => path)).toEqual([1, 3, 0, 4, 2])
    expect(lowest[1]!.resultHash).toBe('hash 2')
  })
})

test('a row’s line names its result or its error', () => {
  expect(rowText(row(3, {}))).toBe('[0,3,"hash 3"]\n')
  expect(rowText(failedRow({ point: 1, path: 2 }, 'odd'))).toBe('[1,2,{"error":"odd"}]\n')
})

describe('shards', () => {
  const shards = (points: number, runs: number, done: Shard[], size: number) =>
    missing({ points: Array.from({ length: points }, () => ({})), runs }, done, size)

  test('divide the missing paths, and with the finished ones cover every path once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
        (points, runs, before, now, kept) => {
          const done = shards(points, runs, [], before).filter((_each, index) => kept[index % 10])
          const todo = shards(points, runs, done, now)
          const covered = [...done, ...todo].flatMap(({ point, first, last }) =>
            Array.from({ length: last - first + 1 }, (_, index) => point * runs + first + index),
          )
          expect(covered.toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: points * runs }, (_, index) => index),
          )
          expect(todo.every((shard) => lengthOf(shard) >= 1 && lengthOf(shard) <= now)).toBe(true)
        },
      ),
    )
  })

  test('that contain the same path twice are rejected', () => {
    const done = [
      { point: 0, first: 0, last: 3 },
      { point: 0, first: 3, last: 5 },
    ]
    expect(() => shards(1, 9, done, 2)).toThrow(Overlap)
  })
})

describe('events', () => {
  test('compare exactly, and words with themselves only', () => {
    const is = (text: string, value: string) => happened(readEvent(text)!, value)
    expect(is('a>=0.1', '0.10')).toBe(true)
    expect(is('a>0.1', '0.10')).toBe(false)
    expect(is('a>0.1', '0.100000000000000001')).toBe(true)
    expect(is('a<-1', '-1.5')).toBe(true)
    expect(is('a<=-1', '-0.5')).toBe(false)
    expect(is('a=3', '3.0')).toBe(true)
    expect(is('a=never', 'never')).toBe(true)
    expect(is('a=never', '3')).toBe(false)
    expect(is('a<3', 'never')).toBe(false)
  })

  test('are written as they are read; others are none', () => {
    for (const text of ['a>=0.1', 'b=never', 'c<5']) expect(eventText(readEvent(text)!)).toBe(text)
    for (const text of ['a', 'a>', '>3', 'a>never', 'a==3', 'a>1<2']) expect(readEvent(text)).toBeUndefined()
  })
})

const sumOf = (...parts: readonly Days[]): Days | undefined => {
  const sum = new DaysSum()
  for (const part of parts) sum.add(part)
  return sum.days()
}

describe('days', () => {
  const table = (prices: string[], dates = ['2023-07-12', '2023-07-13']) => ({
    name: 'daily',
    title: '',
    columns: [
      { name: 'date', title: 'Date', unit: 'date', cells: dates },
      { name: 'price', title: 'Price', unit: 'BTC', cells: prices },
    ],
  })

  test('give quantiles of every column of numbers by day, whatever the cut', () => {
    const paths = [
      ['1', '10'],
      ['2', 'never'],
      ['3', '30'],
      ['4', '40'],
    ].map((cells) => pathDays(table(cells)))
    const whole = daysOf(paths)
    expect(sumOf(daysOf(paths.slice(0, 3)), daysOf(paths.slice(3)))).toEqual(whole)
    expect(whole.columns.map(({ name }) => name)).toEqual(['price'])
    const [first, second] = whole.columns[0]!.sketches
    expect(quantilesOf(first!, FAN, DAY_GRID)).toEqual({ p5: '1', p25: '1', p50: '2', p75: '3', p95: '4' })
    expect(quantilesOf(second!, [500], DAY_GRID)).toEqual({ p50: '30' })
  })

  test('keep text columns that are equal on all paths', () => {
    const same = daysOf([pathDays(table(['1', '2'])), pathDays(table(['3', '4']))])
    expect(same.labels.map(({ name }) => name)).toEqual(['date'])
    const other = daysOf([
      pathDays(table(['1', '2'])),
      pathDays(table(['3', '4'], ['2023-07-12', '2023-07-14'])),
    ])
    expect(other.labels).toEqual([])
    expect(sumOf(same, other)?.labels).toEqual([])
  })
})

describe('intervals of quantiles', () => {
  const forty = tallyOf(Array.from({ length: 40 }, (_, path) => row(path, { price: `${path + 1}` })))

  test('are values of the paths, and say what is missing', () => {
    const { quantileIntervals } = summaryOf(forty, KIND).metrics['price']!
    // scipy.stats.binom, 40 values: ranks 14 and 27 of the median, 5 and 17 of the first quartile, none below
    // the 1% quantile, of which the largest bound is the third value.
    expect(quantileIntervals).toMatchObject({
      p1: { high: '3', needs: 368 },
      p25: { low: '5', high: '17' },
      p50: { low: '14', high: '27' },
      p99: { low: '38', needs: 368 },
    })
  })

  test('are absent where points are pooled, whose paths share their random numbers', () => {
    const { quantiles, quantileIntervals } = summaryOf(forty, KIND, { pooled: true }).metrics['price']!
    expect(quantiles).toEqual(summaryOf(forty, KIND).metrics['price']!.quantiles)
    expect(quantileIntervals).toBeUndefined()
  })
})
