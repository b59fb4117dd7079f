/** From a definition to the scenario that a run uses. */
import { describe, expect, test } from 'vitest'
import { amt, btcb, lp } from '../../../src/model/kernel/units.ts'
import { timestampOf } from '../../../src/sim/calendar.ts'
import { decimal, snapshot } from '../../../src/sim/definition/parameter.ts'
import { peopleOf, scenario, type Definition, type Scenario } from '../../../src/sim/definition/scenario.ts'
import { constantProcess } from '../../../src/sim/environment.ts'
import { source, stream } from '../../../src/sim/random/stream.ts'
import type { Start } from '../../../src/sim/definition/start.ts'
import type { ChainSnapshot } from '../../../src/sim/opening/chain-snapshot.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import type { Table } from '../../../src/sim/result.ts'
import { initialHolders, initialStateWith, scriptedAgent, simWorld } from '../../support/sim-world.ts'

const PARAMETERS = {
  price: decimal({ title: 'Price', unit: 'USD', default: '30400', dated: true }),
  opening: snapshot({ title: 'Opening' }),
  other: snapshot({ title: 'Other' }),
}
type Own = Definition<typeof PARAMETERS>

const scenarioWith = (more: Partial<Own> = {}): Scenario =>
  scenario<typeof PARAMETERS>({
    name: 'sale',
    question: 'Does the floor hold?',
    days: 3,
    parameters: PARAMETERS,
    initialState: () => initialStateWith(),
    processes: () => simWorld([]).at({}).bound.processes,
    agents: () => [initialHolders],
    record: () => ({}),
    metrics: () => ({}),
    charts: [],
    always: [],
    hypotheses: () => [],
    ...more,
  })

const START: Start = { name: '12 February 2024', isOther: true, notes: [], own: 'July 2023', brings: [] }
const startingFrom = (start: Start | undefined): Pick<Own, 'initialState'> => ({
  initialState: () => ({ ...initialStateWith(), ...(start === undefined ? {} : { start }) }),
})

test('a scenario has what its definition states, nothing where it states none, and the shocks’ parameters', () => {
  const stated = {
    primary: { metric: 'floor', better: 'higher' },
    choices: [{ name: 'premium', title: 'Best premium', better: 'higher', metrics: { low: 'a' } }],
    benchmarks: ['btcReturn'],
    limits: ['No other pools.'],
    reading: {},
  } as const
  const has = { name: 'sale', question: 'Does the floor hold?', days: 3 }
  expect(scenarioWith(stated)).toMatchObject({ ...has, ...stated })
  const none = { primary: undefined, choices: [], benchmarks: [], limits: [], reading: {} }
  expect(scenarioWith()).toMatchObject({ ...has, ...none })
  const names = scenarioWith().parameters.map(({ name }) => name)
  expect(names).toEqual(['price', 'opening', 'other', 'stress', 'stressDay'])
})

describe('a question', () => {
  const questionFrom = (start: Start): string => `Does it hold from ${start.name} on?`

  test('is that of the start where it is another one and the scenario words it so', () => {
    const questionOf = (more: Partial<Own>): string => scenarioWith(more).at({}).bound.question
    const from = (start: Start | undefined): string => questionOf({ questionFrom, ...startingFrom(start) })
    expect(from(START)).toBe('Does it hold from 12 February 2024 on?')
    for (const start of [undefined, { ...START, isOther: false }])
      expect(from(start)).toBe('Does the floor hold?')
    expect(questionOf(startingFrom(START))).toBe('Does the floor hold?')
  })

  test('comes with the notes on that start, by the parameters that were set', () => {
    const { at } = scenarioWith(startingFrom(START))
    expect(at({}).bound.notes.join()).toContain('--set price=…')
    expect(at({ price: '30400' }).bound.notes).toEqual([])
    expect(scenarioWith().at({}).bound.notes).toEqual([])
  })
})

test('settings are named by their canonical text', () => {
  expect(scenarioWith().at({ price: '2.50' }).texts).toMatchObject({ price: '2.5' })
})

test('defaults: random ordering, no groups, tables, comparison or answer', () => {
  const { bound } = scenarioWith().at({})
  expect(bound).toMatchObject({ ordering: 'random', groups: [], pastDays: 'states' })
  expect(bound.tables({} as Summary)).toEqual([])
  expect([bound.stress, bound.comparison, bound.answer]).toEqual([undefined, undefined, undefined])
  const groups = [{ name: 'all', title: 'All', accounts: ['alice'] }] as unknown as ReturnType<
    NonNullable<Own['groups']>
  >
  const stated = scenarioWith({ ordering: () => 'gas', groups: () => groups, pastDays: 'figures' }).at(
    {},
  ).bound
  expect(stated).toMatchObject({ ordering: 'gas', groups, pastDays: 'figures' })
})

