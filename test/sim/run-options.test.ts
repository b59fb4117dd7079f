/** Options of a run, and what its result has of the variants. */
import { describe, expect, test } from 'vitest'

import { apply } from '../../src/model/economy.ts'
import type { Action } from '../../src/model/interface/action.ts'
import type { AnyInvariant } from '../../src/model/invariants/invariants.ts'
import { amt, type Timestamp } from '../../src/model/kernel/units.ts'
import { call, type Agent } from '../../src/sim/agent.ts'
import { integer } from '../../src/sim/definition/parameter.ts'
import { scenario, type Scenario } from '../../src/sim/definition/scenario.ts'
import type { Variant } from '../../src/sim/definition/variant.ts'
import { bernoulli } from '../../src/sim/random/uniform.ts'
import * as gauges from '../../src/sim/recording/gauge.ts'
import { canonicalText, type ChartSpec, type Table } from '../../src/sim/result.ts'
import { runScenario, UsedLog, type RunOptions } from '../../src/sim/run.ts'
import { initialHolders, initialStateWith, scriptedAgent, simWorld, START } from '../support/sim-world.ts'

const chart = (name: string, y: readonly string[]): ChartSpec => ({
  name,
  title: name,
  caption: name,
  kind: 'lines',
  table: 'daily',
  x: 'day',
  y,
})
const table = (name: string): Table => ({ name, title: name, columns: [] })
const variant = (name: string, set: Readonly<Record<string, string>>): Variant => ({ name, title: name, set })
const integerOf = (title: string, more: { readonly replacedBy?: string } = {}) =>
  integer({ title, unit: '', default: '1', min: '0', max: '100', ...more })

/** No gift of more than 20 wei: false in the variant with larger gifts. */
const modest: AnyInvariant = {
  name: 'modest',
  statement: 'No gift exceeds 20 wei.',
  source: 'this test',
  start: () => undefined,
  next: (_state, { action }) =>
    'call' in action && action.call === 'amt.transfer' && action.args.amount > 20n
      ? { violation: `${action.args.amount}` }
      : { state: undefined },
}

/**
 * Bruno gives `gift` wei to each of `guests` on about half of the days, and tries to give AMT that he does
 * not have to as many. The run starts `later` days after the usual start.
 */
function gifts(variants: readonly Variant[], always: readonly AnyInvariant[] = []): Scenario {
  const { bound } = simWorld([]).at({})
  const agentOf = (gift: number, guests: number): Agent => {
    const names = Array.from({ length: guests }, (_, index) => `guest-${index + 1}`)
    return scriptedAgent('bruno-gives', [], {
      people: names.map((name) => ({ name })),
      act: (_view, draw) =>
        bernoulli(draw, 0.5)
          ? names.flatMap((to) => [
              [call('bruno', 'amt.transfer', { to, amount: BigInt(gift) })],
              [call('bruno', 'amt.transfer', { to, amount: amt('1000') })],
            ])
          : [],
    })
  }
  return scenario({
    name: 'gifts',
    question: 'How much is given?',
    days: 6,
    parameters: {
      gift: integerOf('Gift'),
      guests: integerOf('Guests', { replacedBy: 'later' }),
      later: integer({ title: 'Later start', unit: 'days', default: '0', min: '0', max: '9' }),
    },
    initialState: ({ later }) => ({
      ...initialStateWith(),
      timestamp: (START + BigInt(later) * 86_400n) as Timestamp,
    }),
    processes: () => bound.processes,
    agents: ({ gift, guests, later }) => [initialHolders, agentOf(gift, later > 0 ? 3 : guests)],
    record: () => ({ day: gauges.day, date: gauges.date, supply: gauges.supply, poolAmt: gauges.poolAmt }),
    tables: () => [table('own')],
    metrics: () => ({}),
    charts: [chart('own', ['supply'])],
    always,
    hypotheses: () => [
      { statement: 'of the run', check: () => ({ found: '1', asExpected: true }) },
      { statement: 'of a week', days: 7, check: () => ({ found: '2', asExpected: true }) },
    ],
    compare: {
      variants: () => variants,
      tables: () => [table('compared')],
      metrics: (_settings, run) =>
        Object.fromEntries(
          [...run.variants].map(([name, { people }]) => [
            name,
            { title: 'People', unit: '', value: `${people.length - run.people.length}` },
          ]),
        ),
      charts: [chart('compared', ['poolAmt'])],
      hypotheses: () => [{ statement: 'compared', check: () => ({ found: '3', asExpected: true }) }],
    },
  })
}

const VARIANTS = [variant('later', { later: '2' }), variant('larger', { gift: '50' })]
const run = (options: Partial<RunOptions> = {}, variants = VARIANTS, always: readonly AnyInvariant[] = []) =>
  runScenario(gifts(variants, always), { seed: 3n, ...options })

describe('the path', () => {
  test('is 0 by default, and part of the result', () => {
    expect(canonicalText(run())).toBe(canonicalText(run({ path: 0 })))
    const other = run({ path: 1 })
    expect([run().path, other.path]).toEqual([0, 1])
    expect(other.actions).not.toEqual(run().actions)
  })
})

test('the days of a result are those of the run, without those of its variants', () => {
  expect([run().days, run({ days: 2 }).days]).toEqual([6, 2])
})

describe('a log', () => {
  test('receives the actions of the run in place of the result, and nobody those of the variants', () => {
    const log: Action[] = []
    const result = run({ log })
    const usual = run()
    expect(log).toEqual(usual.actions)
    expect([result.actions, ...result.variants.map(({ actions }) => actions)]).toEqual([[], [], []])
    expect(result.invariants).toEqual(usual.invariants)
  })

  test('that has actions already is an error', () => {
    expect(() => run({ log: [{ wait: 1n }] })).toThrow(UsedLog)
  })
})

