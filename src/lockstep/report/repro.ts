/**
 * Repro: a finding as a test file for `test/regressions`. That of another build than the project's reads it
 * from `build.json` beside the file.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import type { DeploymentSpec } from '../../model/economy.ts'

export interface ReproInput {
  readonly title: string
  readonly deployment: DeploymentSpec
  readonly actions: readonly Action[]
  /** Command of the run that found it. */
  readonly command: string
  /** Whether it was found on another build than the project's contracts. @default false */
  readonly foreign?: boolean
}

/** A whole test file: it fails as long as model and contracts diverge on these actions. */
export function reproSource({ title, deployment, actions, command, foreign = false }: ReproInput): string {
  const lines = actions.map((action) => `  ${actionLiteral(action)},`)
  const build = foreign
    ? "const build = readBuildFile(readFileSync(new URL('./build.json', import.meta.url), 'utf8'))\n\n"
    : ''
  const options = foreign ? ', { build }' : ''
  return `// Found by: ${command}
${foreign ? "import { readFileSync } from 'node:fs'\n" : ''}import { expect, it } from 'vitest'
import type { DeploymentSpec } from '../../src/model/economy.ts'
import type { Action } from '../../src/model/interface/action.ts'
import { replay } from '../../src/lockstep/compare/replay.ts'
${foreign ? "import { readBuildFile } from '../../src/lockstep/export/build-file.ts'\n" : ''}
${build}const deployment: DeploymentSpec = ${literal(deployment)}

const actions: readonly Action[] = [
${lines.join('\n')}
]

it(${quoted(title)}, async () => {
  const { divergences } = await replay(deployment, actions${options})
  expect(divergences).toBe(0)
})
`
}

/** An action as a TypeScript literal. */
export function actionLiteral(action: Action): string {
  if (isWait(action)) return `{ wait: ${action.wait}n }`
  const { by, call, at, args } = action
  const where = at === undefined ? '' : ` at: ${quoted(at)},`
  return `{ by: ${quoted(by)}, call: ${quoted(call)},${where} args: ${literal(args)} }`
}

/** Any plain value as a TypeScript literal, bigints included. */
export function literal(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([key, entry]) => `${key}: ${literal(entry)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** A string as a TypeScript literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}
