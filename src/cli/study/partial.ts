/**
 * Partial results: what consecutive shards of one point add up to. Combining is a tree: threads add up groups
 * of shards, and the command adds up the groups, in order.
 *
 * Adding up is associative, so the result does not depend on the groups. A partial result has bounded size,
 * except for the rows, which are kept where points are compared path by path.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DaysSum, type Days } from '../../sim/study/days.ts'
import { happened, type Event } from '../../sim/study/event.ts'
import { mergeKinds, type Kind } from '../../sim/study/kind.ts'
import { rowText, type Row } from '../../sim/study/row.ts'
import type { Shard } from '../../sim/study/shard.ts'
import { EMPTY_TALLY, mergeTallies, tallyOf, type StudyTally } from '../../sim/study/tally.ts'
import { readDays } from './days-file.ts'
import { WrongInput } from '../wrong-input.ts'
import { fileNames } from './file-names.ts'
import { readRows } from './row-file.ts'

/** Shards of one point, in order of their paths. */
export interface Group {
  readonly shards: readonly Shard[]
  /** Directory of the shards' files. */
  readonly directory: string
  readonly withDays: boolean
  readonly withRows: boolean
  readonly events: readonly Event[]
}

export interface PartialResult {
  /** Lines of the rows, over which the study's hash goes. */
  readonly lines: string
  readonly kind: Kind | undefined
  readonly tally: StudyTally
  /** Daily columns; undefined if none were kept. */
  readonly days: Days | undefined
  /** One entry per event. */
  readonly counted: readonly Counted[]
  /** Empty unless the group asks for them. */
  readonly rows: readonly Row[]
}

/** Number of paths with the event, of the paths that have the metric. */
export interface Counted {
  readonly count: number
  readonly of: number
}

/** Shards of a group, and most groups of a point: more of them than this have more shards each. */
const SHARDS = 8
const MOST_GROUPS = 64

/** Divides shards of one point, in order, into groups. */
export function groupsOf(shards: readonly Shard[], shared: Omit<Group, 'shards'>): readonly Group[] {
  const size = Math.max(SHARDS, Math.ceil(shards.length / MOST_GROUPS))
  return Array.from({ length: Math.ceil(shards.length / size) }, (_, index) => ({
    ...shared,
    shards: shards.slice(index * size, (index + 1) * size),
  }))
}

/**
 * Adds up the shards of a group.
 *
 * @throws {WrongInput} when a file is damaged, or gone.
 */
export async function partialOf({
  shards,
  directory,
  withDays,
  withRows,
  events,
}: Group): Promise<PartialResult> {
  let lines = ''
  let kind: Kind | undefined
  let tally = EMPTY_TALLY
  const days = new DaysSum()
  const counted = events.map(() => ({ count: 0, of: 0 }))
  const kept: Row[] = []
  for (const shard of shards) {
    const names = fileNames(shard)
    const file = await whole(join(directory, names.rows), readRows)
    for (const row of file.rows) lines += rowText(row)
    kind = mergeKinds(kind, file.kind)
    tally = mergeTallies(tally, tallyOf(file.rows))
    events.forEach((event, index) => {
      const values = file.rows.flatMap(({ metrics }) => metrics[event.metric] ?? [])
      counted[index]!.of += values.length
      counted[index]!.count += values.filter((value) => happened(event, value)).length
    })
    if (withRows) kept.push(...file.rows)
    if (!withDays) continue
    days.add(await whole(join(directory, names.days), readDays))
  }
  return {
    lines,
    kind,
    tally,
    days: days.days(),
    counted,
    rows: kept,
  }
}

/**
 * Reads a file of a shard.
 *
 * @throws {WrongInput} when it is damaged, or gone.
 */
async function whole<Content>(
  path: string,
  read: (bytes: Uint8Array) => Content | Promise<Content>,
): Promise<Content> {
  try {
    return await read(readFileSync(path))
  } catch (error) {
    const rows = path.replace(/\.days$/, '.parquet')
    throw new WrongInput({
      expected: 'complete files of all shards',
      got: `${path}, which is damaged: ${error instanceof Error ? error.message : String(error)}`,
      advice: `The other shards are kept. Remove ${rows} and run the same command: its paths run again.`,
    })
  }
}
