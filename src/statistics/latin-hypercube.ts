/**
 * Latin hypercube: `count` points, with exactly one in each of `count` equal slices of every dimension.
 *
 * M. D. McKay, R. J. Beckman, W. J. Conover (1979). Each dimension is drawn from the stream of its own name,
 * so adding a dimension does not change the others.
 */
import { shuffle } from '../sim/random/shuffle.ts'
import { fnv1a32 } from '../sim/random/stream-id.ts'
import { stream, type Source } from '../sim/random/stream.ts'
import { uniform } from '../sim/random/uniform.ts'

/** Points in [0, 1), one coordinate for each name. */
export function latinHypercube(
  names: readonly string[],
  count: number,
  from: Source,
): readonly (readonly number[])[] {
  const sides = names.map((name) => {
    const draw = stream(from, fnv1a32(`design/lhs/${name}`))
    const slices = shuffle(
      draw,
      Array.from({ length: count }, (_, index) => index),
    )
    return slices.map((slice) => inSlice(slice, uniform(draw), count))
  })
  return Array.from({ length: count }, (_, index) => sides.map((side) => side[index]!))
}

/** Rounding may reach the upper end of a slice, which belongs to the next. */
function inSlice(slice: number, within: number, count: number): number {
  const place = (slice + within) / count
  return Math.floor(place * count) === slice ? place : (slice + 0.5) / count
}