describe('a brief run', () => {
  test('has of the daily table the columns that charts draw, those of the comparison too, and no other table', () => {
    const { tables } = run({ brief: true })
    expect(tables.map(({ name, columns }) => [name, columns.map((each) => each.name)])).toEqual([
      ['daily', ['supply', 'poolAmt']],
    ])
    const alone = run({ brief: true, variants: false })
    expect(alone.tables.map(({ columns }) => columns.map((each) => each.name))).toEqual([['supply']])
  })

  test('and a usual one has all columns, then the tables of the run and those of the comparison', () => {
    const { tables } = run()
    expect(tables.map(({ name }) => name)).toEqual(['daily', 'own', 'compared'])
    expect(tables[0]!.columns.map(({ name }) => name)).toEqual(['day', 'date', 'supply', 'poolAmt'])
  })
})

describe('the invariants', () => {
  test('are checked by default, and not if the run says so, which its result then says', () => {
    const never: AnyInvariant = { ...modest, next: () => ({ violation: 'something happened' }) }
    for (const options of [{}, { invariants: true }]) {
      const result = run({ ...options, variants: false }, [], [never])
      expect(result.invariants['modest']!.holds).toBe(false)
      expect(result).not.toHaveProperty('unchecked')
    }
    const unchecked = run({ invariants: false, variants: false }, [], [never])
    expect(unchecked.invariants['modest']!.holds).toBe(true)
    expect(unchecked.unchecked).toBe(true)
  })

  test('of run and variants are joined, the violation of the run first', () => {
    const lengthOf = ({ actions }: { readonly actions: readonly Action[] }) => actions.length
    const usual = run({}, VARIANTS, [modest])
    const [later, larger] = usual.variants
    const broken = usual.invariants['modest']!
    expect(broken.violation).toMatchObject({ message: '50', variant: 'larger' })
    const { action } = broken.violation!
    expect(larger!.actions[action]).toMatchObject({ call: 'amt.transfer', args: { amount: 50n } })
    expect(broken.checks).toBe(lengthOf(usual) + lengthOf(later!) + action + 1)
    // A run of larger gifts breaks it itself.
    const both = run({ set: { gift: '30' } }, VARIANTS, [modest]).invariants['modest']!
    expect(both.violation).toMatchObject({ message: '30' })
    expect(both.violation).not.toHaveProperty('variant')
  })
})

describe('a variant', () => {
  test('has its own accounts, start and reverts', () => {
    const result = run()
    const [later, larger] = result.variants
    expect(later!.deployment).toEqual({
      ...result.deployment,
      people: ['alice', 'bruno', 'guest-1', 'guest-2', 'guest-3'],
      timestamp: `${START + 2n * 86_400n}`,
    })
    expect(larger!.deployment).toEqual(result.deployment)
    const [own, others] = [result, later!].map(({ reverts }) => reverts['amt.transfer: InsufficientBalance']!)
    expect(own).toBeGreaterThan(0)
    expect(others).toBe(3 * own!)
  })

  test('is compared by its own summary', () => {
    expect(run().metrics).toMatchObject({ later: { value: '2' }, larger: { value: '0' } })
  })

  test('has the settings of the run besides its own', () => {
    const { variants } = run({ set: { gift: '7' } })
    expect(variants.map(({ parameters }) => parameters)).toEqual([
      // It replaces the number of guests, which the run has not set.
      { gift: '7', later: '2' },
      { gift: '50', guests: '1', later: '0' },
    ])
  })

  test('at the settings of the run, with those that it has not set, is not simulated again', () => {
    const seen: string[] = []
    const result = run({ days: 2, set: { gift: '50' }, onDay: (done, days) => seen.push(`${done}/${days}`) })
    // The run, and the one of the variants that differs from it.
    expect(seen).toEqual(['1/4', '2/4', '3/4', '4/4'])
    expect(result.variants[1]!.actions).toBe(result.actions)
  })

  test('at the settings of another is simulated once, and counted once', () => {
    const seen: string[] = []
    const twins = [variant('one', { gift: '9' }), variant('other', { gift: '9' })]
    const { variants } = run({ days: 2, onDay: (done, days) => seen.push(`${done}/${days}`) }, twins)
    expect(seen).toEqual(['1/4', '2/4', '3/4', '4/4'])
    expect(variants[1]!.actions).toBe(variants[0]!.actions)
  })
})

describe('charts and findings', () => {
  test('of the run come before those of the comparison', () => {
    expect(run().charts.map(({ name }) => name)).toEqual(['own', 'compared'])
    expect(run().findings.map(({ statement }) => statement)).toEqual(['of the run', 'compared'])
  })

  test('have no finding for which the run is too short', () => {
    const stated = (days: number) => run({ days }).findings.map(({ statement }) => statement)
    expect(stated(6)).toEqual(['of the run', 'compared'])
    expect(stated(7)).toEqual(['of the run', 'of a week', 'compared'])
  })
})

test('other rules of the contracts apply from day 0 on, those of the opening before', () => {
  // Both count what they apply; the model decides.
  const applied = { opening: 0, days: 0 }
  const counting = (phase: 'opening' | 'days') => ({
    [phase]: ((economy, action) => {
      applied[phase]++
      return apply(economy, action)
    }) as typeof apply,
  })
  const rules = { opening: apply, days: apply, ...counting('opening'), ...counting('days') }
  const { actions } = run({ variants: false, rules })
  const opening = initialStateWith().stages.flatMap((stage) => stage.actions).length
  expect(applied).toEqual({ opening, days: actions.length - opening })
})
