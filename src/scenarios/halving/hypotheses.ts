/**
 * What the halving is expected to show, stated before it runs, and the figures that show it.
 */
import type { Decimal } from 'decimal.js'

import { satPerThDay, nextHalving, subsidyAt } from '../../model/economics/mining.ts'
import { fromBase, ONE } from '../../model/kernel/units.ts'
import { UTILITY } from '../../sim/agents/operations/power-cost-seller.ts'
import { daysWork } from '../../sim/agents/operations/treasury.ts'
import { dateOf } from '../../sim/calendar.ts'
import type { Environment } from '../../sim/environment.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { feesPerBlock } from '../../sim/environment.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { spotPriceDown } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import {
  about,
  amountMetric,
  countMetric,
  dayMetric,
  dec,
  percentMetric,
  percentOf,
  sats,
  tableOf,
} from '../shared/figures.ts'
import type { Halving } from './parameters.ts'
import { treasuryOf } from '../shared/mining.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** Days on each side of the halving that are compared. */
const AROUND = 90

const YEAR = 365

/** The first day whose market is past the next halving, which is that of block 840,000 by default; -1 if it does not come. */
function dayOfHalving({ start, closes }: Summary): number {
  const block = nextHalving(BigInt(start.view.environment.network.height))
  return closes.findIndex(({ view }) => view.environment.network.height >= block)
}

/** The halving's day if the run has enough days around it. */
function halvingIn(run: Summary): number | undefined {
  const day = dayOfHalving(run)
  return day < AROUND || day + AROUND > run.closes.length ? undefined : day
}

/** Power of a day as if the machines never idled: what has to be paid if they run. */
const powerOf = (settings: Halving, environment: Environment): bigint =>
  daysWork({ ...treasuryOf(settings), costs: 'retained' }, environment).power

const grossOf = (settings: Halving, environment: Environment): bigint =>
  daysWork({ ...treasuryOf(settings), costs: 'retained' }, environment).mined

/** What holders, RCL and providers were paid on the day of that close. */
const paidOn = (run: Summary, day: number): bigint =>
  run.closes[day]!.tally.paid - (day === 0 ? 0n : run.closes[day - 1]!.tally.paid)

/** Power that the project has paid with AMT by then. */
const paidByProject = ({ view }: DayClose): bigint => view.balance('btcb', UTILITY)

const sum = (from: number, to: number, read: (day: number) => bigint): bigint => {
  let total = 0n
  for (let day = from; day < to; day++) total += read(day)
  return total
}

/** Who bears the power of the days `from` to `to`, under deducted and retained costs. */
interface Payers {
  readonly power: bigint
  readonly holders: bigint
  readonly project: bigint
  readonly nobody: bigint
}

function payers(settings: Halving, run: Summary, from: number, to: number): Payers {
  const retained = run.people.includes(UTILITY)
  const costs = retained ? 'retained' : 'deducted'
  const power = sum(
    from,
    to,
    (day) => daysWork({ ...treasuryOf(settings), costs }, run.closes[day]!.view.environment).power,
  )
  if (!retained) return { power, holders: power, project: 0n, nobody: 0n }
  const before = from === 0 ? 0n : paidByProject(run.closes[from - 1]!)
  const project = paidByProject(run.closes[to - 1]!) - before
  return { power, holders: 0n, project, nobody: power > project ? power - project : 0n }
}

/** Averages of a day around the halving, by policy; without rows if the run has too few days. */
export function whoPays(settings: Halving, run: Compared): Table {
  const day = halvingIn(run)
  const rows =
    day === undefined
      ? []
      : (['deducted', 'retained'] as const).flatMap((policy) =>
          [
            { when: `${policy}, before`, from: day - AROUND, to: day },
            { when: `${policy}, after`, from: day, to: day + AROUND },
          ].map(({ when, from, to }) => {
            const { holders, project, nobody } = payers(settings, variantOf(run, policy), from, to)
            return [when, ...[holders, project, nobody].map((part) => fromBase(part / BigInt(AROUND)))]
          }),
        )
  const unit = 'BTC a day'
  return tableOf(
    { name: 'payers', title: 'Who pays a day’s power, before and after the halving' },
    [
      { name: 'when', title: 'Policy and time', unit: '' },
      { name: 'holders', title: 'Holders, from the payment', unit },
      { name: 'project', title: 'Project, by selling AMT', unit },
      { name: 'nobody', title: 'Nobody: left unpaid', unit },
    ],
    rows,
  )
}

