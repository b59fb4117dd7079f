/**
 * Hypotheses of the scenario `hashprice-crash`, stated before the run, with its metrics, gauges and tables.
 */
import {
  dutyOf,
  FARM,
  hashpriceDown,
  SAT_PER_BTC,
  subsidyAt,
  TH_PER_PH,
  type Farm,
  type Wad,
} from '../../model/economics/mining.ts'
import { fromBase, ONE, toBase } from '../../model/kernel/units.ts'
import { daysWork, type Treasury } from '../../sim/agents/operations/treasury.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import { feesPerBlock, type Environment } from '../../sim/environment.ts'
import { toBaseUnits } from '../../sim/math/base-units.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown } from '../../sim/view/agent-view.ts'
import { about, amountMetric, countMetric, dayMetric, fromSigned, sats, tableOf } from '../shared/figures.ts'
import type { Crash } from './parameters.ts'
import { treasuryOf } from '../shared/mining.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** The farm without idling: income and power cost on every day. */
const neverIdle = (settings: Crash): Treasury => ({ ...treasuryOf(settings), costs: 'retained' })

/** A BTC amount per TH/s, in satoshi times 1e18. */
const satPerTh = (amount: bigint, environment: Environment): bigint =>
  (amount * SAT_PER_BTC) / BigInt(Math.max(1, environment.fleet.ths))

/** Hashprice as quoted, in USD/PH/day at 100% uptime, times 1e18. */
const hashpriceOf = (environment: Environment): Wad =>
  hashpriceDown({
    difficulty: BigInt(Math.floor(environment.network.difficulty)),
    perBlock: subsidyAt(BigInt(environment.network.height)) + feesPerBlock(environment),
    usdPerBtc: toBaseUnits(environment.btc.usd),
  })

/**
 * Break-even hashprice in USD/PH/day times 1e18: income equals power and depreciation.
 *
 * `1000·(J/TH·24/1000·usdPerKWh·(1+loss)·on + machinePrice/life)/(uptime·(1-fee))`, rounded up, with
 * `on = uptime + (1 - uptime)·standby`.
 */
export function breakEvenUp(farm: Omit<Farm, 'ths'>, usdPerKwh: Wad, machinePrice: Wad = 0n): Wad {
  const power = farm.joulesPerTh * 24n * usdPerKwh * (ONE + farm.loss) * dutyOf(farm)
  const cost = power * farm.lifeDays + TH_PER_PH * machinePrice * ONE * ONE * ONE * ONE
  const kept = farm.uptime * (ONE - farm.poolFee) * farm.lifeDays * ONE * ONE
  return (cost + kept - 1n) / kept
}

/** Break-even of a treasury's machines at the environment's price of power. */
const breakEvenOf = ({ farm, machinePrice }: Treasury, { power }: Environment): Wad =>
  breakEvenUp(farm, toBaseUnits(power.value), machinePrice)

export function marginGauges(settings: Crash): Readonly<Record<string, Gauge>> {
  const treasury = neverIdle(settings)
  const perTh = (title: string, pick: (environment: Environment) => bigint): Gauge => ({
    title,
    unit: 'sat/TH/day',
    read: ({ view: { environment } }) => fromSigned(satPerTh(pick(environment), environment)),
  })
  const earned = (environment: Environment): bigint => {
    const { mined, poolFee } = daysWork(treasury, environment)
    return mined - poolFee
  }
  const power = (environment: Environment): bigint => daysWork(treasury, environment).power
  const usd = (title: string, read: (environment: Environment) => Wad): Gauge => ({
    title,
    unit: 'USD/PH/day',
    read: ({ view }) => fromBase(read(view.environment)),
  })
  return {
    hashprice: usd('Hashprice', (environment) => hashpriceOf(environment)),
    breakEven: usd('Break-even', (environment) => breakEvenOf(treasury, environment)),
    earnedPerTh: perTh('Earned', earned),
    powerPerTh: perTh('Power', power),
    netPerTh: perTh('Net', (environment) => daysWork(treasury, environment).net),
  }
}

/**
 * Quoted hashprices in USD/PH/day, `35` being "under 35": Hashrate Index round-ups, The Block, TheMinerMag
 * (docs/reference/economics.md, 6).
 */
