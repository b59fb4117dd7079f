import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import type { Account } from '../../../../src/model/interface/accounts.ts'
import { deployEconomy } from '../../../../src/model/economy.ts'
import {
  UINT256_MAX,
  named,
  START,
  modelWorldOf,
  stockedWorld,
  TOKEN_ORDER,
  eventNames,
  type ModelWorld,
} from '../../../support/model-world.ts'

/**
 * alice has 40 base units of AMT in the vault, bruno 35, carmen 25 in her wallet; that is the whole supply.
 */
function stakedWorld(): ModelWorld {
  const world = modelWorldOf(
    deployEconomy({ people: ['alice', 'bruno', 'carmen'], tokenOrder: TOKEN_ORDER, timestamp: START }),
  )
  world.ok('binance', 'btcb.mint', { amount: ONE })
  world.ok('binance', 'btcb.transfer', { to: 'payer', amount: ONE })
  world.ok('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX })
  for (const [who, amount] of [
    ['alice', 40n],
    ['bruno', 35n],
    ['carmen', 25n],
  ] as const) {
    world.ok('owner', 'master.mintMaster', { account: who, amount })
    world.ok(who, 'amt.approve', { spender: 'stakingVault', amount: UINT256_MAX })
  }
  world.ok('alice', 'stakingVault.deposit', { amount: 40n })
  world.ok('bruno', 'stakingVault.deposit', { amount: 35n })
  return world
}

function pay(world: ModelWorld, amountBtcb: bigint): void {
  world.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 0n })
}

function withdrawn(world: ModelWorld, who: Account, amount: bigint): bigint {
  return named(world.ok(who, 'stakingVault.withdraw', { amount }).events, 'withdrawn')[0]![2] as bigint
}

describe('a deposit', () => {
  test('earns its share of each payment, rounded down per payment', () => {
    const world = stakedWorld()
    pay(world, 1_003n)
    pay(world, 1_003n)
    // floor(1003 * 0.4) = 401 and floor(1003 * 0.35) = 351, twice; the vault's own claims are floor(1003 *
    // 0.75) = 752.
    const { events } = world.ok('alice', 'stakingVault.withdraw', { amount: 40n })
    expect(eventNames(events)).toEqual([
      'master.charged',
      'master.charged',
      'btcb.Transfer',
      'stakingVault.harvested',
      'amt.Transfer',
      'btcb.Transfer',
      'stakingVault.withdrawn',
    ])
    expect(named(events, 'harvested')).toEqual([[1n, 2n, 1_504n]])
    expect(named(events, 'withdrawn')).toEqual([['alice', 40n, 802n]])
    expect(withdrawn(world, 'bruno', 0n)).toBe(702n)
    expect(world.ask('btcb', 'balanceOf', 'stakingVault')).toBe(0n)
  })

  test('counts for the payments at whose snapshot it existed, however late the harvest', () => {
    const world = stakedWorld()
    pay(world, 1_000n)
    world.ok('carmen', 'stakingVault.deposit', { amount: 25n })
    pay(world, 1_000n)
    world.ok('alice', 'stakingVault.withdraw', { amount: 30n })
    pay(world, 1_000n)
    expect(withdrawn(world, 'carmen', 25n)).toBe(500n)
    expect(withdrawn(world, 'alice', 10n)).toBe(100n)
    expect(world.ask('btcb', 'balanceOf', 'alice')).toBe(900n)
    expect(withdrawn(world, 'bruno', 35n)).toBe(1_050n)
  })

  test('is readable as of the last settlement', () => {
    const world = stakedWorld()
    pay(world, 1_000n)
    pay(world, 1_000n)
    expect(world.ask('stakingVault', 'owedTo', 'alice')).toBe(0n)
    world.ok('carmen', 'stakingVault.harvest', { upTo: 2n })
    world.ok('carmen', 'stakingVault.settle', { account: 'alice', upTo: 1n })
    expect(world.ask('stakingVault', 'owedTo', 'alice')).toBe(400n)
    expect(world.ask('stakingVault', 'settledTo', 'alice')).toBe(1n)
    expect(world.ask('stakingVault', 'harvestedTo')).toBe(2n)
    expect(world.ask('stakingVault', 'totalDeposits')).toBe(75n)
    expect(world.revert('carmen', 'stakingVault.settle', { account: 'alice', upTo: 1n })).toBe(
      'NothingToSettle',
    )
    expect(world.revert('carmen', 'stakingVault.settle', { account: 'alice', upTo: 3n })).toBe('NotHarvested')
    expect(world.revert('carmen', 'stakingVault.harvest', { upTo: 2n })).toBe('NothingToHarvest')
    expect(world.revert('carmen', 'stakingVault.harvest', { upTo: 3n })).toBe('SnapshotNonexistent')
  })

  test('that overflows or lacks an allowance reverts, its harvest included', () => {
    const world = stakedWorld()
    pay(world, 1_000n)
    expect(world.revert('carmen', 'stakingVault.deposit', { amount: UINT256_MAX })).toBe('Panic(0x11)')
    expect(world.revert('owner', 'stakingVault.deposit', { amount: 1n })).toBe('InsufficientAllowance')
    expect(world.ask('stakingVault', 'harvestedTo')).toBe(0n)
  })
})

