/**
 * Stage `suites`: the directed tests, run by vitest in a scratch copy of the project with the mutant in it.
 *
 * Two rounds: first the tests written for the mutant's contract, then all others that use the contracts. A
 * round stops at its first failing test. The tests of gas, of mutants and of lockstep itself are left out:
 * the first notice any change of code, the others are judged here.
 */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { GeneratedMutant, MutantSide } from '../generated-mutant.ts'
import type { Stage } from '../stage.ts'
import type { Meter } from './lockstep.ts'
import { Scratch } from './scratch.ts'

/** Test files for mutants of one side. */
export interface SuiteList {
  readonly side: MutantSide
  /** All files of the side, or folders. */
  readonly all: readonly string[]
  /** The files of `all` to run first for a unit. */
  readonly first: (mutant: GeneratedMutant) => readonly string[]
  /** All files to run for a mutant, in rounds. @default those of `first`, then the others of `all` */
  readonly rounds?: (mutant: GeneratedMutant) => readonly (readonly string[])[]
  /** Regular expression of the titles of the tests to run. @default all */
  readonly titles?: string
  /** Text that a mutant was generated from, by its source. */
  readonly original: (source: string) => string
}

/** @param without ids of mutants that are not run, and so survive */
export function suitesStage(
  lists: readonly SuiteList[],
  directory: string,
  { onProgress }: Meter,
  without: readonly string[] = [],
): Stage {
  let scratch: Scratch | undefined
  return {
    name: 'suites',
    sides: lists.map(({ side }) => side),
    async run(mutant) {
      if (without.includes(mutant.id)) return { verdict: 'survived' }
      scratch ??= new Scratch(directory)
      const list = lists.find(({ side }) => side === mutant.side)!
      const undo = scratch.write(mutant, list.original(mutant.source))
      try {
        for (const round of roundsOf(list, mutant)) {
          onProgress()
          const failed = round.length === 0 ? undefined : await firstFailure(scratch.root, round, list.titles)
          if (failed === undefined) continue
          if (failed.noTest === true) {
            undo()
            await checkRound(scratch.root, round, list.titles)
          }
          return { verdict: 'killed', by: failed.by }
        }
        return { verdict: 'survived' }
      } finally {
        undo()
      }
    },
  }
}

/** The files to run for a mutant, in rounds. */
export function roundsOf(list: SuiteList, mutant: GeneratedMutant): readonly (readonly string[])[] {
  if (list.rounds !== undefined) return list.rounds(mutant)
  const first = list.first(mutant)
  return [first, list.all.filter((file) => !first.includes(file))]
}

/**
 * Runs the suites of a side on the unchanged copy.
 *
 * @throws {SuitesFail} when a test fails: then no kill would mean anything.
 */
export async function checkSuites({ all, titles }: SuiteList, directory: string): Promise<void> {
  const scratch = new Scratch(directory)
  try {
    await checkRound(scratch.root, all, titles)
  } finally {
    scratch.remove()
  }
}

/**
 * A file that cannot be loaded, or a process that ends early, is a kill only if the mutant is the reason: a
 * world that is built while the file is loaded, or memory that a loop fills. So the same files must pass
 * without it.
 *
 * @throws {SuitesFail} when they do not.
 */
async function checkRound(root: string, files: readonly string[], titles?: string): Promise<void> {
  const failed = await firstFailure(root, files, titles)
  if (failed !== undefined) throw new SuitesFail(failed.by)
}

export interface Failure {
  /** File and title, or file and error. */
  readonly by: string
  /** Whether no test failed: a file could not be loaded, or the process ended. */
  readonly noTest?: boolean
}

/** The first failing test; undefined if all pass. */
function firstFailure(root: string, files: readonly string[], titles?: string): Promise<Failure | undefined> {
  const report = join(root, 'suites.json')
  rmSync(report, { force: true })
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const options = ['--bail=1', '--maxWorkers=1', '--no-isolate', '--reporter=json', `--outputFile=${report}`]
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [vitest, 'run', ...options, ...(titles === undefined ? [] : ['-t', titles]), ...files],
      {
        cwd: root,
        env: { ...process.env, NO_COLOR: '1' },
        timeout: LONGEST,
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, _stdout, stderr) => {
        if (error === null) return resolve(undefined)
        if (error.killed === true) return resolve({ by: `no end within ${LONGEST / 1000} s` })
        if (!existsSync(report)) return reject(new Error(`expected vitest to report; got: ${stderr}`))
        resolve(failureIn(JSON.parse(readFileSync(report, 'utf8')) as VitestReport, root))
      },
    )
  })
}

/** Longest time of one round in ms; ten times what all suites take on one core. */
const LONGEST = 1_200_000

export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    /** Why the file could not be loaded. */
    readonly message?: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** The first failure in a report of vitest. `root` is the directory that it ran in. */
export function failureIn({ testResults }: VitestReport, root: string): Failure {
  for (const { name, status, message, assertionResults } of testResults) {
    const file = relative(root, name).replaceAll('\\', '/')
    const failed = assertionResults.find((each) => each.status === 'failed')
    if (failed !== undefined) return { by: `${file}: ${failed.fullName}` }
    if (status === 'failed')
      return { by: `${file}: cannot be loaded: ${firstLine(message) ?? 'no reason is told'}`, noTest: true }
  }
  return { by: 'vitest: its process ended without a result, as when memory is full', noTest: true }
}

function firstLine(text: string | undefined): string | undefined {
  const line = text?.split('\n').find((each) => each.trim() !== '')
  return line?.trim().slice(0, 120)
}

/** The suites fail without a mutant. */
export class SuitesFail extends Error {
  override readonly name = 'SuitesFail'
  constructor(failed: string) {
    super(
      `expected the directed suites to pass on an unchanged copy of the project; got a failure in ${failed}. ` +
        'Run npx vitest run on that file, and correct it first.',
    )
  }
}
