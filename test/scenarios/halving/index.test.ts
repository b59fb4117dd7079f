import { beforeAll, describe, expect, test } from 'vitest'

import type { Amt } from '../../../src/model/kernel/units.ts'
import halving from '../../../src/scenarios/halving/index.ts'
import { call, namesOf, type Agent, type Plan } from '../../../src/sim/agent.ts'
import { AT_ANY_PRICE, leave } from '../../../src/sim/agents/plans/exit.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { parseSeed } from '../../../src/sim/random/seed.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import type { AgentView } from '../../../src/sim/view/agent-view.ts'
import {
  cells,
  expectInvariants,
  expectNoSurprises,
  expectCharts,
  expectVerified,
  metric,
  numbers,
  run,
} from '../harness.ts'

/** All statements of a run's findings. */
const statements = ({ findings }: RunResult): string => findings.map(({ statement }) => statement).join()

/** All miners give their AMT to the project, or sell it. */
const gift = (view: AgentView): readonly Plan[] =>
  namesOf('miner', 5).map((miner) => [
    call(miner, 'amt.transfer', { to: 'owner', amount: view.balance('amt', miner) as Amt }),
  ])
const dump = (view: AgentView): readonly Plan[] =>
  namesOf('miner', 5).map((miner) =>
    leave(view, miner, view.balance('amt', miner) as Amt, 'pool', AT_ANY_PRICE),
  )

/** A trajectory over the halving, with plans of somebody else on a day. */
const trajectory = (seed: bigint, costs: string, on?: number, plans = gift): Summary => {
  const { bound } = halving.at({ costs })
  const from = source(parseSeed(seed), 0)
  const giver: Agent = {
    name: 'giver',
    people: [],
    phase: 'payment',
    act: (view) => (view.day === on ? plans(view) : []),
  }
  const agents = [...bound.agents, giver]
  return simulateDays({ ...bound, agents }, [], { from, days: 390, onClose: () => {} }).summary
}

