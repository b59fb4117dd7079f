/**
 * Hypotheses of the scenario `buyback-flywheel`, stated before the run.
 */
import { Decimal } from 'decimal.js'

import { KEPT, OF } from '../../model/contracts/pancake/quotes.ts'
import type { Btcb } from '../../model/kernel/units.ts'
import { bestSandwich, leastFor } from '../../sim/agents/mev/buy-back-sandwicher.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { vaultDepositors } from '../shared/participants.ts'
import type { Flywheel } from './parameters.ts'
import { hypothesesOfWealth } from './wealth.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { spotPriceDown } from '../../sim/view/agent-view.ts'
import { depositOf, roundCount } from '../../sim/view/vaults.ts'
import { about, dec, percentOf, ratioOf, sats } from '../shared/figures.ts'
import {
  DEPOSITORS,
  LEAVE_ON,
  roundsOf,
  spentFor,
  boughtOn,
  inBuyBackVault,
  growthPct,
  priceChangePct,
  received,
  FORCED,
  sandwichesIn,
} from './metrics.ts'

const growthIsCovered = (settings: Flywheel): Hypothesis => ({
  statement: 'The growth of deposits is fully covered: the vault holds every AMT credited to depositors',
  check: (run) => {
    const { view } = lastOf(run)
    if (roundCount(view) === 0) return undefined
    const held = view.balance('amt', 'buyBackVault')
    const everybody = [...DEPOSITORS, ...vaultDepositors(settings, 'buyBackVault')]
    const credited = everybody.reduce((sum, name) => sum + depositOf(view, 'buyBackVault', name), 0n)
    const left = inBuyBackVault(run) + boughtOn(view) - held
    return {
      found: `${about(held)} AMT held, ${about(credited)} credited so far, ${about(left)} withdrawn`,
      asExpected: credited <= held && left >= 0n,
    }
  },
})

/**
 * Price factor of the purchases alone: `Π (1 + c/Y)(1 + g·c/Y)`, where each purchase `c` increases the
 * reserve `Y`.
 */
function liftOf(run: Summary): Decimal {
  let btcb = run.start.view.pool().btcb as bigint
  let lift = dec(1n)
  for (const { spent: c } of roundsOf(lastOf(run).view)) {
    lift = lift.mul(ratioOf(btcb + c, btcb)).mul(ratioOf(OF * btcb + KEPT * c, OF * btcb))
    btcb += c
  }
  return lift
}

/**
 * Largest purchase in percent of the pool's BTCB, which grows by each purchase. Exact if there are no other
 * trades.
 */
function largestShare(run: Summary): Decimal {
  let btcb = run.start.view.pool().btcb as bigint
  let most = dec(0n)
  for (const { spent: c } of roundsOf(lastOf(run).view)) {
    const share = percentOf(c, btcb)
    if (share.gt(most)) most = share
    btcb += c
  }
  return most
}

export const hypotheses = (settings: Flywheel): readonly Hypothesis[] => [growthIsCovered(settings)]

const liftsThePrice: Hypothesis<Compared> = {
  statement: 'Without other trades each purchase lifts the price by exactly the factor (1 + c/Y)(1 + g·c/Y)',
  check: (compared) => {
    const run = variantOf(compared, 'alone')
    if (roundCount(lastOf(run).view) === 0) return undefined
    const change = ratioOf(spotPriceDown(lastOf(run).view), spotPriceDown(run.start.view))
    const lift = liftOf(run)
    return {
      found: `price ${change.toFixed(9)} times its initial value; formula ${lift.toFixed(9)}`,
      // Prices are rounded down to one wei of some 10^13, each purchase to one wei of 10^21 or more.
      asExpected: change.gt('1.001') && change.div(lift).sub(1).abs().lt('1e-9'),
    }
  },
}

const sellersTakeTheLift: Hypothesis<Compared> = {
  statement:
    'Holders who sell into the purchases remove the price lift, and deposits grow by more AMT than without sellers',
  days: 30,
  check: (compared) => {
    const [run, alone] = [variantOf(compared, 'sellers'), variantOf(compared, 'alone')]
    if (roundCount(lastOf(run).view) < 30) return undefined
    const [change, growth, without] = [priceChangePct(run), growthPct(run), growthPct(alone)]
    return {
      found: `price ${change.toFixed(3)}%, deposits ${growth.toFixed(3)}%; without sellers ${priceChangePct(alone).toFixed(3)}% and ${without.toFixed(3)}%`,
      asExpected: change.lt(priceChangePct(alone).div(10)) && growth.gt(without),
    }
  },
}

const noProfitableSandwich: Hypothesis<Compared> = {
  statement:
    'No sandwich is profitable, however rarely the vault claims: no purchase spends more than 0.25% of the pool’s BTCB',
  check: (compared) => {
    const [daily, monthly] = [variantOf(compared, 'daily'), variantOf(compared, 'sandwiched')]
    if (roundCount(lastOf(monthly).view) === 0) return undefined
    const share = [largestShare(daily), largestShare(monthly)].reduce((most, each) =>
      each.gt(most) ? each : most,
    )
    const made = sandwichesIn(daily).made + sandwichesIn(monthly).made
    return {
      found: `largest purchase ${share.toFixed(3)}% of the pool’s BTCB; ${made} sandwiches`,
      asExpected: made === 0 && share.lte('0.25'),
    }
  },
}

