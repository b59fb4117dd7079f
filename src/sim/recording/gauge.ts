/**
 * Gauges: the values that the recorder reads at the close of every day, one column each.
 *
 * A cell is exact decimal text in the column's unit, rounded down to 18 decimals. Market prices, which are
 * statistics and not money, have the decimals of their quotes.
 */
import { fromBase, ONE } from '../../model/kernel/units.ts'
import { dateOf } from '../calendar.ts'
import { toBaseUnits } from '../math/base-units.ts'
import { redemptionRateDown, spotPriceDown, type AgentView, payoutPerAmtDown } from '../view/agent-view.ts'
import type { DayClose } from './day-close.ts'

/** A daily column: title, unit, and how a close is read. */
export interface Gauge {
  readonly title: string
  readonly unit: string
  /** The cell of a close: exact decimal text, or a word. */
  readonly read: (today: DayClose) => string
}

const gauge = (title: string, unit: string, read: (today: DayClose) => string): Gauge => ({
  title,
  unit,
  read,
})

/** Exogenous price of BTC, USD times 1e18. */
export const usdPerBtc = (view: AgentView): bigint => toBaseUnits(view.environment.btc.usd)

/** Payout of all of the day's payments per AMT outside the pool, BTCB wei. */
function payoutToday({ view }: DayClose): bigint {
  let sum = 0n
  const before = view.history.at(-1)?.payments ?? 0n
  for (let id = before + 1n; id <= view.payments(); id++) sum += payoutPerAmtDown(view.payment(id))
  return sum
}

/** `floor(a·b/1e18)` of two amounts in base units. */
const times = (a: bigint, b: bigint): bigint => (a * b) / ONE

/** Day of the run, from 0. */
export const day = gauge('Day', 'day', ({ view }) => view.day.toString())
/** Date of the close, UTC. */
export const date = gauge('Date', 'date', ({ view }) => dateOf(view.now))
/** Market price of one BTC, rounded to cents. */
export const btcPrice = gauge('BTC price', 'USD/BTC', ({ view }) => view.environment.btc.usd.toFixed(2))
/** Mining difficulty of Bitcoin. */
export const difficulty = gauge('Difficulty', 'hashes/2^32', ({ view }) =>
  view.environment.network.difficulty.toFixed(0),
)
/** Height of the Bitcoin chain, from which the subsidy follows. */
export const height = gauge('Block height', 'block', ({ view }) => view.environment.network.height.toString())
/** Hash rate of the machines that the project runs. */
export const hashRate = gauge('Hash rate of the project', 'TH/s', ({ view }) =>
  view.environment.fleet.ths.toString(),
)
/** Marginal price of AMT in the AMT/BTCB pool: ratio of its reserves, rounded down. */
export const poolPrice = gauge('Pool price', 'BTC/AMT', ({ view }) => fromBase(spotPriceDown(view)))
/** Pool price at the market price of BTC. */
export const poolPriceUsd = gauge('Pool price', 'USD/AMT', ({ view }) =>
  fromBase(times(spotPriceDown(view), usdPerBtc(view))),
)
/** Redemption rate of the RCL (floor): its BTCB over the AMT supply, rounded down. */
export const floorPrice = gauge('Floor (RCL)', 'BTC/AMT', ({ view }) => fromBase(redemptionRateDown(view)))
/** Floor at the market price of BTC. */
export const floorPriceUsd = gauge('Floor (RCL)', 'USD/AMT', ({ view }) =>
  fromBase(times(redemptionRateDown(view), usdPerBtc(view))),
)
/** Pool price as a multiple of the floor; 0 without a floor. */
export const premium = gauge('Pool price over floor', 'times', ({ view }) => {
  const floor = redemptionRateDown(view)
  return floor === 0n ? '0' : fromBase((spotPriceDown(view) * ONE) / floor)
})
/** Paid on the day to one AMT outside the pool. */
export const payoutPerAmt = gauge('Payout per AMT', 'BTC/AMT', (today) => fromBase(payoutToday(today)))
/** Paid since day 0 to one AMT outside the pool. */
export const payoutToDate = gauge('Payouts per AMT to date', 'BTC/AMT', (today) =>
  fromBase((today.view.history.at(-1)?.payoutPerAmt ?? 0n) + payoutToday(today)),
)
/** BTCB that the RCL (BurnVault) holds. */
export const backing = gauge('BTCB in the RCL', 'BTC', ({ view }) => fromBase(view.backing()))
/** AMT in existence. */
export const supply = gauge('AMT supply', 'AMT', ({ view }) => fromBase(view.supply('amt')))
/** Reserve of AMT in the AMT/BTCB pool. */
export const poolAmt = gauge('AMT in the pool', 'AMT', ({ view }) => fromBase(view.pool().amt))
/** Reserve of BTCB in the AMT/BTCB pool. */
export const poolBtcb = gauge('BTCB in the pool', 'BTC', ({ view }) => fromBase(view.pool().btcb))
/** LP tokens of the pool in existence. */
export const lpSupply = gauge('LP tokens', 'LP', ({ view }) => fromBase(view.supply('pair')))
/** liqAMT in existence: wrapped LP tokens, which earn payouts. */
export const wrapped = gauge('Wrapped liquidity', 'liqAMT', ({ view }) => fromBase(view.supply('liqAmt')))
/** BTCB in Master: payouts that nobody has claimed yet, and dust. */
export const unclaimed = gauge('Unclaimed BTCB in Master', 'BTC', ({ view }) =>
  fromBase(view.balance('btcb', 'master')),
)
/** BTCB paid to Master since day 0. */
export const paid = gauge('Paid to date', 'BTC', ({ tally }) => fromBase(tally.paid))
/** BTCB that holders have claimed. */
export const claimedByHolders = gauge('Claimed by holders to date', 'BTC', ({ tally }) =>
  fromBase(tally.claimedByHolders),
)
/** BTCB that providers of liquidity have claimed. */
export const claimedByProviders = gauge('Claimed by liquidity providers to date', 'BTC', ({ tally }) =>
  fromBase(tally.claimedByProviders),
)
/** AMT burnt at the RCL. */
export const redeemedAmt = gauge('Redeemed to date', 'AMT', ({ tally }) => fromBase(tally.redeemedAmt))
/** BTCB that the RCL paid for it. */
export const redeemedBtcb = gauge('Paid for redemptions to date', 'BTC', ({ tally }) =>
  fromBase(tally.redeemedBtcb),
)
/** BTCB that buyers paid to the pool. */
export const boughtFor = gauge('Paid by buyers to date', 'BTC', ({ tally }) => fromBase(tally.boughtFor))
/** BTCB that sellers received from the pool. */
export const soldFor = gauge('Paid to sellers to date', 'BTC', ({ tally }) => fromBase(tally.soldFor))
/** Actions since day 0, reverted ones included. */
export const actions = gauge('Actions to date', 'actions', ({ tally }) => tally.actions.toString())
/** Reverted actions since day 0. */
export const refused = gauge('Reverts to date', 'actions', ({ tally }) => tally.refused.toString())

/** Balance of `person` in AMT or BTCB. */
export const holding = (token: 'amt' | 'btcb', person: string): Gauge =>
  gauge(`${token.toUpperCase()} of ${person}`, token === 'amt' ? 'AMT' : 'BTC', ({ view }) =>
    fromBase(view.balance(token, person)),
  )
