/**
 * Hypotheses of the scenario `market-arbitrage`, stated before the run, with its metrics, gauges and tables.
 *
 * The project's profit of a day is the change of its USDT plus the change of its AMT, valued at the pool
 * price of that morning and the day's BTC price, before slippage. Unit: USDT base units.
 */
import { LOT } from '../../model/contracts/market.ts'
import { noArbitrageBand, type Band } from '../../model/planning/arbitrage/band.ts'
import { fromBase, ONE, type Amt } from '../../model/kernel/units.ts'
import { MARKET_ARBITRAGEUR } from '../../sim/agents/arbitrage/market-arbitrageur.ts'
import { usdPerBtc, type Gauge } from '../../sim/recording/gauge.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { pairPriceDown, marketQuoteOf } from '../../sim/view/market-quote.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { spotPriceDown, type AgentView } from '../../sim/view/agent-view.ts'
import { about, amountMetric, dec, fromSigned, tableOf } from '../shared/figures.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

export const PREMIUMS = [0, 5, 8, 10, 20] as const

/** Days between rate updates; 0: never. */
export const EVERY = [1, 7, 0] as const

export const variantName = (premium: number, every: number): string => `premium-${premium}-every-${every}`

/** The project's USDT and AMT, held by the Market and its administrator. */
const cash = (view: AgentView): bigint => view.balance('usdt', 'market') + view.balance('usdt', 'admin')
const inventory = (view: AgentView): bigint => view.balance('amt', 'market') + view.balance('amt', 'admin')

/** The project's profit of each day. */
function dailyProfits(run: Summary): readonly bigint[] {
  return run.closes.map(({ view }, day) => {
    const before = run.closes[day - 1]?.view ?? run.start.view
    const worth =
      ((inventory(view) - inventory(before)) * spotPriceDown(before) * usdPerBtc(view)) / (ONE * ONE)
    return cash(view) - cash(before) + worth
  })
}

/** The project's profit over the whole run. */
export const profitOf = (run: Summary): bigint => dailyProfits(run).reduce((sum, each) => sum + each, 0n)

const arbitrageOf = (run: Summary): bigint =>
  lastOf(run).view.balance('usdt', MARKET_ARBITRAGEUR) - run.start.view.balance('usdt', MARKET_ARBITRAGEUR)

/** AMT that left the Market, net. */
const soldBy = (run: Summary): bigint =>
  run.start.view.balance('amt', 'market') - lastOf(run).view.balance('amt', 'market')

/**
 * The no-arbitrage band. A side binds while the Market holds at least one AMT, or one USDT: less is rounding
 * dust.
 */
function bandOf(view: AgentView): Band {
  const marketQuote = marketQuoteOf(view)
  const whole = <T extends bigint>(stock: T): T => (stock < ONE ? 0n : stock) as T
  return noArbitrageBand(
    { backing: view.backing(), supply: view.supply('amt') as Amt },
    { ...marketQuote, amt: whole(marketQuote.amt), usdt: whole(marketQuote.usdt) },
    pairPriceDown(view),
    2,
  )
}

const usdGauge = (title: string, read: (view: AgentView) => string): Gauge => ({
  title,
  unit: 'USD/AMT',
  read: ({ view }) => read(view),
})

/** The pool price in USD at the BTCB/USDT pair's price of BTC, base units. */
const pairPriceUsd = (view: AgentView): bigint => (spotPriceDown(view) * pairPriceDown(view)) / ONE

const DECIMALS = 12

export const bandGauges: Readonly<Record<string, Gauge>> = {
  pairPriceUsd: usdGauge('Pool price at the pair’s BTC price', (view) => fromBase(pairPriceUsd(view))),
  bandLow: usdGauge('Lower side of the band', (view) => bandOf(view).low.toFixed(DECIMALS)),
  bandHigh: usdGauge('Upper side of the band', (view) => {
    const { high } = bandOf(view)
    return high === undefined ? 'none' : high.toFixed(DECIMALS)
  }),
  ask: usdGauge('The Market’s rate', (view) => fromBase((marketQuoteOf(view).rate * ONE) / LOT)),
  stock: {
    title: 'AMT for sale',
    unit: 'AMT',
    read: ({ view }) => fromBase(view.balance('amt', 'market')),
  },
}

/** Cumulative profits of the project and the arbitrageur, one row per day. */
export function profitToDate(run: Summary): Table {
  let sum = 0n
  const capital = run.start.view.balance('usdt', MARKET_ARBITRAGEUR)
  const days = dailyProfits(run)
  return tableOf(
    { name: 'to-date', title: 'Profit to date' },
    [
      { name: 'day', title: 'Day', unit: 'day' },
      { name: 'profit', title: 'The project’s profit', unit: 'USD' },
      { name: 'arbitrage', title: 'The arbitrageur’s profit, before gas', unit: 'USD' },
    ],
    run.closes.map(({ view }, day) => {
      sum += days[day]!
      return [String(day), fromSigned(sum), fromSigned(view.balance('usdt', MARKET_ARBITRAGEUR) - capital)]
    }),
  )
}

