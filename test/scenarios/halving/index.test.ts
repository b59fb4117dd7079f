import { beforeAll, describe, expect, test } from 'vitest'

import { amt } from '../../../src/model/kernel/units.ts'
import halving from '../../../src/scenarios/halving/index.ts'
import { call, type Agent } from '../../../src/sim/agent.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { parseSeed } from '../../../src/sim/random/seed.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
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

/** A trajectory over the halving. On `giveOn` the largest holder gives the project twice its retained AMT. */
const trajectory = (seed: bigint, costs: string, giveOn?: number): Summary => {
  const { bound } = halving.at({ costs })
  const from = source(parseSeed(seed), 0)
  const gift = call('holder-1', 'amt.transfer', { to: 'owner', amount: amt('13000000') })
  const giver: Agent = {
    name: 'giver',
    people: [],
    phase: 'payment',
    act: ({ day }) => (day === giveOn ? [[gift]] : []),
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
    expect(result.findings).toHaveLength(5)
    expectNoSurprises(halving)
  })

  test('states only the hypotheses whose case applies to the seed', () => {
    const [words, falling] = [statements(result), statements(run(halving, {}, undefined, 2n))]
    expect(words).toContain('retained costs still fall on holders')
    expect(words).not.toContain('better off')
    expect(falling).toContain('holders are better off with costs retained')
    expect(falling).not.toContain('still fall on holders')
    const rising = run(halving, {}, undefined, 6n)
    expect(numbers(rising, 'btcPrice').at(-1)! / 30_400).toBeGreaterThan(4)
    // A year's power costs less than the retained AMT's initial value, and the AMT lasts.
    expect(statements(rising)).not.toMatch(/does not last|stays unpaid/)
    expect(metric(run(halving, { costs: 'retained' }, undefined, 6n), 'powerUnpaid')).toBe(0)
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
      trajectory(1n, 'retained', 200),
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
    // With the policies exchanged.
    expect(verdict('better off', spared, poor)).toBe(false)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['gross-energy-net', 'who-pays', 'retained-amt'])
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

  test('a project with three times the retained AMT stays solvent over the halving', () => {
    const richer = run(halving, { kept: '42' })
    expect(statements(richer)).not.toMatch(/does not last|stays unpaid/)
    expect(run(halving, { kept: '42', costs: 'retained' }, 365).metrics['ruin']!.value).toBe('never')
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(halving, { traders: '4' }, 25))
  })
})
