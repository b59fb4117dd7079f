/**
 * What the bear market is expected to show, stated before it runs, and the figures that show it.
 */
import { Decimal } from 'decimal.js'

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

const ARBITRAGEUR = 'arbitrageur'

/** Below this price buying in the pool and redeeming earns something: `g·r`, BTCB wei per AMT. */
const bandOf = (view: AgentView): bigint => (redemptionRateDown(view) * 9975n) / 10_000n

/** By how much the price is below g·r, in percent of it. */
const shortfallPct = (view: AgentView): Decimal => {
  const [price, band] = [spotPriceDown(view), bandOf(view)]
  return price >= band ? new Decimal(0) : percentOf(band - price, band)
}

/** What the arbitrageur has earned by then, before gas; nothing if there is none. */
function profitAt(run: Summary, { view }: DayClose): bigint {
  if (!run.people.includes(ARBITRAGEUR)) return 0n
  return view.balance('btcb', ARBITRAGEUR) - run.start.view.balance('btcb', ARBITRAGEUR)
}

const arbitragesOf = (run: Summary): readonly DatedTrade[] =>
  run.trades.filter(({ by, kind }) => by === ARBITRAGEUR && kind === 'redeem')

/** Gas of the arbitrageur's trades, each at the gas price of its day. */
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
    none: 'Nobody arbitrages',
    free: 'Arbitrage without gas',
    slow: 'A slow arbitrageur',
    comparing: 'Sellers compare',
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
    { name: 'prices', title: 'Price, RCL and arbitrage by variant' },
    columns,
    run.closes.map((_close, day) => reads.map((read) => read(day))),
  )
}

/** Closes below the band, and the worst of them. */
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
    openingPrice: amountMetric('Pool price at the opening', spotPriceDown(start), 'BTC/AMT'),
    finalPrice: amountMetric('Pool price at the end', spotPriceDown(end), 'BTC/AMT'),
    openingFloor: amountMetric('Floor at the opening', redemptionRateDown(start), 'BTC/AMT'),
    finalFloor: amountMetric('Floor at the end', redemptionRateDown(end), 'BTC/AMT'),
    sold: amountMetric('Sold by those who sell into the fall', sold, 'AMT'),
    soldFor: amountMetric('What they got', got),
    averagePrice: ratioMetric(
      'What they got on average, of the opening price',
      ratioOf(got * ONE, sold).div(dec(spotPriceDown(start))),
    ),
    daysBelowBand: countMetric('Closes below the band', 'days', days),
    worstBelowBand: percentMetric('The furthest below it', worst),
    backing: amountMetric('BTCB in the RCL at the end', end.backing()),
    burnt: amountMetric('AMT burnt', lastOf(run).tally.redeemedAmt, 'AMT'),
    drained: amountMetric('BTCB that the RCL paid for it', lastOf(run).tally.redeemedBtcb),
    arbitrages: countMetric('Arbitrages', 'trades', arbitragesOf(run).length),
    arbitrageProfit: amountMetric('Arbitrage profit before gas', profitAt(run, lastOf(run))),
    arbitrageGas: amountMetric('Gas of the arbitrages', gasPaid(settings, run)),
  }
}

const floorHolds: Hypothesis = {
  statement: 'The RCL’s rate is never lower at a close than at the one before, whatever is sold',
  check: ({ start, closes }) => {
    let [rate, falls] = [redemptionRateDown(start.view), 0]
    for (const { view } of closes) {
      const now = redemptionRateDown(view)
      if (now < rate) falls++
      rate = now
    }
    return {
      found: `${falls} falls; ${sats(redemptionRateDown(start.view))} sat at first, ${sats(rate)} at last`,
      asExpected: falls === 0,
    }
  },
}

