/**
 * Division: the numbered shards of a study in its manifest, and which of them are missing.
 */
import { count, times } from '../../report/number.ts'
import { isPartition, missing, type Shard } from '../../sim/study/shard.ts'
import { shownPath, type Io } from '../io.ts'
import type { Start } from '../start.ts'
import type { Missing } from './bullmq/coordinator.ts'
import { isAddress } from './bucket/address.ts'
import { fileNames } from './file-names.ts'
import { dividedBefore, writeManifest } from './manifest.ts'
import type { StudyRequest } from './request.ts'
import type { Identity, Store } from './store.ts'

/** Most points for which daily columns are kept. With more, their sketches would dominate disk space. */
const MOST_POINTS_WITH_DAYS = 64

/** Whether the daily columns of a study are kept. */
export const withDays = ({ spec }: StudyRequest): boolean => spec.points.length <= MOST_POINTS_WITH_DAYS

export interface Division {
  /** Absolute path of the manifest, or its address in a bucket. */
  readonly manifest: string
  readonly shards: readonly Shard[]
  readonly todo: readonly Missing[]
}

/** Divides a study and writes its manifest. An earlier division is kept: its shards may be in hand. */
export function divide(
  asked: StudyRequest,
  { store, identity, cwd }: { readonly store: Store; readonly identity: Identity; readonly cwd: string },
): Division {
  const { spec, shardSize } = asked
  const before = dividedBefore(store.directory)
  const names = new Set((before ?? []).map((shard) => fileNames(shard).rows))
  const isSame =
    before !== undefined &&
    isPartition(spec, before) &&
    store.done.every((shard) => names.has(fileNames(shard).rows))
  const shards = isSame ? before : [...store.done, ...missing(spec, store.done, shardSize)]
  const there = new Set(store.done.map((shard) => fileNames(shard).rows))
  return {
    manifest: writeManifest(store.directory, {
      ...identity,
      cwd,
      days: withDays(asked),
      shards,
    }),
    shards,
    todo: shards
      .map((shard, index) => ({ shard, index }))
      .filter(({ shard }) => !there.has(fileNames(shard).rows)),
  }
}

/** What `--executor none` prints: how to compute the shards. */
export function divisionText(
  { manifest, shards, todo }: Division,
  { json }: StudyRequest,
  io: Pick<Io, 'cwd'>,
  start: Start,
): string {
  const numbers = todo.map(({ index }) => index)
  if (json) return `${JSON.stringify({ manifest, shards: shards.length, missing: numbers })}\n`
  const file = isAddress(manifest) ? manifest : shownPath(manifest, io)
  if (todo.length === 0)
    return `${file}: ${times(shards.length, 'shard')}, all of them there.
Run the same command without --executor none.
`
  return `${file}: ${times(shards.length, 'shard')}, of which ${count(todo.length)} are missing.
Compute each one with: ${start('shard')} ${file} INDEX, for INDEX from 0 to ${shards.length - 1}.
Then run the same command without --executor none.
`
}
