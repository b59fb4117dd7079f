/**
 * Exchange: nobody gives up value without receiving value, and nobody gains by buying in one place and
 * selling in another.
 */
import { call } from '../../lockstep/generate/context.ts'
import type { Token } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import type { Probe } from './property.ts'
import type { Trial } from './trial.ts'

const ONE = 10n ** 18n
const NEVER = 2n ** 60n
const TRADER = 'trader'

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
