/**
 * Scenario file: an experiment as the YAML text that `npm run simulate -- FILE.yaml` reads.
 */
import type { Experiment } from './experiment.ts'

/** `days` is that of the run. Values are quoted, since a parameter may be any text; flags are not. */
export function scenarioText({ scenario, seed, path, set }: Experiment, days: number): string {
  const lines = [
    `scenario: ${scenario}`,
    `seed: ${JSON.stringify(seed)}`,
    `path: ${path}`,
    `days: ${days}`,
    ...(Object.keys(set).length === 0 ? [] : ['set:']),
    ...Object.entries(set).map(
      ([name, value]) => `  ${name}: ${/^(?:true|false)$/.test(value) ? value : JSON.stringify(value)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
