/**
 * Lockstep: the differential test of the model against the contracts.
 *
 * Canaries first, then generated sequences, each compared action by action. Every n-th sequence also runs on
 * EthereumJS, which checks the EVM under the contracts. A divergence is shrunk and reported as a story (the
 * counterexample), a regression test and the command that repeats it.
 */
import type { DeploymentSpec } from '../model/economy.ts'
import { INVARIANTS, type AnyInvariant } from '../model/invariants/invariants.ts'
import { projectBuild, sameCode, type Build } from '../evm/build.ts'
import { crossCheck, type Difference, type Recording } from '../evm/machine/trace.ts'
import { releaseCanaries, type Canaries } from './mutation/canaries.ts'
import { aboutWhat, type Finding } from './compare/comparison.ts'
import { peopleIn, type TestSetup } from './compare/run-sequence.ts'
import { loadCorpus } from './corpus/corpus.ts'
import type { CorpusEntry } from './corpus/entry.ts'
import { countOutcome, newCoverage, type Coverage } from './report/coverage.ts'
import { countStates, newStateCounts, statesReached, type StateCounts } from './report/states.ts'
import { quoted, reproSource } from './report/repro.ts'
import { RULES, type Rules } from './compare/rules.ts'
import { search, type Counterexample, type SearchOptions } from './shrink/search.ts'
import { story } from './report/story.ts'
import { deploymentOf, deployedChainOf } from './compare/deployed-chain.ts'

export interface LockstepOptions {
  /** @default the project's own contracts */
  readonly build?: Build
  /** @default the model */
  readonly rules?: Rules
  /** Generated sequences, at least 1. @default 2000 */
  readonly sequences?: number
  /** The most actions of a sequence after its genesis, at least 1. @default 60 */
  readonly maxActions?: number
  /** @default 20230712 */
  readonly seed?: number
  /** Repeats one sequence of a seed, or one entry of the corpus. */
  readonly path?: string
  /** Entries that are run before generated sequences. @default the checked-in corpus */
  readonly corpus?: readonly CorpusEntry[]
  /** Every how many sequences one also runs on EthereumJS; 0 for never. @default 25 */
  readonly crossCheckEvery?: number
  readonly invariants?: readonly AnyInvariant[]
  /** The most runs that shrink a finding. @default 20000 */
  readonly shrinkAttempts?: number
  /**
   * Command that finds a failure again. @default the lockstep suite, with seed and path; for another build,
   * the call of {@link runLockstep} that plays its one sequence
   */
  readonly command?: string
  /** Called after every sequence, up to and including the first failing one. */
  readonly onSequence?: SearchOptions['onSequence']
}

export interface LockstepReport {
  readonly seed: number
  /** What ran of the corpus. */
  readonly corpus: { readonly entries: number; readonly actions: number }
  /** Generated sequences that ran; their actions, coverage and states do not include the corpus. */
  readonly sequences: number
  readonly actions: number
  /** Answers to views that were compared. */
  readonly answers: number
  readonly coverage: Coverage
  readonly states: StateCounts
  readonly crossChecked: CrossChecked
  readonly canaries: Canaries
  readonly failure: Failure | undefined
}

export interface CrossChecked {
  readonly sequences: number
  readonly messages: number
  readonly differences: readonly Difference[]
}

export interface Failure {
  readonly found: Counterexample
  /** The invariant that is broken, if that is the finding. */
  readonly invariant: AnyInvariant | undefined
  /** The deployment from which the actions replay the finding. */
  readonly deployment: DeploymentSpec
  /** The counterexample as a story of named people. */
  readonly story: string
  /**
   * A regression test, for `test/regressions`; of another build than the project's, with its `build.json`.
   */
  readonly repro: string
  /** Command that finds it again. */
  readonly command: string
  /** Everything, for printing. */
  readonly text: string
}

export const DEFAULTS = {
  sequences: 2000,
  maxActions: 60,
  seed: 20_230_712,
  crossCheckEvery: 25,
  shrinkAttempts: 20_000,
}

/**
 * Runs the test. Divergences, surviving canaries and coverage gaps are in the report; none of them is thrown.
 *
 * @throws {InvalidLockstep} when a number is out of range.
 */
export async function runLockstep(options: LockstepOptions = {}): Promise<LockstepReport> {
  checkNumbers(options)
  const { maxActions, seed } = { ...DEFAULTS, ...options }
  const canaries = await releaseCanaries(setupOf(options), seed, maxActions)
  return { ...(await runSequences(options)), canaries }
}

/**
 * The test without its canaries.
 *
 * @throws {InvalidLockstep} when a number is out of range.
 */
