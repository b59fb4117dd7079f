/**
 * A stream of random words: a coordinate (seed, path, stream, step) and how many words have been drawn there.
 *
 * Counter-based on Philox4x32-10: key = seed (low word, high word), counter = (block of draws, step, stream,
 * path). Opening a stream costs nothing, each step is independent of the draws in other steps, and the draws
 * of one stream never affect another. A stream is a mutable cursor.
 */
import { philox4x32 } from './philox.ts'
import { parseSeed } from './seed.ts'
import type { Seed } from './seed.ts'

/** The randomness of one path of a run. */
export interface Source {
  readonly seedLow: number
  readonly seedHigh: number
  readonly path: number
}

/** A cursor into one stream of a {@link Source}. */
export interface Stream extends Source {
  readonly id: number
  step: number
  /** Words drawn in this step so far. */
  drawn: number
  /** The block of four words that holds word `drawn`, valid unless `drawn` is a multiple of 4. */
  readonly block: Uint32Array
}

/** A stream as plain data, for JSON. */
export interface SavedStream {
  /** Decimal. */
  readonly seed: string
  readonly path: number
  readonly id: number
  readonly step: number
  readonly drawn: number
}

const WORDS_PER_BLOCK = 4

/** Words in one step of one stream: 2^32 blocks. */
const WORDS_PER_STEP = 0x100000000 * WORDS_PER_BLOCK

/**
 * The randomness of path `path` under `seed`.
 *
 * @throws {InvalidSeed} or {InvalidCoordinate} when the seed or a coordinate is out of range.
 */
export function source(seed: Seed, path: number): Source {
  const key = parseSeed(seed)
  return {
    seedLow: Number(key & 0xffffffffn),
    seedHigh: Number(key >> 32n),
    path: coordinate('path', path),
  }
}

/**
 * Stream `id` of `from` at the start of `step`.
 *
 * @throws {InvalidCoordinate} when a coordinate is out of range.
 */
export function stream(from: Source, id: number, step = 0): Stream {
  return {
    seedLow: from.seedLow,
    seedHigh: from.seedHigh,
    path: from.path,
    id: coordinate('stream id', id),
    step: coordinate('step', step),
    drawn: 0,
    block: new Uint32Array(WORDS_PER_BLOCK),
  }
}

/**
 * Moves `cursor` to the start of `step`, whatever was drawn before.
 *
 * @throws {InvalidCoordinate} when a coordinate is out of range.
 */
export function seek(cursor: Stream, step: number): void {
  cursor.step = coordinate('step', step)
  cursor.drawn = 0
}

/** The next word, uniform over 0 … 2^32 - 1. */
export function uint32(cursor: Stream): number {
  const lane = cursor.drawn & (WORDS_PER_BLOCK - 1)
  if (lane === 0) fill(cursor)
  cursor.drawn++
  return cursor.block[lane] ?? 0
}

/** The position as plain data, for {@link restore}. */
export function save(cursor: Stream): SavedStream {
  const seed = (BigInt(cursor.seedHigh) << 32n) | BigInt(cursor.seedLow)
  return { seed: String(seed), path: cursor.path, id: cursor.id, step: cursor.step, drawn: cursor.drawn }
}

/**
 * A stream that draws what the saved one would have drawn next.
 *
 * @throws {InvalidSeed} or {InvalidCoordinate} when the seed or a coordinate is out of range.
 */
export function restore(saved: SavedStream): Stream {
  const cursor = stream(source(parseSeed(saved.seed), saved.path), saved.id, saved.step)
  if (!(Number.isInteger(saved.drawn) && saved.drawn >= 0 && saved.drawn <= WORDS_PER_STEP)) {
    throw new InvalidCoordinate('count of words drawn', saved.drawn, WORDS_PER_STEP)
  }
  cursor.drawn = saved.drawn
  if (cursor.drawn % WORDS_PER_BLOCK !== 0) fill(cursor)
  return cursor
}

/** Computes the block that holds word `drawn`. */
function fill(cursor: Stream): void {
  if (cursor.drawn >= WORDS_PER_STEP) throw new StreamExhausted(cursor.id, cursor.step)
  const index = Math.floor(cursor.drawn / WORDS_PER_BLOCK)
  philox4x32(cursor.block, index, cursor.step, cursor.id, cursor.path, cursor.seedLow, cursor.seedHigh)
}

function coordinate(what: string, value: number): number {
  if (value >>> 0 !== value) throw new InvalidCoordinate(what, value, 0xffffffff)
  return value
}

/** A path, stream id, step or count of draws outside its range. */
export class InvalidCoordinate extends RangeError {
  override readonly name = 'InvalidCoordinate'
  constructor(what: string, value: number, last: number) {
    super(`expected a ${what} from 0 to ${last} (a whole number), got ${value}`)
  }
}

/** All 2^34 words of one step of one stream have been drawn; going on would repeat them. */
export class StreamExhausted extends Error {
  override readonly name = 'StreamExhausted'
  constructor(id: number, step: number) {
    super(
      `expected at most 2^34 words from stream ${id} in step ${step}, got a request for more: use another stream`,
    )
  }
}
