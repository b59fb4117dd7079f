/**
 * Memory of one call frame, in bytes and in words at once.
 *
 * Programs store and load whole words at aligned offsets (the free memory pointer, mapping keys), and turning a
 * bigint into bytes and back costs more than everything else about such an opcode. So each aligned word is kept as it
 * was stored, and becomes bytes only when something looks at the bytes.
 *
 * - Units: bytes. `size` is a multiple of 32, as MSIZE reports it; growing is paid for by the caller (`gas.ts`).
 * - A frame's memory is reused by the next frame at that depth: `reset` makes it zero again.
 */
import { readWord, viewOf, writeWord } from './word.ts'
import type { Word } from './word.ts'

/** The bytes are right, the word is unknown. */
const BYTES = 0
/** The word is right, the bytes are stale. */
const WORD = 1
/** Both are right. */
const BOTH = 2

const NONE = new Uint8Array()

export class Memory {
  /** Bytes that count as allocated, a multiple of 32. */
  size = 0
  private bytes = new Uint8Array(4096)
  private view = viewOf(this.bytes)
  private state = new Uint8Array(4096 / 32)
  private readonly words: Word[] = []

  /** Forgets everything: size zero, all zero. */
  reset(): void {
    if (this.size === 0) return
    this.bytes.fill(0, 0, this.size)
    this.state.fill(BYTES, 0, this.size / 32)
    this.size = 0
  }

  /** Makes `size` at least `end`, rounded up to whole words. */
  grow(end: number): void {
    if (end <= this.size) return
    this.size = Math.ceil(end / 32) * 32
    if (this.size <= this.bytes.length) return
    const bytes = new Uint8Array(Math.max(this.size, 2 * this.bytes.length))
    bytes.set(this.bytes)
    const state = new Uint8Array(bytes.length / 32)
    state.set(this.state)
    this.bytes = bytes
    this.view = viewOf(bytes)
    this.state = state
  }

  loadWord(offset: number): Word {
    if ((offset & 31) !== 0) {
      this.toBytes(offset, offset + 32)
      return readWord(this.view, offset)
    }
    const index = offset >>> 5
    if (this.state[index] !== BYTES) return this.words[index]!
    const word = readWord(this.view, offset)
    this.words[index] = word
    this.state[index] = BOTH
    return word
  }

  storeWord(offset: number, word: Word): void {
    if ((offset & 31) === 0) {
      const index = offset >>> 5
      this.words[index] = word
      this.state[index] = WORD
      return
    }
    this.onlyBytes(offset, offset + 32)
    writeWord(this.view, offset, word)
  }

  storeByte(offset: number, byte: number): void {
    this.onlyBytes(offset, offset + 1)
    this.bytes[offset] = byte
  }

  /** A copy of `length` bytes. */
  read(offset: number, length: number): Uint8Array {
    if (length === 0) return NONE
    this.toBytes(offset, offset + length)
    return this.bytes.slice(offset, offset + length)
  }

  /** The bytes themselves, valid only until the next change. */
  peek(offset: number, length: number): Uint8Array {
    if (length === 0) return NONE
    this.toBytes(offset, offset + length)
    return this.bytes.subarray(offset, offset + length)
  }

  /** `length` bytes of `source` from `start`; where `source` has ended, zeros. */
  write(offset: number, source: Uint8Array, start: number, length: number): void {
    if (length === 0) return
    this.onlyBytes(offset, offset + length)
    const part = source.subarray(start, start + length)
    this.bytes.set(part, offset)
    this.bytes.fill(0, offset + part.length, offset + length)
  }

  /** Moves bytes within memory; the two ranges may overlap. */
  copy(to: number, from: number, length: number): void {
    if (length === 0) return
    this.toBytes(from, from + length)
    this.onlyBytes(to, to + length)
    this.bytes.copyWithin(to, from, from + length)
  }

  /** Brings the bytes of the words that touch `[start, end)` up to date. */
  private toBytes(start: number, end: number): void {
    for (let index = start >>> 5; index * 32 < end; index++) {
      if (this.state[index] !== WORD) continue
      writeWord(this.view, index * 32, this.words[index]!)
      this.state[index] = BOTH
    }
  }

  /** The same, and forgets those words, since bytes in the range are about to change. */
  private onlyBytes(start: number, end: number): void {
    this.toBytes(start, end)
    for (let index = start >>> 5; index * 32 < end; index++) this.state[index] = BYTES
  }
}
