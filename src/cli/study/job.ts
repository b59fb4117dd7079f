/**
 * Jobs: the messages between a study and its worker threads, and the work on one shard.
 *
 * A worker finishes a shard by writing its files: first the days, then the rows, each under a temporary name
 * until it is complete. A shard is finished when its file of rows exists.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hashWithText, resultHash } from '../../report/hash.ts'
import { ActionText } from '../../sim/recording/action-text.ts'
import type { RunResult } from '../../sim/result.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { daysOf, pathDays, type PathDays } from '../../sim/study/days.ts'
import { kindOf, type Kind } from '../../sim/study/kind.ts'
import { failedRow, rowOf, type Row } from '../../sim/study/row.ts'
import { isChecked, settingsAt, type StudySpec } from '../../sim/study/spec.ts'
import type { Shard } from '../../sim/study/shard.ts'
import type { Lab } from '../lab.ts'
import { commandOf } from '../request.ts'
import { projectStart, startOf, type Start } from '../start.ts'
import { writeDays } from './days-file.ts'
import { fileNames } from './file-names.ts'
import { parameterType } from './parameter-type.ts'
import { writeRows } from './row-file.ts'

/** Data passed to a worker thread at its start. */
export interface Assignment {
  /** URL of the module that exports the {@link Lab} as `lab`. */
  readonly labModule: string
  readonly spec: StudySpec
  /** Absolute directory that paths of price files refer to. */
  readonly cwd: string
  /** Absolute directory of the shards' files. */
  readonly directory: string
  /** Whether the daily columns are kept. */
  readonly days: boolean
}

/** Message from a worker thread. */
export type WorkerMessage =
  | { readonly path: number }
  | { readonly done: Shard }
  /** The files could not be written. Another thread would fail in the same way. */
  | { readonly cannotWrite: string; readonly code: string | undefined }

/** Command that runs one path of a study alone. */
export function pathCommand(
  spec: StudySpec,
  scenario: Scenario,
  point: number,
  path: number,
  start: Start = projectStart,
): string {
  const given = settingsAt(spec, point)
  const set = scenario.parameters.filter(({ name }) => name in given).map(({ name }) => [name, given[name]!])
  return commandOf(
    {
      scenario,
      seed: BigInt(spec.seed),
      path,
      days: spec.days,
      paths: 0,
      set: Object.fromEntries(set),
      verify: false,
    },
    start,
  )
}

/** Results of a shard's paths. */
export interface ShardResult {
  readonly rows: readonly Row[]
  readonly kind: Kind | undefined
  readonly days: readonly PathDays[]
}

/** Runs the paths of a shard. A failed path becomes a row with its error. */
export function runShard(
  lab: Pick<Lab, 'run'>,
  scenario: Scenario,
  { spec, days }: Pick<Assignment, 'spec' | 'days'>,
  shard: Shard,
  onPath: (path: number) => void,
): ShardResult {
  const rows: Row[] = []
  const tables: PathDays[] = []
  let kind: Kind | undefined
  const { point } = shard
  const set = settingsAt(spec, point)
  const log = new ActionText()
  for (let path = shard.first; path <= shard.last; path++) {
    // A study compares its own points, so the scenario's variants are not run.
    const asked = {
      seed: BigInt(spec.seed),
      path,
      days: spec.days,
      set,
      variants: false,
      invariants: isChecked(spec, path),
      log,
    }
    log.clear()
    const result = attempt(() => lab.run(scenario, asked))
    if ('failed' in result) rows.push(failedRow({ point, path }, result.failed))
    else {
      // The run of somebody's own lab may ignore the log, and keep the actions.
      if (log.length === 0) rows.push(rowOf({ point, path }, result, resultHash(result)))
      else rows.push(rowOf({ point, path }, result, hashWithText(result, log.read()), log.length))
      kind ??= kindOf(result)
      const daily = result.tables.find(({ name }) => name === 'daily')
      if (days && daily !== undefined) tables.push(pathDays(daily))
    }
    onPath(path)
  }
  return { rows, kind, days: tables }
}

/** Writes the files of a shard. */
export function writeShard(
  { spec, directory, days, labModule, cwd }: Assignment,
  scenario: Scenario,
  shard: Shard,
  result: ShardResult,
): void {
  const names = fileNames(shard)
  if (days) writeWhole(join(directory, names.days), writeDays(daysOf(result.days)))
  const rows = writeRows(result, {
    scenario: spec.scenario,
    seed: spec.seed,
    days: spec.days,
    parameters: scenario.at(settingsAt(spec, shard.point)).texts,
    parameterTypes: Object.fromEntries(
      scenario.parameters.map((parameter) => [parameter.name, parameterType(parameter)]),
    ),
    command: (path) => pathCommand(spec, scenario, shard.point, path, startOf(labModule, cwd)),
  })
  writeWhole(join(directory, names.rows), rows)
}

/** Suffix of files that are being written. */
export const UNFINISHED = '.unfinished'

/**
 * Writes a file atomically: under a temporary name, then renamed. The name is the writer's own, since several
 * may write the same shard.
 */
export function writeWhole(path: string, bytes: Uint8Array | string): void {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}${UNFINISHED}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(unfinished, bytes, { flush: true })
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

function attempt(run: () => RunResult): RunResult | { readonly failed: unknown } {
  try {
    return run()
  } catch (failed) {
    return { failed }
  }
}