const QUOTED = [
  ['2023-07-12', '72'],
  ['2024-09-16', '39.87'],
  ['2024-12-23', '55.21'],
  ['2025-04-21', '45.7'],
  ['2025-11-22', '35'],
  ['2026-01-12', '39.53'],
] as const

const POWER_PRICES = { breakEvenAt45: '0.045', breakEvenAt55: '0.055', breakEvenAt70: '0.07' } as const

export function quotedReadings(): Table {
  const unit = 'USD/PH/day'
  return tableOf(
    { name: 'readings', title: 'Quoted hashprices and break-even at 30 J/TH' },
    [
      { name: 'date', title: 'Date', unit: 'date' },
      { name: 'quoted', title: 'Quoted', unit },
      { name: 'breakEvenAt45', title: 'Break-even at 4.5 cents', unit },
      { name: 'breakEvenAt55', title: 'Break-even at 5.5 cents', unit },
      { name: 'breakEvenAt70', title: 'Break-even at 7 cents', unit },
    ],
    QUOTED.map(([date, quoted]) => [
      date,
      quoted,
      ...Object.values(POWER_PRICES).map((usd) => fromBase(breakEvenUp(FARM, toBase(usd)))),
    ]),
  )
}

/** Days of a run without a payment. */
function idleDays(run: Summary): readonly number[] {
  return run.closes.flatMap(({ tally }, day) =>
    tally.payments === (day === 0 ? 0 : run.closes[day - 1]!.tally.payments) ? [day] : [],
  )
}

export function stops(run: Compared): Table {
  const cases: readonly (readonly [string, Summary])[] = [
    ['This run', run],
    ['Power at 4.5 cents', variantOf(run, 'cheap-power')],
    ['Power at 7 cents', variantOf(run, 'dear-power')],
    ['20 J/TH', variantOf(run, 'new-machines')],
    ['Retained costs', variantOf(run, 'retained')],
  ]
  return tableOf(
    { name: 'stops', title: 'When payouts stop, by case' },
    [
      { name: 'case', title: 'Case', unit: '' },
      { name: 'firstIdle', title: 'First day without a payment', unit: 'day' },
      { name: 'idleDays', title: 'Days without a payment', unit: 'days' },
    ],
    cases.map(([title, each]) => {
      const idle = idleDays(each)
      return [title, idle[0] === undefined ? 'never' : String(idle[0]), String(idle.length)]
    }),
  )
}

export function crashMetrics(settings: Crash, run: Summary): Readonly<Record<string, Metric>> {
  const [start, end] = [run.start.view, lastOf(run).view]
  const idle = idleDays(run)
  const treasury = neverIdle(settings)
  return {
    hashpriceThen: amountMetric('Hashprice at the start', hashpriceOf(start.environment), 'USD/PH/day'),
    hashpriceNow: amountMetric('Hashprice at the end', hashpriceOf(end.environment), 'USD/PH/day'),
    breakEven: amountMetric('Break-even hashprice', breakEvenOf(treasury, end.environment), 'USD/PH/day'),
    firstIdle: dayMetric('First day without a payment', idle[0]),
    idleDays: countMetric('Days without a payment', 'days', idle.length),
    paid: amountMetric('Total payments', lastOf(run).tally.paid),
    floorThen: amountMetric('Floor at the start', redemptionRateDown(start), 'BTC/AMT'),
    quotesBelow: countMetric(
      'Quoted hashprices below break-even at 30 J/TH and 5.5 cents',
      'quotes',
      lowQuotes().length,
    ),
    quotes: countMetric('Quoted hashprices', 'quotes', QUOTED.length),
    floorNow: amountMetric('Floor at the end', redemptionRateDown(end), 'BTC/AMT'),
  }
}

/** Break-even of the farm at the default price of power, and the quotes below it. */
const breakEvenAt55 = (): Wad => breakEvenUp(FARM, toBase(POWER_PRICES.breakEvenAt55))
const lowQuotes = () => QUOTED.filter(([, quoted]) => toBase(quoted) < breakEvenAt55())

const paysAboveBreakEven = (settings: Crash): Hypothesis => ({
  statement: 'With costs deducted a day has a payment iff hashprice is above break-even',
  check: (run) => {
    if (settings.costs !== 'deducted') return undefined
    const treasury = neverIdle(settings)
    const idle = new Set(idleDays(run))
    const wrong = run.closes.filter(({ view: { environment } }, day) => {
      const [price, needed] = [hashpriceOf(environment), breakEvenOf(treasury, environment)]
      return price > needed === idle.has(day)
    })
    return {
      found: `${wrong.length} of ${run.closes.length} days differ`,
      asExpected: wrong.length === 0,
    }
  },
})

