/**
 * Merkle tree: root and proofs of a distributor's list.
 *
 * Follows OpenZeppelin's `MerkleProof`: inner nodes hash their two children in ascending order. Leaves are
 * hashed twice, so an inner node cannot pass for a leaf. A node without a sibling moves up unchanged.
 * Decision 0010 compares it with `@openzeppelin/merkle-tree`.
 */
import { abiType } from './abi/type.ts'
import { encodeParameters } from './abi/parameters.ts'
import type { Hex } from './machine/hex.ts'
import { keccak, keccakBytes, keccakPair } from './machine/keccak.ts'
import type { Address } from './machine/machine.ts'

export interface ListEntry {
  readonly account: Address
  readonly amount: bigint
}

export interface MerkleTree {
  /** 32 bytes; zero for an empty list. */
  readonly root: Hex
  /** Sibling hashes from an entry's leaf to the root; empty for an index beyond the list. */
  proof(entry: bigint): readonly Hex[]
}

/** The tree of a list; leaves keep the list's order. */
export function merkleTree(entries: readonly ListEntry[]): MerkleTree {
  const levels = [entries.map((entry, index) => leafOf(BigInt(index), entry))]
  for (let level = levels[0]!; level.length > 1; level = levels.at(-1)!) levels.push(parentsOf(level))
  return {
    root: hash32(levels.at(-1)![0] ?? 0n),
    proof: (entry) => (entry < entries.length ? siblings(levels, Number(entry)).map(hash32) : []),
  }
}

/** `keccak256(keccak256(abi.encode(index, account, amount)))`. */
function leafOf(index: bigint, { account, amount }: ListEntry): bigint {
  const encoded = encodeParameters(TYPES, [index, account, amount], NO_PREFIX)
  return BigInt(keccak(keccakBytes(encoded)))
}

const NO_PREFIX = new Uint8Array()

const TYPES = ['uint256', 'address', 'uint256'].map(abiType)

function parentsOf(level: readonly bigint[]): bigint[] {
  const parents: bigint[] = []
  for (let at = 0; at < level.length; at += 2) parents.push(parentOf(level[at]!, level[at + 1]))
  return parents
}

function parentOf(left: bigint, right: bigint | undefined): bigint {
  if (right === undefined) return left
  return BigInt(left < right ? keccakPair(left, right) : keccakPair(right, left))
}

function siblings(levels: readonly (readonly bigint[])[], entry: number): bigint[] {
  return levels.flatMap((level, height) => level[(entry >> height) ^ 1] ?? [])
}

function hash32(word: bigint): Hex {
  return `0x${word.toString(16).padStart(64, '0')}`
}
