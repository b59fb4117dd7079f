/**
 * Random order: Fisher–Yates (Knuth, TAOCP 3.4.2, algorithm P), each of the n! orders equally likely.
 */
import { integerBelow } from './integer.ts'
import type { Stream } from './stream.ts'

/** `items` in random order, as a new array. n - 1 draws of {@link integerBelow}. */
export function shuffle<Item>(stream: Stream, items: readonly Item[]): Item[] {
  const shuffled = [...items]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = integerBelow(stream, i + 1)
    const moved = shuffled[i] as Item
    shuffled[i] = shuffled[j] as Item
    shuffled[j] = moved
  }
  return shuffled
}
