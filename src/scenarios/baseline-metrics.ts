/**
 * The baseline's metrics: the figures that an analyst asks for first.
 *
 * Ratios are decimal text of at most 12 significant digits; amounts are exact.
 */
import { Decimal } from 'decimal.js'

import { fromBase, ONE } from '../model/units.ts'
import { usdPerBtc, type Today } from '../sim/gauge.ts'
import { withDay } from '../sim/history.ts'
import type { Metric } from '../sim/result.ts'
import { lastOf, type Summary } from '../sim/summary.ts'
import { redemptionRateDown, spotPriceDown } from '../sim/world.ts'

const DAYS_PER_MONTH = 365 / 12

/** `text`'s digits, at most 12 of them significant. */
const rounded = (value: Decimal): string => value.toSignificantDigits(12).toFixed()

const dec = (value: bigint): Decimal => new Decimal(value.toString())

/** `a/b` in percent; zero if there is nothing to divide by. */
const percentOf = (a: bigint, b: bigint): Decimal => (b === 0n ? new Decimal(0) : dec(a).div(dec(b)).mul(100))

/** BTCB wei that one AMT outside the pool was paid in the first `days` days of a run, or in all of them. */
export function payoutPerAmt(run: Summary, days = run.closes.length): bigint {
  const close = run.closes[days - 1]
  return close === undefined ? 0n : (withDay(close.world.history, close.world).at(-1)?.payoutPerAmt ?? 0n)
}

/** Months until one AMT's price at `at` is paid back, if every month pays what `paid` in `days` days makes; undefined if never. */
function monthsToPayBack(at: Today, paid: bigint, days: number): Decimal | undefined {
  if (paid <= 0n || days === 0) return undefined
  return dec(spotPriceDown(at.world)).mul(days).div(dec(paid)).div(DAYS_PER_MONTH)
}

/** What redeemers would have had more in the pool, at each day's closing price and before its slippage. */
export function forgoneByRedeeming(run: Summary): bigint {
  let forgone = 0n
  let before = run.start.tally
  for (const { world, tally } of run.closes) {
    const burnt = tally.redeemedAmt - before.redeemedAmt
    const got = tally.redeemedBtcb - before.redeemedBtcb
    forgone += (burnt * spotPriceDown(world)) / ONE - got
    before = tally
  }
  return forgone
}

/** BTCB set aside for holders, by all payments, and what of all AMT's payouts is for them and for providers together. */
function setAside(run: Summary): { readonly holders: bigint; readonly providers: bigint } {
  const { world } = lastOf(run)
  let [holders, providers] = [0n, 0n]
  for (let id = 1n; id <= world.payments(); id++) {
    const payment = world.payment(id)
    holders += payment.holders
    providers += payment.providers
  }
  return { holders, providers }
}

export function metrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const [start, end] = [run.start, lastOf(run)]
  const { tally } = end
  const [priceThen, priceNow] = [spotPriceDown(start.world), spotPriceDown(end.world)]
  const [floorThen, floorNow] = [redemptionRateDown(start.world), redemptionRateDown(end.world)]
  const paidPerAmt = payoutPerAmt(run)
  const aside = setAside(run)
  const launch = run.stages['launch']!.world
  const capital = start.world.balance('btcb', 'arbitrageur')
  const month = Math.min(30, run.closes.length)
  const lastMonth = paidPerAmt - payoutPerAmt(run, run.closes.length - month)
  const percent = (title: string, value: Decimal): Metric => ({ title, unit: '%', value: rounded(value) })
  const btc = (title: string, value: bigint, unit = 'BTC'): Metric => ({
    title,
    unit,
    value: fromBase(value),
  })
  const months = (title: string, value: Decimal | undefined): Metric => ({
    title,
    unit: 'months',
    value: value === undefined ? 'never' : rounded(value),
  })
  const count = (title: string, unit: string, value: number): Metric => ({
    title,
    unit,
    value: String(value),
  })
  return {
    launchSupply: btc('AMT issued at launch', launch.supply('amt'), 'AMT'),
    launchPrice: btc('Pool price at launch', spotPriceDown(launch), 'BTC/AMT'),
    launchPriceUsd: btc(
      'Pool price at launch, at the BTC price of the first day',
      (spotPriceDown(launch) * usdPerBtc(launch)) / ONE,
      'USD/AMT',
    ),
    openingPrice: btc('Pool price at the opening', priceThen, 'BTC/AMT'),
    openingFloor: btc('Floor at the opening', floorThen, 'BTC/AMT'),
    finalPrice: btc('Pool price at the end', priceNow, 'BTC/AMT'),
    finalFloor: btc('Floor at the end', floorNow, 'BTC/AMT'),
    floorGrowth: percent('Growth of the floor', percentOf(floorNow - floorThen, floorThen)),
    payoutPerAmt: btc('Paid per AMT outside the pool', paidPerAmt, 'BTC/AMT'),
    yieldOnOpeningPrice: percent('Payouts as a part of the opening price', percentOf(paidPerAmt, priceThen)),
    holderReturn: percent(
      "A holder's return in BTC, AMT valued in the pool",
      percentOf(paidPerAmt + priceNow - priceThen, priceThen),
    ),
    holderReturnAtFloor: percent(
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
    paid: btc('Paid in all', tally.paid),
    paidToVault: btc('Paid to the RCL', tally.paidToVault),
    daysWithoutPayment: count('Days without a payment', 'days', run.closes.length - tally.payments),
    claimedByHolders: btc('Claimed by holders', tally.claimedByHolders),
    claimedShare: percent(
      'Claimed of what holders were paid',
      percentOf(tally.claimedByHolders, aside.holders),
    ),
    claimedByProviders: btc('Claimed by liquidity providers', tally.claimedByProviders),
    unclaimed: btc('Waiting in Master', end.world.balance('btcb', 'master')),
    dust: btc('Rounding dust swept', tally.dust),
    redeemedAmt: btc('Redeemed', tally.redeemedAmt, 'AMT'),
    redeemedBtcb: btc('Paid for it by the RCL', tally.redeemedBtcb),
    forgoneByRedeeming: btc('What the pool would have paid more, before slippage', forgoneByRedeeming(run)),
    arbitrageProfit: btc(
      "The arbitrageur's profit, before gas",
      end.world.balance('btcb', 'arbitrageur') - capital,
    ),
    refused: count('Refused actions', 'actions', tally.refused),
  }
}
