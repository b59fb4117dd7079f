/**
 * Help: what the command takes, and what scenarios there are.
 */
import type { Parameter } from '../sim/definition/parameter.ts'
import type { Scenario } from '../sim/definition/scenario.ts'
import { acceptedBy } from '../sim/definition/parameter.ts'
import type { Option, Options } from './options.ts'
import { DEFAULT_SCENARIO, OPTIONS } from './request.ts'

export function help(): string {
  return `Runs a scenario on the verified model, and writes its report.

Usage
  npm run simulate [-- NAME | FILE.yaml] [options]
  Without a name: ${DEFAULT_SCENARIO}. A file names a scenario and its settings; options win over it.

Options
${optionLines(OPTIONS)}

Exit codes
  0  done; every invariant holds, and with --verify the EVM agrees with the model
  1  done, report written; an invariant is broken, or the EVM disagrees
  2  not done: wrong input, or a directory that cannot be written; earlier results are untouched
  3  not done: an error in the program itself

Examples
  npm run simulate
  npm run simulate -- baseline --seed 7 --days 90 --verify
  npm run simulate -- docs/examples/cheap-power.yaml
  npm run --silent simulate -- baseline --json
`
}

/** One line for each option: how it is written, and what it means. */
export function optionLines(options: Options): string {
  const rows = Object.entries<Option>(options).map(([name, { value, short, means }]) => ({
    left: `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    means,
  }))
  const width = Math.max(...rows.map(({ left }) => left.length))
  return rows.map(({ left, means }) => `  ${left.padEnd(width)}  ${means}`).join('\n')
}

/** The scenarios with their questions and parameters, for people; what several have alike is told once, at the end. */
export function list(scenarios: readonly Scenario[]): string {
  const alike = common(scenarios)
  const told = scenarios.map((scenario) => listed(scenario, alike))
  if (alike.size === 0) return told.join('\n')
  const end = `Parameters that several scenarios have alike\n${parameterLines([...alike.values()])}`
  return [...told, end].join('\n')
}

/** How many scenarios have to have a parameter alike for it to be told once. */
const SEVERAL = 5

/** Parameters that several scenarios have in the same words and with the same default, by their data. */
function common(scenarios: readonly Scenario[]): ReadonlyMap<string, Parameter> {
  const all = scenarios.flatMap(({ parameters }) => parameters.map((each) => JSON.stringify(each)))
  const times = new Map<string, number>()
  for (const each of all) times.set(each, (times.get(each) ?? 0) + 1)
  const several = [...times].filter(([, count]) => count >= SEVERAL)
  return new Map(several.map(([each]) => [each, JSON.parse(each) as Parameter]))
}

function listed(
  { name, question, days, parameters }: Scenario,
  alike: ReadonlyMap<string, Parameter>,
): string {
  const own = parameters.filter((parameter) => !alike.has(JSON.stringify(parameter)))
  const others = parameters.filter((parameter) => alike.has(JSON.stringify(parameter)))
  const end = others.length === 0 ? '' : `    see below: ${others.map((each) => each.name).join(', ')}\n`
  return `${name} (${days} days)\n  ${question}\n${parameterLines(own)}${end}`
}

/** Two lines for each: what it means, and what it may be. */
function parameterLines(parameters: readonly Parameter[]): string {
  const width = Math.max(0, ...parameters.map((parameter) => parameter.name.length))
  return parameters
    .map(
      (parameter) =>
        `    ${parameter.name.padEnd(width)}  ${parameter.title}\n    ${' '.repeat(width)}  ${range(parameter)}\n`,
    )
    .join('')
}

/** `default 20, an integer from 0 to 100 (%)`. */
function range(parameter: Parameter): string {
  return `default ${parameter.default === '' ? 'none' : parameter.default}; ${acceptedBy(parameter)}`
}

/** The same as data. */
export function listData(scenarios: readonly Scenario[]): object {
  return {
    scenarios: scenarios.map(({ name, question, days, parameters }) => ({
      name,
      question,
      days,
      parameters,
    })),
  }
}
