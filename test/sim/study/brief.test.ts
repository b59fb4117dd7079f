import { describe, expect, test } from 'vitest'
import { scenarios } from '../../../src/scenarios/index.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { fanPathOf } from '../../../src/sim/study/fan.ts'

describe('a brief run', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    'of %s contributes to a fan what the whole run does',
    (_name, scenario) => {
      const options = { seed: 5n, days: 12 }
      const [whole, brief] = [
        runScenario(scenario, options),
        runScenario(scenario, { ...options, brief: true }),
      ]
      expect(fanPathOf(brief)).toEqual(fanPathOf(whole))
      expect(brief.tables.map(({ name }) => name)).toEqual(['daily'])
      expect(brief.tables[0]!.columns.length).toBeLessThan(whole.tables[0]!.columns.length)
    },
  )
})
