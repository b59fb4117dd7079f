/**
 * Settings of a run as a reader sees them.
 */
import type { RunResult } from '../result.ts'
import { standardTexts, type Parameter } from './parameter.ts'
import type { Scenario } from './scenario.ts'

/** A parameter of the scenario with its value in the run and its default, in canonical text. */
export interface Setting extends Pick<Parameter, 'name' | 'title' | 'unit'> {
  readonly value: string
  readonly standard: string
}

/** The parameters of the run, in the scenario's order. */
export function settingsOf(scenario: Scenario, result: RunResult): readonly Setting[] {
  const standard = standardTexts(scenario.parameters)
  return scenario.parameters
    .filter(({ name }) => name in result.parameters)
    .map(({ name, title, unit }) => ({
      name,
      title,
      unit,
      value: result.parameters[name]!,
      standard: standard[name]!,
    }))
}
