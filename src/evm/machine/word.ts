/**
 * Word: a 256-bit value of the machine's stack, memory and storage.
 *
 * Most words of real programs are small (offsets, lengths, jump targets, booleans), and a JavaScript number
 * costs a fraction of a bigint. A word is therefore a `number` if it is known to be at most 2^31 - 1, and a
 * `bigint` otherwise. On the stack a small word may also be a bigint; words are made `canonical` before they
 * are stored or used as keys.
 *
 * Range: 0 to 2^256 - 1, unsigned. Signed opcodes reinterpret.
 */
export type Word = number | bigint

/** Greatest word that is a number: 2^31 - 1, so that sums are exact and bit operations native. */
export const SMALL_MAX = 0x7fffffff

/** 2^256 - 1, the greatest word. */
export const WORD_MAX = (1n << 256n) - 1n

const SMALL_MAX_BIG = BigInt(SMALL_MAX)
const SAFE_MAX_BIG = BigInt(Number.MAX_SAFE_INTEGER)
const MASK_64 = (1n << 64n) - 1n

/**
 * Canonical representation: a number if the value is small, otherwise a bigint. Equal values are then `===`.
 */
export function canonical(word: Word): Word {
  if (typeof word === 'number') return word
  return word <= SMALL_MAX_BIG ? Number(word) : word
}

/** A word as length or offset: exact up to 2^53 - 1, `Infinity` above, which no gas limit can pay for. */
export function toCount(word: Word): number {
  if (typeof word === 'number') return word
  return word <= SAFE_MAX_BIG ? Number(word) : Infinity
}

/** Reads 32 big-endian bytes at `offset` as a canonical word. */
export function readWord(view: DataView, offset: number): Word {
  const top = view.getBigUint64(offset)
  const high = view.getBigUint64(offset + 8)
  if (top === 0n && high === 0n) {
    const low = view.getBigUint64(offset + 16)
    const bottom = view.getBigUint64(offset + 24)
    if (low !== 0n) return (low << 64n) | bottom
    return bottom <= SMALL_MAX_BIG ? Number(bottom) : bottom
  }
  const low = (view.getBigUint64(offset + 16) << 64n) | view.getBigUint64(offset + 24)
  return top === 0n ? (high << 128n) | low : (((top << 64n) | high) << 128n) | low
}

/** Writes a word as 32 big-endian bytes. */
export function writeWord(view: DataView, offset: number, word: Word): void {
  if (typeof word === 'number') {
    view.setBigUint64(offset, 0n)
    view.setBigUint64(offset + 8, 0n)
    view.setBigUint64(offset + 16, 0n)
    view.setUint32(offset + 24, 0)
    view.setUint32(offset + 28, word)
    return
  }
  view.setBigUint64(offset, word >> 192n)
  view.setBigUint64(offset + 8, (word >> 128n) & MASK_64)
  view.setBigUint64(offset + 16, (word >> 64n) & MASK_64)
  view.setBigUint64(offset + 24, word & MASK_64)
}

/** A view of bytes, at any offset of their buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Up to 32 big-endian bytes as a canonical word; zero for no bytes. */
export function wordFromBytes(bytes: Uint8Array): Word {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return canonical(value)
}

/** 32 big-endian bytes of a word. */
export function wordToBytes(word: Word): Uint8Array {
  const bytes = new Uint8Array(32)
  writeWord(viewOf(bytes), 0, word)
  return bytes
}
