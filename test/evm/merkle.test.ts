/** The Merkle tree against an independent recursive definition over viem's hashes. */
import fc from 'fast-check'
import { concat, encodeAbiParameters, keccak256, parseAbiParameters, zeroHash, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { merkleTree, type ListEntry } from '../../src/evm/merkle.ts'

const LEAF = parseAbiParameters('uint256, address, uint256')

function leaf(index: number, { account, amount }: ListEntry): Hex {
  return keccak256(keccak256(encodeAbiParameters(LEAF, [BigInt(index), account, amount])))
}

function parent(a: Hex, b: Hex): Hex {
  return keccak256(concat(a < b ? [a, b] : [b, a]))
}

/** A subtree over the largest power of two below the count, and the rest beside it. */
function rootOf(leaves: readonly Hex[]): Hex {
  if (leaves.length === 1) return leaves[0]!
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return parent(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)))
}

const entry: fc.Arbitrary<ListEntry> = fc.record({
  account: fc.bigInt(0n, 2n ** 160n - 1n).map((n): Hex => `0x${n.toString(16).padStart(40, '0')}`),
  amount: fc.bigInt(0n, 2n ** 256n - 1n),
})

describe('a tree', () => {
  it('has the root that a recursive definition gives', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 33 }), (list) => {
        expect(merkleTree(list).root).toBe(rootOf(list.map((item, index) => leaf(index, item))))
      }),
    )
  })

  it('proves each entry with its own proof only', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 2, maxLength: 17 }), (list) => {
        const tree = merkleTree(list)
        const leaves = list.map((item, index) => leaf(index, item))
        for (const [at, start] of leaves.entries())
          for (const of of leaves.keys()) {
            const computed = tree.proof(BigInt(of)).reduce((hash, sibling) => parent(hash, sibling), start)
            expect(computed === tree.root).toBe(at === of)
          }
      }),
      { numRuns: 30 },
    )
  })

  it('of an empty list has root zero, and proofs beyond a list are empty', () => {
    expect(merkleTree([]).root).toBe(zeroHash)
    const one = merkleTree([{ account: '0x00000000000000000000000000000000000000aa', amount: 5n }])
    expect([one.proof(0n), one.proof(1n), one.proof(2n ** 256n - 1n)]).toEqual([[], [], []])
  })
})
