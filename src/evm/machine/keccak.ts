/**
 * Keccak-256, cached.
 *
 * Contracts hash the same few inputs repeatedly: a mapping's key and its slot (two words), an array's slot
 * (one word). These are cached by word, so that a repeated storage access involves no bytes. The cache is
 * cleared when full, which affects speed only.
 */
import { keccak_256 } from '@noble/hashes/sha3.js'
import { viewOf, wordIn, writeWord } from './word.ts'
import type { Word } from './word.ts'

/** Number of cached hashes before the cache is cleared; about 20 MB when full. */
const CAPACITY = 1 << 17

const pairs = new Map<Word, Map<Word, Word>>()
const singles = new Map<Word, Word>()
let cached = 0

const scratch = new Uint8Array(64)
const scratchView = viewOf(scratch)

/** Hash of any bytes, not cached. */
export function keccak(bytes: Uint8Array): Word {
  return wordIn(keccak_256(bytes), 0)
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
  if (++cached < CAPACITY) return
  pairs.clear()
  singles.clear()
  cached = 0
}
