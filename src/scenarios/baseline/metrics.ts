/**
 * Metrics of the scenario `baseline`.
 *
 * Ratios are decimal text with at most 12 significant digits. Amounts are exact.
 */
import type { Decimal } from 'decimal.js'

import { ONE } from '../../model/kernel/units.ts'
import { usdPerBtc } from '../../sim/recording/gauge.ts'
import type { Metric } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import {
  amountMetric,
  countMetric,
  dec,
  percentMetric,
  percentOf,
  returnMetric,
  rounded,
} from '../shared/figures.ts'
import { riskMetrics } from '../shared/risk.ts'
import { startOf, type StartSettings } from '../shared/start.ts'
import { type DayClose, endOf } from '../../sim/recording/day-close.ts'

const DAYS_PER_MONTH = 365 / 12

/**
 * Payouts per AMT outside the pool in the first `days` days of a run, in BTCB wei. Zero if the run is
 * shorter.
 *
 * @default all days of the run
 */
export function payoutPerAmt(run: Summary, days = run.closes.length): bigint {
  const close = run.closes[days - 1]
  return close === undefined ? 0n : endOf(close).payoutPerAmt
}

/**
 * Payback period in months of one AMT at its price at `at`, at a rate of `paid` in `days` days; undefined if
 * nothing is paid.
 */
function paybackPeriod(at: DayClose, paid: bigint, days: number): Decimal | undefined {
  if (paid <= 0n || days === 0) return undefined
  return dec(spotPriceDown(at.view)).mul(days).div(dec(paid)).div(DAYS_PER_MONTH)
}

/**
 * Opportunity cost of all redemptions against selling in the pool, at each day's closing price, before
 * slippage. BTCB wei.
 */
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

/** BTCB that all payments allocated to holders and to liquidity providers. */
function allocated(run: Summary): { readonly holders: bigint; readonly providers: bigint } {
  const { view } = lastOf(run)
  let [holders, providers] = [0n, 0n]
  for (let id = 1n; id <= view.payments(); id++) {
    const payment = view.payment(id)
    holders += payment.holders
    providers += payment.providers
  }
  return { holders, providers }
}

/** What the whitepaper says of the launch. */
function launchMetrics(run: Summary): Readonly<Record<string, Metric>> {
  const launch = run.stages['launch']!.view
  return {
    launchSupply: amountMetric('AMT issued at launch', launch.supply('amt'), 'AMT'),
    launchPrice: amountMetric('Pool price at launch', spotPriceDown(launch), 'BTC/AMT'),
    launchPriceUsd: amountMetric(
      'Pool price at launch, in USD of the first day',
      (spotPriceDown(launch) * usdPerBtc(launch)) / ONE,
      'USD/AMT',
    ),
  }
}

export function metrics(settings: StartSettings, run: Summary): Readonly<Record<string, Metric>> {
  const [start, end] = [run.start, lastOf(run)]
  const { tally } = end
  const [priceThen, priceNow] = [spotPriceDown(start.view), spotPriceDown(end.view)]
  const [floorThen, floorNow] = [redemptionRateDown(start.view), redemptionRateDown(end.view)]
  const paidPerAmt = payoutPerAmt(run)
  const allocation = allocated(run)
  const capital = start.view.balance('btcb', 'arbitrageur')
  const month = Math.min(30, run.closes.length)
  const lastMonth = paidPerAmt - payoutPerAmt(run, run.closes.length - month)
  const months = (title: string, value: Decimal | undefined): Metric => ({
    title,
    unit: 'months',
    value: value === undefined ? 'never' : rounded(value),
  })
  return {
    ...(startOf(settings).isOther ? {} : launchMetrics(run)),
    openingPrice: amountMetric('Pool price at the start', priceThen, 'BTC/AMT'),
    openingFloor: amountMetric('Floor at the start', floorThen, 'BTC/AMT'),
    finalPrice: amountMetric('Pool price at the end', priceNow, 'BTC/AMT'),
    finalFloor: amountMetric('Floor at the end', floorNow, 'BTC/AMT'),
    floorGrowth: returnMetric('Growth of the floor', percentOf(floorNow - floorThen, floorThen)),
    payoutPerAmt: amountMetric('Payouts per AMT outside the pool', paidPerAmt, 'BTC/AMT'),
    yieldOnOpeningPrice: percentMetric(
      'Payouts as a share of the initial price',
      percentOf(paidPerAmt, priceThen),
    ),
    holderReturn: returnMetric(
      'Holder’s return in BTC, AMT at the pool price',
      percentOf(paidPerAmt + priceNow - priceThen, priceThen),
    ),
    holderReturnAtFloor: returnMetric(
      'Holder’s return in BTC, AMT redeemed at the end',
      percentOf(paidPerAmt + floorNow - priceThen, priceThen),
    ),
    monthsToPayBack: months(
      'Payback period at the first month’s payout rate',
      paybackPeriod(start, payoutPerAmt(run, month), month),
    ),
    monthsToPayBackAtEnd: months(
      'Payback period at the last month’s payout rate',
      paybackPeriod(end, lastMonth, month),
    ),
    paid: amountMetric('Total payments', tally.paid),
    paidToVault: amountMetric('Payments to the RCL', tally.paidToVault),
    daysWithoutPayment: countMetric('Days without a payment', 'days', run.closes.length - tally.payments),
    claimedByHolders: amountMetric('Claimed by holders', tally.claimedByHolders),
    claimedShare: percentMetric(
      'Share of holder payouts claimed',
      percentOf(tally.claimedByHolders, allocation.holders),
    ),
    claimedByProviders: amountMetric('Claimed by liquidity providers', tally.claimedByProviders),
    unclaimed: amountMetric('Unclaimed in Master', end.view.balance('btcb', 'master')),
    dust: amountMetric('Rounding dust swept', tally.dust),
    redeemedAmt: amountMetric('AMT redeemed', tally.redeemedAmt, 'AMT'),
    redeemedBtcb: amountMetric('BTCB paid for redemptions', tally.redeemedBtcb),
    forgoneByRedeeming: amountMetric(
      'Opportunity cost of redeeming, before slippage',
      forgoneByRedeeming(run),
    ),
    arbitrageProfit: amountMetric(
      'Arbitrage profit before gas',
      end.view.balance('btcb', 'arbitrageur') - capital,
    ),
    refused: countMetric('Reverted actions', 'actions', tally.refused),
    ...riskMetrics(run),
  }
}
