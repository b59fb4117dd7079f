/**
 * Pages of all scenarios in Spanish, of runs too short for most of what they ask. Whole runs are in
 * `pages.full.test.ts`.
 */
import { expect, test } from 'vitest'
import { scenarios } from '../../../src/scenarios/index.ts'
import { missingIn } from './missing.ts'
import { scenarioPage } from './scenario-page.ts'

test.each(scenarios.map((each) => [each.name, each] as const))(
  '%s says nothing in English',
  { timeout: 120_000 },
  (_name, scenario) => {
    expect(missingIn(scenarioPage(scenario, 3))).toEqual([])
  },
)

test('a phrase that the catalogue lacks is told', () => {
  const html = scenarioPage(
    scenarios.find(({ name }) => name === 'baseline')!,
    1,
  )
  expect(missingIn(html.replace('Key metrics', 'Key numbers of 21 paths'))).toEqual([
    'Key numbers of {0} paths',
  ])
})
