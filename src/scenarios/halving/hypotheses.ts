/**
 * Hypotheses of the scenario `halving`, stated before the run.
 */
import { ONE } from '../../model/kernel/units.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import type { Metric } from '../../sim/result.ts'
import { spotPriceDown } from '../../sim/view/agent-view.ts'
import { about, percentMetric, percentOf, sats } from '../shared/figures.ts'
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
import { daysPaid, whilePaid, worthAfter } from './wealth.ts'

/** The fall in percent between which income is expected: difficulty reacts, unless it grows regardless. */
const FALLS = { exogenous: [45, 65], responsive: [15, 65] } as const

/** Income per TH/s in satoshi per day before and after the halving, and its fall in percent. */
function incomeAround(run: Summary, day: number) {
  const [before, after] = [satPerTh(run, day - WINDOW, day), satPerTh(run, day, day + WINDOW)]
  return { before, after, fall: before.sub(after).div(before).mul(100) }
}

/** Falls of income and payments around the halving. None if the run has too few days. */
export function aroundHalving(run: Compared): Readonly<Record<string, Metric>> {
  const day = halvingIn(run)
  if (day === undefined) return {}
  const [before, after] = paidAround(variantOf(run, 'deducted'), day)
  return {
    incomeFall: percentMetric('Fall of income per TH/s over the halving', incomeAround(run, day).fall),
    paymentFall: percentMetric(
      'Fall of payments over the halving, costs deducted',
      percentOf(before - after, before),
    ),
  }
}

const incomeFalls = ({ networkModel }: Halving): Hypothesis => {
  const [least, most] = FALLS[networkModel]
  return {
    statement: `Income per TH/s before costs falls by ${least}% to ${most}% from the 90 days before the halving to the 90 days after`,
    days: 2 * WINDOW,
    check: (run) => {
      const day = halvingIn(run)
      if (day === undefined) return undefined
      const { before, after, fall } = incomeAround(run, day)
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
  days: 2 * WINDOW,
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
  days: YEAR,
  check: (run) => {
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

/** Wealth of a holder who keeps one AMT, after so many days under both policies, at the pool price. */
function holdersAfter(run: Compared, days: number) {
  const [paidNet, priceNet] = worthAfter(run, 'deducted', days)
  const [paidGross, priceGross] = worthAfter(run, 'retained', days)
  return {
    found: `day ${days}, costs retained: payouts ${sats(paidGross)} sat, price ${sats(priceGross)}; deducted: ${sats(paidNet)} and ${sats(priceNet)}`,
    deducted: paidNet + priceNet,
    retained: paidGross + priceGross,
  }
}

/** Days that the project pays at least, for a comparison. */
const MONTH = 30

/** The project sells in weeks what a pool of this size takes in years. */
const holdersPayAnyway = (settings: Halving): Hypothesis<Compared> => ({
  statement:
    'As long as the project pays, retained costs fall on holders at the pool price: the price loses more than payouts gain',
  days: WINDOW,
  check: (run) => {
    const days = daysPaid(settings, run)
    if (days < MONTH) return undefined
    const { found, deducted, retained } = holdersAfter(run, days)
    return { found, asExpected: retained < deducted }
  },
})

/**
 * Power is paid with BTCB either way: out of the payment, or out of the pool. What the project sells, the
 * others own. A tenth of the power cost is left for what the policies change otherwise: fees, and trades at
 * other prices.
 */
const togetherItIsTheSame = (settings: Halving): Hypothesis<Compared> => ({
  statement:
    'As long as the project pays, the project has less with costs retained by every measure, and all others can take out the same together, to a tenth of the power cost',
  days: WINDOW,
  check: (run) => {
    const { day, people, project } = whilePaid(settings, run)
    if (day < MONTH) return undefined
    const { power } = payers(settings, variantOf(run, 'retained'), 0, day)
    const { deducted, retained } = people('joint')
    const change = retained! - deducted!
    const loses = (['spot', 'alone', 'joint'] as const).map((measure) => {
      const wealth = project(measure)
      return wealth.deducted! - wealth.retained!
    })
    return {
      found: `power cost ${about(power)} BTC in ${day} days; the others can take out ${about(retained!)} instead of ${about(deducted!)} BTC together; the project has ${loses.map((loss) => about(loss)).join(', ')} BTC less at the pool price, alone and in the joint exit`,
      asExpected: loses.every((loss) => loss > 0n) && 10n * (change < 0n ? -change : change) < power,
    }
  },
})

/** Unpaid power is a gift to holders: payouts go on, and people price payouts. */
const unpaidPowerSparesHolders = (settings: Halving): Hypothesis<Compared> => ({
  statement:
    'If most power before the halving stays unpaid, holders are better off with costs retained at the halving',
  check: (run) => {
    const day = dayOfHalving(run)
    if (day < WINDOW) return undefined
    const { power, unpaid } = payers(settings, variantOf(run, 'retained'), 0, day)
    if (2n * unpaid <= power) return undefined
    const { found, deducted, retained } = holdersAfter(run, day)
    return {
      found: `${found}; ${about(unpaid)} of ${about(power)} BTC unpaid`,
      asExpected: retained > deducted,
    }
  },
})

export const hypothesesOfVariants = (settings: Halving): readonly Hypothesis<Compared>[] => [
  holdersPay,
  retainedAmtRunsOut(settings),
  powerStaysUnpaid(settings),
  holdersPayAnyway(settings),
  togetherItIsTheSame(settings),
  unpaidPowerSparesHolders(settings),
]
