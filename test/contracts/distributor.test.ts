/**
 * The Great Reset's distributor: pays each entry of a list once, until the deadline; then the rest returns.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '../support/chain-world.ts'
import { ChainWorld } from '../support/chain-world.ts'

const DAY = 86_400n
const LIST: readonly (readonly [Person, bigint])[] = [
  ['alice', 100n],
  ['bruno', 200n],
  ['carmen', 300n],
  ['alice', 50n],
  ['diego', 0n],
]
const SUM = 650n

/** A distributor of the list, open for a day, funded with its sum. */
function fundedWorld(): {
  readonly world: ChainWorld
  readonly proof: (entry: number) => readonly string[]
} {
  const world = new ChainWorld()
  const tree = world.announce(LIST, world.now + DAY)
  world.giveAmt('distributor', SUM)
  return { world, proof: (entry) => tree.proof(BigInt(entry)) }
}

describe('an entry', () => {
  it('is paid to its account, by any caller, once', () => {
    const { world, proof } = fundedWorld()
    expect(world.read('distributor', 'isClaimed', 1n)).toBe(false)
    expect(world.does('elena', 'distributor', 'claim', 1n, 'bruno', 200n, proof(1)).events).toEqual([
      'amt.Transfer(distributor, bruno, 200)',
      'distributor.airdropped(1, bruno, 200)',
    ])
    expect(world.read('distributor', 'isClaimed', 1n)).toBe(true)
    expect(world.revert('bruno', 'distributor', 'claim', 1n, 'bruno', 200n, proof(1))).toBe('AlreadyClaimed')
    // An account may have two entries, and an amount may be zero.
    world.does('alice', 'distributor', 'claim', 3n, 'alice', 50n, proof(3))
    world.does('alice', 'distributor', 'claim', 0n, 'alice', 100n, proof(0))
    world.does('elena', 'distributor', 'claim', 4n, 'diego', 0n, proof(4))
    expect(world.balance('amt', 'alice')).toBe(150n)
    expect(world.balance('amt', 'distributor')).toBe(300n)
  })

  it('is paid only for its exact index, account and amount, with its own proof', () => {
    const { world, proof } = fundedWorld()
    const attempts = [
      [0n, 'bruno', 100n, proof(0)],
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
      expect(world.revert('elena', 'distributor', 'claim', index, account, amount, hashes)).toBe(
        'InvalidProof',
      )
  })

  it('remains open while the distributor has insufficient AMT', () => {
    const world = new ChainWorld()
    const tree = world.announce(LIST, world.now + DAY)
    const claim = ['claim', 2n, 'carmen', 300n, tree.proof(2n)] as const
    expect(world.revert('carmen', 'distributor', ...claim)).toBe('ERC20: transfer amount exceeds balance')
    expect(world.read('distributor', 'isClaimed', 2n)).toBe(false)
    world.giveAmt('distributor', 300n)
    world.does('carmen', 'distributor', ...claim)
  })
})

describe('the deadline', () => {
  it('is the last second for claims; reclaiming is possible one second later', () => {
    const { world, proof } = fundedWorld()
    world.wait(DAY)
    expect(world.revert('owner', 'distributor', 'reclaim')).toBe('NotExpired')
    world.does('elena', 'distributor', 'claim', 0n, 'alice', 100n, proof(0))
    world.wait(1n)
    expect(world.revert('elena', 'distributor', 'claim', 1n, 'bruno', 200n, proof(1))).toBe('Expired')
    expect(world.revert('elena', 'distributor', 'claim', 0n, 'alice', 100n, proof(0))).toBe('Expired')
    expect(world.does('elena', 'distributor', 'reclaim').events).toEqual([
      'amt.Transfer(distributor, owner, 550)',
      'distributor.reclaimed(550)',
    ])
    expect(world.revert('elena', 'distributor', 'reclaim')).toBe('NothingToReclaim')
  })
})

describe('every entry of every list', () => {
  it('can be claimed, after which the distributor is empty', () => {
    const people: readonly Person[] = ['alice', 'bruno', 'carmen', 'diego', 'elena']
    const entry = fc.tuple(fc.constantFrom(...people), fc.bigInt(0n, 10n ** 18n))
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 20 }), (list) => {
        const world = new ChainWorld()
        const tree = world.announce(list, world.now + DAY)
        world.giveAmt(
          'distributor',
          list.reduce((sum, [, amount]) => sum + amount, 0n),
        )
        for (const [index, [who, amount]] of list.entries())
          world.does('owner', 'distributor', 'claim', BigInt(index), who, amount, tree.proof(BigInt(index)))
        expect(world.balance('amt', 'distributor')).toBe(0n)
      }),
      { numRuns: 20 },
    )
  })

  it('has a proof, which is empty for a list of one', () => {
    const world = new ChainWorld()
    const tree = world.announce([['alice', 5n]], world.now + DAY)
    world.giveAmt('distributor', 5n)
    expect(tree.proof(0n)).toEqual([])
    expect(world.read('distributor', 'root')).toBe(tree.root)
    world.does('elena', 'distributor', 'claim', 0n, 'alice', 5n, tree.proof(7n))
  })
})
