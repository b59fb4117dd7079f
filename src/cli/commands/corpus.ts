/**
 * Command `corpus`: the lists of actions that lockstep runs before generated sequences.
 */
import { times } from '../../report/number.ts'
import { projectBuild } from '../../evm/build.ts'
import { runActions } from '../../lockstep/compare/run-sequence.ts'
import { RULES } from '../../lockstep/compare/rules.ts'
import { CORPUS_FILE, readCorpus, staleEntries, type StaleEntry } from '../../lockstep/corpus/corpus.ts'
import { cutDown, distil } from '../../lockstep/corpus/distil.ts'
import { encodeEntry, type CorpusEntry } from '../../lockstep/corpus/entry.ts'
import { explore } from '../../lockstep/corpus/explore.ts'
import { featuresOf } from '../../lockstep/corpus/features.ts'
import { runActionsOnModel } from '../../lockstep/corpus/model-run.ts'
import { merged } from '../../lockstep/corpus/merge.ts'
import { pruned } from '../../lockstep/corpus/prune.ts'
import { DEFAULTS } from '../../lockstep/lockstep.ts'
import { applyMutant, type Mutant, type MutatedSystem } from '../../lockstep/mutation/mutant.ts'
import { numbered } from '../../lockstep/report/story.ts'
import { divergenceText } from '../../lockstep/compare/comparison.ts'
import { MUTANTS } from '../../lockstep/systems/mutants.ts'
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { killersOf, ordered } from '../../mutants/corpus-order.ts'
import type { GeneratedMutant } from '../../mutants/generated-mutant.ts'
import { lessonOf, type Lesson } from '../../mutants/lesson.ts'
import { generateMutants, loaderOf } from '../../mutants/registry.ts'
import { HELD_OUT, select } from '../../mutants/selection.ts'
import { CORPUS_OPTIONS, corpusRequest, type CorpusRequest } from '../corpus/request.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import { readOptions } from '../options.ts'
import { progress } from '../progress.ts'
import { writeWhole } from '../study/job.ts'
import { WrongInput } from '../wrong-input.ts'

/** The command. `file` is where the corpus is; `handWritten` are the mutants that learn runs first. */
export function corpus(file: string = CORPUS_FILE, handWritten: readonly Mutant[] = MUTANTS): Command {
  return async (argv, io) => {
    const given = readOptions(argv, CORPUS_OPTIONS)
    if (given.flags.has('help')) {
      io.out(help())
      return EXIT.holds
    }
    const request = corpusRequest(given)
    const entries = readCorpus(file)
    switch (request.action) {
      case 'show':
        return show(entries, request, io)
      case 'replay':
        return replay(entries, request, io)
      case 'grow':
        return save(file, entries, grown(entries, request, io), request, io)
      case 'learn':
        return save(file, entries, await taught(file, entries, handWritten, request, io), request, io)
      case 'minimise':
        return save(file, entries, minimised(entries), request, io)
      case 'order':
        return save(file, entries, await inOrder(entries, handWritten, request, io), request, io)
    }
  }
}

function show(entries: readonly CorpusEntry[], { name, json }: CorpusRequest, io: Io): ExitCode {
  if (name !== undefined) {
    const entry = named(entries, name)
    const outcomes = runActionsOnModel(entry.amtSorts, entry.actions).map(({ outcome }) => outcome)
    io.out(json ? `${encodeEntry(entry)}\n` : `${toldEntry(entry, outcomes)}\n`)
    return EXIT.holds
  }
  if (json) io.out(`${JSON.stringify(numbersOf(entries), null, 2)}\n`)
  else {
    for (const entry of entries) io.out(`${`${entry.actions.length}`.padStart(4)}  ${entry.name}\n`)
    io.out(summary(entries))
  }
  return EXIT.holds
}

function toldEntry(
  { name, covers, kills, actions }: CorpusEntry,
  outcomes: Parameters<typeof numbered>[1],
): string {
  return [
    name,
    `covers: ${covers.join('; ') || 'nothing that others do not'}`,
    `kills: ${kills.join(', ') || 'no mutant that it was kept for'}`,
    '',
    ...numbered(actions, outcomes),
  ].join('\n')
}

