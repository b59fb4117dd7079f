/**
 * The vaults at their edges: one base unit, claims that overflow, and accounts that never deposited.
 */
import { describe, expect, test } from 'vitest'
import {
  deployedWorld,
  eventNames,
  named,
  UINT256_MAX,
  type ModelWorld,
} from '../../../support/model-world.ts'
import { pay } from './buy-back-world.ts'

const VAULTS = ['stakingVault', 'buyBackVault'] as const

/** 100 base units of AMT in all: alice's in her wallet, and her allowances for the vaults. */
function hundredUnits(): ModelWorld {
  const world = deployedWorld()
  world.ok('owner', 'master.mintMaster', { account: 'alice', amount: 100n })
  world.ok('binance', 'btcb.mint', { amount: UINT256_MAX })
  world.ok('binance', 'btcb.transfer', { to: 'payer', amount: UINT256_MAX })
  world.ok('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX })
  for (const spender of VAULTS) world.ok('alice', 'amt.approve', { spender, amount: UINT256_MAX })
  return world
}

describe.each(VAULTS)('%s', (vault) => {
  test('pays one base unit of BTCB for one of AMT, once', () => {
    const world = hundredUnits()
    world.ok('alice', `${vault}.deposit`, { amount: 1n })
    pay(world, 199n)
    world.ok('carmen', `${vault}.harvest`, { upTo: 1n })
    world.ok('carmen', `${vault}.settle`, { account: 'alice', upTo: 1n })
    expect(world.ask(vault, 'owedTo', 'alice')).toBe(1n)
    const pending = () => world.economy.purchases.pendingBtcb
    expect(pending()).toBe(vault === 'buyBackVault' ? 1n : 0n)
    const { events } = world.ok('alice', `${vault}.withdraw`, { amount: 1n })
    expect(eventNames(events)).toEqual(['amt.Transfer', 'btcb.Transfer', `${vault}.withdrawn`])
    expect(named(events, 'withdrawn')).toEqual([['alice', 1n, 1n]])
    expect(world.ask(vault, 'owedTo', 'alice')).toBe(0n)
    expect(pending()).toBe(0n)
    const again = world.ok('alice', `${vault}.withdraw`, { amount: 0n })
    expect(again.events).toEqual([{ on: vault, name: 'withdrawn', args: ['alice', 0n, 0n] }])
  })

  test('reports a deposit: who, and how much', () => {
    const world = hundredUnits()
    expect(world.ok('alice', `${vault}.deposit`, { amount: 7n }).events).toEqual([
      { on: 'amt', name: 'Transfer', args: ['alice', vault, 7n] },
      { on: vault, name: 'deposited', args: ['alice', 7n] },
    ])
    expect(world.ask(vault, 'totalDeposits')).toBe(7n)
  })

  test('checks that a payment exists before it claims the earlier ones', () => {
    const world = hundredUnits()
    world.ok('alice', `${vault}.deposit`, { amount: 50n })
    pay(world, UINT256_MAX / 2n)
    expect(world.revert('carmen', `${vault}.harvest`, { upTo: 1n })).toBe('Panic(0x11)')
    expect(world.revert('carmen', `${vault}.harvest`, { upTo: 2n })).toBe('SnapshotNonexistent')
    expect(world.revert('carmen', `${vault}.harvest`, { upTo: 0n })).toBe('NothingToHarvest')
  })

  test('says what is wrong first: the amount, then the claims, the sum and the allowance', () => {
    const world = hundredUnits()
    world.ok('alice', `${vault}.deposit`, { amount: 50n })
    const put = (amount: bigint) => world.revert('bruno', `${vault}.deposit`, { amount })
    expect(put(0n)).toBe('ZeroAmount')
    expect(put(1n)).toBe('InsufficientAllowance')
    expect(put(UINT256_MAX - 50n)).toBe('InsufficientAllowance')
    expect(put(UINT256_MAX - 49n)).toBe('Panic(0x11)')
    expect(world.revert('bruno', `${vault}.withdraw`, { amount: 1n })).toBe('InsufficientDeposit')
    expect(world.revert('alice', `${vault}.withdraw`, { amount: 51n })).toBe('InsufficientDeposit')
    pay(world, UINT256_MAX / 2n)
    for (const call of ['deposit', 'withdraw'] as const)
      expect(world.revert('alice', `${vault}.${call}`, { amount: UINT256_MAX })).toBe('Panic(0x11)')
    expect(put(0n)).toBe('ZeroAmount')
  })

  test('settles an account that has never deposited, as far as the vault has claimed', () => {
    const world = hundredUnits()
    world.ok('alice', `${vault}.deposit`, { amount: 50n })
    pay(world, 200n)
    pay(world, 200n)
    const settle = (upTo: bigint) => world.revert('carmen', `${vault}.settle`, { account: 'bruno', upTo })
    expect([settle(0n), settle(1n)]).toEqual(['NothingToSettle', 'NotHarvested'])
    world.ok('carmen', `${vault}.harvest`, { upTo: 1n })
    expect([settle(2n), settle(1n), settle(1n)]).toEqual(['NotHarvested', undefined, 'NothingToSettle'])
    expect(world.ask(vault, 'settledTo', 'bruno')).toBe(1n)
    expect([world.ask(vault, 'owedTo', 'bruno'), world.ask(vault, 'depositOf', 'bruno')]).toEqual([0n, 0n])
  })
})
