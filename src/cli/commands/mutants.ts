/**
 * Command `mutants`: generates mutants, judges them, and reports the score and every survivor.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULTS } from '../../lockstep/lockstep.ts'
import { projectRoot } from '../../evm/compile/root.ts'
import { diffText } from '../../mutants/diff.ts'
import {
  equivalenceWarning,
  gateFailures,
  gateReport,
  GATE_ADVICE,
  GATE_SAMPLES,
} from '../../mutants/gate.ts'
import type { GeneratedMutant } from '../../mutants/generated-mutant.ts'
import {
  generateMutants,
  mutantsById,
  originalOf,
  runsTests,
  SUITES,
  type OnSourceOf,
  type StageName,
  type StageOptions,
} from '../../mutants/registry.ts'
import { markdownReport, summaryText } from '../../mutants/report.ts'
import { reproducible, type MutantResult } from '../../mutants/result.ts'
import { judgedMutants, killTimes, scoreOf, type JudgedMutant } from '../../mutants/score.ts'
import { seedOf, select } from '../../mutants/selection.ts'
import { pruneCache } from '../../mutants/solidity/cache.ts'
import { checkSuites } from '../../mutants/stages/suites.ts'
import { readSurvivors, type Survivor } from '../../mutants/survivors.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import { Journal, journalKey } from '../mutants/journal.ts'
import { judgeAll } from '../mutants/pool.ts'
import { MUTANTS_OPTIONS, mutantsRequest, type MutantsRequest } from '../mutants/request.ts'
import { storyOf } from '../mutants/story.ts'
import { readOptions } from '../options.ts'
import { cannotWrite } from '../output.ts'
import { progress } from '../progress.ts'
import { writeWhole } from '../study/job.ts'
import { choiceOf } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'

/** The command. `survivorsOf` reads the list of survivors. */
export function mutants(survivorsOf: () => readonly Survivor[] = readSurvivors): Command {
  return async (argv, io) => {
    const given = readOptions(argv, MUTANTS_OPTIONS)
    if (given.flags.has('help')) {
      io.out(help())
      return EXIT.holds
    }
    const request = mutantsRequest(given, io.cwd)
    pruneCache()
    if (request.show !== undefined) return show(request.show, request, survivorsOf(), io)
    const generated = await generateMutants(request.sides, generating(request, io))
    const { selected, seed } = request.gate
      ? gateSelection(generated, request)
      : selection(generated, request)
    if (request.list) {
      io.out(request.json ? `${JSON.stringify(selected, null, 2)}\n` : selected.map(listed).join(''))
      return EXIT.holds
    }
    const survivors = survivorsOf()
    const results = await judged(selected, request, request.gate ? survivors : [], io)
    return conclude(judgedMutants(selected, results, survivors), generated, survivors, request, seed, io)
  }
}

/** Reports the sources whose mutants are generated, which takes a minute until the cache has them. */
function generating({ json }: MutantsRequest, io: Io): OnSourceOf {
  const line = progress(io, 'mutants', 'sources')
  return (side, done, of) => {
    line.at(done, of)
    if (done === of) line.end()
    // A terminal has the status line instead.
    if (done === 0 && !json && !io.terminal)
      io.err(
        `mutants: generates the mutants of ${of} sources of src/${side}, which takes up to a minute; ` +
          'they are kept until the sources change\n',
      )
  }
}

/** Judged mutants between two lines of progress. */
const REPORTED_EVERY = 10

interface Selected {
  readonly selected: readonly GeneratedMutant[]
  /** What drew the sample. */
  readonly seed: string
}

/** A sample of each side, with a seed of its own: a change of one side draws no other sample of the rest. */
function gateSelection(generated: readonly GeneratedMutant[], request: MutantsRequest): Selected {
  const sides = [...new Set(generated.map(({ side }) => side))]
  const parts = sides.map((side) => {
    const { sample = GATE_SAMPLES[side] } = request
    return selection(
      generated.filter((mutant) => mutant.side === side),
      { ...request, sample },
    )
  })
  return {
    selected: parts.flatMap(({ selected }) => selected),
    seed: parts.map(({ seed }) => seed).join(', '),
  }
}

function selection(generated: readonly GeneratedMutant[], request: MutantsRequest): Selected {
  const seed = request.seed ?? seedOf(sourcesOf(generated))
  return { selected: selectedFrom(generated, request, seed), seed }
}

function selectedFrom(
  generated: readonly GeneratedMutant[],
  { units, operators, sample, shard }: MutantsRequest,
  seed: string,
): readonly GeneratedMutant[] {
  known('--contract', 'a contract or module', units, [...new Set(generated.map(({ unit }) => unit))])
  known('--operator', 'a mutation operator', operators, [
    ...new Set(generated.map(({ operator }) => operator)),
  ])
  return select(generated, {
    ...(units === undefined ? {} : { units }),
    ...(operators === undefined ? {} : { operators }),
    ...(sample === undefined ? {} : { sample: { size: sample, seed } }),
    ...(shard === undefined ? {} : { shard }),
  })
}

