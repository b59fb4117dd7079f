/**
 * Vitest file: a failure as a test that replays it on the build in `build.json` beside it.
 *
 * It fails as long as model and contracts diverge on the actions. For the project's own contracts and a test
 * to keep, see `../report/repro.ts`.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { actionLiteral, literal, quoted } from '../report/repro.ts'
import type { FailureCase } from './failure-case.ts'

export interface VitestFileOptions {
  /**
   * Where the lab is imported from: the name of the package, or a path to `src` of a clone.
   *
   * @default 'amt-lab'
   */
  readonly lab?: string
  /**
   * Where the run's invariants are exported as a list: `{ from: './invariants.ts', name: 'MINE' }`. For a
   * broken invariant that is not one of the lab's.
   *
   * @default the lab's
   */
  readonly invariants?: { readonly from: string; readonly name: string }
}

/**
 * The text of the test file.
 *
 * @throws {UnknownInvariant} when an invariant is broken that is not the lab's, and `invariants` is not given.
 */
export function vitestFile(
  failure: FailureCase,
  { lab = 'amt-lab', invariants }: VitestFileOptions = {},
): string {
  const { about, deployment, actions, command, divergence } = failure
  if (divergence.kind === 'invariant' && invariants === undefined && !isOurs(divergence.invariant))
    throw new UnknownInvariant(divergence.invariant)
  const entry = (part: string): string => quoted(isPath(lab) ? `${lab}/${part}/index.ts` : `${lab}/${part}`)
  const imported =
    invariants === undefined ? '' : `\nimport { ${invariants.name} } from ${quoted(invariants.from)}`
  const options = invariants === undefined ? '{ build }' : `{ build, invariants: ${invariants.name} }`
  const lines = actions.map((action) => `  ${actionLiteral(action)},`)
  return `// Found by: ${command}
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readBuildFile, replayCase } from ${entry('lockstep')}
import type { Action, DeploymentSpec } from ${entry('model')}${imported}

const build = readBuildFile(readFileSync(new URL('./build.json', import.meta.url), 'utf8'))

const deployment = ${literal(deployment)} as unknown as DeploymentSpec

const actions: readonly Action[] = [
${lines.join('\n')}
]

it(${quoted(`shows no finding: ${about}`)}, () => {
  const finding = replayCase(deployment, actions, ${options})
  if (finding !== undefined) expect.fail(\`\${finding.about}\\n\\n\${finding.story}\`)
})
`
}

function isOurs(invariant: string): boolean {
  return INVARIANTS.some(({ name }) => name === invariant)
}

/** A file could not name the invariant that is broken. */
export class UnknownInvariant extends Error {
  override readonly name = 'UnknownInvariant'
  constructor(invariant: string) {
    super(
      `expected a broken invariant of the lab, got ${quoted(invariant)}; say where your invariants are exported: ` +
        "{ invariants: { from: './invariants.ts', name: 'MINE' } }",
    )
  }
}

function isPath(lab: string): boolean {
  return lab.startsWith('.') || lab.startsWith('/')
}
