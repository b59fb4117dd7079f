/**
 * Store: the working directory of a study: its identity, the files of finished shards, and the results.
 *
 * A directory belongs to one study. `study.json` records everything that the result depends on; a study with
 * another identity is rejected, unless nothing was computed yet. One process at a time works in it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { sha256 } from '../../report/hash.ts'
import type { StudySpec } from '../../sim/study/spec.ts'
import type { Shard } from '../../sim/study/shard.ts'
import { cannotWrite } from '../output.ts'
import { WrongInput } from '../wrong-input.ts'
import { shardOf } from './file-names.ts'
import { UNFINISHED, writeWhole } from './job.ts'
import { lock, LOCK } from './lock.ts'
import { MANIFEST } from './manifest.ts'

/** Everything that a study's result depends on. */
export interface Identity {
  readonly spec: StudySpec
  /** Version of this project. */
  readonly version: string
  /** Fingerprint of the model, the engine and the scenarios. */
  readonly code: string
}

export interface Store {
  readonly directory: string
  /** Directory of the shards' files. */
  readonly shards: string
  /** Finished shards. */
  readonly done: readonly Shard[]
  /** Releases the lock on the directory. */
  readonly close: () => void
  /** Removes what this process has begun here, if no shard is finished. Nobody may be computing one. */
  readonly discard: () => void
}

const STUDY = 'study.json'
const SHARDS = 'shards'
const FORMAT = 'amt-lab study 4'
/** Formats of earlier versions, whose directories cannot be resumed. */
const OLD_FORMATS: readonly unknown[] = ['amt-lab study 1', 'amt-lab study 2', 'amt-lab study 3']

/**
 * Opens a directory, an absolute path, for a new study or to resume the study in it.
 *
 * @throws {WrongInput} when it holds another study, a study of an older version or other files, when another
 *   process works in it, or when it is not writable.
 */
export function openStore(directory: string, identity: Identity): Store {
  try {
    if (existsSync(directory) && !statSync(directory).isDirectory()) throw noDirectory(directory)
    const asked = factsOf(identity)
    const there = readFacts(directory)
    if (there === undefined && existsSync(directory) && !isUntouched(directory)) throw otherContent(directory)
    const begun = there !== undefined && !isUntouched(directory, [STUDY])
    if (begun) mustBeSame(directory, there, asked)
    const shards = join(directory, SHARDS)
    // The outermost of the directories that did not exist.
    const made = mkdirSync(shards, { recursive: true })
    const close = lock(directory)
    try {
      if (!begun) writeWhole(join(directory, STUDY), studyFile(asked))
      for (const place of [directory, shards])
        for (const name of readdirSync(place))
          if (name.endsWith(UNFINISHED)) rmSync(join(place, name), { force: true })
      return {
        directory,
        shards,
        done: doneIn(shards),
        close,
        discard: () => begun || doneIn(shards).length > 0 || remove(directory, shards, made),
      }
    } catch (error) {
      close()
      throw error
    }
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}

/** Finished shards in the directory of their files. */
export const doneIn = (shards: string): readonly Shard[] =>
  readdirSync(shards).flatMap((name) => shardOf(name) ?? [])

/**
 * Removes what a study without a finished shard has written, and the directories that were made for it.
 *
 * @param made the outermost of these; undefined if the shards' one was there.
 */
function remove(directory: string, shards: string, made: string | undefined): void {
  for (const name of [STUDY, MANIFEST, LOCK]) rmSync(join(directory, name), { force: true })
  for (let path = shards; path.startsWith(made ?? shards); path = dirname(path)) {
    for (const name of readdirSync(path))
      if (name.endsWith(UNFINISHED)) rmSync(join(path, name), { force: true })
    if (readdirSync(path).length > 0) return
    rmdirSync(path)
  }
}

/**
 * Whether the directory is empty except for the traces of a study that computed nothing.
 *
 * @param others names that count as traces, too.
 */
function isUntouched(directory: string, others: readonly string[] = []): boolean {
  return readdirSync(directory).every(
    (name) =>
      name === LOCK ||
      others.includes(name) ||
      name.endsWith(UNFINISHED) ||
      (name === SHARDS && readdirSync(join(directory, SHARDS)).length === 0),
  )
}

/** What to do when the files of a study cannot be written, for error messages. */
export const TO_RESUME = 'Free disk space and run the same command to resume.'

/**
 * Writes the results to the study's directory.
 *
 * @throws {WrongInput} when they cannot be written.
 */
export function writeResults(directory: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  try {
    for (const [name, bytes] of files) writeWhole(join(directory, name), bytes)
  } catch (error) {
    throw cannotWrite(directory, error, TO_RESUME)
  }
}

/** A study's identity as named texts, so that messages can name a difference. */
type Facts = Readonly<Record<string, string>>

function factsOf({ spec, version, code }: Identity): Facts {
  const { scenario, days, seed, runs, design, sweeps, set, points, invariants } = spec
  return {
    scenario,
    days: days.toString(),
    seed,
    runs: runs.toString(),
    design,
    sweep: sweeps.map(({ parameter, values }) => `${parameter}=${values}`).join(' '),
    set: Object.entries(set)
      .map(([key, value]) => `${key}=${value}`)
      .join(' '),
    points: sha256(JSON.stringify(points)),
    ...(invariants === undefined ? {} : { invariants }),
    version,
    code,
  }
}

const shape = z.object({ format: z.literal(FORMAT), study: z.record(z.string(), z.string()) })

function studyFile(facts: Facts): string {
  return `${JSON.stringify({ format: FORMAT, study: facts }, null, 2)}\n`
}

function readFacts(directory: string): Facts | undefined {
  const file = join(directory, STUDY)
  if (!existsSync(file)) return undefined
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const { format } = (content ?? {}) as { readonly format?: unknown }
    if (OLD_FORMATS.includes(format)) throw olderStudy(directory)
    return shape.parse(content).study
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw otherContent(directory)
    throw error
  }
}

function mustBeSame(directory: string, there: Facts, asked: Facts): void {
  const keys = [...new Set([...Object.keys(there), ...Object.keys(asked)])]
  const other = keys.filter((key) => there[key] !== asked[key])
  if (other.length === 0) return
  const differences = other.map((key) => `${key} ${quoted(there[key])} there and ${quoted(asked[key])} here`)
  throw new WrongInput({
    expected: `the study in ${directory}`,
    got: `another: ${differences.join('; ')}`,
    advice:
      'Nothing was changed. Use the options of that study to resume it, or choose another directory ' +
      'with --out DIR.',
  })
}

const quoted = (text: string | undefined): string =>
  text === undefined || text === '' ? 'none' : text.length === 64 ? text.slice(0, 12) : text

function otherContent(directory: string): WrongInput {
  return new WrongInput({
    expected: 'an empty directory, or the directory of the same study',
    got: `${directory}, which has other content`,
    advice: 'Nothing was changed. Choose another directory with --out DIR.',
  })
}

function olderStudy(directory: string): WrongInput {
  return new WrongInput({
    expected: 'an empty directory, or a study of this version of AMT Lab',
    got: `${directory}, which holds a study of an older version that cannot be resumed`,
    advice:
      'Nothing was changed. Choose another directory with --out DIR, or remove this one to start again.',
  })
}

function noDirectory(directory: string): WrongInput {
  return new WrongInput({
    expected: 'a directory for --out',
    got: `${directory}, which is a file`,
    advice: 'Nothing was changed. Choose another directory with --out DIR.',
  })
}
