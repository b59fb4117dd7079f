/** Static ABI types: `uintN`, `intN`, `bool`, `address` and `bytesN`, one word each (Solidity's contract ABI specification). */
import { addressFromWord } from '../machine/address.ts'
import type { AbiValue, StaticType } from './value.ts'
import { AbiDataError, AbiValueError } from './value.ts'

/** `uintN`. */
export function unsigned(bits: number): StaticType {
  const name = `uint${bits}`
  const max = (1n << BigInt(bits)) - 1n
  return {
    name,
    dynamic: false,
    toWord: (value) => {
      if (typeof value !== 'bigint' || value < 0n || value > max) throw new AbiValueError(name, value)
      return value
    },
    fromWord: (word) => {
      if (word > max) throw new AbiDataError(`${word} is no ${name}`)
      return word
    },
  }
}

/** `intN`, in two's complement. */
export function signed(bits: number): StaticType {
  const name = `int${bits}`
  const half = 1n << BigInt(bits - 1)
  return {
    name,
    dynamic: false,
    toWord: (value) => {
      if (typeof value !== 'bigint' || value < -half || value >= half) throw new AbiValueError(name, value)
      return BigInt.asUintN(256, value)
    },
    fromWord: (word) => {
      const value = BigInt.asIntN(256, word)
      if (value < -half || value >= half) throw new AbiDataError(`${value} is no ${name}`)
      return value
    },
  }
}

export const bool: StaticType = {
  name: 'bool',
  dynamic: false,
  toWord: (value) => {
    if (typeof value !== 'boolean') throw new AbiValueError('bool', value)
    return value ? 1n : 0n
  },
  fromWord: (word) => {
    if (word > 1n) throw new AbiDataError(`${word} is no bool`)
    return word === 1n
  },
}

export const address: StaticType = {
  name: 'address',
  dynamic: false,
  toWord: (value) => {
    const known = typeof value === 'string' ? addressWords.get(value) : undefined
    return known ?? rememberAddress(value)
  },
  fromWord: (word) => {
    if (word >> 160n !== 0n) throw new AbiDataError(`${word} is no address`)
    return addressFromWord(word)
  },
}

/** The same few addresses are encoded over and over. When there are many, remembering starts afresh. */
const addressWords = new Map<string, bigint>()
const maxAddressWords = 1 << 12

function rememberAddress(value: AbiValue): bigint {
  const word = wordFromHex('address', value, 20)
  if (addressWords.size >= maxAddressWords) addressWords.clear()
  addressWords.set(String(value), word)
  return word
}

/** `bytesN`, at the high end of its word. */
export function fixedBytes(size: number): StaticType {
  const name = `bytes${size}`
  const unused = BigInt(256 - 8 * size)
  return {
    name,
    dynamic: false,
    toWord: (value) => wordFromHex(name, value, size) << unused,
    fromWord: (word) => {
      const value = word >> unused
      if (value << unused !== word) throw new AbiDataError(`${word} is no ${name}`)
      return `0x${value.toString(16).padStart(2 * size, '0')}`
    },
  }
}

/** `0x` and exactly `size` bytes in hex, as a number. */
function wordFromHex(type: string, value: AbiValue, size: number): bigint {
  if (typeof value !== 'string' || value.length !== 2 + 2 * size || !/^0x[\da-fA-F]+$/.test(value)) {
    throw new AbiValueError(type, value)
  }
  return BigInt(value)
}
