/** Signatures: `name(type,type)` and the Keccak-256 hash that selectors and event topics are cut from. */
import { keccak, keccakBytes } from '../machine/keccak.ts'
import type { AbiParameter } from './abi.ts'

/** Canonical signature, e.g. `transfer(address,uint256)`. */
export function signatureOf(item: {
  readonly name: string
  readonly inputs: readonly AbiParameter[]
}): string {
  return `${item.name}(${item.inputs.map(({ type }) => type).join(',')})`
}

/** First four bytes of the hash: what calls and custom errors begin with. */
export function selectorOf(signature: string): Uint8Array {
  return keccakBytes(new TextEncoder().encode(signature)).slice(0, 4)
}

/** The whole hash: an event's first topic. */
export function topicOf(signature: string): bigint {
  return BigInt(keccak(new TextEncoder().encode(signature)))
}

/** The four bytes that `bytes` begins with, as a number to look a selector up by. */
export function selectorNumber(bytes: Uint8Array): number {
  return (((bytes[0] ?? 0) << 24) | ((bytes[1] ?? 0) << 16) | ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0)) >>> 0
}