/** Profits by update interval and premium, one row per variant of the grid. */
export function profitGrid(run: Compared): Table {
  return tableOf(
    { name: 'profits', title: 'Profit by premium' },
    [
      { name: 'every', title: 'Days between updates', unit: 'days' },
      { name: 'premium', title: 'Premium', unit: '%' },
      { name: 'profit', title: 'The project’s profit', unit: 'USD' },
      { name: 'arbitrage', title: 'The arbitrageur’s profit', unit: 'USD' },
      { name: 'sold', title: 'AMT sold', unit: 'AMT' },
    ],
    EVERY.flatMap((every) =>
      PREMIUMS.map((premium) => {
        const each = variantOf(run, variantName(premium, every))
        return [
          String(every),
          String(premium),
          about(profitOf(each)),
          about(arbitrageOf(each)),
          fromSigned(soldBy(each)),
        ]
      }),
    ),
  )
}

export function marketMetrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const { view } = lastOf(run)
  return {
    sold: amountMetric('AMT sold by the Market', soldBy(run), 'AMT'),
    taken: amountMetric('USDT received by the Market', view.balance('usdt', 'admin'), 'USDT'),
    profit: amountMetric('The project’s profit', profitOf(run), 'USDT'),
    arbitrage: amountMetric('The arbitrageur’s profit, before gas', arbitrageOf(run), 'USDT'),
    worstDay: amountMetric(
      'The project’s worst day',
      dailyProfits(run).reduce((least, each) => (each < least ? each : least), 0n),
      'USDT',
    ),
  }
}

/**
 * Arbitrage below the gas cost is not taken. In a pool of some 2.6 million USD its distance from the band is
 * a tenth of this.
 */
const TOLERANCE = '0.005'

const inTheBand: Hypothesis = {
  statement: 'At every close the pool price is in the no-arbitrage band, within 0.5% for gas',
  check: ({ closes }) => {
    if (closes.length === 0) return undefined
    const out = closes.filter(({ view }) => {
      const { low, high } = bandOf(view)
      const price = dec(pairPriceUsd(view)).div('1e18')
      const tooHigh = high !== undefined && price.div(high.toString()).sub(1).gt(TOLERANCE)
      return tooHigh || price.div(low.toString()).sub(1).lt(`-${TOLERANCE}`)
    })
    return { found: `${out.length} of ${closes.length} closes outside`, asExpected: out.length === 0 }
  },
}

export const hypotheses = (): readonly Hypothesis[] => [inTheBand]

const premiumEarns: Hypothesis<Compared> = {
  statement: 'Updated every day, the Market earns more at a premium of 10% than at 0%',
  days: 60,
  check: (compared) => {
    const [none, ten] = [0, 10].map((premium) => profitOf(variantOf(compared, variantName(premium, 1)))) as [
      bigint,
      bigint,
    ]
    return {
      found: `${about(ten, 0)} USD at 10%, ${about(none, 0)} at 0%`,
      asExpected: ten > 0n && ten > none,
    }
  },
}

/** Not stated for 0%, where it depends on BTC: a constant rate becomes a premium when BTC falls. */
const constantRateCosts: Hypothesis<Compared> = {
  statement: 'At premiums of 5% and 10% a rate updated every day earns more than a constant one',
  days: 60,
  check: (compared) => {
    const pairs = [5, 10].map((premium) =>
      [1, 0].map((every) => profitOf(variantOf(compared, variantName(premium, every)))),
    ) as [bigint, bigint][]
    return {
      found: pairs.map(([daily, once]) => `${about(daily, 0)} against ${about(once, 0)} USD`).join(', '),
      asExpected: pairs.every(([daily, once]) => daily > once),
    }
  },
}

const buyingLoses: Hypothesis<Compared> = {
  statement:
    'With a premium of 10% and a fee of 1% the Market spends its USDT on the first day, for AMT worth less',
  check: (compared) => {
    const run = variantOf(compared, 'buys-too')
    const first = run.closes[0]?.view
    if (first === undefined) return undefined
    const [left, loss] = [first.balance('usdt', 'market'), dailyProfits(run)[0]!]
    return {
      found: `${about(left)} of ${about(run.start.view.balance('usdt', 'market'), 0)} USDT left; profit of the day ${about(loss, 0)} USD`,
      asExpected: left < ONE && loss < 0n,
    }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  premiumEarns,
  constantRateCosts,
  buyingLoses,
]
