/**
 * In place of Node's `Buffer`, for browsers: the comparison of bytes, which is all that the EVM uses of it.
 */
export const Buffer = { compare }

/** -1, 0 or 1, byte by byte; of two of which one begins with the other, the shorter is less. */
function compare(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length)
  for (let i = 0; i < length; i++) if (one[i] !== other[i]) return one[i]! < other[i]! ? -1 : 1
  return Math.sign(one.length - other.length)
}