/** Runs entries on both sides with the full comparison and all invariants. */
function replay(entries: readonly CorpusEntry[], { name, json }: CorpusRequest, io: Io): ExitCode {
  const chosen = name === undefined ? entries : [named(entries, name)]
  const setup = { build: projectBuild(), rules: RULES, invariants: INVARIANTS }
  const stale = staleEntries(chosen)
  const failures: { readonly name: string; readonly divergence: string }[] = []
  let actions = 0
  for (const entry of chosen) {
    const run = runActions(setup, entry.amtSorts, entry.actions)
    actions += run.actions.length
    if (run.finding !== undefined)
      failures.push({ name: entry.name, divergence: divergenceText(run.finding.divergence) })
  }
  if (json) io.out(`${JSON.stringify({ entries: chosen.length, actions, failures, stale }, null, 2)}\n`)
  else {
    for (const { name: failed, divergence } of failures) io.out(`${failed}\n${divergence}\n\n`)
    for (const each of stale) io.out(staleText(each))
    io.out(
      `${entriesOf(chosen.length)}, ${times(actions, 'action')} on ` +
        `both sides: ${failures.length} diverge, ${stale.length} are stale\n`,
    )
  }
  return failures.length + stale.length === 0 ? EXIT.holds : EXIT.broken
}

function staleText({ name, missing }: StaleEntry): string {
  return `stale: ${name} no longer reaches ${missing.join('; ')}. \`npm run corpus -- grow\` mends it.\n`
}

/** The corpus distilled anew: from what it has, and from an exploration on the model. */
function grown(
  entries: readonly CorpusEntry[],
  { sequences, seed, plain }: CorpusRequest,
  io: Io,
): readonly CorpusEntry[] {
  const line = progress(io, 'corpus', 'sequences')
  const known = entries.flatMap(({ amtSorts, actions }) => [
    ...featuresOf(runActionsOnModel(amtSorts, actions)).keys(),
  ])
  const kept = explore({
    sequences,
    maxActions: DEFAULTS.maxActions,
    seed,
    known,
    mutates: !plain,
    onProgress: (done) => line.at(done, sequences),
  })
  line.end()
  return pruned([...entries, ...distil(kept, new Set(entries.map(({ name }) => name)))])
}

/** The corpus with fewer and longer lists, without what the rest covers, as long as that makes it shorter. */
function minimised(entries: readonly CorpusEntry[]): readonly CorpusEntry[] {
  const shorter = pruned(merged(entries)).map(cutDown)
  return actionsOf(shorter) < actionsOf(entries) ? minimised(shorter) : entries
}

/** The corpus in the order that kills a sample of mutants soonest. */
async function inOrder(
  entries: readonly CorpusEntry[],
  handWritten: readonly Mutant[],
  { seed, mutants }: CorpusRequest,
  io: Io,
): Promise<readonly CorpusEntry[]> {
  const sample = await sampleOf(mutants, seed)
  const all = handWritten.length + sample.length
  const line = progress(io, 'corpus', 'mutants')
  const killers: ReadonlySet<string>[] = []
  let done = 0
  for await (const { system } of systemsOf(handWritten, sample)) {
    if (system !== undefined) killers.push(killersOf(system, entries))
    line.at(++done, all)
  }
  line.end()
  return ordered(entries, killers)
}

/**
 * The corpus with an entry for each mutant that generated sequences kill and it does not.
 *
 * Each entry is written as soon as it is learned, so that an interrupted run loses none. Every verdict but a
 * kill by the corpus is a line on stderr, whether that is a terminal or a log.
 */
async function taught(
  file: string,
  entries: readonly CorpusEntry[],
  handWritten: readonly Mutant[],
  { sequences, seed, mutants }: CorpusRequest,
  io: Io,
): Promise<readonly CorpusEntry[]> {
  const budget = { sequences, maxActions: DEFAULTS.maxActions, seed }
  const learned = [...entries]
  const counts = { known: 0, learned: 0, survives: 0, undeployable: 0, discarded: 0 }
  const sample = await sampleOf(mutants, seed)
  const all = handWritten.length + sample.length
  io.err(`corpus: ${all} mutants, ${handWritten.length} of them hand-written\n`)
  const line = progress(io, 'corpus', 'mutants')
  let done = 0
  for await (const { id, system } of systemsOf(handWritten, sample)) {
    const lesson = system === undefined ? undefined : lessonOf(id, system, learned, budget)
    counts[lesson?.kind ?? 'discarded']++
    done++
    if (lesson?.kind === 'learned') {
      learned.push(lesson.entry)
      writeCorpus(file, learned)
    }
    const told = lesson === undefined ? undefined : toldLesson(lesson)
    if (told !== undefined) {
      line.end()
      io.err(`${done} of ${all}: ${id} ${told}\n`)
    } else if (!io.terminal && done % 50 === 0) io.err(`${done} of ${all}\n`)
    line.at(done, all)
  }
  line.end()
  io.err(
    `${done} mutants: ${counts.known} killed by the corpus, ${counts.learned} learned, ` +
      `${counts.survives} survive, ${counts.discarded + counts.undeployable} are none\n`,
  )
  return learned
}

