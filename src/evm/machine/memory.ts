/**
 * Memory of one call frame, as bytes and as words.
 *
 * Programs mostly store and load whole words at aligned offsets (the free memory pointer, mapping keys), and
 * converting between bigint and bytes dominates the cost of such an opcode. An aligned word is therefore kept
 * as stored, and converted to bytes only when the bytes are read.
 *
 * - Units: bytes. `size` is a multiple of 32, as MSIZE reports it. The caller pays for growth (`gas.ts`).
 * - The next frame at the same depth reuses the memory: `reset` clears it.
 */
import { readWord, viewOf, writeWord } from './word.ts'
import type { Word } from './word.ts'

/** The bytes are valid, the word is unknown. */
const BYTES = 0
/** The word is valid, the bytes are stale. */
const WORD = 1
/** Both are valid. */
const BOTH = 2

const NONE = new Uint8Array()

/**
 * Bytes that V8 allocates with their object. An array of more gets a buffer of its own, which takes four times
 * as long as a part of a shared one: most calls have 68 bytes.
 */
const IN_HEAP = 64
const LONGEST_SHARED = 1024
const SHARED = 1 << 16
let shared = new ArrayBuffer(SHARED)
let used = 0

/** `length` zero bytes in a shared buffer. Nobody else has them. */
function allocate(length: number): Uint8Array {
  if (used + length > SHARED) {
    shared = new ArrayBuffer(SHARED)
    used = 0
  }
  const bytes = new Uint8Array(shared, used, length)
  used += length
  return bytes
}

export class Memory {
  /** Allocated bytes, a multiple of 32. */
  size = 0
  private bytes = new Uint8Array(4096)
  private view = viewOf(this.bytes)
  private state = new Uint8Array(4096 / 32)
  private readonly words: Word[] = []

  /** Clears the memory and sets its size to zero. */
  reset(): void {
    if (this.size === 0) return
    this.bytes.fill(0, 0, this.size)
    this.state.fill(BYTES, 0, this.size / 32)
    this.size = 0
  }

  /** Grows `size` to at least `end`, rounded up to whole words. */
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
    if (length <= IN_HEAP || length > LONGEST_SHARED) return this.bytes.slice(offset, offset + length)
    const copy = allocate(length)
    copy.set(this.bytes.subarray(offset, offset + length))
    return copy
  }

  /** The bytes without a copy, valid until the next change. */
  peek(offset: number, length: number): Uint8Array {
    if (length === 0) return NONE
    this.toBytes(offset, offset + length)
    return this.bytes.subarray(offset, offset + length)
  }

  /** Writes `length` bytes of `source` from `start`, zeros beyond its end. */
  write(offset: number, source: Uint8Array, start: number, length: number): void {
    if (length === 0) return
    this.onlyBytes(offset, offset + length)
    const part = source.subarray(start, start + length)
    this.bytes.set(part, offset)
    this.bytes.fill(0, offset + part.length, offset + length)
  }

  /** Copies bytes within memory; the ranges may overlap. */
  copy(to: number, from: number, length: number): void {
    if (length === 0) return
    this.toBytes(from, from + length)
    this.onlyBytes(to, to + length)
    this.bytes.copyWithin(to, from, from + length)
  }

  /** Updates the bytes of the words that overlap `[start, end)`. */
  private toBytes(start: number, end: number): void {
    for (let index = start >>> 5; index * 32 < end; index++) {
      if (this.state[index] !== WORD) continue
      writeWord(this.view, index * 32, this.words[index]!)
      this.state[index] = BOTH
    }
  }

  /** Updates these bytes and invalidates the words, before bytes of the range change. */
  private onlyBytes(start: number, end: number): void {
    this.toBytes(start, end)
    for (let index = start >>> 5; index * 32 < end; index++) this.state[index] = BYTES
  }
}
