import { expect, test } from 'vitest'

import { encodeAction } from '../../../src/model/interface/action.ts'
import { amt, btcb, toBase } from '../../../src/model/kernel/units.ts'
import { approveAll, call } from '../../../src/sim/agent.ts'
import * as gauges from '../../../src/sim/recording/gauge.ts'
import { bernoulli } from '../../../src/sim/random/uniform.ts'
import { integer } from '../../../src/sim/definition/parameter.ts'
import { aloneOf, canonicalText, type RunResult } from '../../../src/sim/result.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { scenario, type Scenario } from '../../../src/sim/definition/scenario.ts'
import { NoSuchVariant, variantOf, type Compared } from '../../../src/sim/definition/variant.ts'
import {
  scriptedAgent,
  initialStateWith,
  dailyPayer,
  simWorld,
  initialHolders,
} from '../../support/sim-world.ts'
import type { AnyInvariant } from '../../../src/model/invariants/invariants.ts'

/** Alice redeems `amount` AMT with probability 1/2 each day; the variants set 0 and 50. */
function exits(always: readonly AnyInvariant[] = []): Scenario {
  const { bound } = simWorld([]).at({})
  const named = (amount: string) => ({ name: `exit-${amount}`, title: `${amount} AMT`, set: { amount } })
  return scenario({
    name: 'exits',
    question: 'How much is redeemed?',
    days: 8,
    parameters: { amount: integer({ title: 'AMT', unit: 'AMT', default: '10', min: '0', max: '60' }) },
    initialState: () => initialStateWith(),
    processes: () => bound.processes,
    agents: ({ amount }) => [
      initialHolders,
      dailyPayer,
      scriptedAgent('alice-leaves', [], {
        prepare: () => [approveAll('alice', 'amt', 'burnVault')],
        act: (_view, draw) =>
          bernoulli(draw, 0.5)
            ? [[call('alice', 'burnVault.backingWithdraw', { amount: amt(`${amount}`) })]]
            : [],
      }),
    ],
    record: () => ({ btcPrice: gauges.btcPrice, supply: gauges.supply }),
    metrics: (_settings, { trades }) => ({
      redemptions: { title: 'Redemptions', unit: '', value: `${trades.length}` },
    }),
    charts: [],
    always,
    hypotheses: () => [
      {
        statement: 'Redemptions occur',
        check: ({ trades }) => ({ found: `${trades.length}`, asExpected: true }),
      },
    ],
    compare: {
      variants: () => [named('0'), named('50')],
      tables: (_settings, run) => [
        {
          name: 'leavers',
          title: 'Redeemed',
          columns: [{ name: 'variant', title: 'Variant', unit: '', cells: [...run.variants.keys()] }],
        },
      ],
      metrics: (_settings, run) => ({
        most: { title: 'Most', unit: '', value: `${variantOf(run, 'exit-50').trades.length}` },
      }),
      charts: [],
      hypotheses: () => [
        {
          statement: 'Redemptions of zero AMT pay nothing',
          check: (run) => {
            const got = variantOf(run, 'exit-0').trades.reduce((sum, trade) => sum + trade.btcb, 0n)
            return { found: `${got}`, asExpected: got === 0n }
          },
        },
      ],
    },
  })
}

const run = (options: Partial<Parameters<typeof runScenario>[1]> = {}): RunResult =>
  runScenario(exits(), { seed: 3n, ...options })

const lines = ({ actions }: Pick<RunResult, 'actions'>): string => actions.map(encodeAction).join('\n')

test('a variant equals the run with its settings alone, with the same random numbers', () => {
  const { variants } = run()
  for (const { name, set, actions, parameters, deployment, reverts } of variants) {
    const alone = run({ set, variants: false })
    expect(lines(alone), name).toBe(lines({ actions }))
    expect(alone).toMatchObject({ parameters, deployment, reverts, variants: [] })
  }
  expect(variants.map(({ set }) => set)).toEqual([{ amount: '0' }, { amount: '50' }])
})

test('the run itself does not depend on its variants', () => {
  const [alone, compared] = [run({ variants: false }), run()]
  expect(Number(compared.metrics['redemptions']!.value)).toBeGreaterThan(0)
  expect(lines(alone)).toBe(lines(compared))
  expect(Object.keys(alone.metrics)).toEqual(['redemptions'])
  expect(Object.keys(compared.metrics)).toEqual(['redemptions', 'most'])
  expect(alone.findings).toHaveLength(1)
  expect(compared.findings).toHaveLength(2)
  expect(compared.tables.map(({ name }) => name)).toEqual(['daily', 'leavers'])
})

test('a result with variants contains the run alone too, and its hash covers nothing twice', () => {
  const [alone, compared] = [run({ variants: false }), run()]
  expect(compared.alone).toEqual(alone)
  expect(aloneOf(compared)).toEqual(alone)
  expect(aloneOf(alone)).toBe(alone)
  const { alone: _left, ...without } = compared
  expect(canonicalText(without)).toBe(canonicalText(compared))
})

test('settings of the run apply to its variants, unless the variant sets them', () => {
  const { parameters, variants } = run({ set: { amount: '7' } })
  expect(parameters).toEqual({ amount: '7' })
  expect(variants.map((variant) => variant.parameters)).toEqual([{ amount: '0' }, { amount: '50' }])
})

test('progress counts the days of the run and its variants', () => {
  const seen: string[] = []
  run({ onDay: (done, days) => seen.push(`${done}/${days}`) })
  expect(seen).toEqual(Array.from({ length: 24 }, (_, index) => `${index + 1}/24`))
})

