/**
 * Stage `bundle`: the directed tests that execute a mutant, in this process, with all mutants in one script.
 *
 * It kills most mutants at a twentieth of the cost of vitest in a copy of the project. What survives goes on
 * to the stage `suites`, which runs all related tests on real files: here a test that reads a source or
 * starts a process sees no mutant.
 *
 * Files run in the rounds of the side's list, the nearest first; in a round the tests with the least work
 * come first. A test kills if it fails after others, then fails alone in a new instance with the mutant, and
 * passes alone in one without. So neither the order of tests nor what a mutant leaves behind can kill.
 */
import { join } from 'node:path'
import type { Bundle } from '../bundle/build.ts'
import { Coverage, type CoveredTest } from '../bundle/coverage.ts'
import { Evaluator, NONE, type Instance, type Rounds } from '../bundle/instance.ts'
import type { GeneratedMutant, MutantSide } from '../generated-mutant.ts'
import type { Stage, Verdict } from '../stage.ts'
import type { Meter } from './lockstep.ts'
import { roundsOf, type SuiteList } from './suites.ts'

/** A side whose tests and mutants are in one bundle. */
export interface BundledSide {
  readonly side: MutantSide
  readonly suites: SuiteList
  /** All mutants of the bundle, in the order of their numbers. */
  readonly mutants: () => Promise<readonly GeneratedMutant[]>
  readonly bundle: (mutants: readonly GeneratedMutant[]) => Promise<Bundle>
  /** Has a directory for each bundle, by its key. */
  readonly directory: string
}

/**
 * Work after which no further tests run on a mutant: executions of mutated code and rounds of loops without
 * the mutant. About a minute of CPU.
 */
const MOST_WORK = 10_000_000_000

/**
 * Rounds of loops after which a test has no end: twenty times those without a mutant, and some. Few of one
 * loop alone, since it may double a number in each.
 */
const endless = ({ all, inOne }: Rounds): Rounds => ({
  all: 20 * all + 1_000_000,
  inOne: 20 * inOne + 10_000,
})

/** @param without ids of mutants that are not run, and so survive */
export function bundleStage(
  sides: readonly BundledSide[],
  { cpuSeconds, onProgress }: Meter,
  without: readonly string[] = [],
): Stage {
  const judges = new Map<MutantSide, Promise<BundleJudge>>()
  return {
    name: 'bundle',
    sides: sides.map(({ side }) => side),
    async run(mutant) {
      if (without.includes(mutant.id)) return { verdict: 'survived' }
      const bundled = sides.find(({ side }) => side === mutant.side)!
      const judge = judges.get(mutant.side) ?? judgeOf(bundled, onProgress)
      judges.set(mutant.side, judge)
      const start = cpuSeconds()
      const verdict = await (await judge).verdict(mutant)
      return { ...verdict, cpuSeconds: cpuSeconds() - start }
    },
  }
}

async function judgeOf(
  { suites, mutants, bundle, directory }: BundledSide,
  onProgress: () => void,
): Promise<BundleJudge> {
  const all = await mutants()
  const built = await bundle(all)
  const evaluator = new Evaluator(built.code, suites.titles)
  const numbers = new Map(all.map(({ id }, index) => [id, index]))
  for (const id of built.unswitchable) numbers.delete(id)
  const coverage = new Coverage(evaluator, join(directory, built.key), all.length)
  // A promise that a mutant leaves rejected would end the process. A test that awaits it fails all the same.
  process.on('unhandledRejection', () => {})
  return new BundleJudge(suites, evaluator, coverage, numbers, onProgress)
}

class BundleJudge {
  private readonly suites: SuiteList
  private readonly evaluator: Evaluator
  private readonly coverage: Coverage
  private readonly numbers: ReadonlyMap<string, number>
  private readonly onProgress: () => void

  constructor(
    suites: SuiteList,
    evaluator: Evaluator,
    coverage: Coverage,
    numbers: ReadonlyMap<string, number>,
    onProgress: () => void,
  ) {
    this.suites = suites
    this.evaluator = evaluator
    this.coverage = coverage
    this.numbers = numbers
    this.onProgress = onProgress
  }

  async verdict(mutant: GeneratedMutant): Promise<Verdict> {
    const number = this.numbers.get(mutant.id)
    if (number === undefined) return { verdict: 'survived' }
    const instance = this.evaluator.with(number)
    let work = 0
    for (const round of roundsOf(this.suites, mutant))
      for (const test of await this.executing(round, number)) {
        work += test.work
        if (work > MOST_WORK) return { verdict: 'survived' }
        this.onProgress()
        if (!(await fails(instance, test)) || !(await this.confirms(number, test))) continue
        return { verdict: 'killed', by: `${test.file}: ${test.title}` }
      }
    return { verdict: 'survived' }
  }

  /** The tests of some files that execute a mutant, those with the least work first. */
  private async executing(files: readonly string[], number: number): Promise<readonly CoveredTest[]> {
    const found: CoveredTest[] = []
    for (const file of files) {
      this.onProgress()
      const { load, tests } = await this.coverage.of(file)
      const atLoad = includes(load, number)
      found.push(...tests.filter(({ executes }) => atLoad || includes(executes, number)))
    }
    return found.toSorted((a, b) => a.work - b.work)
  }

  /** Whether the test alone fails with the mutant and, right now, passes without. */
  private async confirms(number: number, test: CoveredTest): Promise<boolean> {
    return (await fails(this.evaluator.with(number), test)) && !(await fails(this.evaluator.with(NONE), test))
  }
}

async function fails(instance: Instance, { file, title, occurrence, rounds }: CoveredTest): Promise<boolean> {
  try {
    instance.limit(endless(rounds))
    const tests = await instance.testsOf(file)
    const test = tests.filter((each) => each.title === title)[occurrence]
    // A mutant may change titles; what is then left to run fails by itself or not.
    await test?.prepare()
    await test?.run()
    return false
  } catch {
    return true
  }
}

/** Whether a sorted list has a number. */
function includes(sorted: readonly number[], wanted: number): boolean {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (sorted[middle]! < wanted) from = middle + 1
    else to = middle
  }
  return sorted[from] === wanted
}
