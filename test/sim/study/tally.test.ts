import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { summaryOf } from '../../../src/sim/study/result.ts'
import { failedRow, rowText } from '../../../src/sim/study/row.ts'
import { mergeTallies, EMPTY_TALLY, tallyOf } from '../../../src/sim/study/tally.ts'
import { withOtherSort } from '../../support/other-sort.ts'
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

  test('has of a row that failed the failure alone, whatever else the row says', () => {
    const failed = row(1, { price: '7' }, { broken: breach(3), error: 'RangeError: no' })
    const [alone, both] = [tallyOf([row(0, { price: '1' })]), tallyOf([row(0, { price: '1' }), failed])]
    expect(both).toEqual({ ...alone, paths: 2, failed: 1, failures: [failed] })
  })

  test('keeps rows of the same task in the order in which they were given: two seeds have the same tasks', () => {
    const priced = (seed: string) => {
      const broken = { rate: { ...breach(3).rate, message: seed } }
      return row(0, { price: '1' }, { resultHash: seed, broken })
    }
    const given = [priced('one'), failedRow({ point: 0, path: 1 }, 'one')]
    const more = [priced('two'), failedRow({ point: 0, path: 1 }, 'two')]
    for (const tally of [tallyOf([...given, ...more]), mergeTallies(tallyOf(given), tallyOf(more))]) {
      const { lowest, highest } = tally.metrics.get('price')!
      for (const ranked of [lowest, highest])
        expect(ranked.map(({ resultHash }) => resultHash)).toEqual(['one', 'two'])
      expect(tally.failures.map(({ error }) => error)).toEqual(['one', 'two'])
      expect(tally.invariants.get('rate')?.first.message).toBe('one')
    }
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
    const ranked = () =>
      tallyOf([
        row(0, { price: '2' }),
        row(1, { price: 'never' }),
        row(2, { price: '-1' }),
        row(3, { price: '10' }),
        row(4, { price: '2.0' }),
      ]).metrics.get('price')!
    for (const { lowest, highest } of [ranked(), withOtherSort(ranked)]) {
      expect(lowest.map(({ path }) => path)).toEqual([1, 2, 0, 4, 3])
      expect(highest.map(({ path }) => path)).toEqual([1, 3, 0, 4, 2])
      expect(lowest[1]!.resultHash).toBe('hash 2')
    }
  })
})

test('a row’s line names its result or its error', () => {
  expect(rowText(row(3, {}))).toBe('[0,3,"hash 3"]\n')
  expect(rowText(failedRow({ point: 1, path: 2 }, 'odd'))).toBe('[1,2,{"error":"odd"}]\n')
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

describe('tallies that are merged', () => {
  const failed = (path: number) => failedRow({ point: 2, path }, new Error('lost'))

  test('keep the first failures of both, in order of tasks', () => {
    const [even, odd] = [0, 1].map((rest) =>
      tallyOf(Array.from({ length: 15 }, (_, n) => failed(2 * n + rest))),
    )
    expect(mergeTallies(odd!, even!).failures.map(({ path }) => path)).toEqual(
      Array.from({ length: 20 }, (_, path) => path),
    )
  })

  test('add up the frequency of words, and name metrics in the order of their tasks', () => {
    const words = (...values: readonly string[]) => tallyOf(values.map((price, path) => row(path, { price })))
    const merged = mergeTallies(words('never', 'none'), words('never', 'never', 'soon'))
    expect([...merged.metrics.get('price')!.texts]).toEqual([
      ['never', 3],
      ['none', 1],
      ['soon', 1],
    ])
    const [a, b] = [row(1, { a: '1' }), row(0, { b: '2' })]
    expect([...tallyOf([a, b]).metrics.keys()]).toEqual(['b', 'a'])
    expect([...mergeTallies(tallyOf([b]), tallyOf([a])).metrics.keys()]).toEqual(['b', 'a'])
  })

  test('rank paths by value over points, each with its own task', () => {
    const at = (point: number, path: number, price: string) => row(path, { price }, { point })
    const merged = mergeTallies(
      tallyOf([at(3, 1, '2'), at(1, 5, '7')]),
      tallyOf([at(2, 0, '2'), at(0, 9, '4')]),
    )
    const tasks = (end: 'lowest' | 'highest') =>
      merged.metrics.get('price')![end].map(({ point, path, value }) => `${point}.${path}: ${value}`)
    expect(tasks('lowest')).toEqual(['2.0: 2', '3.1: 2', '0.9: 4', '1.5: 7'])
    expect(tasks('highest')).toEqual(['1.5: 7', '0.9: 4', '2.0: 2', '3.1: 2'])
  })

  test('rank numbers that differ by less than the precision of their sum with one', () => {
    const close = tallyOf([
      row(0, { price: '0.000000000000000002' }),
      row(1, { price: '0.000000000000000001' }),
    ])
    const { lowest, highest } = close.metrics.get('price')!
    expect([lowest, highest].map((ranked) => ranked.map(({ path }) => path))).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  test('name invariants in the order of both', () => {
    const broken = (path: number, name: string) =>
      tallyOf([row(path, {}, { broken: { [name]: { checks: 1, action: 0, day: 0, message: '' } } })])
    expect([...mergeTallies(broken(0, 'rate'), broken(1, 'cap')).invariants.keys()]).toEqual(['rate', 'cap'])
  })

  test('name the first violation of both', () => {
    const broken = (path: number) => tallyOf([row(path, { price: '1' }, { broken: breach(path) })])
    for (const [one, two] of [
      [3, 4],
      [4, 3],
    ] as const)
      expect(mergeTallies(broken(one), broken(two)).invariants.get('rate')!.first.path).toBe(3)
  })
})