export async function runSequences(options: LockstepOptions = {}): Promise<Omit<LockstepReport, 'canaries'>> {
  checkNumbers(options)
  const { sequences, maxActions, seed, crossCheckEvery, shrinkAttempts } = { ...DEFAULTS, ...options }
  const { path, command, onSequence, corpus = loadCorpus() } = options
  const setup = setupOf(options)
  const coverage = newCoverage()
  const states = newStateCounts()
  const tally = { sequences: 0, actions: 0, answers: 0 }
  const fromCorpus = { entries: 0, actions: 0 }
  const recordings = new Recordings(setup, crossCheckEvery)
  const found = search(setup, {
    sequences,
    maxActions,
    seed,
    shrinkAttempts,
    corpus,
    ...(path === undefined ? {} : { path }),
    onSequence: (run, sequence, amtSorts, entry) => {
      const { actions, outcomes, economies, compared } = run
      tally.answers += compared
      recordings.next(sequence)
      onSequence?.(run, sequence, amtSorts, entry)
      if (entry !== undefined) {
        fromCorpus.entries++
        fromCorpus.actions += actions.length
        return
      }
      tally.sequences++
      tally.actions += actions.length
      for (const [index, outcome] of outcomes.entries()) {
        const action = actions[index]!
        countOutcome(coverage, action, outcome)
        countStates(states, statesReached(economies[index]!, action, outcome, economies[index + 1]!))
      }
    },
  })
  recordings.stop()
  return {
    seed,
    corpus: fromCorpus,
    ...tally,
    coverage,
    states,
    crossChecked: await recordings.check(),
    failure:
      found === undefined ? undefined : failureOf(setup, found, command ?? commandOf(setup, seed, found)),
  }
}

/** Least values: a run of no sequences would pass whatever the contracts do. */
const LEAST = { sequences: 1, maxActions: 1, crossCheckEvery: 0, shrinkAttempts: 0, seed: -Infinity }

function checkNumbers(options: LockstepOptions): void {
  const given = { ...DEFAULTS, ...options }
  for (const name of ['sequences', 'maxActions', 'crossCheckEvery', 'shrinkAttempts', 'seed'] as const)
    if (!Number.isSafeInteger(given[name]) || given[name] < LEAST[name])
      throw new InvalidLockstep(name, LEAST[name], given[name])
}

function setupOf(options: LockstepOptions): TestSetup {
  const { build = projectBuild(), rules = RULES, invariants = INVARIANTS } = options
  return { build, rules, invariants }
}

/** Repeats a finding on the build that it was found on. */
function commandOf({ build }: TestSetup, seed: number, { path }: Counterexample): string {
  if (!sameCode(build, projectBuild()))
    return `await runLockstep({ build, seed: ${seed}, path: ${quoted(path)} }) // build: ${build.name}`
  return `LOCKSTEP_SEED=${seed} LOCKSTEP_PATH=${inShell(path)} npx vitest run test/lockstep/lockstep.test.ts`
}

function inShell(text: string): string {
  return /^[\w:.-]+$/.test(text) ? text : `'${text}'`
}

/** Records every n-th sequence on both deployed chains. A recording restarts when its chain is rewound. */
class Recordings {
  private readonly every: number
  private readonly setup: TestSetup
  private readonly traces: ReturnType<Recording['stop']>[] = []
  private running: Recording[] = []

  constructor(setup: TestSetup, every: number) {
    this.setup = setup
    this.every = every
    if (every > 0) this.start()
  }

  /** Keeps the recording of the sequence that ended, and starts the next one if it is due. */
  next(sequence: number): void {
    this.stop()
    if (this.every > 0 && sequence % this.every === 0) this.start()
  }

  stop(): void {
    for (const recording of this.running) {
      const trace = recording.stop()
      if (trace.steps.some(({ kind }) => kind === 'message')) this.traces.push(trace)
    }
    this.running = []
  }

  async check(): Promise<CrossChecked> {
    const differences: Difference[] = []
    let messages = 0
    for (const trace of this.traces) {
      messages += trace.steps.filter(({ kind }) => kind === 'message').length
      differences.push(...(await crossCheck(trace)))
    }
    return { sequences: this.traces.length, messages, differences }
  }

  private start(): void {
    this.running = (['below', 'above'] as const).map((amtSorts) => {
      const { chain, start } = deployedChainOf(this.setup.build, amtSorts)
      chain.rewind(start)
      return chain.record()
    })
  }
}

/** A finding with everything that is told about it. */
export function failureOf(setup: TestSetup, found: Counterexample, command: string): Failure {
  const { finding, outcomes, amtSorts, sequence } = found
  const told = story(finding, outcomes)
  const deployment = deploymentOf(deployedChainOf(setup.build, amtSorts), peopleIn(finding.actions))
  const foreign = !sameCode(setup.build, projectBuild())
  const title = `model and contracts agree: ${aboutWhat(finding)}`
  const repro = reproSource({ title, deployment, actions: finding.actions, command, foreign })
  const head = `Model and contracts diverge in sequence ${sequence} (AMT sorts ${amtSorts} BTCB): ${aboutWhat(finding)}`
  const text = `${head}\n\n${told}\n\nRegression test:\n\n${repro}\nRepeat: ${command}\n`
  return { found, invariant: brokenIn(setup, finding), deployment, story: told, repro, command, text }
}

function brokenIn({ invariants }: TestSetup, { divergence }: Finding): AnyInvariant | undefined {
  return divergence.kind === 'invariant'
    ? invariants.find(({ name }) => name === divergence.invariant)
    : undefined
}

/** A number of a lockstep run is out of range. */
export class InvalidLockstep extends RangeError {
  override readonly name = 'InvalidLockstep'
  constructor(option: keyof typeof DEFAULTS, least: number, got: unknown) {
    const from = Number.isFinite(least) ? ` from ${least}` : ''
    super(
      `expected a whole number${from} for ${option} of a lockstep run, got ${String(got)}: change it, or leave it ` +
        `out for ${DEFAULTS[option]}`,
    )
  }
}