describe('the halving', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(halving)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(7)
    expectNoSurprises(halving)
  })

  test('states only the hypotheses whose case applies to the seed', () => {
    expect(statements(result)).toMatch(/does not last a year.*better off with costs retained/)
    const rising = run(halving, {}, undefined, 6n)
    expect(numbers(rising, 'btcPrice').at(-1)! / 30_400).toBeGreaterThan(4)
    // A year's power costs less than the retained AMT's initial value, and is mostly paid until the halving.
    expect(statements(rising)).not.toMatch(/does not last|better off/)
    expect(statements(rising)).toContain('fall on holders at the pool price')
    // Three times the AMT lasts.
    const set = { kept: '30' }
    expect(statements(run(halving, set, undefined, 6n))).not.toMatch(/does not last|stays unpaid/)
    expect(metric(run(halving, { ...set, costs: 'retained' }, undefined, 6n), 'powerUnpaid')).toBe(0)
  })

  test('hypotheses fail if the project is given AMT, or if holders lose instead of gain', () => {
    const comparisons = halving.at({}).bound.comparison!.hypotheses
    const verdict = (words: string, deducted: Summary, retained: Summary): boolean | undefined =>
      comparisons
        .find(({ statement }) => statement.includes(words))!
        .check({ ...deducted, variants: new Map(Object.entries({ deducted, retained })) })?.asExpected

    const [net, gross, given] = [
      trajectory(1n, 'deducted'),
      trajectory(1n, 'retained'),
      trajectory(1n, 'retained', 100),
    ]
    expect(verdict('does not last a year', net, gross)).toBe(true)
    expect(verdict('does not last a year', net, given)).toBe(false)

    const [poor, spared, late] = [
      trajectory(5n, 'deducted'),
      trajectory(5n, 'retained'),
      trajectory(5n, 'retained', 284),
    ]
    expect(verdict('stays unpaid', poor, spared)).toBe(true)
    expect(verdict('stays unpaid', poor, late)).toBe(false)
    expect(verdict('better off', poor, spared)).toBe(true)
    // On the eve of the halving.
    const dumped = trajectory(1n, 'retained', 286, dump)
    expect(verdict('better off', net, gross)).toBe(true)
    expect(verdict('better off', net, dumped)).toBe(false)
    // With the policies exchanged. Nobody is insolvent, so that wealth is compared at the halving.
    const [low, high] = [trajectory(6n, 'deducted'), trajectory(6n, 'retained')]
    for (const words of ['fall on holders at the pool price', 'less with costs retained by every measure']) {
      expect(verdict(words, low, high)).toBe(true)
      expect(verdict(words, high, low)).toBe(false)
    }
  })

  test('wealth is compared by every measure, the project included, and nobody takes out what is not there', () => {
    const party = cells(result, 'party', 'wealth')
    expect(party.slice(-2)).toEqual(['All outside the project', 'The project'])
    for (const policy of ['Deducted', 'Retained']) {
      const [joint, outside, spot] = ['joint', 'outside', 'spot'].map((measure) =>
        cells(result, `${measure}${policy}`, 'wealth'),
      )
      const total = Number(joint!.at(-1)) + Number(joint!.at(-2))
      // More cannot be taken out than everybody's BTCB, and that of pool and RCL.
      expect(total).toBeLessThan(Number(spot!.at(-1)) + Number(spot!.at(-2)))
      expect(outside!.at(-1)).toBe('')
      expect(metric(result, `peopleJoint${policy}`)).toBe(Number(joint!.at(-2)))
      expect(metric(result, `projectSpot${policy}`)).toBe(Number(spot!.at(-1)))
      expect(Number(outside!.at(-2))).toBeGreaterThan(Number(joint!.at(-2)))
    }
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['gross-energy-net', 'who-pays', 'retained-amt', 'wealth-by-policy'])
  })

  test('the halving halves production and not the power cost', () => {
    const day = cells(result, 'date', 'policies').indexOf(result.metrics['halving']!.value)
    const mean = (name: string, from: number, to: number): number =>
      numbers(result, name, 'policies')
        .slice(from, to)
        .reduce((sum, each) => sum + each, 0) /
      (to - from)
    const change = (name: string): number => mean(name, day, day + 7) / mean(name, day - 7, day)
    // Subsidy 6.25 → 3.125 with 0.1 of fees: 3.225/6.35 = 0.508, with at most one retarget of a few percent
    // in between.
    expect(change('gross')).toBeGreaterThan(0.45)
    expect(change('gross')).toBeLessThan(0.56)
    expect(change('energy')).toBeGreaterThan(0.8)
    expect(change('energy')).toBeLessThan(1.25)
  })

  test('with costs retained the payment is production less the mining pool’s fee', () => {
    const [gross, paid] = ['gross', 'paidRetained'].map((name) => numbers(result, name, 'policies'))
    // A fee of 2.5%, and rounding down to a satoshi.
    for (const [day, amount] of paid!.entries())
      expect(Math.abs(amount - gross![day]! * 0.975)).toBeLessThan(1e-8)
  })

  test('the power cost is the sum of the payers’ shares and the unpaid rest', () => {
    const retained = run(halving, { costs: 'retained' }, 330)
    const parts = ['powerByHolders', 'powerByProject', 'powerUnpaid'].map((name) => metric(retained, name))
    expect(parts[0]).toBe(0)
    // A sale may pay slightly more than the cost if a purchase comes between quote and sale.
    expect((parts[1]! + parts[2]!) / metric(retained, 'power')).toBeCloseTo(1, 2)
    expect(metric(run(halving, {}, 330), 'powerByHolders')).toBeGreaterThan(0)
  })

  test('a project with six times the retained AMT stays solvent over the halving', () => {
    const richer = run(halving, { kept: '60' })
    expect(statements(richer)).not.toMatch(/does not last|stays unpaid/)
    expect(run(halving, { kept: '60', costs: 'retained' }, 365).metrics['ruin']!.value).toBe('never')
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(halving, { traders: '4' }, 25))
  })
})