/** What is worth a line; undefined for a mutant that the corpus kills. */
function toldLesson(lesson: Lesson): string | undefined {
  if (lesson.kind === 'learned')
    return `learned: ${lesson.entry.name}, ${times(lesson.entry.actions.length, 'action')}`
  return lesson.kind === 'survives' ? 'survives' : undefined
}

/** Generated mutants of the contracts, drawn with a seed; none of those that evaluate the corpus. */
async function sampleOf(size: number, seed: number): Promise<readonly GeneratedMutant[]> {
  if (size === 0) return []
  const generated = await generateMutants(['contracts'])
  const heldOut = new Set(select(generated, { sample: HELD_OUT }).map(({ id }) => id))
  return select(
    generated.filter(({ id }) => !heldOut.has(id)),
    { sample: { size, seed: seed.toString(16) } },
  )
}

interface Taught {
  readonly id: string
  /** Undefined if there is no such system: it does not compile, or equals the original. */
  readonly system: MutatedSystem | undefined
}

/** The hand-written mutants, then a sample of generated ones. */
async function* systemsOf(
  handWritten: readonly Mutant[],
  sample: readonly GeneratedMutant[],
): AsyncGenerator<Taught> {
  for (const mutant of handWritten) yield { id: mutant.name, system: await applyMutant(mutant) }
  const loader = loaderOf('contracts')!
  for (const mutant of sample) {
    const loaded = await loader.load(mutant)
    yield { id: mutant.id, system: typeof loaded === 'string' ? undefined : loaded.system }
  }
}

function save(
  file: string,
  before: readonly CorpusEntry[],
  after: readonly CorpusEntry[],
  { json }: CorpusRequest,
  io: Io,
): ExitCode {
  writeCorpus(file, after)
  if (json) io.out(`${JSON.stringify({ before: numbersOf(before), after: numbersOf(after) }, null, 2)}\n`)
  else io.out(`before: ${summary(before)}after:  ${summary(after)}${shownPath(file, io)} written\n`)
  return EXIT.holds
}

function writeCorpus(file: string, entries: readonly CorpusEntry[]): void {
  writeWhole(file, entries.map((entry) => `${encodeEntry(entry)}\n`).join(''))
}

function actionsOf(entries: readonly CorpusEntry[]): number {
  return entries.reduce((sum, { actions }) => sum + actions.length, 0)
}

function numbersOf(entries: readonly CorpusEntry[]): Readonly<Record<string, number>> {
  const features = new Set(
    entries.flatMap(({ amtSorts, actions }) => [...featuresOf(runActionsOnModel(amtSorts, actions)).keys()]),
  )
  return {
    entries: entries.length,
    actions: actionsOf(entries),
    features: features.size,
    mutants: new Set(entries.flatMap(({ kills }) => kills)).size,
  }
}

function entriesOf(count: number): string {
  return `${count} ${count === 1 ? 'entry' : 'entries'}`
}

function summary(entries: readonly CorpusEntry[]): string {
  const { features, mutants } = numbersOf(entries)
  return `${entriesOf(entries.length)}, ${times(actionsOf(entries), 'action')}, ${features} features, kept for ${mutants} mutants\n`
}

function named(entries: readonly CorpusEntry[], name: string): CorpusEntry {
  const entry = entries.find((each) => each.name === name)
  if (entry !== undefined) return entry
  throw new WrongInput({
    expected: `the name of one of the ${entries.length} entries`,
    got: `"${name}"`,
    advice: 'npm run corpus -- show lists them. Put the name in quotes.',
  })
}

function help(): string {
  return `The corpus: short lists of actions that lockstep runs before generated sequences.

Usage
  npm run corpus -- show [NAME]     all entries, or one as a story
  npm run corpus -- replay [NAME]   on both sides, with the full comparison; also finds stale entries
  npm run corpus -- grow            explores on the model and adds what reaches new features
  npm run corpus -- learn           adds an entry for each mutant that it misses and sequences kill
  npm run corpus -- minimise        merges lists, and drops what the rest covers
  npm run corpus -- order           puts first what kills many mutants within few actions

Options
${optionLines(CORPUS_OPTIONS)}

Exit codes
  0  done
  1  replay: an entry diverges or is stale
  2  invalid input; nothing is written
  3  internal error; nothing is written, except for what learn has learned before
`
}