function known(
  option: string,
  what: string,
  asked: readonly string[] | undefined,
  all: readonly string[],
): void {
  const wrong = asked?.find((each) => !all.includes(each))
  if (wrong !== undefined)
    throw new WrongInput({
      expected: `the name of ${what} for ${option}`,
      got: `"${wrong}"`,
      advice: choiceOf(wrong, all.toSorted(), 'npm run mutants -- --list shows all mutants.'),
    })
}

/** Sources of the mutants, by name. */
function sourcesOf(generated: readonly GeneratedMutant[]): Readonly<Record<string, string>> {
  return Object.fromEntries(generated.map((mutant) => [mutant.source, originalOf(mutant)]))
}

/**
 * Judges what no journal has, and keeps each result at once.
 *
 * @param listed survivors that the suites need not judge: all tests run on a survivor, which takes minutes
 */
async function judged(
  selected: readonly GeneratedMutant[],
  { stages, budget, corpus, workers, out, resume, shard, suitesPass, json }: MutantsRequest,
  listed: readonly Survivor[],
  io: Io,
): Promise<ReadonlyMap<string, MutantResult>> {
  const options: Omit<StageOptions, 'scratch'> = {
    stages,
    budget: {
      sequences: budget,
      maxActions: DEFAULTS.maxActions,
      seed: DEFAULTS.seed,
      ...(corpus ? {} : { corpus: [] }),
    },
  }
  const withoutSuites = listed.map(({ id }) => id)
  const name = shard === undefined ? 'journal.jsonl' : `journal-${shard.index}-of-${shard.of}.jsonl`
  const journal = journalIn(out, name, journalKey(options, runsTests(stages)))
  if (!resume) journal.clear()
  const results = new Map(resume ? journal.read() : [])
  const left = selected.filter(({ id }) => !results.has(id))
  if (resume && !json)
    io.err(`mutants: ${selected.length - left.length} of ${selected.length} were judged before\n`)
  const scratch = join(projectRoot, '.cache', 'mutants', `scratch-${randomBytes(4).toString('hex')}`)
  const line = progress(io, 'mutants', 'mutants')
  let done = selected.length - left.length
  let end = (): void => rmSync(scratch, { recursive: true, force: true })
  // Not before: this thread is busy while it generates mutants, and would answer no signal.
  const release = io.onInterrupt(() => {
    end()
    return interrupted(done, selected.length, { out, resume }, io)
  })
  try {
    if (stages.includes('suites') && !suitesPass) {
      line.say('mutants: runs the directed suites without a mutant')
      await checkedSuites(left, scratch)
    }
    await judgeAll(left, {
      workers,
      options: { ...options, withoutSuites },
      scratch,
      onStart: (endWorkers) => (end = endWorkers),
      onResult(result) {
        journal.add(result)
        results.set(result.id, result)
        line.at(++done, selected.length)
        // A terminal has the status line instead.
        if (!json && !io.terminal && (done % REPORTED_EVERY === 0 || done === selected.length))
          io.err(`mutants: ${done} of ${selected.length} judged\n`)
      },
    })
  } finally {
    release()
    line.end()
  }
  return results
}

/** Message printed when the run is interrupted. */
function interrupted(
  done: number,
  of: number,
  { out, resume }: Pick<MutantsRequest, 'out' | 'resume'>,
  io: Io,
): string {
  if (done === 0) return 'interrupted before a mutant was judged. Run the same command to start again.'
  const again = resume ? 'Run the same command to resume' : 'Run the same command with --resume to go on'
  return `interrupted; ${done} of ${of} mutants are judged and kept in ${shownPath(out, io)}. ${again}.`
}

