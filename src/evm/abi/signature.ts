/**
 * Signatures: `name(type,type)`, and the selectors and event topics that are derived from its Keccak-256
 * hash.
 */
import { keccak, keccakBytes } from '../machine/keccak.ts'
import type { AbiParameter } from './abi.ts'

/** Canonical signature, e.g. `transfer(address,uint256)`. */
export function signatureOf(item: {
  readonly name: string
  readonly inputs: readonly AbiParameter[]
}): string {
  return `${item.name}(${item.inputs.map(({ type }) => type).join(',')})`
}

/** Selector: the first four bytes of the hash, with which calls and custom errors begin. */
export function selectorOf(signature: string): Uint8Array {
  return keccakBytes(new TextEncoder().encode(signature)).slice(0, 4)
}

/** Topic: the whole hash, which is the first topic of an event. */
export function topicOf(signature: string): bigint {
  return BigInt(keccak(new TextEncoder().encode(signature)))
}

/** The first four bytes of `bytes` as a number, for lookups by selector. Missing bytes are zero. */
export function selectorNumber(bytes: Uint8Array): number {
  return (((bytes[0] ?? 0) << 24) | ((bytes[1] ?? 0) << 16) | ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0)) >>> 0
}
