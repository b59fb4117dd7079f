/**
 * The baseline's metrics: the figures that an analyst asks for first.
 *
 * Ratios are decimal text of at most 12 significant digits; amounts are exact.
 */
import type { Decimal } from 'decimal.js'

import { ONE } from '../../model/kernel/units.ts'
import { usdPerBtc } from '../../sim/recording/gauge.ts'
import type { Metric } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { amountMetric, countMetric, dec, percentMetric, percentOf, rounded } from '../shared/figures.ts'
import { type DayClose, endOf } from '../../sim/recording/day-close.ts'

const DAYS_PER_MONTH = 365 / 12

/** BTCB wei that one AMT outside the pool was paid in the first `days` days of a run, or in all of them. */
export function payoutPerAmt(run: Summary, days = run.closes.length): bigint {
  const close = run.closes[days - 1]
  return close === undefined ? 0n : endOf(close).payoutPerAmt
}

/** Months until one AMT's price at `at` is paid back, if every month pays what `paid` in `days` days makes; undefined if never. */
function monthsToPayBack(at: DayClose, paid: bigint, days: number): Decimal | undefined {
  if (paid <= 0n || days === 0) return undefined
  return dec(spotPriceDown(at.view)).mul(days).div(dec(paid)).div(DAYS_PER_MONTH)
}

/** What redeemers would have had more in the pool, at each day's closing price and before its slippage. */
export function forgoneByRedeeming(run: Summary): bigint {
  let forgone = 0n
  let before = run.start.tally
  for (const { view, tally } of run.closes) {
    const burnt = tally.redeemedAmt - before.redeemedAmt
    const got = tally.redeemedBtcb - before.redeemedBtcb
    forgone += (burnt * spotPriceDown(view)) / ONE - got
    before = tally
  }
  return forgone
}

/** BTCB set aside for holders, by all payments, and what of all AMT's payouts is for them and for providers together. */
function setAside(run: Summary): { readonly holders: bigint; readonly providers: bigint } {
  const { view } = lastOf(run)
  let [holders, providers] = [0n, 0n]
  for (let id = 1n; id <= view.payments(); id++) {
    const payment = view.payment(id)
    holders += payment.holders
    providers += payment.providers
  }
  return { holders, providers }
}

export function metrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const [start, end] = [run.start, lastOf(run)]
  const { tally } = end
  const [priceThen, priceNow] = [spotPriceDown(start.view), spotPriceDown(end.view)]
  const [floorThen, floorNow] = [redemptionRateDown(start.view), redemptionRateDown(end.view)]
  const paidPerAmt = payoutPerAmt(run)
  const aside = setAside(run)
  const launch = run.stages['launch']!.view
  const capital = start.view.balance('btcb', 'arbitrageur')
  const month = Math.min(30, run.closes.length)
  const lastMonth = paidPerAmt - payoutPerAmt(run, run.closes.length - month)
  const months = (title: string, value: Decimal | undefined): Metric => ({
    title,
    unit: 'months',
    value: value === undefined ? 'never' : rounded(value),
  })
  return {
    launchSupply: amountMetric('AMT issued at launch', launch.supply('amt'), 'AMT'),
    launchPrice: amountMetric('Pool price at launch', spotPriceDown(launch), 'BTC/AMT'),
    launchPriceUsd: amountMetric(
      'Pool price at launch, at the BTC price of the first day',
      (spotPriceDown(launch) * usdPerBtc(launch)) / ONE,
      'USD/AMT',
    ),
    openingPrice: amountMetric('Pool price at the opening', priceThen, 'BTC/AMT'),
    openingFloor: amountMetric('Floor at the opening', floorThen, 'BTC/AMT'),
    finalPrice: amountMetric('Pool price at the end', priceNow, 'BTC/AMT'),
    finalFloor: amountMetric('Floor at the end', floorNow, 'BTC/AMT'),
    floorGrowth: percentMetric('Growth of the floor', percentOf(floorNow - floorThen, floorThen)),
    payoutPerAmt: amountMetric('Paid per AMT outside the pool', paidPerAmt, 'BTC/AMT'),
    yieldOnOpeningPrice: percentMetric(
      'Payouts as a part of the opening price',
      percentOf(paidPerAmt, priceThen),
    ),
    holderReturn: percentMetric(
      "A holder's return in BTC, AMT valued in the pool",
      percentOf(paidPerAmt + priceNow - priceThen, priceThen),
    ),
    holderReturnAtFloor: percentMetric(
      "A holder's return in BTC, AMT redeemed at the end",
      percentOf(paidPerAmt + floorNow - priceThen, priceThen),
    ),
    monthsToPayBack: months(
      'Until the opening price is paid back, at the first month’s payouts',
      monthsToPayBack(start, payoutPerAmt(run, month), month),
    ),
    monthsToPayBackAtEnd: months(
      'Until the final price is paid back, at the last month’s payouts',
      monthsToPayBack(end, lastMonth, month),
    ),
    paid: amountMetric('Paid in all', tally.paid),
    paidToVault: amountMetric('Paid to the RCL', tally.paidToVault),
    daysWithoutPayment: countMetric('Days without a payment', 'days', run.closes.length - tally.payments),
    claimedByHolders: amountMetric('Claimed by holders', tally.claimedByHolders),
    claimedShare: percentMetric(
      'Claimed of what holders were paid',
      percentOf(tally.claimedByHolders, aside.holders),
    ),
    claimedByProviders: amountMetric('Claimed by liquidity providers', tally.claimedByProviders),
    unclaimed: amountMetric('Waiting in Master', end.view.balance('btcb', 'master')),
    dust: amountMetric('Rounding dust swept', tally.dust),
    redeemedAmt: amountMetric('Redeemed', tally.redeemedAmt, 'AMT'),
    redeemedBtcb: amountMetric('Paid for it by the RCL', tally.redeemedBtcb),
    forgoneByRedeeming: amountMetric(
      'What the pool would have paid more, before slippage',
      forgoneByRedeeming(run),
    ),
    arbitrageProfit: amountMetric(
      "The arbitrageur's profit, before gas",
      end.view.balance('btcb', 'arbitrageur') - capital,
    ),
    refused: countMetric('Refused actions', 'actions', tally.refused),
  }
}
