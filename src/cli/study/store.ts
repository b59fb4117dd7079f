/**
 * Store: the directory of a study. It holds what study it is, the files of the stretches that are done, and at the end the results.
 *
 * A directory belongs to one study for good: what its result depends on is written down first, and whoever comes with another study is
 * sent away. One process at a time works in it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sha256 } from '../../report/hash.ts'
import type { StudySpec } from '../../sim/study/spec.ts'
import type { Shard } from '../../sim/study/shard.ts'
import { cannotWrite } from '../output.ts'
import { WrongInput } from '../wrong-input.ts'
import { shardOf, UNFINISHED, writeWhole } from './job.ts'

/** All that a study's result depends on. */
export interface Identity {
  readonly spec: StudySpec
  /** Version of this project. */
  readonly version: string
  /** Fingerprint of the model, the engine and the scenarios. */
  readonly code: string
}

export interface Store {
  readonly directory: string
  /** Where the stretches' files are. */
  readonly shards: string
  /** What is done already. */
  readonly done: readonly Shard[]
  /** Lets go of the directory. */
  readonly close: () => void
}

const STUDY = 'study.json'
const LOCK = '.running'
const SHARDS = 'stretches'
const FORMAT = 'amt-lab study 1'

/**
 * Opens a directory, an absolute path, for a study: a new one, or the one that was begun there.
 *
 * @throws {WrongInput} if another study or something else is there, if another process works there, or if nothing can be written.
 */
export function openStore(directory: string, identity: Identity): Store {
  try {
    if (existsSync(directory) && !statSync(directory).isDirectory()) throw noDirectory(directory)
    const asked = factsOf(identity)
    const there = readFacts(directory)
    if (there === undefined && existsSync(directory) && !isUntouched(directory))
      throw somethingElse(directory)
    if (there !== undefined) mustBeSame(directory, there, asked)
    const shards = join(directory, SHARDS)
    mkdirSync(shards, { recursive: true })
    const close = lock(directory)
    try {
      if (there === undefined) writeWhole(join(directory, STUDY), studyFile(asked))
      for (const place of [directory, shards])
        for (const name of readdirSync(place))
          if (name.endsWith(UNFINISHED)) rmSync(join(place, name), { force: true })
      const done = readdirSync(shards).flatMap((name) => shardOf(name) ?? [])
      return { directory, shards, done, close }
    } catch (error) {
      close()
      throw error
    }
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}

/** Whether nothing is there but what a study leaves that could not even begin, for want of room. */
function isUntouched(directory: string): boolean {
  return readdirSync(directory).every(
    (name) =>
      name === LOCK ||
      name.endsWith(UNFINISHED) ||
      (name === SHARDS && readdirSync(join(directory, SHARDS)).length === 0),
  )
}

/** What has become of a study whose files cannot be written. */
export const WHAT_IS_LEFT = 'What is done of the study stays; make room, and the same command goes on.'

/**
 * Puts the results beside the stretches.
 *
 * @throws {WrongInput} if they cannot be written.
 */
export function writeResults(directory: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  try {
    for (const [name, bytes] of files) writeWhole(join(directory, name), bytes)
  } catch (error) {
    throw cannotWrite(directory, error, WHAT_IS_LEFT)
  }
}

/** What a study depends on as named texts, so that a difference can be named. */
type Facts = Readonly<Record<string, string>>

function factsOf({ spec, version, code }: Identity): Facts {
  const { scenario, days, seed, runs, design, sweeps, set, points } = spec
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
    return shape.parse(JSON.parse(readFileSync(file, 'utf8'))).study
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw somethingElse(directory)
    throw error
  }
}

function mustBeSame(directory: string, there: Facts, asked: Facts): void {
  const keys = [...new Set([...Object.keys(there), ...Object.keys(asked)])]
  const other = keys.filter((key) => there[key] !== asked[key])
  if (other.length === 0) return
  const told = other.map((key) => `${key} ${quoted(there[key])} there and ${quoted(asked[key])} here`)
  throw new WrongInput({
    expected: `the study that was begun in ${directory}`,
    got: `another: ${told.join('; ')}`,
    advice:
      'Nothing was changed. Ask for the same study to go on with it, or give another directory with --out DIR.',
  })
}

const quoted = (text: string | undefined): string =>
  text === undefined || text === '' ? 'none' : text.length === 64 ? text.slice(0, 12) : text

/** One process at a time; one that has died does not count. What it returns lets go. */
function lock(directory: string): () => void {
  const file = join(directory, LOCK)
  const other = existsSync(file) ? processIn(readFileSync(file, 'utf8')) : undefined
  if (other !== undefined && other !== process.pid && isRunning(other))
    throw new WrongInput({
      expected: `a study that nobody works on`,
      got: `${directory}, where process ${other} is at work`,
      advice: `Wait until it has finished, or give another directory with --out DIR. If process ${other} is no study, remove ${file}.`,
    })
  const release = (): void => rmSync(file, { force: true })
  try {
    writeFileSync(file, `${process.pid}`)
  } catch (error) {
    release()
    throw error
  }
  return release
}

/** Undefined if the text names no process, as when there was no room for it. */
function processIn(text: string): number | undefined {
  return /^[1-9]\d*$/.test(text) ? Number(text) : undefined
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function somethingElse(directory: string): WrongInput {
  return new WrongInput({
    expected: 'an empty directory, or one in which the same study was begun',
    got: `${directory}, where something else is`,
    advice: 'Nothing was changed. Give another directory with --out DIR.',
  })
}

function noDirectory(directory: string): WrongInput {
  return new WrongInput({
    expected: 'a directory for --out',
    got: `${directory}, which is a file`,
    advice: 'Nothing was changed. Give another directory with --out DIR.',
  })
}
