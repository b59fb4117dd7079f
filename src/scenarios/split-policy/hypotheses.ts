/**
 * Hypotheses of the scenario `split-policy`, stated before the run.
 */
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { redemptionRateDown } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { percentOf, sats } from '../shared/figures.ts'
import { widestAtRcl, widestOf } from './metrics.ts'
import {
  DILUTED,
  dilutedName,
  EMISSION_DAY,
  EXIT_DAYS,
  exitsIn,
  proceedsPerAmt,
  RULES,
  SELLER,
  SETTLED,
  splitName,
  SPLITS,
  TAKER,
} from './proceeds.ts'

const payoutsPlusFloor: Hypothesis = {
  statement: 'Proceeds of an exit at the RCL equal payouts per AMT plus the floor of the day, up to rounding',
  days: EXIT_DAYS[0] + 1,
  check: (run) => {
    const days = exitsIn(run)
    if (days.length === 0) return undefined
    // Rounding: each claim loses less than one wei for 10,000 AMT; the compared payout per AMT less than one
    // wei for one.
    const off = days.map((day) => {
      const close = run.closes[day]!.view
      const expected = payoutPerAmt(run, day + 1) + redemptionRateDown(close)
      const difference = proceedsPerAmt(run, TAKER, day) - expected
      return difference < 0n ? -difference : difference
    })
    const most = off.reduce((a, b) => (a > b ? a : b))
    return {
      found: `maximum difference ${most} wei of some 10^12`,
      asExpected: most <= BigInt(run.closes.length),
    }
  },
}

export const hypotheses = (): readonly Hypothesis[] => [payoutsPlusFloor]

const neutralAtRcl: Hypothesis<Compared> = {
  statement:
    'For exits at the RCL the split makes no difference beyond a thousandth, on any exit date: only AMT that is burnt at different times does',
  days: EXIT_DAYS[0] + 1,
  check: (run) => {
    const days = exitsIn(run)
    if (days.length === 0) return undefined
    const widest = widestAtRcl(run, days)
    const last = days.at(-1)!
    return {
      found: `${SPLITS.map((split) => sats(proceedsPerAmt(variantOf(run, splitName(split)), TAKER, last))).join(', ')} sat on day ${last}; maximum spread ${widest.toExponential(1)}`,
      asExpected: widest.lt('1e-3'),
    }
  },
}

const zeroIsBestInPool: Hypothesis<Compared> = {
  statement:
    'For an exit in the pool after three months proceeds fall with the RCL’s share: 0% is best, 100% worst',
  days: EXIT_DAYS[0] + 1,
  check: (run) => {
    const first = exitsIn(run)[0]
    if (first === undefined) return undefined
    const proceeds = SPLITS.map((split) => proceedsPerAmt(variantOf(run, splitName(split)), SELLER, first))
    return {
      found: `day ${first}: ${SPLITS.map((split, index) => `${sats(proceeds[index]!)} sat with ${split}%`).join(', ')}`,
      asExpected: proceeds.slice(1).every((each, index) => each < proceeds[index]!),
    }
  },
}

const emissionTakesFromTheRcl: Hypothesis<Compared> = {
  statement:
    'With an emission, exits at the RCL get more the smaller the RCL’s share: new AMT dilutes the RCL, not past payouts',
  days: EXIT_DAYS.find((day) => day > EMISSION_DAY)! + 1,
  check: (run) => {
    const day = exitsIn(run).at(-1)
    if (day === undefined || day <= EMISSION_DAY) return undefined
    const all = DILUTED.map((split) => proceedsPerAmt(variantOf(run, dilutedName(split)), TAKER, day))
    const lost = percentOf(all[0]! - all[2]!, all[0]!)
    return {
      found: `${DILUTED.map((split, index) => `${sats(all[index]!)} sat with ${split}%`).join(', ')}: ${lost.toFixed(1)}% from first to last`,
      asExpected: all[0]! > all[1]! && all[1]! > all[2]!,
    }
  },
}

const rulesAreNeutralAtRcl: Hypothesis<Compared> = {
  statement:
    'A rule for v, settling or by premium, makes no difference beyond a thousandth for an exit at the RCL either',
  days: EXIT_DAYS[0] + 1,
  check: (run) => {
    const days = exitsIn(run)
    if (days.length === 0) return undefined
    const widest = widestOf(run, [splitName(SETTLED), ...RULES], days)
    return { found: `maximum spread ${widest.toExponential(1)}`, asExpected: widest.lt('1e-3') }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  neutralAtRcl,
  rulesAreNeutralAtRcl,
  zeroIsBestInPool,
  emissionTakesFromTheRcl,
]
