/**
 * Wealth around the reset, at spot and at execution.
 *
 * Unit: BTCB base units, rounded down.
 */
import type { Decimal } from 'decimal.js'

import { outDown } from '../../model/contracts/pancake/quotes.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { owned } from '../../sim/agents/operations/reset-operator.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import type { AgentView } from '../../sim/view/agent-view.ts'
import { percentOf } from '../shared/figures.ts'

/** Day of the reset: two days after the buy-back's first purchase, one day after all deposits are settled. */
export const RESET_DAY = 4

/** Wealth at spot: AMT, deposits and liquidity at the pool price, in BTCB base units, rounded down. */
export function atSpot(view: AgentView, person: Account): bigint {
  const { amt, btcb } = view.pool()
  const shares = view.balance('liqAmt', person) + view.balance('pair', person)
  return (owned(view, person) * btcb) / amt + (2n * shares * btcb) / view.supply('pair')
}

/**
 * Wealth at execution: BTCB after withdrawing deposits and liquidity and selling all AMT, with no other
 * trades. Base units.
 */
export function atExecution(view: AgentView, person: Account): bigint {
  const { amt, btcb } = view.pool()
  const supply = view.supply('pair')
  const shares = view.balance('liqAmt', person) + view.balance('pair', person)
  const [outAmt, outBtcb] = [(shares * amt) / supply, (shares * btcb) / supply]
  const sold = outDown(owned(view, person) + outAmt, amt - outAmt, btcb - outBtcb)
  return outBtcb + sold
}

/** The closes before and after the reset; undefined if the run is too short. */
export function around(run: Summary): readonly [before: AgentView, after: AgentView] | undefined {
  const [before, after] = [run.closes[RESET_DAY - 1], run.closes[RESET_DAY]]
  return before === undefined || after === undefined ? undefined : [before.view, after.view]
}

/** Whether the reset was carried out. */
export const happened = ([before, after]: readonly [AgentView, AgentView]): boolean =>
  after.pool().amt > before.pool().amt

/** Wealth after the reset in percent of the wealth before. */
export const shareKept = (
  read: typeof atSpot,
  [before, after]: readonly [AgentView, AgentView],
  person: Account,
): Decimal => percentOf(read(after, person), read(before, person))
