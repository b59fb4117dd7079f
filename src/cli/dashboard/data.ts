/**
 * Data: the dashboard as the object of `--json`.
 */
import type { Decimal } from 'decimal.js'
import { bestExit } from '../../model/planning/arbitrage/exit.ts'
import { btcbForSelling } from '../../model/contracts/pancake/quotes.ts'
import { redemption } from '../../model/contracts/burn-vault.ts'
import { fromBase, type Amt } from '../../model/kernel/units.ts'
import type { DashboardState } from './state.ts'
import {
  type Dashboard,
  DIGITS,
  priceOf,
  rateOf,
  premium,
  impliedPerTh,
  meanPayout,
  MONTH,
  DAYS_IN_MONTH,
  exits,
} from './figures.ts'
import { dashboardAnswer } from './story.ts'

/** Version of the object of `--json`; it grows when a field changes its meaning or goes. */
const DASHBOARD_SCHEMA = 1

/** The object printed by `--json`: exact decimal text; amounts in AMT and BTCB, prices in BTC per AMT. */
export function dashboardData(dashboard: Dashboard): object {
  const { state, privileges, holding, elsewhere } = dashboard
  const { floor, pool, books, change, mints, redeemed, accounts } = state
  const [price, rate] = [priceOf(state), rateOf(state)]
  const implied = impliedPerTh(state, price)
  const texts = (amounts: Readonly<Record<string, bigint>>): object =>
    Object.fromEntries(Object.entries(amounts).map(([name, base]) => [name, fromBase(base)]))
  const number = (value: Decimal | undefined): string | null =>
    value === undefined ? null : value.toFixed(DIGITS)
  return {
    schema: DASHBOARD_SCHEMA,
    date: state.date,
    day: state.day ?? null,
    answer: dashboardAnswer(dashboard),
    supply: fromBase(floor.supply),
    backing: fromBase(floor.backing),
    poolAmt: fromBase(pool.amt),
    poolBtcb: fromBase(pool.btcb),
    price: number(price),
    floor: number(rate),
    premiumPercent: number(premium(price, rate)),
    btcUsd: number(state.btcPrice),
    usdPerTh: number(implied),
    premiumOverElsewherePercent: number(elsewhere === undefined ? undefined : premium(implied, elsewhere)),
    hashpriceUsdPerPhDay: number(state.hashprice),
    payout: number(state.payouts.at(-1)),
    meanPayout: number(meanPayout(state, MONTH)),
    exits: exits(state).map(({ share, ...rest }) => ({ sharePercent: share, ...texts(rest) })),
    change:
      change === undefined
        ? null
        : 'unknown' in change
          ? change
          : {
              from: number(change.from),
              to: number(change.to),
              parts: Object.fromEntries(
                Object.entries(change.parts).map(([name, part]) => [name, part.toFixed(30)]),
              ),
            },
    mints: mints.map(({ date, to, amount, supplyBefore }) => ({
      date,
      to,
      ...texts({ amount, supplyBefore }),
    })),
    redeemed: redeemed === undefined ? null : texts(redeemed),
    roles: privileges.map((each) => ({ ...each, account: accounts?.[each.who] ?? null })),
    books:
      books === undefined ? null : { ...texts({ ...books, causes: 0n }), causes: texts({ ...books.causes }) },
    holder: holding === undefined ? null : holderData(state, holding),
  }
}

function holderData(state: DashboardState, holding: Amt): object {
  const { pool, floor, payouts } = state
  const price = priceOf(state)
  const best = bestExit(pool, floor, holding)
  const months = (daily: Decimal | undefined): string | null =>
    price === undefined || daily === undefined
      ? null
      : daily.lte(0)
        ? 'never'
        : price.div(daily).div(DAYS_IN_MONTH).toFixed(6)
  return {
    holding: fromBase(holding),
    paybackMonths: months(meanPayout(state, MONTH)),
    paybackMonthsAtTheDay: months(payouts.at(-1)),
    atPoolPrice: price === undefined ? null : price.times(fromBase(holding)).toFixed(DIGITS),
    sellAll: fromBase(btcbForSelling(pool, holding)),
    redeemAll: fromBase(floor.supply === 0n ? 0n : redemption(floor.backing, floor.supply, holding)),
    bestExit: fromBase(best.total),
    bestExitSells: fromBase(best.sell),
    bestExitRedeems: fromBase(best.burn),
  }
}