test('processes that have no first day fail before a run, with a shock and without', () => {
  const { processes } = simWorld([]).at({}).bound
  const failing = {
    name: 'network',
    start: () => {
      throw new RangeError('no first day')
    },
    follow: (): never => {
      throw new RangeError('unused')
    },
  }
  const { at } = scenarioWith({ processes: () => ({ ...processes, network: failing }) })
  expect(() => at({})).toThrow('no first day')
  expect(() => at({ stress: 'may-2022' })).toThrow('no first day')
})

test('a shock that needs the subsidy fails before a run where a height is not whole', () => {
  const { processes } = simWorld([]).at({}).bound
  const state = { height: 798_200.5, blocks: 144, difficulty: 53.91e12, hashRate: 3.86e20, epochSeconds: 0 }
  const between = constantProcess('network', state)
  const { at } = scenarioWith({ processes: () => ({ ...processes, network: between }) })
  expect(() => at({ stress: 'halving-2024' })).toThrow(RangeError)
  // Without fees it asks for no subsidy, and the run is what needs whole heights.
  expect(at({ stress: 'may-2022' }).bound.processes).toHaveProperty('network')
})

test('a shock is laid over the processes', () => {
  const own = { ...simWorld([]).at({}).bound.processes, btc: constantProcess('btc', { usd: 100 }) }
  const priceOn = (day: number, stress: string): number => {
    const { btc } = scenarioWith({ processes: () => own }).at({ stress }).bound.processes
    return btc.step(btc.initial, stream(source(1n, 0), 1), day).usd
  }
  expect(priceOn(3, 'none')).toBe(100)
  // BTC fell from the first day of May 2022's shock on.
  expect(priceOn(3, 'may-2022')).toBeLessThan(100)
})

test('hypotheses that are left out are not judged, those of the comparison among them', () => {
  const check = (): undefined => undefined
  const { bound } = scenarioWith({
    hypotheses: () => [
      { statement: 'kept', check },
      { statement: 'past', leftOut: 'about July 2023', check },
      { statement: 'late', days: 30, check },
    ],
    compare: {
      variants: () => [],
      charts: [],
      hypotheses: () => [{ statement: 'later', days: 60, check }],
    },
  }).at({})
  expect(bound.hypotheses.map(({ statement }) => statement)).toEqual(['kept', 'late'])
  expect(bound.unjudged(40).map(({ statement }) => statement)).toEqual(['past', 'later'])
  expect(bound.unjudged(3).map(({ statement }) => statement)).toEqual(['past', 'late', 'later'])
})

test('a comparison has no tables and metrics by default, and runs on all paths', () => {
  const compare = { variants: () => [], charts: [], hypotheses: () => [] }
  const { comparison } = scenarioWith({ compare }).at({}).bound
  expect(comparison).toMatchObject({ variants: [], detailedPathOnly: false, charts: [], hypotheses: [] })
  expect(comparison!.tables({} as never)).toEqual([])
  expect(comparison!.metrics({} as never)).toEqual({})
  const metrics = { most: { title: 'Most', unit: '', value: '1' } }
  const stated = scenarioWith({
    compare: { ...compare, detailedPathOnly: true, metrics: () => metrics, charts: () => [] },
  }).at({}).bound.comparison!
  expect(stated).toMatchObject({ detailedPathOnly: true, charts: [] })
  expect(stated.metrics({} as never)).toEqual(metrics)
})

describe('a run that opens from a chain snapshot', () => {
  const chainAt = (block: bigint): ChainSnapshot => ({
    timestamp: timestampOf('2024-02-12'),
    block,
    supply: amt('1000'),
    backing: btcb('10'),
    reserves: { amt: amt('100'), btcb: btcb('4') },
    lp: { supply: lp('19'), locked: lp('5'), wrapped: lp('12') },
    holders: [],
    labels: new Map(),
    unlisted: amt('900'),
    pending: 0,
  })
  const view = {
    pool: () => ({ amt: 0n, btcb: 0n }),
    supply: () => 0n,
    backing: () => 0n,
    balance: () => 0n,
  }
  const run = { start: { view } } as unknown as Summary
  const own: Table = { name: 'own', title: 'Own', columns: [] }
  const chains = new Map([
    ['a.csv', chainAt(1n)],
    ['b.csv', chainAt(2n)],
  ])

  test('has its table after those of the scenario, for the first snapshot', () => {
    const { at } = scenarioWith({ tables: () => [own] })
    const titles = (given: Readonly<Record<string, string>>): readonly string[] =>
      at(given, chains)
        .bound.tables(run)
        .map(({ title }) => title.split(' (')[0]!)
    expect(titles({})).toEqual(['Own'])
    expect(titles({ opening: 'b.csv' })).toEqual(['Own', 'Opening from block 2'])
    expect(titles({ opening: 'a.csv', other: 'b.csv' })).toEqual(['Own', 'Opening from block 1'])
  })
})

test('people come in the order of their agents', () => {
  const more = scriptedAgent('more', [], { people: [{ name: 'carol' }] })
  expect(peopleOf([more, initialHolders])).toEqual(['carol', 'alice', 'bruno'])
})