type Op =
  | { readonly kind: 'pay'; readonly amount: bigint; readonly vault: bigint }
  | { readonly kind: 'in' | 'out'; readonly who: 0 | 1 | 2; readonly amount: bigint }
  | { readonly kind: 'harvest'; readonly back: bigint }
  | { readonly kind: 'settle'; readonly who: 0 | 1 | 2; readonly back: bigint }
  | { readonly kind: 'trade' | 'donate'; readonly amount: bigint }

const who = fc.constantFrom(0 as const, 1 as const, 2 as const)
const amount = fc.oneof(fc.bigInt(1n, 20n), fc.bigInt(1n, 200n * ONE))
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ kind: fc.constant('pay' as const), amount: fc.bigInt(101n, ONE), vault: fc.bigInt(0n, 100n) }),
  fc.record({ kind: fc.constantFrom('in' as const, 'out' as const), who, amount }),
  fc.record({ kind: fc.constant('harvest' as const), back: fc.bigInt(0n, 3n) }),
  fc.record({ kind: fc.constant('settle' as const), who, back: fc.bigInt(0n, 3n) }),
  fc.record({ kind: fc.constantFrom('trade' as const, 'donate' as const), amount }),
)
const DEPOSITORS = ['alice', 'bruno', 'carmen'] as const
const TWINS = ['ada', 'ben', 'cleo'] as const

/** A world with a pool. Each depositor has a twin who holds the same AMT in a wallet. */
const TWINNED = ((): ModelWorld['economy'] => {
  const world = modelWorldOf(
    deployEconomy({ people: [...DEPOSITORS, ...TWINS, 'diego'], tokenOrder: TOKEN_ORDER, timestamp: START }),
  )
  world.ok('binance', 'btcb.mint', { amount: 10_000n * ONE })
  for (const person of [...DEPOSITORS, ...TWINS, 'diego', 'payer']) {
    world.ok('owner', 'master.mintMaster', { account: person, amount: 100_000n * ONE })
    world.ok('binance', 'btcb.transfer', { to: person, amount: 1_000n * ONE })
    for (const spender of ['master', 'router', 'stakingVault', ...TWINS]) {
      world.ok(person, 'amt.approve', { spender, amount: UINT256_MAX })
      world.ok(person, 'btcb.approve', { spender, amount: UINT256_MAX })
    }
  }
  world.ok('diego', 'master.addLiquidity', { amountAmt: 10_000n * ONE, amountBtcb: ONE })
  // The twins' wallets start empty; diego holds the AMT that no deposit mirrors.
  for (const twin of TWINS) world.ok(twin, 'amt.transfer', { to: 'diego', amount: 100_000n * ONE })
  return world.economy
})()

