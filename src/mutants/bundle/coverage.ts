/**
 * Coverage: which tests of a file execute which mutants, measured without a mutant.
 *
 * Only tests that pass are kept, so that a test that fails in the bundle anyway kills nothing. Costs are
 * counted and not timed: they are the same in every run.
 */
import { cacheKey, readCache, writeCache } from '../../evm/compile/cache.ts'
import { UNLIMITED, type Evaluator, type Executions, type Rounds } from './instance.ts'

export interface CoveredTest {
  readonly file: string
  readonly title: string
  /** Which of the tests with this title, from 0. */
  readonly occurrence: number
  /** Executions of mutated code and rounds of loops. */
  readonly work: number
  /** Rounds of loops, with those of loading the file. */
  readonly rounds: Rounds
  /** Numbers of the mutants that the test or its preparation executes, in order. */
  readonly executes: readonly number[]
}

export interface FileCoverage {
  /** Numbers of the mutants that are executed while the file is loaded. */
  readonly load: readonly number[]
  readonly tests: readonly CoveredTest[]
  /** Titles of tests that fail in the bundle; the file itself if it cannot be loaded. */
  readonly failing: readonly string[]
}

/** Coverage of test files, measured when it is first asked for and kept for other processes. */
export class Coverage {
  private readonly evaluator: Evaluator
  private readonly directory: string
  private readonly size: number
  private readonly known = new Map<string, Promise<FileCoverage>>()

  /**
   * @param directory of this bundle alone
   * @param size number of mutants
   */
  constructor(evaluator: Evaluator, directory: string, size: number) {
    this.evaluator = evaluator
    this.directory = directory
    this.size = size
  }

  of(file: string): Promise<FileCoverage> {
    const coverage = this.known.get(file) ?? this.read(file)
    this.known.set(file, coverage)
    return coverage
  }

  private async read(file: string): Promise<FileCoverage> {
    const key = cacheKey(file)
    const stored = readCache(this.directory, key)
    if (stored !== undefined) return JSON.parse(stored) as FileCoverage
    const coverage = await measured(this.evaluator, file, this.size)
    writeCache(this.directory, key, JSON.stringify(coverage))
    return coverage
  }
}

async function measured(evaluator: Evaluator, file: string, size: number): Promise<FileCoverage> {
  const executions: Executions = { hits: new Uint8Array(size), work: 0 }
  const instance = evaluator.record(executions)
  const taken = (): Taken => {
    const executes = [...executions.hits.keys()].filter((number) => executions.hits[number] === 1)
    const { work } = executions
    executions.hits.fill(0)
    executions.work = 0
    return { executes, work, rounds: instance.limit(UNLIMITED) }
  }
  try {
    const tests = await instance.testsOf(file)
    const load = taken()
    const covered: CoveredTest[] = []
    const failing: string[] = []
    const occurrences = new Map<string, number>()
    const prepared = new Map<unknown, Taken>()
    for (const { title, suites, prepare, run } of tests) {
      const occurrence = occurrences.get(title) ?? 0
      occurrences.set(title, occurrence + 1)
      try {
        await prepare()
        // What is prepared once counts for every test of the suite.
        prepared.set(
          suites.at(-1),
          together([taken(), ...suites.map((suite) => prepared.get(suite) ?? NOTHING)]),
        )
        await run()
        const { executes, work, rounds } = together([taken(), prepared.get(suites.at(-1))!])
        covered.push({ file, title, occurrence, work, rounds: sum([rounds, load.rounds]), executes })
      } catch {
        failing.push(title)
        taken()
      }
    }
    return { load: load.executes, tests: covered, failing }
  } catch {
    return { load: [], tests: [], failing: [file] }
  }
}

interface Taken {
  readonly executes: readonly number[]
  readonly work: number
  readonly rounds: Rounds
}

const NOTHING: Taken = { executes: [], work: 0, rounds: { all: 0, inOne: 0 } }

function together(all: readonly Taken[]): Taken {
  return {
    executes: [...new Set(all.flatMap(({ executes }) => executes))].toSorted((a, b) => a - b),
    work: all.reduce((total, { work }) => total + work, 0),
    rounds: sum(all.map(({ rounds }) => rounds)),
  }
}

const sum = (all: readonly Rounds[]): Rounds => ({
  all: all.reduce((total, each) => total + each.all, 0),
  inOne: Math.max(...all.map(({ inOne }) => inOne)),
})
