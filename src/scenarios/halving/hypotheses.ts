/**
 * Hypotheses of the scenario `halving`, stated before the run.
 */
import { ONE } from '../../model/kernel/units.ts'
import { daysWork } from '../../sim/agents/operations/treasury.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { spotPriceDown } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { about, percentOf, sats } from '../shared/figures.ts'
import { treasuryOf } from '../shared/mining.ts'
import {
  WINDOW,
  YEAR,
  dayOfHalving,
  halvingIn,
  paidOn,
  sum,
  payers,
  satPerTh,
  dayOfInsolvency,
} from './metrics.ts'
import type { Halving } from './parameters.ts'

/** The fall in percent between which income is expected: difficulty reacts, unless it grows regardless. */
const FALLS = { exogenous: [45, 65], responsive: [15, 65] } as const

const incomeFalls = ({ networkModel }: Halving): Hypothesis => {
  const [least, most] = FALLS[networkModel]
  return {
    statement: `Income per TH/s before costs falls by ${least}% to ${most}% from the 90 days before the halving to the 90 days after`,
    check: (run) => {
      const day = halvingIn(run)
      if (day === undefined) return undefined
      const [before, after] = [satPerTh(run, day - WINDOW, day), satPerTh(run, day, day + WINDOW)]
      const fall = before.sub(after).div(before).mul(100)
      return {
        found: `${before.toFixed(1)} sat per day before, ${after.toFixed(1)} after: ${fall.toFixed(1)}% less`,
        asExpected: fall.gt(least) && fall.lt(most),
      }
    },
  }
}

export const hypotheses = (settings: Halving): readonly Hypothesis[] => [incomeFalls(settings)]

/** Payments in the 90 days before and after the halving. */
function paidAround(run: Summary, day: number): readonly [before: bigint, after: bigint] {
  return [
    sum(day - WINDOW, day, (each) => paidOn(run, each)),
    sum(day, day + WINDOW, (each) => paidOn(run, each)),
  ]
}

const holdersPay: Hypothesis<Compared> = {
  statement: 'With costs deducted payments fall by more than production, since the power cost stays',
  check: (run) => {
    const day = halvingIn(run)
    if (day === undefined) return undefined
    const [[before, after], [grossBefore, grossAfter]] = [
      paidAround(variantOf(run, 'deducted'), day),
      // With costs retained the payment is the production less the mining pool's fee.
      paidAround(variantOf(run, 'retained'), day),
    ]
    // Zero payments cannot fall.
    if (before === 0n) return undefined
    const [net, gross] = [percentOf(before - after, before), percentOf(grossBefore - grossAfter, grossBefore)]
    return {
      found: `payments fall by ${net.toFixed(1)}%, production by ${gross.toFixed(1)}%`,
      asExpected: net.gt(gross),
    }
  },
}

/**
 * Sales lower the price, so the retained AMT pays for less than its initial value. Not stated where power
 * costs less than that.
 */
const retainedAmtRunsOut = (settings: Halving): Hypothesis<Compared> => ({
  statement:
    'The retained AMT does not last a year if a year’s power costs more than its initial value at the pool price',
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
        : `insolvent on day ${insolvency}; halving on day ${dayOfHalving(run)}`
    return {
      found: `initial value ${about(worth)} BTC, power cost ${about(power)} BTC; ${end}`,
      asExpected: insolvency !== undefined && insolvency < YEAR,
    }
  },
})

/** The AMT is gone for more than half of the 90 days, and no other payer follows. */
const powerStaysUnpaid = (settings: Halving): Hypothesis<Compared> => ({
  statement:
    'If the project is insolvent before the halving or within 45 days after it, most power cost of the 90 days after it stays unpaid',
  check: (run) => {
    const day = halvingIn(run)
    const retained = variantOf(run, 'retained')
    const insolvency = dayOfInsolvency(settings, retained)
    if (day === undefined || insolvency === undefined || insolvency > day + WINDOW / 2) return undefined
    const { power, unpaid } = payers(settings, retained, day, day + WINDOW)
    return {
      found: `${about(unpaid)} of ${about(power)} BTC unpaid in 90 days; insolvent on day ${insolvency}, halving on day ${day}`,
      asExpected: 2n * unpaid > power,
    }
  },
})

/**
 * Days before the halving on which power costs more than the production: with costs deducted the machines
 * idle.
 */
const idleBefore = (settings: Halving, run: Summary, day: number): number =>
  run.closes
    .slice(0, day)
    .filter(({ view }) => daysWork({ ...treasuryOf(settings), costs: 'deducted' }, view.environment).idle)
    .length

/** Payouts and pool price of one AMT at the close before the halving, in BTCB wei. */
function worthBefore(run: Compared, name: string, day: number): readonly [payouts: bigint, price: bigint] {
  const each = variantOf(run, name)
  return [payoutPerAmt(each, day), spotPriceDown(each.closes[day - 1]!.view)]
}

/**
 * Compares holders' wealth under both policies at the close before the halving; `isBetter` is the expected
 * order.
 */
const holdersUntilHalving = (
  settings: Halving,
  statement: string,
  expects: (idleDays: number) => boolean,
  isBetter: (retained: bigint, deducted: bigint) => boolean,
): Hypothesis<Compared> => ({
  statement,
  check: (run) => {
    const day = dayOfHalving(run)
    if (day < WINDOW) return undefined
    const idle = idleBefore(settings, run, day)
    if (!expects(idle)) return undefined
    const [paidNet, priceNet] = worthBefore(run, 'deducted', day)
    const [paidGross, priceGross] = worthBefore(run, 'retained', day)
    return {
      found: `costs retained: payouts ${sats(paidGross)} sat, price ${sats(priceGross)}; deducted: ${sats(paidNet)} and ${sats(priceNet)}; ${idle} days with power above production`,
      asExpected: isBetter(paidGross + priceGross, paidNet + priceNet),
    }
  },
})

const holdersPayAnyway = (settings: Halving): Hypothesis<Compared> =>
  holdersUntilHalving(
    settings,
    'If production covers power on every day before the halving, retained costs still fall on holders: the price loses more than payouts gain',
    (idle) => idle === 0,
    (retained, deducted) => retained < deducted,
  )

/** Traders price payouts: without payouts the price falls even if the project does not sell. */
const holdersAreSpared = (settings: Halving): Hypothesis<Compared> =>
  holdersUntilHalving(
    settings,
    'If power costs more than production on more than two weeks before the halving, holders are better off with costs retained',
    (idle) => idle > 14,
    (retained, deducted) => retained > deducted,
  )

export const hypothesesOfVariants = (settings: Halving): readonly Hypothesis<Compared>[] => [
  holdersPay,
  retainedAmtRunsOut(settings),
  powerStaysUnpaid(settings),
  holdersPayAnyway(settings),
  holdersAreSpared(settings),
]
