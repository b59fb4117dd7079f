/** What a scenario does not model: stated for every scenario, and no part of a result. */
import { expect, test } from 'vitest'
import { scenarios } from '../../src/scenarios/index.ts'
import { resultHash } from '../../src/report/hash.ts'
import { runScenario } from '../../src/sim/run.ts'
import bankRun from '../../src/scenarios/bank-run/index.ts'

test.each(scenarios.map((each) => [each.name, each.limits ?? []] as const))(
  '%s states one to three limits, each a sentence',
  (_name, limits) => {
    expect(limits.length).toBeGreaterThanOrEqual(1)
    expect(limits.length).toBeLessThanOrEqual(3)
    for (const each of limits) expect(each).toMatch(/^[A-Z].*\.$/)
  },
)

test('limits are no part of a result hash', () => {
  const hashOf = (limits: readonly string[]): string =>
    resultHash(runScenario({ ...bankRun, limits }, { seed: 1n, days: 2, variants: false }))
  expect(hashOf([])).toBe(hashOf(['People do not sleep.']))
})