/** @throws {WrongInput} when it cannot be written there. */
function journalIn(directory: string, name: string, key: string): Journal {
  try {
    return new Journal(directory, name, key)
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}

/** Runs the suites of the mutants' sides on an unchanged copy, unless these sources have passed before. */
async function checkedSuites(left: readonly GeneratedMutant[], scratch: string): Promise<void> {
  const sides = new Set(left.map(({ side }) => side))
  for (const suites of SUITES.filter(({ side }) => sides.has(side))) {
    const passed = join(projectRoot, '.cache', 'mutants', `passed-${journalKey(suites.all, true)}`)
    if (existsSync(passed)) continue
    await checkSuites(suites, join(scratch, suites.side))
    writeWhole(passed, '')
  }
}

/** Writes the reports, prints the summary, and decides the exit code. */
function conclude(
  all: readonly JudgedMutant[],
  generated: readonly GeneratedMutant[],
  survivors: readonly Survivor[],
  request: MutantsRequest,
  seed: string,
  io: Io,
): ExitCode {
  const { out, gate, json, sample, budget, corpus, stages } = request
  const results = all.map(({ mutant, result, status }) => ({ ...mutant, status, ...reproducible(result) }))
  writeWhole(join(out, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  const about = [
    `${all.length} of ${generated.length} generated mutants${sample === undefined && !gate ? '' : `, seed ${seed}`}`,
    `stages ${stagesFor(all, stages).join(', ')}; ${corpus ? 'corpus, then ' : ''}${budget} lockstep ` +
      `sequences, seed ${DEFAULTS.seed}`,
    ...(stages.includes('suites')
      ? []
      : ['the directed suites on real files did not run: they may kill what survives here']),
  ]
  writeWhole(join(out, 'report.md'), `${markdownReport({ about, judged: all, survivors, originalOf })}\n`)

  const failures = gate ? gateFailures({ generated, judged: all, survivors }) : []
  if (gate)
    writeWhole(
      join(out, 'gate.json'),
      `${JSON.stringify(gateReport({ generated, judged: all, survivors }))}\n`,
    )
  const warning = equivalenceWarning(all)
  if (json) {
    const times = {
      actions: killTimes(all, 'lockstep', 'actions'),
      cpuSeconds: killTimes(all, 'lockstep', 'cpuSeconds'),
    }
    io.out(`${JSON.stringify({ seed, score: scoreOf(all), times, warning, failures, results }, null, 2)}\n`)
  } else {
    io.out(`${about.join('\n')}\n${summaryText(all)}\n`)
    if (warning !== undefined) io.out(`Warning: ${warning}\n`)
    for (const { mutant, status } of all) if (status === 'survived') io.out(`survived  ${listed(mutant)}`)
    io.out(`Report: ${shownPath(join(out, 'report.md'), io)}\n`)
  }
  for (const failure of failures) io.err(`mutants: ${failure}\n`)
  if (failures.length > 0) io.err(`${GATE_ADVICE}\n`)
  return failures.length === 0 ? EXIT.holds : EXIT.broken
}

/** The stages that judge the sides of some mutants: the contracts have no bundle. */
function stagesFor(all: readonly JudgedMutant[], stages: readonly StageName[]): readonly StageName[] {
  return stages.filter((name) => name !== 'bundle' || all.some(({ mutant }) => mutant.side !== 'contracts'))
}

function listed({ id, unit, operator, source, line, before, after }: GeneratedMutant): string {
  const short = (text: string): string => {
    const flat = text.replaceAll(/\s+/g, ' ')
    return flat.length > 48 ? `${flat.slice(0, 45)}...` : flat
  }
  return `${id}  ${unit}  ${operator}  ${source}:${line}  ${short(before)}  =>  ${short(after) || 'nothing'}\n`
}

async function show(
  id: string,
  request: MutantsRequest,
  survivors: readonly Survivor[],
  io: Io,
): Promise<ExitCode> {
  const found = await mutantsById(id, request.sides, generating(request, io))
  const [mutant] = found
  if (mutant === undefined || found.length > 1)
    throw new WrongInput({
      expected: 'the id of one mutant for --show',
      got: `"${id}", which ${found.length === 0 ? 'no mutant has' : `${found.length} mutants begin with`}`,
      advice: 'npm run mutants -- --list shows all ids.',
    })
  io.out(`${diffText(mutant, originalOf(mutant))}\n\n`)
  const line = progress(io, 'mutants', 'sequences')
  line.say('mutants: looks for what kills it')
  const story = await storyOf(mutant, request.budget, request.corpus)
  line.end()
  io.out(`${story}\n\n${listing(mutant, survivors)}\n`)
  return EXIT.holds
}

/** What the list of survivors says of a mutant. */
function listing({ id }: GeneratedMutant, survivors: readonly Survivor[]): string {
  const entry = survivors.find((each) => each.id === id)
  return entry === undefined
    ? 'It is not in src/mutants/survivors.json.'
    : `Listed as ${entry.verdict} in src/mutants/survivors.json: ${entry.reason}`
}

function help(): string {
  return `Generates mutants of the contracts, the model and the simulation, and looks for what kills them.

Usage
  npm run mutants [-- options]
  Without options: the whole set, which takes hours. docs/how-to/mutants.md explains the report.

Options
${optionLines(MUTANTS_OPTIONS)}

Exit codes
  0  completed; with --gate every survivor is listed and no entry is stale or killed
  1  completed; the gate is closed
  2  invalid input
  3  internal error, such as suites that fail without a mutant

Examples
  npm run mutants -- --sample 300 --invariants
  npm run mutants -- --contract Master --operator arithmetic
  npm run mutants -- --gate
`
}
