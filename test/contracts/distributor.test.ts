/** The Great Reset's distributor: each entry of a list once, until the deadline; the rest goes back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '../support/chain-world.ts'
import { Town } from '../support/chain-world.ts'

const DAY = 86_400n
const LIST: readonly (readonly [Person, bigint])[] = [
  ['alice', 100n],
  ['bob', 200n],
  ['carol', 300n],
  ['alice', 50n],
  ['dora', 0n],
]
const SUM = 650n

/** The list's airdrop, open for a day, and its sum in it. */
function droppedTown(): { readonly town: Town; readonly proof: (entry: number) => readonly string[] } {
  const town = new Town()
  const tree = town.announce(LIST, town.now + DAY)
  town.giveAmt('distributor', SUM)
  return { town, proof: (entry) => tree.proof(BigInt(entry)) }
}

describe('an entry', () => {
  it('is paid to its account whoever claims, and once', () => {
    const { town, proof } = droppedTown()
    expect(town.read('distributor', 'isClaimed', 1n)).toBe(false)
    expect(town.does('emil', 'distributor', 'claim', 1n, 'bob', 200n, proof(1)).events).toEqual([
      'amt.Transfer(distributor, bob, 200)',
      'distributor.airdropped(1, bob, 200)',
    ])
    expect(town.read('distributor', 'isClaimed', 1n)).toBe(true)
    expect(town.refusal('bob', 'distributor', 'claim', 1n, 'bob', 200n, proof(1))).toBe('AlreadyClaimed')
    // The same person may have two entries, and nothing is an amount like any other.
    town.does('alice', 'distributor', 'claim', 3n, 'alice', 50n, proof(3))
    town.does('alice', 'distributor', 'claim', 0n, 'alice', 100n, proof(0))
    town.does('emil', 'distributor', 'claim', 4n, 'dora', 0n, proof(4))
    expect(town.balance('amt', 'alice')).toBe(150n)
    expect(town.balance('amt', 'distributor')).toBe(300n)
  })

  it('is paid for exactly its number, account and amount, by its own proof', () => {
    const { town, proof } = droppedTown()
    const attempts = [
      [0n, 'bob', 100n, proof(0)],
      [0n, 'alice', 101n, proof(0)],
      [3n, 'alice', 100n, proof(0)],
      [1n, 'alice', 100n, proof(0)],
      [5n, 'alice', 100n, proof(0)],
      [0n, 'alice', 100n, proof(1)],
      [0n, 'alice', 100n, proof(0).slice(1)],
      [0n, 'alice', 100n, proof(0).toReversed()],
      [0n, 'alice', 100n, []],
    ] as const
    for (const [index, account, amount, hashes] of attempts)
      expect(town.refusal('emil', 'distributor', 'claim', index, account, amount, hashes)).toBe(
        'InvalidProof',
      )
  })

  it('stays open while the distributor has too little', () => {
    const town = new Town()
    const tree = town.announce(LIST, town.now + DAY)
    const claim = ['claim', 2n, 'carol', 300n, tree.proof(2n)] as const
    expect(town.refusal('carol', 'distributor', ...claim)).toBe('ERC20: transfer amount exceeds balance')
    expect(town.read('distributor', 'isClaimed', 2n)).toBe(false)
    town.giveAmt('distributor', 300n)
    town.does('carol', 'distributor', ...claim)
  })
})

describe('the deadline', () => {
  it('is the last second for claims, and reclaiming begins after it', () => {
    const { town, proof } = droppedTown()
    town.wait(DAY)
    expect(town.refusal('owner', 'distributor', 'reclaim')).toBe('NotExpired')
    town.does('emil', 'distributor', 'claim', 0n, 'alice', 100n, proof(0))
    town.wait(1n)
    expect(town.refusal('emil', 'distributor', 'claim', 1n, 'bob', 200n, proof(1))).toBe('Expired')
    expect(town.refusal('emil', 'distributor', 'claim', 0n, 'alice', 100n, proof(0))).toBe('Expired')
    expect(town.does('emil', 'distributor', 'reclaim').events).toEqual([
      'amt.Transfer(distributor, owner, 550)',
      'distributor.reclaimed(550)',
    ])
    expect(town.refusal('emil', 'distributor', 'reclaim')).toBe('NothingToReclaim')
  })
})

describe('every entry of every list', () => {
  it('can be claimed, and by the end nothing is left', () => {
    const people: readonly Person[] = ['alice', 'bob', 'carol', 'dora', 'emil']
    const entry = fc.tuple(fc.constantFrom(...people), fc.bigInt(0n, 10n ** 18n))
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 20 }), (list) => {
        const town = new Town()
        const tree = town.announce(list, town.now + DAY)
        town.giveAmt(
          'distributor',
          list.reduce((sum, [, amount]) => sum + amount, 0n),
        )
        for (const [index, [who, amount]] of list.entries())
          town.does('owner', 'distributor', 'claim', BigInt(index), who, amount, tree.proof(BigInt(index)))
        expect(town.balance('amt', 'distributor')).toBe(0n)
      }),
      { numRuns: 20 },
    )
  })

  it('has a proof of its own, but a list of one, whose proof is empty', () => {
    const town = new Town()
    const tree = town.announce([['alice', 5n]], town.now + DAY)
    town.giveAmt('distributor', 5n)
    expect(tree.proof(0n)).toEqual([])
    expect(town.read('distributor', 'root')).toBe(tree.root)
    town.does('emil', 'distributor', 'claim', 0n, 'alice', 5n, tree.proof(7n))
  })
})
