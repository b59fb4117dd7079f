/** Tally and trades: what an action with its outcome adds, and what it leaves alone. */
import { describe, expect, test } from 'vitest'

import type { Action } from '../../../src/model/interface/action.ts'
import type { Event, Outcome, Value } from '../../../src/model/interface/outcome.ts'
import { countIn, openTally, tallySoFar, type Tally } from '../../../src/sim/recording/tally.ts'
import { tradeOf, type Trade } from '../../../src/sim/recording/trades.ts'

const REVERTED: Outcome = { ok: false, revert: 'Paused' }

const succeeded = (...events: readonly Event[]): Outcome => ({ ok: true, returned: undefined, events })
const event = (on: string, name: string, ...args: readonly Value[]): Event => ({ on, name, args })
const acts = (call: string, args: object = {}): Action => ({ by: 'alice', call, args }) as unknown as Action

const NOTHING: Tally = {
  actions: 0,
  refused: 0,
  payments: 0,
  paid: 0n,
  paidToVault: 0n,
  claims: 0,
  claimedByHolders: 0n,
  claimedByProviders: 0n,
  dust: 0n,
  issued: 0n,
  redemptions: 0,
  redeemedAmt: 0n,
  redeemedBtcb: 0n,
  swaps: 0,
  boughtFor: 0n,
  soldFor: 0n,
} as Tally

/** The tally after some actions, each counted twice, so that a sum differs from the last value. */
function twice(...counted: readonly (readonly [Action, Outcome, Trade?])[]): Tally {
  const tally = openTally()
  for (const [action, outcome, trade] of [...counted, ...counted]) countIn(tally, action, outcome, trade)
  return tallySoFar(tally)
}

const trade = (kind: Trade['kind']): Trade => ({ by: 'alice', kind, amt: 7n, btcb: 5n }) as Trade

describe('a tally', () => {
  test('begins with nothing', () => {
    expect(tallySoFar(openTally())).toEqual(NOTHING)
  })

  test('counts a revert as an action that moves nothing, and a wait as an action', () => {
    expect(twice([acts('amt.transfer'), REVERTED, trade('buy')])).toEqual({
      ...NOTHING,
      actions: 2,
      refused: 2,
    })
    expect(twice([{ wait: 5n }, succeeded()])).toEqual({ ...NOTHING, actions: 2 })
  })

  test.each<[string, Action, readonly Event[], Partial<Tally>]>([
    [
      'a payment, and the part of it for the RCL',
      acts('master.payRent'),
      [event('master', 'rentPaid', 30n, 4n)],
      { payments: 2, paid: 60n, paidToVault: 8n } as Partial<Tally>,
    ],
    [
      'claims of a holder',
      acts('master.charge'),
      [event('master', 'charged', 1n, 'alice', 6n), event('master', 'charged', 2n, 'alice', 7n)],
      { claims: 4, claimedByHolders: 26n } as Partial<Tally>,
    ],
    [
      'a claim of a provider',
      acts('master.liqCharge'),
      [event('master', 'charged', 1n, 'alice', 6n)],
      { claims: 2, claimedByProviders: 12n } as Partial<Tally>,
    ],
    [
      'a claim for locked liquidity',
      acts('locker.charge'),
      [event('master', 'charged', 1n, 'locker', 6n)],
      { claims: 2, claimedByProviders: 12n } as Partial<Tally>,
    ],
    [
      'dust',
      acts('master.collectDust'),
      [event('master', 'dustCollected', 3n, 11n)],
      { dust: 22n } as Partial<Tally>,
    ],
    [
      'AMT that Master mints',
      acts('master.mintMaster'),
      [event('master', 'masterHasMinted', 'bruno', 13n)],
      { issued: 26n } as Partial<Tally>,
    ],
    ['nothing else', acts('amt.transfer'), [event('master', 'transfer', 'a', 'b', 3n)], {}],
    ['no event of another contract', acts('amt.transfer'), [event('amt', 'rentPaid', 30n, 4n)], {}],
  ])('counts %s', (_what, action, events, expected) => {
    expect(twice([action, succeeded(...events)])).toEqual({ ...NOTHING, actions: 2, ...expected })
  })

  test('counts purchases, sales and redemptions by what they move', () => {
    const swap = acts('router.swapExactTokensForTokens')
    expect(twice([swap, succeeded(), trade('buy')])).toEqual({
      ...NOTHING,
      actions: 2,
      swaps: 2,
      boughtFor: 10n,
    })
    expect(twice([swap, succeeded(), trade('sell')])).toEqual({
      ...NOTHING,
      actions: 2,
      swaps: 2,
      soldFor: 10n,
    })
    expect(twice([acts('burnVault.backingWithdraw'), succeeded(), trade('redeem')])).toEqual({
      ...NOTHING,
      actions: 2,
      redemptions: 2,
      redeemedAmt: 14n,
      redeemedBtcb: 10n,
    })
  })

  test('is copied: later actions do not change it', () => {
    const running = openTally()
    const before = tallySoFar(running)
    countIn(running, acts('amt.transfer'), succeeded(), undefined)
    expect([before.actions, tallySoFar(running).actions]).toEqual([0, 1])
  })

  test('copies every total under its own name', () => {
    const names = Object.keys(NOTHING)
    const running = Object.fromEntries(names.map((name, i) => [name, i])) as unknown as ReturnType<
      typeof openTally
    >
    expect(tallySoFar(running)).toEqual(running)
  })
})

describe('a trade', () => {
  const swap = (path: readonly string[], call = 'router.swapExactTokensForTokens'): Action =>
    acts(call, { path })
  const returning = (...returned: readonly bigint[]): Outcome => ({ ok: true, returned, events: [] })

  test('is a purchase or a sale by the direction of the swap, under both functions of the router', () => {
    for (const call of ['router.swapExactTokensForTokens', 'router.swapTokensForExactTokens']) {
      expect(tradeOf(swap(['btcb', 'amt'], call), returning(5n, 7n), 3)).toEqual({ ...trade('buy'), day: 3 })
      expect(tradeOf(swap(['amt', 'btcb'], call), returning(7n, 5n), 3)).toEqual({ ...trade('sell'), day: 3 })
    }
  })

  test('is a redemption by the amounts of the event', () => {
    const outcome = succeeded(event('amt', 'transfer', 1n, 2n), event('burnVault', 'burnMade', 7n, 5n))
    expect(tradeOf(acts('burnVault.backingWithdraw'), outcome, 4)).toEqual({ ...trade('redeem'), day: 4 })
  })

  test('is none in another pair, over several pairs, in another function, in a wait or a revert', () => {
    for (const path of [
      ['btcb', 'usdt'],
      ['usdt', 'amt'],
      ['amt', 'usdt'],
      ['usdt', 'btcb'],
      ['btcb', 'amt', 'btcb'],
      ['amt', 'btcb', 'usdt'],
    ])
      expect(tradeOf(swap(path), returning(1n, 2n, 3n), 0)).toBeUndefined()
    expect(tradeOf(acts('amt.transfer', { path: ['btcb', 'amt'] }), returning(5n, 7n), 0)).toBeUndefined()
    expect(tradeOf({ wait: 1n }, succeeded(), 0)).toBeUndefined()
    expect(tradeOf(swap(['btcb', 'amt']), REVERTED, 0)).toBeUndefined()
    expect(tradeOf(acts('burnVault.backingWithdraw'), REVERTED, 0)).toBeUndefined()
  })
})