/**
 * Two swap fees of 0.25% exceed the price impact of a purchase, which is at most `2·0.25%` less the vault's
 * own fee.
 */
const forcedSandwichesLose: Hypothesis<Compared> = {
  statement:
    'Forced sandwiches around every purchase lose before gas: with 0.01 BTC, with 0.2 BTC and with the largest size that the 97% limit allows',
  check: (compared) => {
    const sizes = FORCED.map(({ name }) => sandwichesIn(variantOf(compared, name)))
    if (sizes.some(({ made }) => made === 0)) return undefined
    return {
      found: sizes
        .map(
          ({ made, paid, profit }) =>
            `${about(profit, 6)} BTC in ${made} of ${about(paid / BigInt(made), 3)} BTC`,
        )
        .join(', '),
      asExpected: sizes.every(({ profit, unsold }) => profit < 0n && unsold === 0n),
    }
  },
}

const allAtOnce: Hypothesis<Compared> = {
  statement:
    'Spent in one purchase, a month’s proceeds would make a sandwich profitable, by up to the 3% of the average-price limit',
  check: (compared) => {
    const run = variantOf(compared, 'monthly')
    const [first] = roundsOf(lastOf(run).view)
    if (first === undefined) return undefined
    const { view } = run.start
    const all = (first.spent + first.left) as Btcb
    const { profit } = bestSandwich(view.pool(), all, leastFor(all, spotPriceDown(view)), all)
    const share = percentOf(profit, all)
    return {
      found: `${about(all, 4)} BTC, ${percentOf(all, view.pool().btcb).toFixed(3)}% of the pool; sandwich profit ${share.toFixed(3)}% of that`,
      asExpected: share.gt(0) && share.lt(3),
    }
  },
}

/**
 * Largest single purchase in percent of the pool's BTCB, if the average price equals the pool price. A
 * purchase `c` gets the share `g/(1 + g·c/Y)` of that price, which is 97% at `c/Y = 1/0.97 - 1/g`, 2.842%.
 */
const MOST_AT_ONCE = new Decimal(1).div('0.97').sub(new Decimal(1).div('0.9975')).mul(100)

const largeAmountIsSplit: Hypothesis<Compared> = {
  statement: `An amount above ${MOST_AT_ONCE.toFixed(2)}% of the pool’s BTCB, too large for one purchase within the 97% limit, is spent completely in several purchases`,
  check: (compared) => {
    const run = variantOf(compared, 'piled-up')
    const rounds = roundsOf(lastOf(run).view)
    if (rounds[0] === undefined) return undefined
    const share = percentOf(rounds[0].spent + rounds[0].left, run.start.view.pool().btcb)
    const purchases = rounds.findIndex(({ left }) => left === 0n) + 1
    return {
      found: `${share.toFixed(2)}% of the pool’s BTCB was spent in ${purchases} purchases`,
      asExpected: share.gt(MOST_AT_ONCE) && purchases > 1,
    }
  },
}

const exitWithoutSellers: Hypothesis<Compared> = {
  statement:
    'Without sellers, depositors who all leave get within 1% of what the staking vault would have paid',
  days: LEAVE_ON + 4,
  check: (compared) => {
    const [grown, paid] = ['leave-grown', 'leave-paid'].map((name) =>
      received(lastOf(variantOf(compared, name))),
    ) as [bigint, bigint]
    return {
      found: `${about(grown, 4)} BTC from the buy-back vault, ${about(paid, 4)} from the staking vault`,
      asExpected: ratioOf(grown, paid).sub(1).abs().lt('0.01'),
    }
  },
}

const exitAfterSellers: Hypothesis<Compared> = {
  statement: 'After others have sold into the purchases, depositors recover less than half of the BTCB spent',
  days: LEAVE_ON + 4,
  check: (compared) => {
    const [sold, paid] = ['leave-sold', 'leave-paid'].map((name) =>
      received(lastOf(variantOf(compared, name))),
    ) as [bigint, bigint]
    const missing = paid - sold
    const run = variantOf(compared, 'leave-sold')
    const spentThere = spentFor(run)
    return {
      found: `${about(sold, 4)} BTC, ${about(missing, 4)} less than from the staking vault, of ${about(spentThere, 4)} BTC spent for them; initial price ${sats(spotPriceDown(run.start.view))} sat`,
      asExpected: 2n * missing > spentThere,
    }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  liftsThePrice,
  sellersTakeTheLift,
  noProfitableSandwich,
  forcedSandwichesLose,
  allAtOnce,
  largeAmountIsSplit,
  exitWithoutSellers,
  exitAfterSellers,
  ...hypothesesOfWealth,
]
