/**
 * Shards: units of work of a study, each a range of consecutive paths at one point.
 *
 * Any division into shards gives the same result; a resumed study divides the missing paths.
 */
import type { StudySpec } from './spec.ts'

export interface Shard {
  readonly point: number
  /** First and last path, inclusive. */
  readonly first: number
  readonly last: number
}

export function lengthOf({ first, last }: Shard): number {
  return last - first + 1
}

/** Whether every path is in one of the shards, and in no second one. */
export function isPartition(study: Pick<StudySpec, 'points' | 'runs'>, shards: readonly Shard[]): boolean {
  try {
    return missing(study, shards, 1).length === 0
  } catch (error) {
    if (error instanceof Overlap) return false
    throw error
  }
}

/** Shards of at most `size` paths that cover the tasks not in `done`, in order. */
export function missing(
  { points, runs }: Pick<StudySpec, 'points' | 'runs'>,
  done: readonly Shard[],
  size: number,
): readonly Shard[] {
  return points.flatMap((_settings, point) =>
    gaps(
      done.filter((shard) => shard.point === point),
      runs,
    ).flatMap(({ first, last }) => pieces({ point, first, last }, size)),
  )
}

/** The paths from 0 to `runs` - 1 that no shard covers. */
function gaps(done: readonly Shard[], runs: number): readonly { first: number; last: number }[] {
  const free: { first: number; last: number }[] = []
  let next = 0
  for (const { first, last } of done.toSorted((a, b) => a.first - b.first)) {
    if (first < next) throw new Overlap(first)
    if (first > next) free.push({ first: next, last: first - 1 })
    next = last + 1
  }
  if (next < runs) free.push({ first: next, last: runs - 1 })
  return free
}

function pieces({ point, first, last }: Shard, size: number): readonly Shard[] {
  return Array.from({ length: Math.ceil((last - first + 1) / size) }, (_, index) => {
    const start = first + index * size
    return { point, first: start, last: Math.min(last, start + size - 1) }
  })
}

/** Two finished shards contain the same path. */
export class Overlap extends Error {
  override readonly name = 'Overlap'
  constructor(path: number) {
    super(`expected every path in one shard, got path ${path} in two`)
  }
}
