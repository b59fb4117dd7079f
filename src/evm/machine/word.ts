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
  const upper =
    view.getInt32(offset) |
    view.getInt32(offset + 4) |
    view.getInt32(offset + 8) |
    view.getInt32(offset + 12) |
    view.getInt32(offset + 16) |
    view.getInt32(offset + 20) |
    view.getInt32(offset + 24)
  if (upper === 0) {
    const small = view.getInt32(offset + 28)
    if (small >= 0) return small
  }
  const top = view.getBigUint64(offset)
  const high = view.getBigUint64(offset + 8)
  if (top === 0n && high === 0n) {
    const low = view.getBigUint64(offset + 16)
    const bottom = view.getBigUint64(offset + 24)
    return low === 0n ? bottom : (low << 64n) | bottom
  }
  const low = (view.getBigUint64(offset + 16) << 64n) | view.getBigUint64(offset + 24)
  return top === 0n ? (high << 128n) | low : (((top << 64n) | high) << 128n) | low
}

/**
 * Reads 32 big-endian bytes at `offset` as a canonical word; bytes beyond the end are zero. For bytes that are
 * read once or twice: a view of them would cost more than the copy.
 */
export function wordIn(bytes: Uint8Array, offset: number): Word {
  if (offset + 32 <= bytes.length) for (let at = 0; at < 32; at++) scratch[at] = bytes[offset + at]!
  else {
    scratch.fill(0)
    if (offset < bytes.length) scratch.set(bytes.subarray(offset))
  }
  return readWord(scratchView, 0)
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

const scratch = new Uint8Array(32)
const scratchView = viewOf(scratch)

/** Up to 32 big-endian bytes as a canonical word; zero for no bytes. */
export function wordFromBytes(bytes: Uint8Array): Word {
  scratch.fill(0)
  scratch.set(bytes, 32 - bytes.length)
  return readWord(scratchView, 0)
}

/** 32 big-endian bytes of a word. */
export function wordToBytes(word: Word): Uint8Array {
  const bytes = new Uint8Array(32)
  writeWord(viewOf(bytes), 0, word)
  return bytes
}
