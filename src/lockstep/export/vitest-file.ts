/**
 * Vitest file: a failure as a test that replays it on the build in `build.json` beside it.
 *
 * It fails as long as model and contracts diverge on the actions. For the project's own contracts and a test
 * to keep, see `../report/repro.ts`.
 */
import { actionLiteral, literal, quoted } from '../report/repro.ts'
import type { FailureCase } from './failure-case.ts'

export interface VitestFileOptions {
  /**
   * Where the lab is imported from: the name of the package, or a path to `src` of a clone.
   *
   * @default 'amt-lab'
   */
  readonly lab?: string
}

/** The text of the test file. */
export function vitestFile(failure: FailureCase, { lab = 'amt-lab' }: VitestFileOptions = {}): string {
  const { about, deployment, actions, command } = failure
  const entry = (part: string): string => quoted(isPath(lab) ? `${lab}/${part}/index.ts` : `${lab}/${part}`)
  const lines = actions.map((action) => `  ${actionLiteral(action)},`)
  return `// Found by: ${command}
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readBuildFile, replayCase } from ${entry('lockstep')}
import type { Action, DeploymentSpec } from ${entry('model')}

const build = readBuildFile(readFileSync(new URL('./build.json', import.meta.url), 'utf8'))

const deployment = ${literal(deployment)} as unknown as DeploymentSpec

const actions: readonly Action[] = [
${lines.join('\n')}
]

it(${quoted(`shows no finding: ${about}`)}, () => {
  const finding = replayCase(deployment, actions, { build })
  if (finding !== undefined) expect.fail(\`\${finding.about}\\n\\n\${finding.story}\`)
})
`
}

function isPath(lab: string): boolean {
  return lab.startsWith('.') || lab.startsWith('/')
}