/** With an arbitrageur on time, at each close: `P >= g·r·(1 - √(G/(r·X)))²`, less a wei of rounding. */
const bandHolds = ({ arbitrage, arbitrageGas }: Bear): Hypothesis => ({
  statement:
    'With an arbitrageur on time the pool never closes below the band by more than gas keeps from being worth while',
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
      found: `${low} of ${run.closes.length} closes lower; the furthest below the band by ${worst.toFixed(4)}%`,
      asExpected: low === 0,
    }
  },
})

export const hypotheses = (settings: Bear): readonly Hypothesis[] => [floorHolds, bandHolds(settings)]

const nobodyHolds: Hypothesis<Compared> = {
  statement:
    'Without an arbitrageur the pool closes below the floor: the floor is the RCL’s, not the market’s',
  check: (run) => {
    const { days, worst } = below(variantOf(run, 'none'))
    return {
      found: `${days} of ${run.closes.length} closes below the band, by ${worst.toFixed(1)}% at worst`,
      asExpected: days > 0,
    }
  },
}

const gasIsSmall = (settings: Bear): Hypothesis<Compared> => ({
  statement:
    'Gas takes less than 1% of what arbitrage earns, and what is left is less than 1% below what it earns without gas',
  check: (run) => {
    const free = variantOf(run, 'free')
    const [gross, without] = [profitAt(run, lastOf(run)), profitAt(free, lastOf(free))]
    if (gross === 0n || without === 0n) return { found: 'nobody arbitraged', asExpected: false }
    const gas = gasPaid(settings, run)
    const [taken, lost] = [percentOf(gas, gross), percentOf(without - (gross - gas), without)]
    return {
      found: `${about(gross, 4)} BTC less ${about(gas, 6)} for ${arbitragesOf(run).length} arbitrages, ${taken.toFixed(3)}%; without gas ${about(without, 4)}, so that what is left is ${lost.toFixed(3)}% less`,
      asExpected: taken.lt(1) && lost.lt(1),
    }
  },
})

const arbitrageDrains: Hypothesis<Compared> = {
  statement: 'Arbitrage is paid by the RCL: it ends with less BTCB, but no less for each AMT',
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
    'Sellers who compare get more for an AMT, and without any arbitrageur keep the pool below the band by less than a quarter of what it is otherwise',
  check: (run) => {
    const [none, comparing] = [variantOf(run, 'none'), variantOf(run, 'comparing')]
    const rate = ([amt, btcb]: readonly [bigint, bigint]): bigint => (amt === 0n ? 0n : (btcb * ONE) / amt)
    const [blind, seeing] = [rate(soldBy(none, SELLERS)), rate(soldBy(comparing, SELLERS))]
    const [held, fallen] = [below(comparing).worst, below(none).worst]
    return {
      found: `${sats(seeing)} instead of ${sats(blind)} sat an AMT; at worst the pool closes ${held.toFixed(2)}% below the band instead of ${fallen.toFixed(2)}%`,
      asExpected: seeing > blind && held.mul(4).lt(fallen),
    }
  },
}

const youngRclIsFarBelow: Hypothesis<Compared> = {
  statement:
    'With the 30 BTC of July 2023 the same sales bring the pool to the floor late if at all: the RCL pays less than a tenth of what it has',
  check: (run) => {
    const young = variantOf(run, 'young-rcl')
    const lowest = young.closes
      .map(({ view }) => ratioOf(spotPriceDown(view), redemptionRateDown(view)))
      .reduce((least, times) => (times.lt(least) ? times : least), new Decimal(Infinity))
    const [sold] = soldBy(young, SELLERS)
    const paid = lastOf(young).tally.redeemedBtcb
    return {
      found: `${about(sold, 0)} AMT sold; at the lowest the pool pays ${lowest.toFixed(3)} times the floor; the RCL pays ${about(paid)} BTC`,
      asExpected: 10n * paid < young.start.view.backing(),
    }
  },
}

export const hypothesesOfVariants = (settings: Bear): readonly Hypothesis<Compared>[] => [
  youngRclIsFarBelow,
  nobodyHolds,
  gasIsSmall(settings),
  arbitrageDrains,
  comparingPays,
]
