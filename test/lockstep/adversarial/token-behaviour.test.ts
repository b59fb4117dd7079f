import { describe, expect, test } from 'vitest'
import {
  ALL_AS_DEPLOYED,
  AS_DEPLOYED,
  policyOf,
  type OutsideToken,
  type TokenBehaviour,
} from '../../../src/lockstep/adversarial/token-behaviour.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { liquidWorld, modelWorldOf, paymentsWorld, type ModelWorld } from '../../support/model-world.ts'

/** The stage, with a token that behaves like this from now on. */
function behaving(world: ModelWorld, token: OutsideToken, behaviour: Partial<TokenBehaviour>): ModelWorld {
  return modelWorldOf(
    world.economy,
    policyOf({ ...ALL_AS_DEPLOYED, [token]: { ...AS_DEPLOYED, ...behaviour } }),
  )
}

const frozen = (...accounts: readonly string[]): Partial<TokenBehaviour> => ({ frozen: new Set(accounts) })

describe('a token that keeps a fee', () => {
  test('burns it, rounded down, out of what arrives', () => {
    const world = behaving(liquidWorld(), 'btcb', { feeBps: 100n })
    const [held, supply] = [world.ask('btcb', 'balanceOf', 'bruno'), world.ask('btcb', 'totalSupply')]
    const { events } = world.ok('alice', 'btcb.transfer', { to: 'bruno', amount: 12_399n })
    expect(events).toEqual([
      { on: 'btcb', name: 'Transfer', args: ['alice', 'bruno', 12_399n] },
      { on: 'btcb', name: 'Transfer', args: ['bruno', 'zero', 123n] },
    ])
    expect(world.ask('btcb', 'balanceOf', 'bruno')).toBe((held as bigint) + 12_276n)
    expect(world.ask('btcb', 'totalSupply')).toBe((supply as bigint) - 123n)
  })

  test('keeps nothing of what is too little, and nothing of another token', () => {
    const world = behaving(liquidWorld(), 'btcb', { feeBps: 100n })
    expect(world.ok('alice', 'btcb.transfer', { to: 'bruno', amount: 99n }).events).toHaveLength(1)
    expect(world.ok('alice', 'usdt.transfer', { to: 'bruno', amount: ONE }).events).toHaveLength(1)
  })

  test('leaves Master short of what it owes, and keeps an exact swap from working', () => {
    const world = behaving(liquidWorld(), 'btcb', { feeBps: 100n })
    const before = world.ask('btcb', 'balanceOf', 'master') as bigint
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    expect(world.ask('btcb', 'balanceOf', 'master')).toBe(before + (ONE * 99n) / 100n)
    const swap = { amountA: ONE, limit: 0n, path: ['btcb', 'amt'], to: 'alice', deadline: 10n ** 12n }
    expect(world.revert('alice', 'router.swapExactTokensForTokens', swap)).toBe('PairK')
    world.ok('alice', 'router.swapExactTokensForTokensSupportingFeeOnTransferTokens', swap)
  })
})

describe('a token that reverts an account', () => {
  test('reverts it as sender and as receiver, before anything else, and only its transfers', () => {
    const world = behaving(liquidWorld(), 'btcb', frozen('bruno'))
    expect(world.revert('bruno', 'btcb.transfer', { to: 'zero', amount: ONE })).toBe('AccountFrozen')
    expect(world.revert('alice', 'btcb.transfer', { to: 'bruno', amount: 0n })).toBe('AccountFrozen')
    world.ok('bruno', 'btcb.approve', { spender: 'alice', amount: ONE })
    world.ok('bruno', 'btcb.burn', { amount: 1n })
    world.ok('bruno', 'usdt.transfer', { to: 'alice', amount: 1n })
    // Who moves it for others is not asked.
    world.ok('alice', 'btcb.approve', { spender: 'bruno', amount: ONE })
    world.ok('bruno', 'btcb.transferFrom', { from: 'alice', to: 'carmen', amount: ONE })
  })

  test('makes a claim wait, and nothing of it is lost', () => {
    const [calm, world] = [paymentsWorld(), behaving(paymentsWorld(), 'btcb', frozen('alice'))]
    expect(world.revert('alice', 'master.charge', { snapId: 3n })).toBe('AccountFrozen')
    expect(world.revert('alice', 'burnVault.backingWithdraw', { amount: ONE })).toBe('AccountFrozen')
    const served = behaving(world, 'btcb', AS_DEPLOYED)
    const claim = served.ok('alice', 'master.charge', { snapId: 3n })
    expect(claim).toEqual(calm.ok('alice', 'master.charge', { snapId: 3n }))
  })

  test('is told by pair and router in their own words', () => {
    const world = behaving(liquidWorld(), 'btcb', frozen('pair'))
    expect(world.revert('alice', 'pair.skim', { to: 'alice' })).toBe('PairTransferFailed')
    const swap = { amountA: ONE, limit: 0n, path: ['btcb', 'amt'], to: 'alice', deadline: 10n ** 12n }
    expect(world.revert('alice', 'router.swapExactTokensForTokens', swap)).toBe('TransferFromFailed')
  })
})

test('without a policy tokens are as deployed, whatever a policy did before', () => {
  const world = liquidWorld()
  const frozenUsdt = behaving(world, 'usdt', frozen('alice'))
  frozenUsdt.ok('bruno', 'usdt.transfer', { to: 'carmen', amount: 1n })
  expect(frozenUsdt.revert('alice', 'usdt.transfer', { to: 'carmen', amount: 1n })).toBe('AccountFrozen')
  modelWorldOf(frozenUsdt.economy).ok('alice', 'usdt.transfer', { to: 'carmen', amount: 1n })
})
