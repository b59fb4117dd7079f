/**
 * Trades: every successful purchase, sale and redemption of AMT, in order. Base units.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { isWait, type Action, type Call } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Amt, Btcb } from '../../model/kernel/units.ts'

/** A purchase, sale or redemption: AMT and BTCB in base units. */
export interface Trade {
  readonly by: Account
  /** `buy` and `sell` in the pool, `redeem` at the RCL. */
  readonly kind: 'buy' | 'sell' | 'redeem'
  readonly amt: Amt
  /** BTCB paid for a purchase, or received for a sale or redemption. */
  readonly btcb: Btcb
}

/** A trade with its day. */
export interface DatedTrade extends Trade {
  readonly day: number
}

/** The trade that an action made; undefined if it reverted, is no trade, or swaps over more than one pair. */
export function tradeOf(action: Action, outcome: Outcome, day: number): DatedTrade | undefined {
  if (isWait(action) || !outcome.ok) return undefined
  if (action.call === 'burnVault.backingWithdraw') {
    const [amt, btcb] = outcome.events.find(({ name }) => name === 'burnMade')!.args as [Amt, Btcb]
    return { by: action.by, kind: 'redeem', amt, btcb, day }
  }
  if (!isRouterSwap(action)) return undefined
  const amounts = outcome.returned as readonly bigint[]
  const { path } = action.args
  if (path.length !== 2) return undefined
  const [paid, got] = [amounts[0]!, amounts[1]!]
  const [from, to] = [path[0], path[1]]
  if (from === 'btcb' && to === 'amt')
    return { by: action.by, kind: 'buy', amt: got as Amt, btcb: paid as Btcb, day }
  if (from === 'amt' && to === 'btcb')
    return { by: action.by, kind: 'sell', amt: paid as Amt, btcb: got as Btcb, day }
  return undefined
}

type RouterSwap = 'router.swapExactTokensForTokens' | 'router.swapTokensForExactTokens'

function isRouterSwap(action: Call): action is Call<RouterSwap> {
  return (
    action.call === 'router.swapExactTokensForTokens' || action.call === 'router.swapTokensForExactTokens'
  )
}
