/**
 * Word: a 256-bit value of the machine's stack, memory and storage.
 *
 * Most words of real programs are tiny (offsets, lengths, jump targets, booleans), and a JavaScript number costs a
 * fraction of a bigint. So a word is a `number` when it is known to be at most 2^31 - 1, and a `bigint` otherwise.
 * A small word may also come as a bigint, on the stack only: whatever is stored or used as a key is `canonical` first.
 *
 * - Range: 0 .. 2^256 - 1, always unsigned; signed opcodes reinterpret.
 * - Not modelled: nothing.
 */
export type Word = number | bigint

/** The greatest word that is kept as a number: 2^31 - 1, so that sums stay exact and bit operations are native. */
export const SMALL_MAX = 0x7fffffff

/** 2^256 - 1, the greatest word. */
export const WORD_MAX = (1n << 256n) - 1n

const SMALL_MAX_BIG = BigInt(SMALL_MAX)
const SAFE_MAX_BIG = BigInt(Number.MAX_SAFE_INTEGER)
const MASK_64 = (1n << 64n) - 1n

/** The one representation of a value: number if it is small, else bigint. Equal values are then `===`. */
export function canonical(word: Word): Word {
  if (typeof word === 'number') return word
  return word <= SMALL_MAX_BIG ? Number(word) : word
}

/** As a length or an offset: exact up to 2^53 - 1, `Infinity` above, which no gas can pay for. */
export function toCount(word: Word): number {
  if (typeof word === 'number') return word
  return word <= SAFE_MAX_BIG ? Number(word) : Infinity
}

/** Big-endian 32 bytes of `view` from `offset` as a canonical word. */
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

/** A view of bytes that may start anywhere in their buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Big-endian bytes, up to 32 of them, as a canonical word; no bytes are zero. */
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
