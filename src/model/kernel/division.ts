/**
 * Integer division with the rounding direction in the name.
 */

/** `ceil(above / below)` for `above >= 0`, `below > 0`. */
export function divideUp(above: bigint, below: bigint): bigint {
  return (above + below - 1n) / below
}

/** `floor(above / below)` for any `above` and `below > 0`; bigint's own division rounds towards zero. */
export function divideDown(above: bigint, below: bigint): bigint {
  return above >= 0n ? above / below : -divideUp(-above, below)
}
