/**
 * Address: 20 bytes as a lower-case `0x` string.
 *
 * This is the format of the machine's interface and the key of its accounts: readable, and comparable with
 * `===`. On the stack an address is a word.
 *
 * Addresses of created contracts follow the yellow paper (CREATE: sender and nonce) and EIP-1014 (CREATE2:
 * salt and init code).
 */
import { fromHex } from './hex.ts'
import { keccak } from './keccak.ts'
import { wordToBytes } from './word.ts'
import type { Word } from './word.ts'

export type Address = `0x${string}`

const MASK_160 = (1n << 160n) - 1n

/**
 * Checks and returns an address.
 *
 * @throws {BadAddress} when the text is not an address in lower case. Mixed case would give an account two
 * keys.
 */
export function toAddress(text: string): Address {
  if (!/^0x[0-9a-f]{40}$/.test(text)) throw new BadAddress(text)
  return text as Address
}

/** The low 160 bits of a word, as the machine's opcodes read an address. */
export function addressFromWord(word: Word): Address {
  return `0x${addressWord(word).toString(16).padStart(40, '0')}`
}

/** The low 160 bits of a word. */
export function addressWord(word: Word): bigint {
  return BigInt(word) & MASK_160
}

/** Address of a contract that `sender` creates with CREATE at `nonce`: the hash of RLP `[sender, nonce]`. */
export function createdAddress(sender: Address, nonce: number): Address {
  const nonceBytes = nonce === 0 ? new Uint8Array() : fromHex(`0x${evenHex(nonce)}`)
  const single = nonceBytes.length === 1 && nonceBytes[0]! < 0x80
  const item = single ? nonceBytes : Uint8Array.of(0x80 + nonceBytes.length, ...nonceBytes)
  const list = Uint8Array.of(0xc0 + 21 + item.length, 0x80 + 20, ...fromHex(sender), ...item)
  return addressFromWord(keccak(list))
}

/**
 * Address of a contract created with CREATE2 (EIP-1014): depends on sender, salt and init code.
 *
 * @param hash Keccak-256 of the init code, where it is known
 */
export function saltedAddress(
  sender: Address,
  salt: Word,
  initCode: Uint8Array,
  hash: Word = keccak(initCode),
): Address {
  const preimage = new Uint8Array(85)
  preimage[0] = 0xff
  preimage.set(fromHex(sender), 1)
  preimage.set(wordToBytes(salt), 21)
  preimage.set(wordToBytes(hash), 53)
  return addressFromWord(keccak(preimage))
}

function evenHex(value: number): string {
  const digits = value.toString(16)
  return digits.length % 2 === 0 ? digits : `0${digits}`
}

/** The text is not an address in lower case. */
export class BadAddress extends Error {
  override readonly name = 'BadAddress'
  constructor(text: string) {
    super(
      `Expected 0x and 40 lower-case hex digits, got ${JSON.stringify(text)}. ` +
        'Convert it to lower case first.',
    )
  }
}