/** Both policies day by day. */
export function policies(settings: Halving, run: Compared): Table {
  const [deducted, retained] = [variantOf(run, 'deducted'), variantOf(run, 'retained')]
  const close = (each: Summary, day: number): DayClose => each.closes[day]!
  return tableOf(
    { name: 'policies', title: 'Gross, energy and net under both policies' },
    [
      { name: 'date', title: 'Date', unit: 'date' },
      { name: 'gross', title: 'Mined', unit: 'BTC' },
      { name: 'energy', title: 'Power', unit: 'BTC' },
      { name: 'paidDeducted', title: 'Paid, costs deducted', unit: 'BTC' },
      { name: 'paidRetained', title: 'Paid, costs retained', unit: 'BTC' },
      { name: 'keptAmt', title: 'Left in the project’s wallet', unit: 'AMT' },
      { name: 'priceDeducted', title: 'Pool price, costs deducted', unit: 'BTC/AMT' },
      { name: 'priceRetained', title: 'Pool price, costs retained', unit: 'BTC/AMT' },
    ],
    run.closes.map(({ view }, day) => [
      dateOf(view.now),
      fromBase(grossOf(settings, view.environment)),
      fromBase(powerOf(settings, view.environment)),
      fromBase(paidOn(deducted, day)),
      fromBase(paidOn(retained, day)),
      fromBase(close(retained, day).view.balance('amt', 'owner')),
      fromBase(spotPriceDown(close(deducted, day).view)),
      fromBase(spotPriceDown(close(retained, day).view)),
    ]),
  )
}

/** What one TH/s earns in a day before costs, averaged over days, in sat. */
function satPerTh(run: Summary, from: number, to: number): Decimal {
  return run.closes
    .slice(from, to)
    .map(({ view: { environment } }) =>
      satPerThDay({
        difficulty: BigInt(Math.floor(environment.network.difficulty)),
        perBlock: subsidyAt(BigInt(environment.network.height)) + feesPerBlock(environment),
      }),
    )
    .reduce((total, each) => total.add(each), dec(0n))
    .div(to - from)
}

/** The day on which the project's AMT no longer pays the day's power; undefined if it always does. */
function dayOfInsolvency(settings: Halving, run: Summary): number | undefined {
  if (!run.people.includes(UTILITY)) return undefined
  const day = run.closes.findIndex((close, index) => {
    const before = index === 0 ? 0n : paidByProject(run.closes[index - 1]!)
    return (
      close.view.balance('amt', 'owner') === 0n &&
      paidByProject(close) - before < powerOf(settings, close.view.environment)
    )
  })
  return day === -1 ? undefined : day
}

export function halvingMetrics(settings: Halving, run: Summary): Readonly<Record<string, Metric>> {
  const day = dayOfHalving(run)
  const [end, days] = [lastOf(run), run.closes.length]
  const idle = run.closes.filter(({ view }) => daysWork(treasuryOf(settings), view.environment).idle).length
  const all = payers(settings, run, 0, days)
  const price = spotPriceDown(run.start.view)
  return {
    halving: {
      title: 'The halving',
      unit: 'date',
      value: day === -1 ? 'not within the run' : dateOf(run.closes[day]!.view.now),
    },
    paid: amountMetric('Paid in all', end.tally.paid),
    power: amountMetric('Power used', all.power),
    powerByHolders: amountMetric('Power that holders paid', all.holders),
    powerByProject: amountMetric('Power that the project paid', all.project),
    powerUnpaid: amountMetric('Power that nobody paid', all.nobody),
    idleDays: countMetric('Days on which the machines stood still', 'days', idle),
    insolvency: dayMetric(
      'First day on which the kept AMT no longer pays the power',
      dayOfInsolvency(settings, run),
    ),
    payoutPerAmt: amountMetric('Paid per AMT', payoutPerAmt(run), 'BTC/AMT'),
    finalPrice: amountMetric('Pool price at the end', spotPriceDown(end.view), 'BTC/AMT'),
    holderReturn: percentMetric(
      "A holder's return in BTC, AMT valued in the pool",
      percentOf(payoutPerAmt(run) + spotPriceDown(end.view) - price, price),
    ),
  }
}

const grossHalves: Hypothesis = {
  statement:
    'What a TH/s earns before costs falls by 45% to 65% over the 90 days on each side: the halving, fees and difficulty',
  check: (run) => {
    const day = halvingIn(run)
    if (day === undefined) return undefined
    const [before, after] = [satPerTh(run, day - AROUND, day), satPerTh(run, day, day + AROUND)]
    const fall = before.sub(after).div(before).mul(100)
    return {
      found: `${before.toFixed(1)} sat a day before, ${after.toFixed(1)} after: ${fall.toFixed(1)}% less`,
      asExpected: fall.gt(45) && fall.lt(65),
    }
  },
}

export const hypotheses = (): readonly Hypothesis[] => [grossHalves]

/** Payments in the 90 days before and after. */
function paidAround(run: Summary, day: number): readonly [before: bigint, after: bigint] {
  return [
    sum(day - AROUND, day, (each) => paidOn(run, each)),
    sum(day, day + AROUND, (each) => paidOn(run, each)),
  ]
}

