/**
 * Sobol' sequences: low-discrepancy points in the unit cube, in Gray code order.
 *
 * I. M. Sobol' (1967); I. A. Antonov, V. M. Saleev (1979) for the order. Coordinates are 32-bit fractions. A
 * digital shift, an exclusive-or with one random fraction per dimension, preserves the low discrepancy and
 * makes every point uniform.
 */
import { fnv1a32 } from '../sim/random/stream-id.ts'
import { stream, uint32, type Source } from '../sim/random/stream.ts'
import { DIRECTIONS, MOST_DIMENSIONS } from './direction-numbers.ts'

const BITS = 32
const TWO_32 = 0x100000000

/**
 * Coordinates of the first `count` points as 32-bit fractions, the first all zero.
 *
 * @throws {TooManyDimensions} when there are more dimensions than direction numbers.
 */
export function sobolIntegers(dimensions: number, count: number): readonly Uint32Array[] {
  if (dimensions > MOST_DIMENSIONS) throw new TooManyDimensions(dimensions)
  const directions = Array.from({ length: dimensions }, (_, index) => directionsOf(index))
  const point = new Uint32Array(dimensions)
  return Array.from({ length: count }, (_, index) => {
    if (index > 0) {
      // Gray's code changes one bit: the lowest that is 0 in the number of the point before.
      const bit = lowestZero(index - 1)
      for (let d = 0; d < dimensions; d++) point[d]! ^= directions[d]![bit]!
    }
    return point.slice()
  })
}

/**
 * The first `count` points in the open unit cube, at the middles of the 2^32 cells of each side.
 *
 * With `shift`, dimension `names[d]` is digitally shifted by the first word of the stream of that name, at
 * step `replicate`, so adding a dimension does not change the others, and replicates are independent.
 *
 * @throws {TooManyDimensions} when there are more dimensions than direction numbers.
 */
export function sobolPoints(
  names: readonly string[],
  count: number,
  shift?: Source,
  replicate = 0,
): readonly (readonly number[])[] {
  const shifts = names.map((name) =>
    shift === undefined ? 0 : uint32(stream(shift, fnv1a32(`design/sobol/${name}`), replicate)),
  )
  return sobolIntegers(names.length, count).map((point) =>
    Array.from(point, (fraction, d) => (((fraction ^ shifts[d]!) >>> 0) + 0.5) / TWO_32),
  )
}

/** v_1 … v_32 of a dimension (from 0), with m_i by the recurrence of its polynomial. */
function directionsOf(dimension: number): Uint32Array {
  const directions = new Uint32Array(BITS)
  const [polynomial, ...initial] = DIRECTIONS[dimension - 1] ?? [0]
  if (dimension === 0) {
    for (let i = 0; i < BITS; i++) directions[i] = 1 << (31 - i)
    return directions
  }
  const degree = initial.length
  for (let i = 0; i < BITS; i++) {
    if (i < degree) {
      directions[i] = initial[i]! << (31 - i)
      continue
    }
    let direction = directions[i - degree]! ^ (directions[i - degree]! >>> degree)
    for (let k = 1; k < degree; k++)
      if (((polynomial! >>> (degree - 1 - k)) & 1) === 1) direction ^= directions[i - k]!
    directions[i] = direction
  }
  return directions
}

function lowestZero(number: number): number {
  let bit = 0
  for (let rest = number; (rest & 1) === 1; rest >>>= 1) bit++
  return bit
}

/** There are more dimensions than direction numbers. */
export class TooManyDimensions extends RangeError {
  override readonly name = 'TooManyDimensions'
  constructor(dimensions: number) {
    super(`expected at most ${MOST_DIMENSIONS} dimensions, got ${dimensions}`)
  }
}