test('a variant at the settings of the run, or of another variant, is not simulated again', () => {
  const seen: string[] = []
  const onDay = (done: number, days: number): number => seen.push(`${done}/${days}`)
  // The run sets what one of its two variants sets.
  const result = runScenario(exits(), { seed: 1n, days: 3, set: { amount: '50' }, onDay })
  expect(seen).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6'])
  const [none, same] = result.variants
  expect(same!.actions.map(encodeAction)).toEqual(result.actions.map(encodeAction))
  expect(none!.actions.map(encodeAction)).not.toEqual(same!.actions.map(encodeAction))
  // It is the variant that another run would simulate.
  const other = runScenario(exits(), { seed: 1n, days: 3 }).variants[1]!
  expect({ ...same, actions: same!.actions.map(encodeAction) }).toEqual({
    ...other,
    actions: other.actions.map(encodeAction),
  })
})

test('the canonical text has every action of every variant', () => {
  const result = run()
  const all = [result, ...result.variants].map(lines).join('\n')
  const text = canonicalText(result)
  expect(text.slice(text.indexOf('\n') + 1)).toBe(`${all}\n`)
  // Its first line has the rest of the result.
  expect(JSON.parse(text.split('\n')[0]!)).toMatchObject({
    scenario: 'exits',
    seed: '3',
    parameters: result.parameters,
    variants: [{ name: 'exit-0' }, { name: 'exit-50' }],
  })
  const [first, ...others] = result.variants
  const other = { ...first!, actions: first!.actions.slice(1) }
  expect(canonicalText({ ...result, variants: [other, ...others] })).not.toBe(text)
})

test('an invariant violated in a variant alone is reported with the variant', () => {
  const modest: AnyInvariant = {
    name: 'modest',
    statement: 'No redemption exceeds 20 AMT.',
    source: 'this test',
    start: () => undefined,
    next: (_before, { action }) =>
      'call' in action && action.call === 'burnVault.backingWithdraw' && action.args.amount > amt('20')
        ? { violation: `${action.args.amount}` }
        : { state: undefined },
  }
  const result = runScenario(exits([modest]), { seed: 3n })
  const { holds, violation, checks } = result.invariants['modest']!
  expect({ holds, variant: violation?.variant, message: violation?.message }).toEqual({
    holds: false,
    variant: 'exit-50',
    message: `${toBase('50')}`,
  })
  const [before, broken] = [result.actions.length + result.variants[0]!.actions.length, violation!.action + 1]
  expect(checks).toBe(before + broken)
  // Alone, the run itself keeps it.
  expect(runScenario(exits([modest]), { seed: 3n, variants: false }).invariants['modest']!.holds).toBe(true)
})

test('an undeclared variant is an error of the scenario', () => {
  const asking = {
    ...exits(),
    at: (set: Readonly<Record<string, string>>) => askingFor('exit-1', exits().at(set)),
  }
  expect(() => runScenario(asking, { seed: 3n })).toThrow(NoSuchVariant)
})

function askingFor(name: string, { texts, bound }: ReturnType<Scenario['at']>): ReturnType<Scenario['at']> {
  const metrics = (run: Compared): Record<string, never> => {
    variantOf(run, name)
    return {}
  }
  return { texts, bound: { ...bound, comparison: { ...bound.comparison!, metrics } } }
}

test('trades are listed in order, with account, kind and amounts', () => {
  const trader = scriptedAgent('bruno-trades', [
    [
      call('alice', 'router.swapExactTokensForTokens', {
        amountA: btcb('0.5'),
        limit: 0n,
        path: ['btcb', 'amt'],
        to: 'alice',
        deadline: 2_000_000_000n,
      }),
      call('alice', 'burnVault.backingWithdraw', { amount: amt('10') }),
      call('alice', 'router.swapTokensForExactTokens', {
        amountA: btcb('0.1'),
        limit: amt('300'),
        path: ['amt', 'btcb'],
        to: 'alice',
        deadline: 2_000_000_000n,
      }),
      call('alice', 'burnVault.backingWithdraw', { amount: amt('100000') }),
    ],
  ])
  const approvals = [
    approveAll('alice', 'btcb', 'router'),
    approveAll('alice', 'amt', 'router'),
    approveAll('alice', 'amt', 'burnVault'),
  ]
  const seen: unknown[] = []
  const recorded = simWorld([{ ...trader, prepare: () => approvals }], {
    hypotheses: [
      {
        statement: '',
        check: ({ trades }) => {
          seen.push(...trades)
          return undefined
        },
      },
    ],
  })
  const result = runScenario(recorded, { seed: 1n, days: 1 })
  expect(result.reverts).toEqual({ 'burnVault.backingWithdraw: BurnExceedsBalance': 1 })
  // 0.5·0.9975 of 1.49875 of 100 AMT; 10 of 1,000 AMT for 1% of 10 BTCB.
  const bought = (9975n * btcb('0.5') * amt('100')) / (10_000n * btcb('1') + 9975n * btcb('0.5'))
  expect(seen).toMatchObject([
    { day: 0, by: 'alice', kind: 'buy', amt: bought, btcb: btcb('0.5') },
    { day: 0, by: 'alice', kind: 'redeem', amt: amt('10'), btcb: btcb('0.1') },
    { day: 0, by: 'alice', kind: 'sell', btcb: btcb('0.1') },
  ])
  expect(seen).toHaveLength(3)
})

test('a variant that is not declared is named with those that are', () => {
  const variants = new Map([
    ['exit-0', {}],
    ['exit-50', {}],
  ])
  const ask = (name: string) => variantOf({ variants } as unknown as Compared, name)
  expect(ask('exit-50')).toBe(variants.get('exit-50'))
  expect(() => ask('exit-1')).toThrow('exit-0, exit-50, got "exit-1"')
})
