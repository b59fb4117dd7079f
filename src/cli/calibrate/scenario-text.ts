/**
 * Scenario text: a world as a scenario file, with the source of each parameter as a comment.
 */
import type { World } from '../../calibration/world.ts'

/** The YAML text. `command` is the command that wrote it. */
export function scenarioText(scenario: string, { settings, notes }: World, command: string): string {
  const quoted = settings.map(({ name, text, source }) => {
    const value = /^[a-z]+$/.test(text) ? text : `'${text}'`
    return `  ${name}: ${value} # ${source}`
  })
  return [
    `# Fitted by: ${command}`,
    '# Each comment names the source of the value. A growth rate of the past is no forecast.',
    ...notes.map((note) => `# ${note}`),
    `scenario: ${scenario}`,
    ...(quoted.length === 0 ? [] : ['set:', ...quoted]),
    '',
  ].join('\n')
}
