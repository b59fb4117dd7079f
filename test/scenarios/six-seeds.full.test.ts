/**
 * Every hypothesis of every scenario, on six consecutive seeds. The quick suite tries
 * the first seed.
 */
import { describe, expect, it, test } from 'vitest'

import { scenarios } from '../../src/scenarios/index.ts'
import { expectGain, expectNoSurprises, SIX_SEEDS, type Settings } from './harness.ts'

interface Variation {
  readonly set?: Settings
  readonly days?: number
}

/** Fewer days where a run has many variants. */
const VARIATIONS: Readonly<Record<string, Variation>> = {
  'catch-up': { days: 500 },
  'split-policy': { days: 300 },
}

describe('every finding is as expected on six consecutive seeds', () => {
  it.for(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', ([name, scenario]) => {
    const { set, days } = VARIATIONS[name] ?? {}
    expectNoSurprises(scenario, set, days, SIX_SEEDS)
  })

  it('varies scenarios that exist', () => {
    const names = scenarios.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(Object.keys(VARIATIONS)))
  })
})

test('in baseline ordered by gas price the sandwicher gains on six consecutive seeds', () => {
  const baseline = scenarios.find(({ name }) => name === 'baseline')!
  for (const seed of SIX_SEEDS)
    expectGain(baseline, { order: 'gas', sandwichCapital: '5', holders: '10' }, seed)
})
