/**
 * Hex: `0x` strings with two digits for each byte.
 *
 * Encoding writes lower case. Decoding accepts both cases and rejects anything else.
 */
export type Hex = `0x${string}`

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Bytes as lower-case hex. */
export function toHex(bytes: Uint8Array): Hex {
  let digits = ''
  for (const byte of bytes) digits += DIGITS[byte]
  return `0x${digits}`
}

/**
 * Bytes of a hex string.
 *
 * @throws {BadHex} when the text is not `0x` and an even number of hex digits.
 */
export function fromHex(hex: string): Uint8Array {
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(hex)) throw new BadHex(hex)
  const bytes = new Uint8Array(hex.length / 2 - 1)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 + 2 * i, 4 + 2 * i), 16)
  return bytes
}

/** The text is not `0x` and an even number of hex digits. */
export class BadHex extends Error {
  override readonly name = 'BadHex'
  constructor(text: string) {
    super(`Expected 0x and an even number of hex digits, got ${JSON.stringify(text.slice(0, 80))}.`)
  }
}
