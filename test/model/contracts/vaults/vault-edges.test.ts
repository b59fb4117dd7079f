/**
 * The vaults at their edges: one base unit, claims that overflow, and allowances and pools that are nearly
 * used up.
 */
import { describe, expect, test } from 'vitest'
import { withAllowance } from '../../../../src/model/kernel/allowances.ts'
import { indexOf } from '../../../../src/model/kernel/names.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import type { Economy } from '../../../../src/model/economy.ts'
import {
  deployedWorld,
  eventNames,
  modelWorldOf,
  named,
  UINT256_MAX,
  type ModelWorld,
} from '../../../support/model-world.ts'
import { buyingWorld, HALF_HOUR, pay } from './buy-back-world.ts'

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

describe('a purchase', () => {
  /** The buy-back vault may spend `amount` BTCB through the router. */
  const allowing = (economy: Economy, amount: bigint): ModelWorld => {
    const { names, tokens } = economy
    const [by, spender] = [indexOf(names, 'buyBackVault'), indexOf(names, 'router')]
    const allowances = withAllowance(tokens.btcb.allowances, by, spender, amount)
    return modelWorldOf({ ...economy, tokens: { ...tokens, btcb: { ...tokens.btcb, allowances } } })
  }

  /** Ready to buy: the vault can claim 8% of a payment, and spend 0.1 BTCB. */
  const ready = (amountBtcb: bigint): Economy => {
    const world = buyingWorld()
    pay(world, amountBtcb)
    world.ok('carmen', 'buyBackVault.poke', {})
    world.act({ wait: HALF_HOUR })
    return world.economy
  }

  test.each([
    ['less than it could', 5_000_000n, 400_000n],
    ['less than is pending', 5n * ONE, ONE / 10n],
    ['all, and as much as it may', (5n * ONE) / 4n, ONE / 10n],
  ])('that spends %s renews the allowance only if it is too low', (_what, amountBtcb, spent) => {
    const start = ready(amountBtcb)
    const left = (allowance: bigint): unknown => {
      const world = allowing(start, allowance)
      const bought = world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
      expect(named(bought.events, 'boughtBack')[0]![0]).toBe(spent)
      // The renewal and BTCB's own event, or the latter alone.
      const approvals = named(bought.events, 'Approval')
      if (approvals.length > 1) expect(approvals[0]).toEqual(['buyBackVault', 'router', UINT256_MAX])
      return [approvals.length, world.ask('btcb', 'allowance', 'buyBackVault', 'router')]
    }
    expect(left(0n)).toEqual([2, UINT256_MAX - spent])
    expect(left(spent - 1n)).toEqual([2, UINT256_MAX - spent])
    expect(left(spent)).toEqual([1, 0n])
    expect(left(spent + 1n)).toEqual([1, 1n])
  })

  test('needs a pool of which one part in 400 is a base unit of BTCB', () => {
    const start = ready(5n * ONE)
    const buy = (reserve1: bigint): unknown => {
      const pair = { ...start.pools.pair!, reserve1 }
      const world = modelWorldOf({ ...start, pools: { ...start.pools, pair } })
      return world.revert('carmen', 'buyBackVault.buyBack', { minAmtOut: UINT256_MAX, deadline: UINT256_MAX })
    }
    expect([buy(1n), buy(399n)]).toEqual(['PoolTooSmall', 'PoolTooSmall'])
    expect([buy(400n), buy(799n)]).toEqual(['RouterInsufficientOutput', 'RouterInsufficientOutput'])
  })

  test('needs a price, and a record of it needs both reserves', () => {
    const start = buyingWorld().economy
    const poke = (reserve0: bigint, reserve1: bigint): unknown => {
      const pair = { ...start.pools.pair!, reserve0, reserve1 }
      return modelWorldOf({ ...start, pools: { ...start.pools, pair } }).revert(
        'carmen',
        'buyBackVault.poke',
        {},
      )
    }
    expect(poke(1n, 1n)).toBeUndefined()
    expect(poke(1n, 5n)).toBeUndefined()
    expect(poke(5n, 1n)).toBeUndefined()
    for (const [reserve0, reserve1] of [
      [0n, 0n],
      [0n, 5n],
      [5n, 0n],
    ] as const)
      expect(poke(reserve0, reserve1)).toBe('NoPrice')
  })
})
