import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, viewDomainOf } from '../../../src/model/economy.ts'
import { masterBtcb } from '../../../src/model/invariants/master-btcb.ts'
import { NotModelled } from '../../../src/model/contracts/pancake/factory.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { anyActions } from '../any-action.ts'
import { observed, stockedWorld, paymentsWorld } from '../../support/model-world.ts'

const STORIED = paymentsWorld().economy

describe("Master's BTCB by cause", () => {
  test('follows a hand-computed example: five holders of 1,000 AMT, one of them with half', () => {
    const world = stockedWorld()
    world.ok('alice', 'amt.transfer', { to: 'dead', amount: 500n * ONE })
    world.ok('payer', 'master.payRent', { amountBtcb: 1_009n, vaultParticipation: 0n })
    world.ok('bruno', 'master.charge', { snapId: 1n })
    world.ok('binance', 'btcb.transfer', { to: 'master', amount: 42n })
    expect(masterBtcb(world, world.domain)).toEqual({
      unclaimedByHolders: 100n + 3n * 201n, // alice floor(1009/10), three others floor(1009/5)
      unclaimedByProviders: 0n,
      heldByUnable: 100n,
      withoutClaimant: 0n,
      dust: 1_009n - 2n * 100n - 4n * 201n,
      stray: 42n,
    })
  })

  // Five holders of 1,000 AMT; each contract gets all of alice's, which she could claim herself.
  test.each([
    ['market', true],
    ['stakingVault', true],
    ['buyBackVault', true],
    ['burnVault', false],
    ['locker', false],
    ['dead', false],
  ])('counts AMT in %s as claimable: %s', (to, isClaimable) => {
    const world = stockedWorld()
    world.ok('alice', 'amt.transfer', { to, amount: 1_000n * ONE })
    world.ok('payer', 'master.payRent', { amountBtcb: 1_000n, vaultParticipation: 0n })
    const { unclaimedByHolders, heldByUnable } = masterBtcb(world, world.domain)
    expect([unclaimedByHolders, heldByUnable]).toEqual(isClaimable ? [1_000n, 0n] : [800n, 200n])
  })

  test('reports the providers’ part without a claimant when no liqAMT exists', () => {
    const world = stockedWorld()
    world.ok('alice', 'amt.transfer', { to: 'pair', amount: 1_000n * ONE })
    world.ok('payer', 'master.payRent', { amountBtcb: 1_000n, vaultParticipation: 0n })
    const account = masterBtcb(world, world.domain)
    expect(account.withoutClaimant).toBe(200n)
    expect(account.unclaimedByHolders).toBe(800n)
  })

  test('counts liqAMT in the pair as held by an account that cannot claim', () => {
    const world = stockedWorld()
    world.ok('alice', 'master.addLiquidity', { amountAmt: 4n * ONE, amountBtcb: 4n * ONE })
    const issued = world.ask('liqAmt', 'totalSupply') as bigint
    world.ok('alice', 'liqAmt.transfer', { to: 'pair', amount: issued / 4n })
    world.ok('payer', 'master.payRent', { amountBtcb: 1_000_003n, vaultParticipation: 0n })
    const [toHolders, toProviders] = [
      world.ask('master', 'pays', 1n) as bigint,
      world.ask('master', 'liqPays', 1n) as bigint,
    ]
    expect(toProviders).toBeGreaterThan(0n)
    const inPair = (toProviders * (issued / 4n)) / issued
    const alices = (toProviders * (issued - issued / 4n)) / issued
    expect(masterBtcb(world, world.domain)).toMatchObject({
      unclaimedByProviders: alices,
      heldByUnable: inPair,
      withoutClaimant: 0n,
      stray: 0n,
    })
    // The pair's AMT earns nothing, so the whole pot of the holders is claimable.
    const holders = ['alice', 'bruno', 'carmen', 'owner', 'payer']
    const outside = 4_996n * ONE
    const owed = holders.map(
      (who) => (toHolders * (world.ask('amt', 'balanceOfAt', who, 1n) as bigint)) / outside,
    )
    expect(masterBtcb(world, world.domain).unclaimedByHolders).toBe(owed.reduce((sum, n) => sum + n, 0n))
    world.ok('alice', 'master.liqCharge', { snapId: 1n })
    expect(masterBtcb(world, world.domain)).toMatchObject({ unclaimedByProviders: 0n, heldByUnable: inPair })
  })

  test('has no negative part after any sequence of actions, collected dust included', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        let economy = STORIED
        let collected = 0n
        for (const taken of actions) {
          try {
            const { economy: next, outcome } = apply(economy, taken)
            economy = next
            if (outcome.ok)
              for (const { on, name, args } of outcome.events)
                if (on === 'master' && name === 'dustCollected') collected += args[1] as bigint
          } catch (error) {
            if (!(error instanceof NotModelled)) throw error
          }
        }
        const account = masterBtcb(observed(economy), viewDomainOf(economy), collected)
        for (const [cause, amount] of Object.entries(account))
          expect(amount, cause).toBeGreaterThanOrEqual(0n)
      }),
      { numRuns: 150 },
    )
  })
})
