import { describe, expect, test } from 'vitest'
import {
  ALL_AS_DEPLOYED,
  AS_DEPLOYED,
  policyOf,
  type OutsideToken,
  type TokenBehaviour,
} from '../../../src/lockstep/adversarial/token-behaviour.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { livelyStage, stageOf, storiedStage, type Stage } from '../../support/model-world.ts'

/** The stage, with a token that behaves like this from now on. */
function behaving(stage: Stage, token: OutsideToken, behaviour: Partial<TokenBehaviour>): Stage {
  return stageOf(stage.economy, policyOf({ ...ALL_AS_DEPLOYED, [token]: { ...AS_DEPLOYED, ...behaviour } }))
}

const frozen = (...accounts: readonly string[]): Partial<TokenBehaviour> => ({ frozen: new Set(accounts) })

describe('a token that keeps a fee', () => {
  test('burns it, rounded down, out of what arrives', () => {
    const stage = behaving(livelyStage(), 'btcb', { feeBps: 100n })
    const [held, supply] = [stage.ask('btcb', 'balanceOf', 'bruno'), stage.ask('btcb', 'totalSupply')]
    const { events } = stage.ok('alice', 'btcb.transfer', { to: 'bruno', amount: 12_399n })
    expect(events).toEqual([
      { on: 'btcb', name: 'Transfer', args: ['alice', 'bruno', 12_399n] },
      { on: 'btcb', name: 'Transfer', args: ['bruno', 'zero', 123n] },
    ])
    expect(stage.ask('btcb', 'balanceOf', 'bruno')).toBe((held as bigint) + 12_276n)
    expect(stage.ask('btcb', 'totalSupply')).toBe((supply as bigint) - 123n)
  })

  test('keeps nothing of what is too little, and nothing of another token', () => {
    const stage = behaving(livelyStage(), 'btcb', { feeBps: 100n })
    expect(stage.ok('alice', 'btcb.transfer', { to: 'bruno', amount: 99n }).events).toHaveLength(1)
    expect(stage.ok('alice', 'usdt.transfer', { to: 'bruno', amount: ONE }).events).toHaveLength(1)
  })

  test('leaves Master short of what it owes, and keeps an exact swap from working', () => {
    const stage = behaving(livelyStage(), 'btcb', { feeBps: 100n })
    const before = stage.ask('btcb', 'balanceOf', 'master') as bigint
    stage.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    expect(stage.ask('btcb', 'balanceOf', 'master')).toBe(before + (ONE * 99n) / 100n)
    const swap = { amountA: ONE, limit: 0n, path: ['btcb', 'amt'], to: 'alice', deadline: 10n ** 12n }
    expect(stage.refusal('alice', 'router.swapExactTokensForTokens', swap)).toBe('PairK')
    stage.ok('alice', 'router.swapExactTokensForTokensSupportingFeeOnTransferTokens', swap)
  })
})

describe('a token that refuses an account', () => {
  test('refuses it as sender and as receiver, before anything else, and only its transfers', () => {
    const stage = behaving(livelyStage(), 'btcb', frozen('bruno'))
    expect(stage.refusal('bruno', 'btcb.transfer', { to: 'zero', amount: ONE })).toBe('AccountFrozen')
    expect(stage.refusal('alice', 'btcb.transfer', { to: 'bruno', amount: 0n })).toBe('AccountFrozen')
    stage.ok('bruno', 'btcb.approve', { spender: 'alice', amount: ONE })
    stage.ok('bruno', 'btcb.burn', { amount: 1n })
    stage.ok('bruno', 'usdt.transfer', { to: 'alice', amount: 1n })
    // Who moves it for others is not asked.
    stage.ok('alice', 'btcb.approve', { spender: 'bruno', amount: ONE })
    stage.ok('bruno', 'btcb.transferFrom', { from: 'alice', to: 'carmen', amount: ONE })
  })

  test('makes a claim wait, and nothing of it is lost', () => {
    const [calm, stage] = [storiedStage(), behaving(storiedStage(), 'btcb', frozen('alice'))]
    expect(stage.refusal('alice', 'master.charge', { snapId: 3n })).toBe('AccountFrozen')
    expect(stage.refusal('alice', 'burnVault.backingWithdraw', { amount: ONE })).toBe('AccountFrozen')
    const served = behaving(stage, 'btcb', AS_DEPLOYED)
    const claim = served.ok('alice', 'master.charge', { snapId: 3n })
    expect(claim).toEqual(calm.ok('alice', 'master.charge', { snapId: 3n }))
  })

  test('is told by pair and router in their own words', () => {
    const stage = behaving(livelyStage(), 'btcb', frozen('pair'))
    expect(stage.refusal('alice', 'pair.skim', { to: 'alice' })).toBe('PairTransferFailed')
    const swap = { amountA: ONE, limit: 0n, path: ['btcb', 'amt'], to: 'alice', deadline: 10n ** 12n }
    expect(stage.refusal('alice', 'router.swapExactTokensForTokens', swap)).toBe('TransferFromFailed')
  })
})

test('without a policy tokens are as deployed, whatever a policy did before', () => {
  const stage = livelyStage()
  const frozenUsdt = behaving(stage, 'usdt', frozen('alice'))
  frozenUsdt.ok('bruno', 'usdt.transfer', { to: 'carmen', amount: 1n })
  expect(frozenUsdt.refusal('alice', 'usdt.transfer', { to: 'carmen', amount: 1n })).toBe('AccountFrozen')
  stageOf(frozenUsdt.economy).ok('alice', 'usdt.transfer', { to: 'carmen', amount: 1n })
})