function perform(world: ModelWorld, taken: Op): void {
  const last = BigInt(world.domain.snapshots)
  const upTo = 'back' in taken && last > taken.back ? last - taken.back : 0n
  switch (taken.kind) {
    case 'pay':
      world.ok('payer', 'master.payRent', { amountBtcb: taken.amount, vaultParticipation: taken.vault })
      return
    case 'in':
      world.ok(DEPOSITORS[taken.who], 'stakingVault.deposit', { amount: taken.amount })
      world.ok('diego', 'amt.transfer', { to: TWINS[taken.who], amount: taken.amount })
      return
    case 'out': {
      const held = world.ask('amt', 'balanceOf', TWINS[taken.who]) as bigint
      const out = taken.amount < held ? taken.amount : held
      world.ok(DEPOSITORS[taken.who], 'stakingVault.withdraw', { amount: out })
      world.ok(TWINS[taken.who], 'amt.transfer', { to: 'diego', amount: out })
      return
    }
    case 'harvest':
      world.revert('diego', 'stakingVault.harvest', { upTo })
      return
    case 'settle':
      world.revert('diego', 'stakingVault.settle', { account: DEPOSITORS[taken.who], upTo })
      return
    case 'trade': {
      const path = ['amt', 'btcb']
      world.ok('diego', 'router.swapExactTokensForTokens', {
        amountA: taken.amount + ONE,
        limit: 0n,
        path,
        to: 'diego',
        deadline: UINT256_MAX,
      })
      return
    }
    case 'donate':
      world.ok('diego', 'amt.transfer', { to: 'stakingVault', amount: taken.amount })
  }
}

describe('the vault pays exactly what a wallet would have claimed', () => {
  test('for any order of deposits, harvests, settlements, withdrawals, trades and payments', () => {
    fc.assert(
      fc.property(fc.array(op, { minLength: 1, maxLength: 40 }), (ops) => {
        const world = modelWorldOf(TWINNED)
        for (const taken of ops) perform(world, taken)
        const last = world.domain.snapshots
        for (const [index, depositor] of DEPOSITORS.entries()) {
          const twin = TWINS[index]!
          world.ok(depositor, 'stakingVault.withdraw', {
            amount: world.ask('amt', 'balanceOf', twin) as bigint,
          })
          if (last > 0n) world.ok(twin, 'master.chargeFromTo', { from: 1n, to: last })
          expect(world.ask('btcb', 'balanceOf', depositor)).toBe(world.ask('btcb', 'balanceOf', twin))
        }
      }),
      { numRuns: 150 },
    )
  })

  test('also after three years without a settlement', () => {
    const world = stockedWorld()
    world.ok('alice', 'stakingVault.deposit', { amount: 400n * ONE })
    for (let day = 0n; day < 1_095n; day++) pay(world, 1_000n + day)
    let owed = 0n
    for (let day = 0n; day < 1_095n; day++) owed += ((1_000n + day) * 400n) / 5_000n
    expect(withdrawn(world, 'alice', 400n * ONE)).toBe(owed)
  })
})

// With all AMT in the pool nobody can claim, and who has no deposit must not ask for a share of nothing.
test.each(['stakingVault', 'buyBackVault'] as const)('%s settles a payment without claimants', (vault) => {
  const world = stockedWorld()
  for (const holder of ['alice', 'bruno', 'carmen', 'owner', 'payer'])
    world.ok(holder, 'amt.transfer', { to: 'pair', amount: 1_000n * ONE })
  world.ok('payer', 'master.payRent', { amountBtcb: 1_000n, vaultParticipation: 0n })
  world.ok('alice', `${vault}.harvest`, { upTo: 1n })
  expect(world.revert('alice', `${vault}.settle`, { account: 'alice', upTo: 1n })).toBeUndefined()
  expect(world.ask(vault, 'settledTo', 'alice')).toBe(1n)
  expect(world.ask(vault, 'owedTo', 'alice')).toBe(0n)
})