const stopsWithinTheFall = (settings: Crash): Hypothesis => ({
  statement: 'Payouts stop before the fall of BTC ends',
  days: wholeFall(settings),
  check: (run) => {
    const end = settings.fallFrom + settings.fallDays
    if (settings.costs !== 'deducted') return undefined
    const first = idleDays(run)[0]
    return {
      found:
        first === undefined
          ? 'payouts do not stop'
          : `day ${first}; BTC falls from day ${settings.fallFrom} to day ${end}`,
      asExpected: first !== undefined && first < end,
    }
  },
})

const floorRisesOnlyWithPayments: Hypothesis = {
  statement: 'The floor is constant on days without a payment and rises on days with one',
  check: (run) => {
    const idle = new Set(idleDays(run))
    let wrong = 0
    run.closes.forEach(({ view }, day) => {
      const before = day === 0 ? run.start.view : run.closes[day - 1]!.view
      const [then, now] = [redemptionRateDown(before), redemptionRateDown(view)]
      if (idle.has(day) ? now !== then : now <= then) wrong++
    })
    const [then, now] = [redemptionRateDown(run.start.view), redemptionRateDown(lastOf(run).view)]
    return {
      found: `${idle.size} days without a payment, ${wrong} days differ; ${sats(then)} sat at the start, ${sats(now)} at the end`,
      asExpected: wrong === 0,
    }
  },
}

const quotesBelowBreakEven: Hypothesis = {
  statement:
    'Three of the six quoted hashprices of 2023 to 2026 are below break-even for 30 J/TH at 5.5 cents, without a crash',
  check: () => {
    const low = lowQuotes()
    return {
      found: `break-even ${about(breakEvenAt55())} USD/PH/day; below it ${low.map(([date, quoted]) => `${quoted} on ${date}`).join(', ')}`,
      asExpected: low.length === 3,
    }
  },
}

export const hypotheses = (settings: Crash): readonly Hypothesis[] => [
  paysAboveBreakEven(settings),
  stopsWithinTheFall(settings),
  floorRisesOnlyWithPayments,
  quotesBelowBreakEven,
]

/** Days of a run that has the whole fall of BTC. */
const wholeFall = ({ fallFrom, fallDays }: Crash): number => fallFrom + fallDays + 1

const powerDecides = (settings: Crash): Hypothesis<Compared> => ({
  statement: 'Dearer power stops payouts sooner; cheaper power or more efficient machines later',
  days: wholeFall(settings),
  check: (run) => {
    const first = (name: string): number => idleDays(variantOf(run, name))[0] ?? Infinity
    const [dear, cheap, better] = ['dear-power', 'cheap-power', 'new-machines'].map(first) as [
      number,
      number,
      number,
    ]
    const here = idleDays(run)[0] ?? Infinity
    const day = (value: number): string => (value === Infinity ? 'never' : `day ${value}`)
    return {
      found: `7 cents: ${day(dear)}; this run: ${day(here)}; 4.5 cents: ${day(cheap)}; 20 J/TH: ${day(better)}`,
      asExpected: dear < here && here < cheap && here < better,
    }
  },
})

const retainedCostsLose = (settings: Crash): Hypothesis<Compared> => ({
  statement:
    'With costs retained payouts continue on days on which power costs the project more than the production',
  days: wholeFall(settings),
  check: (run) => {
    const each = variantOf(run, 'retained')
    const afterPower = ({ view }: DayClose): bigint => {
      const { mined, poolFee, power } = daysWork(neverIdle(settings), view.environment)
      return mined - poolFee - power
    }
    const losing = each.closes.filter((close) => afterPower(close) < 0n)
    const loss = losing.reduce((sum, close) => sum - afterPower(close), 0n)
    return {
      found: `${idleDays(each).length} days without a payment; on ${losing.length} days power costs ${about(loss)} BTC more than the production`,
      asExpected: idleDays(each).length === 0 && losing.length > 0,
    }
  },
})

export const hypothesesOfVariants = (settings: Crash): readonly Hypothesis<Compared>[] => [
  powerDecides(settings),
  retainedCostsLose(settings),
]
