import { expect, test } from 'vitest'
import { resultHash } from '../../src/report/hash.ts'
import baseline from '../../src/scenarios/baseline/index.ts'
import { runScenario } from '../../src/sim/run.ts'
import type { Invariant } from '../../src/model/invariants/invariant.ts'

const options = { seed: 1n, days: 5, variants: false } as const

test('a run without checks is marked, and has the hash that it has with them', () => {
  const [checked, unchecked] = [
    runScenario(baseline, options),
    runScenario(baseline, { ...options, invariants: false }),
  ]
  expect([checked.unchecked, unchecked.unchecked]).toEqual([undefined, true])
  expect(resultHash(unchecked)).toBe(resultHash(checked))
})

test('a run that breaks an invariant has another hash with checks', () => {
  const never: Invariant<null> = {
    name: 'never',
    statement: 'Nothing happens.',
    source: 'a test',
    start: () => null,
    next: () => ({ violation: 'something happened' }),
  }
  const scenario = { ...baseline, always: [never] }
  const checked = runScenario(scenario, options)
  expect(checked.invariants['never']!.holds).toBe(false)
  expect(resultHash(runScenario(scenario, { ...options, invariants: false }))).not.toBe(resultHash(checked))
})
