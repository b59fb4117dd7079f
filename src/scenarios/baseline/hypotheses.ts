/**
 * Hypotheses of the scenario `baseline`, stated before the run.
 *
 * The whitepaper's figures come first and hold for any market parameters. The others are about the default
 * parameters.
 */
import { Decimal } from 'decimal.js'

import { fromBase, toBase } from '../../model/kernel/units.ts'
import { SWAP_SANDWICHER } from '../../sim/agents/mev/swap-sandwicher.ts'
import { dateOf } from '../../sim/calendar.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { forgoneByRedeeming, payoutPerAmt } from './metrics.ts'
import type { Baseline } from './parameters.ts'
import { fromSigned } from '../shared/figures.ts'
import { JULY_2023, LAUNCH } from '../shared/july-2023.ts'
import { onlyInJuly2023 } from '../shared/start.ts'
import { machineOrderHypotheses } from '../shared/machine-orders.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

const sats = (perAmt: bigint): string => new Decimal(fromBase(perAmt)).mul(1e8).toFixed(2)

const launchFigures: Hypothesis = {
  statement: 'At launch 70,000 TH/s at 625 AMT each give 43,750,000 AMT, and the pool price is 4,950 sat',
  check: ({ stages }) => {
    const { view } = stages['launch']!
    const [supply, price] = [view.supply('amt'), spotPriceDown(view)]
    return {
      found: `${fromBase(supply)} AMT, ${sats(price)} sat`,
      asExpected: supply === LAUNCH.hashRate * LAUNCH.amtPerTh * toBase('1') && price === toBase('0.0000495'),
    }
  },
}

const initialFloor: Hypothesis = {
  statement: 'The floor of July 2023 is 30 BTC over 55,035,719 AMT: 54.51 sat',
  check: ({ start: { view } }) => ({
    found: `${fromBase(view.backing())} BTC over ${fromBase(view.supply('amt'))} AMT: ${sats(redemptionRateDown(view))} sat`,
    asExpected: view.supply('amt') === JULY_2023.supply && sats(redemptionRateDown(view)) === '54.51',
  }),
}

const amtPerHashRate: Hypothesis = {
  statement: 'The AMT issued by July 2023 are 246.3 per TH/s, to the quoted precision',
  check: () => {
    const supply = new Decimal(fromBase(JULY_2023.supply))
    const product = new Decimal(JULY_2023.amtPerTh).mul(JULY_2023.hashRate)
    const ratio = supply.div(JULY_2023.hashRate)
    return {
      found: `${ratio.toFixed(4)}; exactly 246.3 would give ${product.toFixed(1)} AMT, ${supply.sub(product).toFixed(1)} fewer`,
      asExpected: ratio.toFixed(1) === JULY_2023.amtPerTh,
    }
  },
}

const floorRises: Hypothesis = {
  statement: 'The floor rises at the close of every day with a payment, and never falls',
  check: ({ start, closes }) => {
    let [falls, flat] = [0, 0]
    let [rate, payments] = [redemptionRateDown(start.view), 0n]
    for (const { view } of closes) {
      const now = redemptionRateDown(view)
      if (now < rate) falls++
      if (now === rate && view.payments() > payments) flat++
      ;[rate, payments] = [now, view.payments()]
    }
    return {
      found: `${falls} falls, ${flat} payments without a rise, in ${closes.length} days`,
      asExpected: falls === 0 && flat === 0,
    }
  },
}

const poolAboveFloor: Hypothesis = {
  statement: 'The pool price stays above the floor, so the arbitrageur never trades',
  check: (run) => {
    const below = run.closes.filter(({ view }) => spotPriceDown(view) < redemptionRateDown(view)).length
    const earned =
      lastOf(run).view.balance('btcb', 'arbitrageur') - run.start.view.balance('btcb', 'arbitrageur')
    return {
      found: `${below} closes below the floor; the arbitrageur earned ${fromBase(earned)} BTC`,
      asExpected: below === 0 && earned === 0n,
    }
  },
}

const redeemingCosts: Hypothesis = {
  statement: 'Redeeming pays less than selling in the pool',
  check: (run) => {
    const { tally } = lastOf(run)
    if (tally.redemptions === 0) return undefined
    const forgone = forgoneByRedeeming(run)
    return {
      found: `${fromBase(tally.redeemedAmt)} AMT redeemed for ${fromBase(tally.redeemedBtcb)} BTC, ${fromBase(forgone)} BTC less than at the pool price`,
      asExpected: forgone > 0n,
    }
  },
}

/** Days compared on each side of the halving. */
const WINDOW = 30

/** 20 April 2024, counted from 12 July 2023. */
const DAY_OF_HALVING = 283

const halving: Hypothesis = {
  statement:
    'The halving at block 840,000 comes within two weeks of 20 April 2024, and payouts over the 30 days after ' +
    'it are below half those of the 30 days before, or stop',
  days: DAY_OF_HALVING + WINDOW,
  check: (run) => {
    const day = run.closes.findIndex(({ view }) => view.environment.network.height >= 840_000)
    if (day < WINDOW || day + WINDOW > run.closes.length) return undefined
    const before = payoutPerAmt(run, day) - payoutPerAmt(run, day - WINDOW)
    const after = payoutPerAmt(run, day + WINDOW) - payoutPerAmt(run, day)
    const later = after === 0n ? 'none' : sats(after)
    return {
      found: `${dateOf(run.closes[day]!.view.now)}; ${sats(before)} sat per AMT in the 30 days before, ${later} in the 30 days after`,
      asExpected: Math.abs(day - DAY_OF_HALVING) <= 14 && 2n * after < before,
    }
  },
}

const paybackTakesYears: Hypothesis = {
  statement: 'One year of payouts is less than a fifth of the initial pool price',
  days: 365,
  check: (run: Summary) => {
    const [paid, price] = [payoutPerAmt(run, 365), spotPriceDown(run.start.view)]
    return { found: `${sats(paid)} of ${sats(price)} sat`, asExpected: 5n * paid < price }
  },
}

const sandwiches = ({ sandwichCapital, order }: Baseline): Hypothesis => ({
  statement:
    'Ordered by gas price, sandwiching purchases in the pool is profitable; in random order no sandwich is possible',
  ...(sandwichCapital === 0n ? {} : { days: 30 }),
  check: (run) => {
    if (sandwichCapital === 0n) return undefined
    const trades = run.trades.filter(({ by }) => by === SWAP_SANDWICHER)
    const [before, after] = [run.start, lastOf(run)].map(({ view }) =>
      view.balance('btcb', SWAP_SANDWICHER),
    ) as [bigint, bigint]
    return {
      found: `${trades.filter(({ kind }) => kind === 'buy').length} sandwiches; ${new Decimal(fromSigned(after - before)).toFixed(6)} BTC`,
      asExpected: order === 'gas' ? after > before : trades.length === 0,
    }
  },
})

export const hypotheses = (settings: Baseline): readonly Hypothesis[] => [
  ...onlyInJuly2023(settings, [launchFigures, initialFloor, amtPerHashRate]),
  floorRises,
  poolAboveFloor,
  redeemingCosts,
  ...onlyInJuly2023(settings, [halving]),
  paybackTakesYears,
  sandwiches(settings),
  ...machineOrderHypotheses(settings),
]
