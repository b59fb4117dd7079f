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

/** A stream whose uniforms are these in turn, multiples of 2^-53 in [0, 1). */
export function scripted(...uniforms: readonly number[]): Stream {
  const words = uniforms.flatMap((u) => {
    const high = Math.floor(u * 2 ** 27)
    return [high * 2 ** 5, (u * 2 ** 53 - high * 2 ** 26) * 2 ** 6]
  })
  const block = new Proxy(new Uint32Array(4), {
    get: () => words[(from.drawn - 1) % words.length],
    set: () => true,
  })
  const from: Stream = { ...cursor(0), block }
  return from
}

/** A stream in the middle of a block of four equal words: what the ends of a distribution need. */
export function fixed(word: number): Stream {
  const from = cursor(0)
  from.block.fill(word)
  from.drawn = 1
  return from
}
