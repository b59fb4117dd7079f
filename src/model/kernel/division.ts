/**
 * Integer division. The rounding direction is in the name.
 */

/** `ceil(above / below)` for `above >= 0`, `below > 0`. */
export function divideUp(above: bigint, below: bigint): bigint {
  return (above + below - 1n) / below
}

/** `floor(above / below)` for any `above` and `below > 0`. Native bigint division truncates towards zero. */
export function divideDown(above: bigint, below: bigint): bigint {
  return above >= 0n ? above / below : -divideUp(-above, below)
}
