/**
 * What the tests of all distributions draw with: a fixed seed, a stream each, and a number of draws that
 * bounds of six sigma are derived for.
 */
import { source, stream, type Stream } from '../../../src/sim/random/stream.ts'

export const N = 100_000

/** Stream `id` of the tests' seed. */
export const cursor = (id: number): Stream => stream(source(20230712n, 0), id)

export function sample<Value>(id: number, draw: (cursor: Stream) => Value, count = N): Value[] {
  const from = cursor(id)
  return Array.from({ length: count }, () => draw(from))
}

/** Probabilities of so many classes that are equally likely. */
export const equal = (classes: number): number[] => Array.from({ length: classes }, () => 1 / classes)

/** A stream in the middle of a block of four equal words: what the ends of a distribution need. */
export function fixed(word: number): Stream {
  const from = cursor(0)
  from.block.fill(word)
  from.drawn = 1
  return from
}
