/**
 * Lockstep suite: registers vitest tests for contracts and invariants of any project.
 *
 * One test compares model and contracts on generated sequences. One test for each invariant monitors it on
 * both sides, whether they agree or not. A failure is shrunk; its message is the story with the seed and the
 * case file, which is written beside the test.
 */
import { dirname, join } from 'node:path'
import { describe, it } from 'vitest'
import { projectBuild, type Build } from '../evm/build.ts'
import type { AnyInvariant } from '../model/invariants/invariants.ts'
import { RULES, type Rules } from '../lockstep/compare/rules.ts'
import type { TestSetup } from '../lockstep/compare/run-sequence.ts'
import { exportFoundry, exportItf } from '../lockstep/export/export-failure.ts'
import type { ExportedFile } from '../lockstep/export/failure-case.ts'
import { DEFAULTS, failureOf, type Failure } from '../lockstep/lockstep.ts'
import { search } from '../lockstep/shrink/search.ts'
import { writeFiles } from './files.ts'

/** Options of a lockstep suite in a project of one's own. */
export interface LockstepSuiteOptions {
  /** The contracts. @default the project's own */
  readonly build?: Build | (() => Build)
  /** The model. @default the model of this package */
  readonly rules?: Rules
  /** Tested one by one, on both sides. @default none */
  readonly invariants?: readonly AnyInvariant[]
  /** Generated sequences per test. @default 200 */
  readonly sequences?: number
  /** The most actions of a sequence after its genesis. @default 60 */
  readonly maxActions?: number
  /** @default 20230712 */
  readonly seed?: number
  /** Repeats one sequence of a seed, as the message of a failure names it. */
  readonly path?: string
  /** Whether model and contracts are compared. @default true */
  readonly agreement?: boolean
  /** Folder of the case files. @default `counterexamples` beside the test file */
  readonly directory?: string
  /** Title of the suite. @default 'lockstep' */
  readonly title?: string
  /** Per test, in milliseconds. @default 600,000 */
  readonly timeout?: number
}

const SEQUENCES = 200
const TIMEOUT = 600_000

/** A test: what it says, and what it searches for. */
interface Claim {
  readonly title: string
  /** Name of its folder of case files. */
  readonly folder: string
  readonly setup: (build: Build) => TestSetup
}

/**
 * Registers the suite in the test file that calls it.
 *
 * @throws {DuplicateInvariant} when two invariants have the same name.
 * @throws {InvalidSuite} when a number is out of range, or nothing would be tested.
 */
export function lockstepSuite(options: LockstepSuiteOptions = {}): void {
  const { build = projectBuild, title = 'lockstep', timeout = TIMEOUT } = options
  check(options)
  const claims = claimsOf(options)
  describe(title, () => {
    for (const claim of claims)
      it(claim.title, { timeout }, ({ task }) => {
        const built = typeof build === 'function' ? build() : build
        const failure = searched(claim, built, options)
        if (failure === undefined) return
        const folder = join(
          options.directory ?? join(dirname(task.file.filepath), 'counterexamples'),
          claim.folder,
        )
        const file = writeFiles(folder, filesOf(failure, built, options.rules ?? RULES))
        throw new Counterexample(claim, failure, file)
      })
  })
}

/** A suite of no sequences would pass whatever the contracts do. */
function check({ agreement = true, invariants = [], ...numbers }: LockstepSuiteOptions): void {
  for (const name of ['sequences', 'maxActions', 'timeout'] as const) {
    const { [name]: value = 1 } = numbers
    if (!Number.isSafeInteger(value) || value < 1)
      throw new InvalidSuite(`a whole number from 1 for ${name}`, value)
  }
  const { seed = 0 } = numbers
  if (!Number.isSafeInteger(seed)) throw new InvalidSuite('a whole number for seed', seed)
  if (!agreement && invariants.length === 0)
    throw new InvalidSuite('an invariant where agreement is false', 'none')
}

function claimsOf({
  rules = RULES,
  invariants = [],
  agreement = true,
}: LockstepSuiteOptions): readonly Claim[] {
  const names = new Set<string>()
  for (const { name } of invariants) {
    if (names.has(name)) throw new DuplicateInvariant(name)
    names.add(name)
  }
  const compared: Claim = {
    title: 'model and contracts agree',
    folder: 'agreement',
    setup: (build) => ({ build, rules, invariants: [] }),
  }
  const held = invariants.map((invariant): Claim => ({
    title: `${invariant.name}: ${invariant.statement}`,
    folder: invariant.name.replaceAll(/[^a-zA-Z0-9]+/g, '-'),
    setup: (build) => ({ build, rules, invariants: [invariant], compares: false }),
  }))
  return agreement ? [compared, ...held] : held
}

function searched(claim: Claim, build: Build, options: LockstepSuiteOptions): Failure | undefined {
  const { sequences = SEQUENCES, maxActions = DEFAULTS.maxActions, seed = DEFAULTS.seed, path } = options
  const setup = claim.setup(build)
  const { shrinkAttempts } = DEFAULTS
  const found = search(setup, {
    sequences,
    maxActions,
    seed,
    shrinkAttempts,
    ...(path === undefined ? {} : { path }),
  })
  return found === undefined ? undefined : failureOf(setup, found, `seed: ${seed}, path: '${found.path}'`)
}

/** The trace first: it is the case file that the message names. */
function filesOf(failure: Failure, build: Build, rules: Rules): readonly ExportedFile[] {
  return [
    { path: 'trace.itf.json', text: exportItf(failure, { rules }) },
    { path: 'story.txt', text: `${failure.story}\n` },
    ...exportFoundry(failure, build, { rules }).map(({ path, text }) => ({ path: `foundry/${path}`, text })),
  ]
}

/** A claim does not hold; the message is the story. */
export class Counterexample extends Error {
  override readonly name = 'Counterexample'
  constructor({ title }: Pick<Claim, 'title'>, { story, command, found }: Failure, file: string) {
    super(
      `${title}\n\n${story}\n\n` +
        `Found in sequence ${found.sequence}. Repeat it alone: lockstepSuite({ …, ${command} })\n` +
        `Case file: ${file}\n`,
    )
  }
}

/** Two invariants of a suite have the same name. */
export class DuplicateInvariant extends Error {
  override readonly name = 'DuplicateInvariant'
  constructor(name: string) {
    super(`expected invariants with different names, got ${JSON.stringify(name)} twice; rename one`)
  }
}

/** Options of a suite that would test nothing, or cannot be used. */
export class InvalidSuite extends Error {
  override readonly name = 'InvalidSuite'
  constructor(expected: string, got: number | string) {
    super(`expected ${expected} in lockstepSuite, got ${got}`)
  }
}
