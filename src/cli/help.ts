/**
 * Help: the texts of `--help` and `--list`.
 */
import type { Parameter } from '../sim/definition/parameter.ts'
import type { Scenario } from '../sim/definition/scenario.ts'
import { acceptedBy } from '../sim/definition/parameter.ts'
import { aligned } from './columns.ts'
import { COMMON, type Option, type Options } from './options.ts'
import { DEFAULT_SCENARIO, OPTIONS } from './request.ts'

export function help(): string {
  return `Runs a scenario on the verified model and writes its report.

Usage
  npm run simulate [-- NAME | FILE.yaml] [options]
  Without a name: ${DEFAULT_SCENARIO}. A file sets a scenario and its parameters; options override the file.

Options
${optionLines(OPTIONS)}

Exit codes
  0  report written; every invariant holds, and with --verify model and EVM agree
  1  report written; an invariant is broken, or model and EVM differ
  2  nothing written: invalid input, or a directory that is not writable; earlier results are unchanged
  3  nothing written: internal error
  4  results are complete, but stdout or stderr could not be written

Examples
  npm run simulate
  npm run simulate -- baseline --seed 7 --days 90 --verify
  npm run simulate -- docs/examples/cheap-power.yaml
  npm run --silent simulate -- baseline --json
`
}

/** One line per option: its syntax and its meaning. */
export function optionLines(options: Options): string {
  const rows = Object.entries<Option>({ ...options, ...COMMON }).map(([name, { value, short, means }]) => ({
    left: `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    means,
  }))
  const width = Math.max(...rows.map(({ left }) => left.length))
  return rows.map(({ left, means }) => `  ${left.padEnd(width)}  ${means}`).join('\n')
}

/** One line for each of several scenarios; one scenario with its parameters. */
export function list(scenarios: readonly Scenario[]): string {
  const [only, ...others] = scenarios
  if (only !== undefined && others.length === 0) return listed(only)
  const rows = scenarios.map(({ name, days, question }) => [name, `${days} days`, question])
  return `${aligned(rows).join('\n')}\n\nParameters of one: --list NAME.\n`
}

function listed({ name, question, days, primary, parameters }: Scenario): string {
  const measure =
    primary === undefined ? '' : `  primary metric: ${primary.metric}, ${primary.better} is better\n`
  return `${name} (${days} days)\n  ${question}\n${measure}${parameterLines(parameters)}`
}

/** Two lines per parameter: its title, then its default and range. */
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

/** The scenarios as JSON data. */
export function listData(scenarios: readonly Scenario[]): object {
  return {
    scenarios: scenarios.map(({ name, question, days, primary, parameters }) => ({
      name,
      question,
      days,
      ...(primary === undefined ? {} : { primary }),
      parameters,
    })),
  }
}
