/**
 * One reentrant call at a time, by hand: what a checker makes of it.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Action, Call } from '../../../src/model/interface/action.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { adversarialChainOf } from '../../../src/lockstep/adversarial/adversarial-chain.ts'
import type { AdversarialAction } from '../../../src/lockstep/adversarial/adversarial-action.ts'
import { ReentrancyChecker } from '../../../src/lockstep/adversarial/reentrancy-checker.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { deploymentOf } from '../../../src/lockstep/compare/deployed-chain.ts'

const world = adversarialChainOf(projectBuild(), 'below')

/** Alice and bruno hold AMT, two payments are open, and the RCL has 30 BTCB. */
const START: readonly Action[] = [
  call('binance', 'btcb.mint', { amount: 100n * ONE }),
  call('binance', 'btcb.transfer', { to: 'payer', amount: 10n * ONE }),
  call('binance', 'btcb.transfer', { to: 'burnVault', amount: 30n * ONE }),
  call('owner', 'master.mintMaster', { account: 'alice', amount: 3n * ONE }),
  call('owner', 'master.mintMaster', { account: 'bruno', amount: ONE }),
  call('alice', 'amt.approve', { spender: 'burnVault', amount: UINT256_MAX }),
  call('bruno', 'amt.approve', { spender: 'burnVault', amount: UINT256_MAX }),
  call('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
  call('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n }),
  call('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n }),
]

let checker: ReentrancyChecker

beforeEach(() => {
  world.chain.rewind(world.start)
  checker = new ReentrancyChecker(RULES, world.chain, deploymentOf(world, ['alice', 'bruno']))
  for (const action of START) expect(checker.check({ kind: 'act', action })).toBeUndefined()
})

function reentry(action: Action, reentrant: Action, moment = 0): AdversarialAction {
  return { kind: 'act', action, reentrant: { call: reentrant as Call, moment } }
}

const charge = (who: string, snapId: bigint): Action => call(who, 'master.charge', { snapId })
const redeem = (who: string, amount: bigint): Action => call(who, 'burnVault.backingWithdraw', { amount })

describe('a reentrant call', () => {
  it('that does the same again reverts, and the action is as without it', () => {
    expect(checker.check(reentry(charge('alice', 1n), charge('alice', 1n)))).toBeUndefined()
    expect(checker.checked.at(-1)!.result).toEqual({ kind: 'reverted', revert: 'AlreadyCharged' })
    expect(checker.check(reentry(redeem('alice', ONE), redeem('bruno', ONE), 1))).toBeUndefined()
    expect(checker.checked.at(-1)!.result).toEqual({
      kind: 'reverted',
      revert: 'Error("ReentrancyGuard: reentrant call")',
    })
  })

  it('that does something else is as if it came after, or before', () => {
    expect(checker.check(reentry(charge('alice', 1n), charge('bruno', 1n), 0))).toBeUndefined()
    expect(checker.checked.at(-1)!.result).toMatchObject({ kind: 'serial', inPieces: false })
    expect(checker.check(reentry(charge('alice', 2n), charge('bruno', 2n), 1))).toBeUndefined()
    expect(checker.checked.at(-1)!.result).toMatchObject({ kind: 'serial', inPieces: false })
    expect(checker.compareAll()).toBeUndefined()
  })

  it('that makes the action fail has undone everything, and the action goes without it', () => {
    const all = call('payer', 'btcb.transfer', { to: 'alice', amount: 8n * ONE })
    expect(checker.check(reentry(all, all))).toBeUndefined()
    expect(checker.checked.at(-1)!.result).toEqual({ kind: 'undone', revert: 'InsufficientBalance' })
    expect(checker.check({ kind: 'act', action: all })).toBeUndefined()
    expect(checker.checked.at(-1)!.outcome).toEqual({ ok: false, revert: 'InsufficientBalance' })
  })

  it('that no order gives is a divergence, unless it is a documented exception', () => {
    const pay = call('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 50n })
    const adversarial = reentry(pay, redeem('alice', ONE))
    expect(checker.check(adversarial)).toBeUndefined()
    expect(checker.checked.at(-1)!.result).toMatchObject({ kind: 'exception' })

    world.chain.rewind(world.start)
    const strict = new ReentrancyChecker(RULES, world.chain, deploymentOf(world, ['alice', 'bruno']), {
      exceptionOf: () => undefined,
    })
    for (const action of START) strict.check({ kind: 'act', action })
    expect(strict.check(adversarial)?.about).toBe(
      'master.payRent reentered by burnVault.backingWithdraw: not serializable',
    )
  })

  it('is armed for one action only', () => {
    checker.check(reentry(charge('alice', 1n), charge('bruno', 1n)))
    expect(checker.check({ kind: 'act', action: charge('alice', 2n) })).toBeUndefined()
    expect(checker.compareAll()).toBeUndefined()
  })
})

describe('a token that turns', () => {
  it('freezes and serves again, on both sides', () => {
    const freeze = (frozen: boolean): AdversarialAction => ({
      kind: 'freeze',
      token: 'btcb',
      account: 'alice',
      frozen,
    })
    checker.check(freeze(true))
    expect(checker.check({ kind: 'act', action: charge('alice', 1n) })).toBeUndefined()
    expect(checker.checked.at(-1)!.outcome).toEqual({ ok: false, revert: 'AccountFrozen' })
    checker.check(freeze(false))
    expect(checker.check({ kind: 'act', action: charge('alice', 1n) })).toBeUndefined()
    expect(checker.checked.at(-1)!.outcome?.ok).toBe(true)
  })

  it('keeps a fee on both sides, and Master is short of it', () => {
    checker.check({ kind: 'fee', token: 'btcb', feeBps: 100n })
    const pay = call('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    expect(checker.check({ kind: 'act', action: pay })?.about).toBe(
      'invariant master-covers-claims on the model',
    )
    expect(checker.compareAll()).toBeUndefined()
  })
})
