/**
 * Keccak-256, remembered.
 *
 * Contracts hash the same few inputs over and over: a mapping's key beside its slot (two words), an array's slot (one
 * word). Those are remembered by the words themselves, so that a repeated storage access touches no bytes at all.
 * The memory is bounded: when it is full it starts afresh, which changes speed and nothing else.
 */
import { keccak_256 } from '@noble/hashes/sha3.js'
import { readWord, viewOf, writeWord } from './word.ts'
import type { Word } from './word.ts'

/** Number of remembered hashes before all are forgotten; about 20 MB when full. */
const CAPACITY = 1 << 17

const pairs = new Map<Word, Map<Word, Word>>()
const singles = new Map<Word, Word>()
let remembered = 0

const scratch = new Uint8Array(64)
const scratchView = viewOf(scratch)

/** Hash of any bytes, not remembered. */
export function keccak(bytes: Uint8Array): Word {
  return readWord(viewOf(keccak_256(bytes)), 0)
}

/** Hash of any bytes, as bytes. */
export function keccakBytes(bytes: Uint8Array): Uint8Array {
  return keccak_256(bytes)
}

/** Hash of two canonical words, 64 bytes. */
export function keccakPair(first: Word, second: Word): Word {
  let byFirst = pairs.get(second)
  if (byFirst === undefined) {
    byFirst = new Map()
    pairs.set(second, byFirst)
  }
  const known = byFirst.get(first)
  if (known !== undefined) return known
  writeWord(scratchView, 0, first)
  writeWord(scratchView, 32, second)
  const hash = keccak(scratch)
  byFirst.set(first, hash)
  countOne()
  return hash
}

/** Hash of one canonical word, 32 bytes. */
export function keccakSingle(word: Word): Word {
  const known = singles.get(word)
  if (known !== undefined) return known
  writeWord(scratchView, 0, word)
  const hash = keccak(scratch.subarray(0, 32))
  singles.set(word, hash)
  countOne()
  return hash
}

function countOne(): void {
  if (++remembered < CAPACITY) return
  pairs.clear()
  singles.clear()
  remembered = 0
}
