/** Words of ABI data: 32 big-endian bytes, as bigints. Optimised for calls and return values. */
import { wordIn } from '../machine/word.ts'
import { AbiDataError } from './value.ts'

/** Writes a word to 32 zero bytes. A negative number is written in two's complement. */
export function putWord(view: DataView, at: number, word: bigint): void {
  view.setBigUint64(at + 24, BigInt.asUintN(64, word))
  if (word >= 0n && word <= MAX_64) return
  view.setBigUint64(at, BigInt.asUintN(64, word >> 192n))
  view.setBigUint64(at + 8, BigInt.asUintN(64, word >> 128n))
  view.setBigUint64(at + 16, BigInt.asUintN(64, word >> 64n))
}

/**
 * The word at byte `at`.
 *
 * @throws {AbiDataError} when the word exceeds the data.
 */
export function wordAt(bytes: Uint8Array, at: number): bigint {
  if (at + 32 > bytes.length) {
    throw new AbiDataError(`the word at byte ${at} exceeds the ${bytes.length} bytes of data`)
  }
  return BigInt(wordIn(bytes, at))
}

const MAX_64 = (1n << 64n) - 1n
