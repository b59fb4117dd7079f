/**
 * Hypotheses of the scenario `bear-market`, stated before the run, with its metrics and tables.
 */
import { Decimal } from 'decimal.js'

import { KEPT, OF } from '../../model/contracts/pancake/quotes.ts'
import { profitableBelow } from '../../model/planning/arbitrage/floor.ts'
import { fromBase, ONE, type Amt, type Btcb } from '../../model/kernel/units.ts'
import { dateOf } from '../../sim/calendar.ts'
import { gasToday } from '../../sim/view/gas.ts'
import type { Column, Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { DatedTrade } from '../../sim/recording/trades.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown, spotPriceDown, type AgentView } from '../../sim/view/agent-view.ts'
import type { Bear } from './parameters.ts'
import {
  about,
  amountMetric,
  countMetric,
  dayMetric,
  dec,
  percentMetric,
  percentOf,
  ratioMetric,
  ratioOf,
  sats,
  tableOf,
} from '../shared/figures.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { leftOutAt } from '../../sim/definition/start.ts'
import { startOf } from '../shared/start.ts'

const ARBITRAGEUR = 'arbitrageur'

/**
 * Lower end of the no-arbitrage band, `g·r`, in BTCB wei per AMT. Below it, buying in the pool and redeeming
 * is profitable.
 */
const bandOf = (view: AgentView): bigint => (redemptionRateDown(view) * KEPT) / OF

/** Shortfall of the price below `g·r`, in percent of `g·r`; zero if the price is not below. */
const shortfallPct = (view: AgentView): Decimal => {
  const [price, band] = [spotPriceDown(view), bandOf(view)]
  return price >= band ? new Decimal(0) : percentOf(band - price, band)
}

/** The arbitrageur's profit by that close, before gas, in BTCB wei; zero without an arbitrageur. */
function profitAt(run: Summary, { view }: DayClose): bigint {
  if (!run.people.includes(ARBITRAGEUR)) return 0n
  return view.balance('btcb', ARBITRAGEUR) - run.start.view.balance('btcb', ARBITRAGEUR)
}

const arbitragesOf = (run: Summary): readonly DatedTrade[] =>
  run.trades.filter(({ by, kind }) => by === ARBITRAGEUR && kind === 'redeem')

/** Gas cost of all arbitrages, each at the gas price of its day. BTCB wei. */
const gasPaid = ({ arbitrage, arbitrageGas }: Bear, run: Summary): bigint =>
  arbitrage === 'free'
    ? 0n
    : arbitragesOf(run).reduce(
        (sum, { day }) => sum + gasToday(run.closes[day]!.view, arbitrageGas as Btcb),
        0n,
      )

export function dailyPrices(run: Compared): Table {
  const runs = {
    run,
    none: variantOf(run, 'none'),
    free: variantOf(run, 'free'),
    slow: variantOf(run, 'slow'),
    comparing: variantOf(run, 'comparing'),
  }
  const titles = {
    run: 'This run',
    none: 'No arbitrageur',
    free: 'Arbitrage without gas',
    slow: 'A slow arbitrageur',
    comparing: 'Sellers compare venues',
  }
  const columns: Omit<Column, 'cells'>[] = [
    { name: 'date', title: 'Date', unit: 'date' },
    { name: 'band', title: 'Lower end of the band', unit: 'BTC/AMT' },
  ]
  const reads: ((day: number) => string)[] = [
    (day) => dateOf(run.closes[day]!.view.now),
    (day) => fromBase(bandOf(run.closes[day]!.view)),
  ]
  const add = (suffix: string, unit: string, read: (each: Summary, close: DayClose) => bigint): void => {
    for (const name of Object.keys(runs) as (keyof typeof runs)[]) {
      columns.push({ name: `${name}${suffix}`, title: titles[name], unit })
      reads.push((day) => fromBase(read(runs[name], runs[name].closes[day]!)))
    }
  }
  add('', 'BTC/AMT', (_each, { view }) => spotPriceDown(view))
  add('Backing', 'BTC', (_each, { view }) => view.backing())
  add('Profit', 'BTC', profitAt)
  return tableOf(
    { name: 'prices', title: 'Pool price, RCL and arbitrage profit by variant' },
    columns,
    run.closes.map((_close, day) => reads.map((read) => read(day))),
  )
}

/** Number of closes below the band, and the largest shortfall in percent. */
function below(run: Summary): { readonly days: number; readonly worst: Decimal } {
  const falls = run.closes.map(({ view }) => shortfallPct(view))
  return {
    days: falls.filter((fall) => fall.gt(0)).length,
    worst: falls.reduce((most, fall) => (fall.gt(most) ? fall : most), new Decimal(0)),
  }
}

const soldBy = (run: Summary, names: RegExp): readonly [amt: bigint, btcb: bigint] =>
  run.trades
    .filter(({ by, kind }) => names.test(by) && kind !== 'buy')
    .reduce<readonly [bigint, bigint]>(([amt, btcb], trade) => [amt + trade.amt, btcb + trade.btcb], [0n, 0n])

const SELLERS = /^(?:seller|whale)-/

export function bearMetrics(settings: Bear, run: Summary): Readonly<Record<string, Metric>> {
  const [start, end] = [run.start.view, lastOf(run).view]
  const { days, worst } = below(run)
  const [sold, got] = soldBy(run, SELLERS)
  return {
    openingPrice: amountMetric('Pool price at the start', spotPriceDown(start), 'BTC/AMT'),
    finalPrice: amountMetric('Pool price at the end', spotPriceDown(end), 'BTC/AMT'),
    openingFloor: amountMetric('Floor at the start', redemptionRateDown(start), 'BTC/AMT'),
    finalFloor: amountMetric('Floor at the end', redemptionRateDown(end), 'BTC/AMT'),
    sold: amountMetric('AMT sold by whale and drawdown sellers', sold, 'AMT'),
    soldFor: amountMetric('Proceeds of these sales', got),
    averagePrice: ratioMetric(
      'Average price of these sales over the initial price',
      ratioOf(got * ONE, sold).div(dec(spotPriceDown(start))),
    ),
    daysBelowBand: countMetric('Closes below the band', 'days', days),
    worstBelowBand: percentMetric('Largest shortfall below the band', worst),
    backing: amountMetric('BTCB in the RCL at the end', end.backing()),
    burnt: amountMetric('AMT burnt', lastOf(run).tally.redeemedAmt, 'AMT'),
    drained: amountMetric('BTCB paid by the RCL for redemptions', lastOf(run).tally.redeemedBtcb),
    arbitrages: countMetric('Arbitrages', 'trades', arbitragesOf(run).length),
    arbitrageProfit: amountMetric('Arbitrage profit before gas', profitAt(run, lastOf(run))),
    arbitrageGas: amountMetric('Gas cost of the arbitrages', gasPaid(settings, run)),
  }
}

const floorHolds: Hypothesis = {
  statement: 'The RCL’s rate never falls from one close to the next, whatever is sold',
  check: ({ start, closes }) => {
    let [rate, falls] = [redemptionRateDown(start.view), 0]
    for (const { view } of closes) {
      const now = redemptionRateDown(view)
      if (now < rate) falls++
      rate = now
    }
    return {
      found: `${falls} falls; ${sats(redemptionRateDown(start.view))} sat at the start, ${sats(rate)} at the end`,
      asExpected: falls === 0,
    }
  },
}

/** With a prompt arbitrageur, at each close: `P >= g·r·(1 - √(G/(r·X)))²`, less one wei of rounding. */
const bandHolds = ({ arbitrage, arbitrageGas }: Bear): Hypothesis => ({
  statement:
    'With a prompt arbitrageur the pool never closes further below the band than gas makes unprofitable',
  check: (run) => {
    if (arbitrage !== 'gas' && arbitrage !== 'free') return undefined
    const gas = (arbitrage === 'gas' ? arbitrageGas : 0n) as Btcb
    const low = run.closes.filter(({ view }) => {
      const floor = { backing: view.backing(), supply: view.supply('amt') as Amt }
      const { amt, btcb } = view.pool()
      return dec(btcb)
        .mul(1 + 1e-12)
        .lt(profitableBelow(view.pool(), floor, gas).mul(dec(amt)))
    }).length
    const { worst } = below(run)
    return {
      found: `${low} of ${run.closes.length} closes lower; largest shortfall below the band ${worst.toFixed(4)}%`,
      asExpected: low === 0,
    }
  },
})

export const hypotheses = (settings: Bear): readonly Hypothesis[] => [floorHolds, bandHolds(settings)]

/** Days after which the sellers have sold enough for what is stated of their sales. */
const SALES = 50

const floorIsNotThePoolPrice: Hypothesis<Compared> = {
  statement:
    'Without an arbitrageur the pool closes below the floor: the RCL’s rate does not bound the market price',
  days: SALES,
  check: (run) => {
    const { days, worst } = below(variantOf(run, 'none'))
    return {
      found: `${days} of ${run.closes.length} closes below the band, by up to ${worst.toFixed(1)}%`,
      asExpected: days > 0,
    }
  },
}

const gasIsSmall = (settings: Bear): Hypothesis<Compared> => ({
  statement:
    'Gas takes less than 1% of arbitrage profit, and the net profit is less than 1% below that without gas',
  days: SALES,
  check: (run) => {
    const free = variantOf(run, 'free')
    const [gross, without] = [profitAt(run, lastOf(run)), profitAt(free, lastOf(free))]
    if (gross === 0n || without === 0n) return { found: 'no arbitrage', asExpected: false }
    const gas = gasPaid(settings, run)
    const [taken, lost] = [percentOf(gas, gross), percentOf(without - (gross - gas), without)]
    return {
      found: `${about(gross, 4)} BTC less ${about(gas, 6)} of gas for ${arbitragesOf(run).length} arbitrages, ${taken.toFixed(3)}%; ${about(without, 4)} BTC without gas, so the net profit is ${lost.toFixed(3)}% lower`,
      asExpected: taken.lt(1) && lost.lt(1),
    }
  },
})

const arbitrageDrains: Hypothesis<Compared> = {
  statement: 'The RCL pays for arbitrage: it ends with less BTCB, but not with less per AMT',
  days: SALES,
  check: (run) => {
    const none = variantOf(run, 'none')
    const [here, there] = [lastOf(run).view, lastOf(none).view]
    return {
      found: `${about(here.backing())} BTC over ${about(here.supply('amt'), 0)} AMT, without arbitrage ${about(there.backing())} over ${about(there.supply('amt'), 0)}`,
      asExpected: here.backing() < there.backing() && redemptionRateDown(here) >= redemptionRateDown(there),
    }
  },
}

const comparingPays: Hypothesis<Compared> = {
  statement:
    'Sellers who compare venues get more per AMT, and cut the largest shortfall below the band to less than a quarter, without an arbitrageur',
  days: SALES,
  check: (run) => {
    const [none, comparing] = [variantOf(run, 'none'), variantOf(run, 'comparing')]
    const rate = ([amt, btcb]: readonly [bigint, bigint]): bigint => (amt === 0n ? 0n : (btcb * ONE) / amt)
    const [ratePool, rateBest] = [rate(soldBy(none, SELLERS)), rate(soldBy(comparing, SELLERS))]
    const [worstBest, worstPool] = [below(comparing).worst, below(none).worst]
    return {
      found: `${sats(rateBest)} instead of ${sats(ratePool)} sat per AMT; largest shortfall ${worstBest.toFixed(2)}% instead of ${worstPool.toFixed(2)}%`,
      asExpected: rateBest > ratePool && worstBest.mul(4).lt(worstPool),
    }
  },
}

/** Part of its initial BTCB that the RCL paid for redemptions, in percent. */
const paidPart = (run: Summary): Decimal =>
  percentOf(lastOf(run).tally.redeemedBtcb, run.start.view.backing())

/** Variant with the RCL of July 2023; none in an opening from a chain snapshot. */
export const YOUNG = 'young-rcl'

/** What the variants without arbitrage, with comparing sellers and with the RCL of July 2023 end with. */
export function variantMetrics(settings: Bear, run: Compared): Readonly<Record<string, Metric>> {
  const [none, comparing] = [variantOf(run, 'none'), variantOf(run, 'comparing')]
  const young = settings.opening === undefined ? variantOf(run, YOUNG) : undefined
  return {
    worstWithoutArbitrage: percentMetric('Largest shortfall without an arbitrageur', below(none).worst),
    worstComparing: percentMetric('Largest shortfall if sellers compare venues', below(comparing).worst),
    paidPart: percentMetric('Part of its BTCB that the RCL pays for redemptions', paidPart(run)),
    gasPart: percentMetric(
      'Part of the arbitrage profit that gas takes',
      percentOf(gasPaid(settings, run), profitAt(run, lastOf(run))),
    ),
    firstArbitrage: dayMetric('Day of the first arbitrage', arbitragesOf(run)[0]?.day),
    ...(young === undefined
      ? {}
      : {
          youngFirstArbitrage: dayMetric(
            'Day of the first arbitrage, RCL of July 2023',
            arbitragesOf(young)[0]?.day,
          ),
          youngPaidPart: percentMetric('Part of its BTCB that the RCL of July 2023 pays', paidPart(young)),
        }),
  }
}

/** A floor at a quarter needs a price at a quarter: more sales, and so a later day. */
const youngRclIsReachedLater = (settings: Bear): Hypothesis<Compared> => ({
  statement:
    'With the 30 BTC of July 2023 the same sales reach the floor later, and the RCL pays less than half as large a part of its BTCB',
  // A calibrated world has the pool and the RCL of July 2023, an opening does not.
  ...(settings.opening === undefined ? {} : { leftOut: leftOutAt(startOf(settings)) }),
  check: (run) => {
    const young = variantOf(run, YOUNG)
    const [first, later] = [run, young].map((each) => arbitragesOf(each)[0]?.day)
    if (first === undefined) return undefined
    const [part, youngPart] = [paidPart(run), paidPart(young)]
    return {
      found: `first arbitrage on day ${later ?? 'never'} instead of ${first}; the RCL pays ${youngPart.toFixed(1)}% of its BTCB instead of ${part.toFixed(1)}%`,
      asExpected: (later === undefined || later > first) && youngPart.mul(2).lt(part),
    }
  },
})

export const hypothesesOfVariants = (settings: Bear): readonly Hypothesis<Compared>[] => [
  youngRclIsReachedLater(settings),
  floorIsNotThePoolPrice,
  gasIsSmall(settings),
  arbitrageDrains,
  comparingPays,
]
