/**
 * Exchange: nobody gives up value without receiving value, and nobody gains by going back and forth, alone or
 * with friends.
 */
import { call } from '../../lockstep/generate/context.ts'
import type { Account, Coin, Token } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import type { Position } from '../worth/positions.ts'
import type { Probe } from './property.ts'
import type { Trial } from './trial.ts'

const ONE = 10n ** 18n
const NEVER = 2n ** 60n
const [TRADER, FRIEND] = ['trader', 'friend'] as const

/** Small ones show rounding, large ones types that are too small. */
const AMOUNTS = [999n, 7n * ONE, 2_000_000n * ONE]

export const nothingForNothing: Probe = {
  name: 'nothing-for-nothing',
  statement:
    'A deposit is credited in full and comes back in full; who redeems or trades at a fixed price ' +
    'gets its worth.',
  check(trial) {
    for (const amount of AMOUNTS) {
      const violation = trial.undone(() => {
        if (!trial.endowed(TRADER, { amt: amount, usdt: amount })) return undefined
        return deposited(trial, amount) ?? redeemed(trial, amount) ?? traded(trial, amount)
      })
      if (violation !== undefined) return violation
    }
    return undefined
  },
}

function deposited(trial: Trial, amount: bigint): string | undefined {
  for (const vault of VAULTS) {
    const told = trial.undone(() => {
      if (trial.all([call(TRADER, `${vault}.deposit`, { amount })]) !== undefined) return undefined
      const credited = trial.amount(vault, 'depositOf', TRADER)
      if (credited !== amount) return `a deposit of ${amount} in the ${vault} is credited as ${credited}`
      const revert = trial.all([call(TRADER, `${vault}.withdraw`, { amount })])
      const back = trial.balance('amt', TRADER)
      return back === amount
        ? undefined
        : `a deposit of ${amount} in the ${vault} comes back as ${revert ?? back}`
    })
    if (told !== undefined) return told
  }
  return undefined
}

function redeemed(trial: Trial, amount: bigint): string | undefined {
  const worth = (amount * trial.balance('btcb', 'burnVault')) / trial.amount('amt', 'totalSupply')
  return trial.undone(() => {
    const outcome = trial.act(call(TRADER, 'burnVault.backingWithdraw', { amount }))
    const got = trial.balance('btcb', TRADER)
    return !outcome.ok || got === worth
      ? undefined
      : `a redemption of ${amount} AMT pays ${got}, its worth is ${worth}`
  })
}

/** The Market's own price, rounded down twice, and its fee. */
function traded(trial: Trial, amount: bigint): string | undefined {
  const [rate, fee] = [trial.amount('market', 'usdPer100Amt'), trial.amount('market', 'fee')]
  return (
    trial.undone(() => {
      const outcome = trial.act(call(TRADER, 'market.buy', { amountUsdt: amount }))
      const [got, worth] = [trial.balance('amt', TRADER) - amount, rate === 0n ? 0n : (100n * amount) / rate]
      return !outcome.ok || got === worth
        ? undefined
        : `${amount} USDT buy ${got} AMT at the Market, expected ${worth}`
    }) ??
    trial.undone(() => {
      const outcome = trial.act(call(TRADER, 'market.sell', { amountAmt: amount }))
      const [got, worth] = [
        trial.balance('usdt', TRADER) - amount,
        (((amount * rate) / 100n) * (1000n - fee)) / 1000n,
      ]
      return !outcome.ok || got === worth
        ? undefined
        : `${amount} AMT sell for ${got} USDT at the Market, expected ${worth}`
    })
  )
}

export const noFreeProfit: Probe = {
  name: 'no-free-profit',
  statement:
    'No group of people has more of something and less of nothing after going back and forth by itself.',
  check(trial) {
    const isReady =
      trial.endowed(TRADER, { amt: 1000n * ONE, btcb: 1000n * ONE, usdt: 1000n * ONE }) &&
      trial.endowed(FRIEND, { usdt: 1n })
    if (!isReady) return undefined
    // What lies unbooked in the pair, tokens and LP shares, is a gift to whoever comes next.
    trial.act(call(TRADER, 'pair.burn', { to: 'dead' }))
    trial.act(call(TRADER, 'pair.sync', {}))
    for (const [what, actions] of roundTrips()) {
      const gained = trial.undone(() => {
        const before = together(trial)
        for (const act of actions) for (const action of act(trial)) trial.act(action)
        return gainOf(before, together(trial))
      })
      if (gained !== undefined)
        return `${what} gains ${gained.amount} base units of ${gained.coin} for nothing`
    }
    return undefined
  },
}

type Move = (trial: Trial) => readonly Action[]

