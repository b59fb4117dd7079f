/**
 * Static ABI types: `uintN`, `intN`, `bool`, `address` and `bytesN`. One word each (Solidity contract ABI
 * specification).
 */
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
      if (word > max) throw new AbiDataError(`${word} is not a valid ${name}`)
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
      if (value < -half || value >= half) throw new AbiDataError(`${value} is not a valid ${name}`)
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
    if (word > 1n) throw new AbiDataError(`${word} is not a valid bool`)
    return word === 1n
  },
}

export const address: StaticType = {
  name: 'address',
  dynamic: false,
  toWord: (value) => {
    const known = typeof value === 'string' ? addressCache.get(value) : undefined
    return known ?? encodeAddress(value)
  },
  fromWord: (word) => {
    if (word >> 160n !== 0n) throw new AbiDataError(`${word} is not a valid address`)
    return addressFromWord(word)
  },
}

/** Cache of encoded addresses, since few addresses are encoded often. Cleared when full. */
const addressCache = new Map<string, bigint>()
const MAX_CACHED_ADDRESSES = 1 << 12

function encodeAddress(value: AbiValue): bigint {
  const word = wordFromHex('address', value, 20)
  if (addressCache.size >= MAX_CACHED_ADDRESSES) addressCache.clear()
  addressCache.set(String(value), word)
  return word
}

/** `bytesN`, left-aligned in its word. */
export function fixedBytes(size: number): StaticType {
  const name = `bytes${size}`
  const unused = BigInt(256 - 8 * size)
  return {
    name,
    dynamic: false,
    toWord: (value) => wordFromHex(name, value, size) << unused,
    fromWord: (word) => {
      const value = word >> unused
      if (value << unused !== word) throw new AbiDataError(`${word} is not a valid ${name}`)
      return `0x${value.toString(16).padStart(2 * size, '0')}`
    },
  }
}

/** The number of a hex string of exactly `size` bytes. */
function wordFromHex(type: string, value: AbiValue, size: number): bigint {
  if (typeof value !== 'string' || value.length !== 2 + 2 * size || !/^0x[\da-fA-F]+$/.test(value)) {
    throw new AbiValueError(type, value)
  }
  return BigInt(value)
}
