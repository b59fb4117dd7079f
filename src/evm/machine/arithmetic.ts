/**
 * Arithmetic of 256-bit words, as the opcodes define it: wrapping; division by zero gives zero; signed
 * opcodes use two's complement. Operands are in stack order, top first.
 *
 * These functions handle all operands. The interpreter has fast paths for small numbers.
 */
import { WORD_MAX, canonical } from './word.ts'
import type { Word } from './word.ts'

const TWO_256 = 1n << 256n

export function add(a: Word, b: Word): Word {
  const sum = BigInt(a) + BigInt(b)
  return sum > WORD_MAX ? sum - TWO_256 : sum
}

export function sub(a: Word, b: Word): Word {
  const difference = BigInt(a) - BigInt(b)
  return difference < 0n ? difference + TWO_256 : canonical(difference)
}

export function mul(a: Word, b: Word): Word {
  return BigInt.asUintN(256, BigInt(a) * BigInt(b))
}

export function div(a: Word, b: Word): Word {
  const divisor = BigInt(b)
  return divisor === 0n ? 0 : canonical(BigInt(a) / divisor)
}

export function sdiv(a: Word, b: Word): Word {
  const divisor = signed(b)
  return divisor === 0n ? 0 : unsigned(signed(a) / divisor)
}

export function mod(a: Word, b: Word): Word {
  const divisor = BigInt(b)
  return divisor === 0n ? 0 : canonical(BigInt(a) % divisor)
}

/** The sign of the result is the dividend's. */
export function smod(a: Word, b: Word): Word {
  const divisor = signed(b)
  return divisor === 0n ? 0 : unsigned(signed(a) % divisor)
}

/** The sum is not wrapped before the reduction. */
export function addmod(a: Word, b: Word, modulus: Word): Word {
  const divisor = BigInt(modulus)
  return divisor === 0n ? 0 : canonical((BigInt(a) + BigInt(b)) % divisor)
}

/** The product is not wrapped before the reduction. */
export function mulmod(a: Word, b: Word, modulus: Word): Word {
  const divisor = BigInt(modulus)
  return divisor === 0n ? 0 : canonical((BigInt(a) * BigInt(b)) % divisor)
}

/** Square and multiply from the top bit; 0^0 is 1. */
export function exp(base: Word, exponent: Word): Word {
  const factor = BigInt(base)
  let power = BigInt(exponent)
  if (factor === 2n) return power > 255n ? 0 : 1n << power
  let square = factor
  let result = 1n
  while (power > 0n) {
    if ((power & 1n) === 1n) result = BigInt.asUintN(256, result * square)
    power >>= 1n
    if (power > 0n) square = BigInt.asUintN(256, square * square)
  }
  return result
}

/** Length of an exponent in bytes, for the cost of EXP. */
export function byteLength(word: Word): number {
  const value = BigInt(word)
  return value === 0n ? 0 : Math.ceil(value.toString(16).length / 2)
}

/** Extends the sign of an integer of `index + 1` bytes. */
export function signextend(index: Word, word: Word): Word {
  if (index >= 31) return word
  return unsigned(BigInt.asIntN(8 * Number(index) + 8, BigInt(word)))
}

export function slt(a: Word, b: Word): Word {
  return signed(a) < signed(b) ? 1 : 0
}

/** Byte `index` from the most significant one. */
export function byte(index: Word, word: Word): Word {
  if (index >= 32) return 0
  return Number((BigInt(word) >> BigInt(8 * (31 - Number(index)))) & 0xffn)
}

export function shl(shift: Word, word: Word): Word {
  return shift >= 256 ? 0 : BigInt.asUintN(256, BigInt(word) << BigInt(shift))
}

export function shr(shift: Word, word: Word): Word {
  return shift >= 256 ? 0 : canonical(BigInt(word) >> BigInt(shift))
}

/** Arithmetic right shift: fills with the sign. */
export function sar(shift: Word, word: Word): Word {
  const value = signed(word)
  if (shift >= 256) return value < 0n ? WORD_MAX : 0
  return unsigned(value >> BigInt(shift))
}

export function and(a: Word, b: Word): Word {
  return canonical(BigInt(a) & BigInt(b))
}

export function or(a: Word, b: Word): Word {
  return BigInt(a) | BigInt(b)
}

export function xor(a: Word, b: Word): Word {
  return BigInt(a) ^ BigInt(b)
}

export function not(a: Word): Word {
  return WORD_MAX ^ BigInt(a)
}

/** Equality of values, in either representation. */
export function same(a: Word, b: Word): boolean {
  return a === b || (typeof a !== typeof b && BigInt(a) === BigInt(b))
}

function signed(word: Word): bigint {
  return BigInt.asIntN(256, BigInt(word))
}

function unsigned(value: bigint): Word {
  return canonical(BigInt.asUintN(256, value))
}
