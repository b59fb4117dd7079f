/**
 * Answers of all scenarios on runs too short for what they ask: worded without gaps.
 */
import { describe, test } from 'vitest'

import { scenarios } from '../../../src/scenarios/index.ts'
import { expectAnswer, run } from '../../scenarios/harness.ts'

describe('the answer of a run of three days has no gap', () => {
  test.each(scenarios.map((each) => [each.name, each] as const))('%s', (_name, scenario) => {
    expectAnswer(scenario, run(scenario, {}, 3))
  })
})
