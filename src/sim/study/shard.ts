/**
 * Stretches: a study's tasks cut into pieces of work, each some paths in a row at one point.
 *
 * The same number of tasks may be cut in any way; a study that goes on after an interruption cuts what is missing.
 */
import type { StudySpec } from './spec.ts'

export interface Shard {
  readonly point: number
  /** First and last path, both included. */
  readonly first: number
  readonly last: number
}

export function lengthOf({ first, last }: Shard): number {
  return last - first + 1
}

/** What `done` leaves to do of a study, in order, in pieces of at most `size` paths. */
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

/** The paths from 0 to `runs` - 1 that no stretch covers. */
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

/** Two finished stretches hold the same path, which would count it twice. */
export class Overlap extends Error {
  override readonly name = 'Overlap'
  constructor(path: number) {
    super(`expected every path in one stretch, got path ${path} in two`)
  }
}
