import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ONE } from '../../../src/model/kernel/units.ts'
import type { Account } from '../../../src/model/interface/accounts.ts'
import { named, PEOPLE, START, stockedWorld, eventNames, type ModelWorld } from '../../support/model-world.ts'

const DAY = 86_400n

function takeSnapshot(world: ModelWorld): void {
  world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
}

function deployedDistributor(
  accounts: readonly Account[],
  amounts: readonly bigint[],
  funds: bigint,
): ModelWorld {
  const world = stockedWorld()
  takeSnapshot(world)
  world.ok('carmen', 'deploy.distributor', {
    reserve: 'owner',
    snapshotId: 1n,
    deadline: START + DAY,
    accounts,
    amounts,
  })
  world.ok('owner', 'amt.transfer', { to: 'distributor', amount: funds })
  return world
}

function claim(
  world: ModelWorld,
  index: bigint,
  account: Account,
  amount: bigint,
  proof = index,
): string | undefined {
  return world.revert('carmen', 'distributor.claim', { index, account, amount, proof })
}

describe('the distributor', () => {
  test('exists once per economy, after its deployment', () => {
    const world = stockedWorld()
    expect(claim(world, 0n, 'alice', 1n)).toBe('NoContract')
    expect(world.revert('alice', 'distributor.reclaim', {})).toBe('NoContract')
    const deploy = (
      reserve: Account,
      deadline: bigint,
      accounts: readonly Account[],
      amounts: readonly bigint[],
      snapshotId = 1n,
    ): string | undefined =>
      world.revert('alice', 'deploy.distributor', { reserve, snapshotId, deadline, accounts, amounts })
    expect(deploy('owner', START, ['alice'], [1n])).toBe('SnapshotNonexistent')
    takeSnapshot(world)
    expect(deploy('zero', 0n, ['alice'], [])).toBe('UnequalLists')
    expect(deploy('zero', 0n, [], [])).toBe('ZeroAddress')
    expect(deploy('owner', 0n, [], [], 0n)).toBe('RootZero')
    expect(deploy('owner', START, ['alice'], [1n], 0n)).toBe('SnapshotIdZero')
    expect(deploy('owner', START, ['alice'], [1n], 2n)).toBe('SnapshotNonexistent')
    expect(deploy('owner', START, ['alice'], [1n])).toBe('DeadlinePassed')
    expect(deploy('owner', START + 1n, ['alice'], [1n])).toBeUndefined()
    expect(deploy('zero', 0n, ['alice'], [])).toBe('AlreadyDeployed')
    expect(world.ask('distributor', 'reserve')).toBe('owner')
    expect(world.ask('distributor', 'snapshotId')).toBe(1n)
    expect(world.ask('distributor', 'deadline')).toBe(START + 1n)
  })

  test('pays each entry once, to its account, for any caller', () => {
    const world = deployedDistributor(['alice', 'bruno', 'alice'], [5n, 6n, 0n], 11n)
    const { events } = world.ok('carmen', 'distributor.claim', {
      index: 1n,
      account: 'bruno',
      amount: 6n,
      proof: 1n,
    })
    expect(eventNames(events)).toEqual(['amt.Transfer', 'distributor.airdropped'])
    expect(named(events, 'airdropped')).toEqual([[1n, 'bruno', 6n]])
    expect([0n, 1n, 2n, 3n].map((index) => world.ask('distributor', 'isClaimed', index))).toEqual([
      false,
      true,
      false,
      false,
    ])
    expect(claim(world, 1n, 'alice', 5n)).toBe('AlreadyClaimed')
    expect(claim(world, 0n, 'bruno', 5n)).toBe('InvalidProof')
    expect(claim(world, 0n, 'alice', 6n)).toBe('InvalidProof')
    expect(claim(world, 0n, 'alice', 5n, 1n)).toBe('InvalidProof')
    expect(claim(world, 0n, 'alice', 5n, 3n)).toBe('InvalidProof')
    expect(claim(world, 3n, 'alice', 5n)).toBe('InvalidProof')
    expect(claim(world, 1n << 255n, 'alice', 5n)).toBe('InvalidProof')
    expect(claim(world, 2n, 'alice', 0n)).toBeUndefined()
    expect(claim(world, 0n, 'alice', 5n)).toBeUndefined()
    expect(claim(world, 0n, 'alice', 5n)).toBe('AlreadyClaimed')
  })

  test('with one entry accepts the empty proof', () => {
    const world = deployedDistributor(['alice'], [5n], 5n)
    expect(claim(world, 1n, 'alice', 5n, 7n)).toBe('InvalidProof')
    expect(claim(world, 0n, 'alice', 5n, 7n)).toBeUndefined()
  })

  test('marks no entry as claimed when the payment reverts', () => {
    const world = deployedDistributor(['alice', 'zero'], [5n, 1n], 4n)
    expect(claim(world, 0n, 'alice', 5n)).toBe('InsufficientBalance')
    expect(claim(world, 1n, 'zero', 1n)).toBe('TransferToZero')
    expect(world.ask('distributor', 'isClaimed', 0n)).toBe(false)
    world.ok('bruno', 'amt.transfer', { to: 'distributor', amount: 1n })
    expect(claim(world, 0n, 'alice', 5n)).toBeUndefined()
  })

  test('returns the remainder to the reserve after the deadline, exact to the second', () => {
    const world = deployedDistributor(['alice', 'bruno'], [5n, 6n], 20n)
    world.act({ wait: DAY })
    expect(world.revert('alice', 'distributor.reclaim', {})).toBe('NotExpired')
    expect(claim(world, 0n, 'alice', 5n)).toBeUndefined()
    world.act({ wait: 1n })
    expect(claim(world, 1n, 'bruno', 6n)).toBe('Expired')
    expect(named(world.ok('alice', 'distributor.reclaim', {}).events, 'reclaimed')).toEqual([[15n]])
    expect(world.revert('alice', 'distributor.reclaim', {})).toBe('NothingToReclaim')
  })

  test('pays exactly the claimed entries, for any claims in any order', () => {
    const entry = fc.tuple(fc.constantFrom<Account>(...PEOPLE), fc.bigInt(0n, ONE))
    const attempt = fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6))
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.array(attempt, { maxLength: 40 }),
        (list, attempts) => {
          const world = deployedDistributor(
            list.map(([who]) => who),
            list.map(([, amount]) => amount),
            20n * ONE,
          )
          const before = PEOPLE.map((who) => world.ask('amt', 'balanceOf', who) as bigint)
          const paid = new Set<number>()
          for (const [index, as, proof] of attempts) {
            const [account, amount] = list[as % list.length]!
            if (claim(world, BigInt(index), account, amount, BigInt(proof)) === undefined) paid.add(index)
          }
          for (const [at, who] of PEOPLE.entries()) {
            const due = [...paid].reduce(
              (sum, index) => sum + (list[index]![0] === who ? list[index]![1] : 0n),
              0n,
            )
            expect(world.ask('amt', 'balanceOf', who)).toBe(before[at]! + due)
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})