const holdersPay: Hypothesis<Compared> = {
  statement:
    'With costs deducted payments fall by more than what is mined does: the power weighs twice as much',
  check: (run) => {
    const day = halvingIn(run)
    if (day === undefined) return undefined
    const [[before, after], [grossBefore, grossAfter]] = [
      paidAround(variantOf(run, 'deducted'), day),
      // Retained costs pay all that is mined but for the pool's fee.
      paidAround(variantOf(run, 'retained'), day),
    ]
    // What is nothing in the 90 days before cannot fall.
    if (before === 0n) return undefined
    const [net, gross] = [percentOf(before - after, before), percentOf(grossBefore - grossAfter, grossBefore)]
    return {
      found: `payments fall by ${net.toFixed(1)}%, what is mined by ${gross.toFixed(1)}%`,
      asExpected: net.gt(gross),
    }
  },
}

/** Sales press the price, so the kept AMT pays less power than it is worth at the opening; where power costs less, nothing is expected of it. */
const tokensRunOut = (settings: Halving): Hypothesis<Compared> => ({
  statement:
    'With costs retained the AMT that the project kept does not last a year in which power costs more BTC than it was worth in the pool at the opening',
  check: (run) => {
    if (run.closes.length < YEAR) return undefined
    const retained = variantOf(run, 'retained')
    const { view } = retained.start
    const worth = (view.balance('amt', 'owner') * spotPriceDown(view)) / ONE
    const { power } = payers(settings, retained, 0, YEAR)
    if (power <= worth) return undefined
    const insolvency = dayOfInsolvency(settings, retained)
    const end =
      insolvency === undefined
        ? 'it lasts'
        : `gone on day ${insolvency}; the halving comes on day ${dayOfHalving(run)}`
    return {
      found: `worth ${about(worth)} BTC, power ${about(power)}; ${end}`,
      asExpected: insolvency !== undefined && insolvency < YEAR,
    }
  },
})

/** Gone for more than half of the 90 days, and nothing comes after it. */
const nobodyPays = (settings: Halving): Hypothesis<Compared> => ({
  statement:
    'Where the kept AMT is gone by then, or within 45 days, most of the power of the 90 days after the halving is paid by nobody',
  check: (run) => {
    const day = halvingIn(run)
    const retained = variantOf(run, 'retained')
    const insolvency = dayOfInsolvency(settings, retained)
    if (day === undefined || insolvency === undefined || insolvency > day + AROUND / 2) return undefined
    const { power, nobody } = payers(settings, retained, day, day + AROUND)
    return {
      found: `${about(nobody)} of ${about(power)} BTC in 90 days; gone on day ${insolvency}, the halving comes on day ${day}`,
      asExpected: 2n * nobody > power,
    }
  },
})

/** Days before the halving on which power costs more than is mined: with costs deducted the machines stand still, and nothing is paid. */
const idleBefore = (settings: Halving, run: Summary, day: number): number =>
  run.closes
    .slice(0, day)
    .filter(({ view }) => daysWork({ ...treasuryOf(settings), costs: 'deducted' }, view.environment).idle)
    .length

/** A holder of 1 AMT the day before the halving: what it has been paid, and its price. */
function worthBefore(run: Compared, name: string, day: number): readonly [payouts: bigint, price: bigint] {
  const each = variantOf(run, name)
  return [payoutPerAmt(each, day), spotPriceDown(each.closes[day - 1]!.view)]
}

/** What holders have under both policies the day before the halving; `isBetter` tells which of them is expected to be more. */
const holdersUntilHalving = (
  settings: Halving,
  statement: string,
  expects: (idleDays: number) => boolean,
  isBetter: (retained: bigint, deducted: bigint) => boolean,
): Hypothesis<Compared> => ({
  statement,
  check: (run) => {
    const day = dayOfHalving(run)
    if (day < AROUND) return undefined
    const idle = idleBefore(settings, run, day)
    if (!expects(idle)) return undefined
    const [paidNet, priceNet] = worthBefore(run, 'deducted', day)
    const [paidGross, priceGross] = worthBefore(run, 'retained', day)
    return {
      found: `${sats(paidGross)} sat paid and a price of ${sats(priceGross)}, instead of ${sats(paidNet)} and ${sats(priceNet)}; ${idle} days on which power costs more than is mined`,
      asExpected: isBetter(paidGross + priceGross, paidNet + priceNet),
    }
  },
})

const holdersPayAnyway = (settings: Halving): Hypothesis<Compared> =>
  holdersUntilHalving(
    settings,
    'Where every day’s power is earned until the halving, holders pay it with costs retained all the same, by the price: it loses more than the larger payouts bring',
    (idle) => idle === 0,
    (retained, deducted) => retained < deducted,
  )

/** Investors pay for payouts: where there are none the price falls without any sale by the project. */
const holdersAreSpared = (settings: Halving): Hypothesis<Compared> =>
  holdersUntilHalving(
    settings,
    'Where power costs more than is mined on days before the halving, holders are better off with costs retained: without payouts the price falls anyhow',
    (idle) => idle > 0,
    (retained, deducted) => retained > deducted,
  )

export const hypothesesOfVariants = (settings: Halving): readonly Hypothesis<Compared>[] => [
  holdersPay,
  tokensRunOut(settings),
  nobodyPays(settings),
  holdersPayAnyway(settings),
  holdersAreSpared(settings),
]
