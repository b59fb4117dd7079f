/**
 * Pages of all scenarios in Spanish, of their whole runs.
 */
import { expect, test } from 'vitest'
import { scenarios } from '../../../src/scenarios/index.ts'
import { missingIn } from './missing.ts'
import { scenarioPage } from './scenario-page.ts'

test.each(scenarios.map((each) => [each.name, each] as const))(
  '%s says nothing in English',
  { timeout: 600_000 },
  (_name, scenario) => {
    expect(missingIn(scenarioPage(scenario, scenario.days))).toEqual([])
  },
)