/** What ends as it began. A move that reverts is left out. */
function roundTrips(): readonly (readonly [what: string, moves: readonly Move[]])[] {
  const amounts = [1n, 150n, 100n * ONE]
  return [
    ...VAULTS.flatMap((vault) =>
      amounts.map((amount): readonly [string, readonly Move[]] => [
        `a deposit in the ${vault} and back`,
        [
          () => [call(TRADER, `${vault}.deposit`, { amount })],
          (trial) => [
            call(TRADER, `${vault}.withdraw`, { amount: trial.amount(vault, 'depositOf', TRADER) }),
          ],
        ],
      ]),
    ),
    ...amounts.map((amountUsdt): readonly [string, readonly Move[]] => [
      'a purchase at the Market and a sale of it',
      [
        () => [call(TRADER, 'market.buy', { amountUsdt })],
        (trial) => [call(TRADER, 'market.sell', { amountAmt: surplus(trial.balance('amt', TRADER)) })],
      ],
    ]),
    [
      'liquidity through Master and back, the liqAMT with a friend',
      [
        () => [call(TRADER, 'master.addLiquidity', liquidityFor(100n * ONE))],
        (trial) => [call(TRADER, 'liqAmt.transfer', { to: FRIEND, amount: trial.balance('liqAmt', TRADER) })],
        (trial) => [call(FRIEND, 'master.removeLiquidity', { amount: trial.balance('liqAmt', FRIEND) })],
      ],
    ],
    [
      'claims by one and the other of the same AMT',
      [
        (trial) => claimsBy(TRADER, trial.payments),
        () => [call(TRADER, 'amt.transfer', { to: FRIEND, amount: 1000n * ONE })],
        (trial) => claimsBy(FRIEND, trial.payments),
        () => [call(FRIEND, 'amt.transfer', { to: TRADER, amount: 1000n * ONE })],
      ],
    ],
  ]
}

/** What a purchase has added to what the trader began with. */
function surplus(held: bigint): bigint {
  return held > 1000n * ONE ? held - 1000n * ONE : 0n
}

function liquidityFor(amount: bigint): { readonly amountAmt: bigint; readonly amountBtcb: bigint } {
  return { amountAmt: amount, amountBtcb: amount }
}

function claimsBy(who: Account, last: bigint): readonly Action[] {
  return last === 0n ? [] : [call(who, 'master.chargeFromTo', { from: 1n, to: last })]
}

/** What the group holds and is owed. */
function together(trial: Trial): Position {
  const positions = trial.positions([TRADER, FRIEND])
  const sum = new Map<Coin, bigint>()
  for (const who of [TRADER, FRIEND])
    for (const [coin, amount] of positions.get(who) ?? []) sum.set(coin, (sum.get(coin) ?? 0n) + amount)
  return sum
}

function gainOf(
  before: Position,
  after: Position,
): { readonly coin: Coin; readonly amount: bigint } | undefined {
  let gain: { readonly coin: Coin; readonly amount: bigint } | undefined
  for (const coin of new Set([...before.keys(), ...after.keys()])) {
    const amount = (after.get(coin) ?? 0n) - (before.get(coin) ?? 0n)
    if (amount < 0n) return undefined
    if (amount > 0n) gain = { coin, amount }
  }
  return gain
}

/** Small and large: an arbitrage pays up to a size. */
const TRADES = [10n ** 9n, 10n ** 15n, ONE]

export const poolIsNotBelowTheFloor: Probe = {
  name: 'pool-is-not-below-the-floor',
  statement: 'Nobody gains by buying AMT in the pool and redeeming it at the RCL.',
  // The whitepaper says that this cannot be; nothing in its contracts prevents it.
  claim: 39,
  check: (trial) =>
    arbitrage(trial, 'btcb', [
      (spent) => swap(['btcb', 'amt'], spent),
      () => call(TRADER, 'burnVault.backingWithdraw', { amount: trial.balance('amt', TRADER) }),
    ]),
}

export const marketIsNotBelowThePool: Probe = {
  name: 'market-is-not-below-the-pool',
  statement:
    'Nobody gains by buying AMT at the Market and selling it in the pool for BTCB, and that for USDT.',
  // It holds for a price above the pool's, which the owner has to set again as the pool moves.
  claim: 32,
  check: (trial) =>
    arbitrage(trial, 'usdt', [
      (spent) => call(TRADER, 'market.buy', { amountUsdt: spent }),
      () => swap(['amt', 'btcb', 'usdt'], trial.balance('amt', TRADER)),
    ]),
}

/** How a trade from a coin and back gains. */
function arbitrage(
  trial: Trial,
  coin: 'btcb' | 'usdt',
  legs: readonly ((spent: bigint) => Action)[],
): string | undefined {
  for (const spent of TRADES) {
    const gain = trial.undone(() => {
      if (!trial.endowed(TRADER, { [coin]: spent })) return 0n
      for (const leg of legs) if (!trial.act(leg(spent)).ok) return 0n
      return trial.balance(coin, TRADER) - spent
    })
    if (gain > 0n) return `${spent} base units of ${coin} become ${spent + gain}`
  }
  return undefined
}

function swap(path: readonly Token[], amountA: bigint): Action {
  const fn = 'router.swapExactTokensForTokens'
  return call(TRADER, fn, { amountA, limit: 0n, path: [...path], to: TRADER, deadline: NEVER })
}
