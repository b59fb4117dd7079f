/**
 * What the buy-back is expected to show, stated before it runs, and the figures that show it.
 */
import { Decimal } from 'decimal.js'

import { KEPT, OF } from '../../model/contracts/pancake/quotes.ts'
import { fromBase, ONE, type Btcb } from '../../model/kernel/units.ts'
import type { Round } from '../../model/state/purchases.ts'
import { bestSandwich, leastFor, SANDWICHER } from '../../sim/agents/mev/buy-back-sandwicher.ts'
import { namesOf } from '../../sim/agent.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { depositOf, roundAt, roundCount, spendable } from '../../sim/view/vaults.ts'
import { spotPriceDown, type AgentView } from '../../sim/view/agent-view.ts'
import {
  about,
  amountMetric,
  countMetric,
  dec,
  fromSigned,
  percentMetric,
  percentOf,
  ratioOf,
  rounded,
  sats,
  tableOf,
} from '../shared/figures.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

export const STAKERS = namesOf('staker', 5)

/** Day on which depositors leave in the variants that ask for it. */
export const LEAVE_ON = 170

const roundsOf = (view: AgentView): readonly Round[] =>
  Array.from({ length: roundCount(view) }, (_, index) => roundAt(view, index))

const spentOn = (view: AgentView): bigint => roundsOf(view).reduce((sum, round) => sum + round.spent, 0n)
const boughtOn = (view: AgentView): bigint => roundsOf(view).reduce((sum, round) => sum + round.bought, 0n)

/** AMT that the depositors put in. */
const putIn = ({ start }: Summary): bigint =>
  start.view.balance('amt', 'buyBackVault') + start.view.balance('amt', 'stakingVault')

const growthPct = (run: Summary): Decimal => percentOf(boughtOn(lastOf(run).view), putIn(run))

const priceChangePct = (run: Summary): Decimal => {
  const [then, now] = [spotPriceDown(run.start.view), spotPriceDown(lastOf(run).view)]
  return percentOf(now - then, then)
}

/** BTCB of all depositors: what they got by leaving. */
const received = ({ view }: { readonly view: AgentView }): bigint =>
  STAKERS.reduce((sum, name) => sum + view.balance('btcb', name), 0n)

/** Nothing where there is no sandwicher. */
const sandwichProfit = (run: Summary): bigint =>
  run.people.includes(SANDWICHER)
    ? lastOf(run).view.balance('btcb', SANDWICHER) - run.start.view.balance('btcb', SANDWICHER)
    : 0n

export const amtPerDeposit: Gauge = {
  title: 'AMT per AMT deposited, if nobody has left',
  unit: 'AMT',
  read: ({ view }) => {
    const [bought, held] = [boughtOn(view), view.balance('amt', 'buyBackVault')]
    return held <= bought ? '0' : fromBase((held * ONE) / (held - bought))
  },
}

export const spent: Gauge = {
  title: 'Spent by the vault to date',
  unit: 'BTC',
  read: ({ view }) => fromBase(spentOn(view)),
}

/** Sandwiches that are made whether they pay or not: with little, with more, and as far as the 97% of the average price allow. */
export const FORCED = [
  { name: 'forced-little', pay: '0.01', title: 'Monthly, a sandwich of 0.01 BTC around every purchase' },
  { name: 'forced-more', pay: '0.2', title: 'Monthly, a sandwich of 0.2 BTC around every purchase' },
  { name: 'forced-most', pay: '50', title: 'Monthly, the largest sandwich around every purchase' },
] as const

const CASES = ['alone', 'sellers', 'daily', 'monthly', 'sandwiched', 'piled-up'] as const
const EXITS = ['leave-paid', 'leave-grown', 'leave-sold'] as const

export function cases(run: Compared): Table {
  return tableOf(
    { name: 'cases', title: 'Growth by case' },
    [
      { name: 'case', title: 'Purchases and others', unit: '' },
      { name: 'growth', title: 'Growth of a deposit in AMT', unit: '%' },
      { name: 'priceChange', title: 'Change of the price', unit: '%' },
      { name: 'purchases', title: 'Purchases', unit: 'purchases' },
      { name: 'spent', title: 'Spent', unit: 'BTC' },
      { name: 'sandwich', title: "The sandwicher's profit, before gas", unit: 'BTC' },
    ],
    CASES.map((name) => {
      const each = variantOf(run, name)
      const { view } = lastOf(each)
      return [
        name,
        rounded(growthPct(each)),
        rounded(priceChangePct(each)),
        String(roundCount(view)),
        fromBase(spentOn(view)),
        fromSigned(sandwichProfit(each)),
      ]
    }),
  )
}

/** What went into a run's sandwiches, and what came of it; nothing where there is no sandwicher. */
interface Sandwiches {
  /** Those that were sold again. */
  readonly made: number
  readonly paid: bigint
  readonly profit: bigint
  /** AMT that was bought and not sold again: a sandwich that was left half done. */
  readonly stuck: bigint
}

function sandwichesIn(run: Summary): Sandwiches {
  const own = run.trades.filter(({ by }) => by === SANDWICHER)
  return {
    made: own.filter(({ kind }) => kind === 'sell').length,
    paid: own.filter(({ kind }) => kind === 'buy').reduce((sum, { btcb }) => sum + btcb, 0n),
    profit: sandwichProfit(run),
    stuck: run.people.includes(SANDWICHER) ? lastOf(run).view.balance('amt', SANDWICHER) : 0n,
  }
}

export function forcedSandwiches(run: Compared): Table {
  return tableOf(
    { name: 'forced', title: 'Sandwiches whether they pay or not' },
    [
      { name: 'case', title: 'Size', unit: '' },
      { name: 'made', title: 'Sandwiches', unit: 'sandwiches' },
      { name: 'paid', title: 'Paid in', unit: 'BTC' },
      { name: 'profit', title: 'Profit, before gas', unit: 'BTC' },
    ],
    FORCED.map(({ name }) => {
      const { made, paid, profit } = sandwichesIn(variantOf(run, name))
      return [name, String(made), fromBase(paid), fromSigned(profit)]
    }),
  )
}

export function exits(run: Compared): Table {
  return tableOf(
    { name: 'exits', title: 'What the depositors leave with' },
    [
      { name: 'case', title: 'Vault', unit: '' },
      { name: 'received', title: 'Got in all', unit: 'BTC' },
    ],
    EXITS.map((name) => [name, fromBase(received(lastOf(variantOf(run, name))))]),
  )
}

export function flywheelMetrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const { view } = lastOf(run)
  const bought = boughtOn(view)
  return {
    putIn: amountMetric('AMT deposited', putIn(run), 'AMT'),
    purchases: countMetric('Purchases', 'purchases', roundCount(view)),
    spent: amountMetric('Spent by the vault', spentOn(view)),
    bought: amountMetric('AMT that it bought', bought, 'AMT'),
    growth: percentMetric('Growth of a deposit in AMT', growthPct(run)),
    priceChange: percentMetric('Change of the price', priceChangePct(run)),
    growthAtPrice: amountMetric(
      'The bought AMT at the final price, before slippage',
      (bought * spotPriceDown(view)) / ONE,
    ),
    waiting: amountMetric('BTCB that waits to be spent', spendable(view)),
    soldInto: amountMetric('Taken out by sellers', view.balance('btcb', 'seller')),
    sandwiches: countMetric('Sandwiches', 'sandwiches', sandwichesIn(run).made),
    sandwichProfit: amountMetric("The sandwicher's profit, before gas", sandwichProfit(run)),
    received: amountMetric('What depositors have got by leaving', received(lastOf(run))),
    refused: countMetric('Refused actions', 'actions', lastOf(run).tally.refused),
  }
}

const growthIsCovered: Hypothesis = {
  statement: 'Every AMT that deposits have grown by lies in the vault: none is promised that was not bought',
  check: (run) => {
    const { view } = lastOf(run)
    if (roundCount(view) === 0) return undefined
    const held = view.balance('amt', 'buyBackVault')
    const promised = STAKERS.reduce((sum, name) => sum + depositOf(view, 'buyBackVault', name), 0n)
    const left = putIn(run) + boughtOn(view) - held
    return {
      found: `${about(held)} AMT held, ${about(promised)} booked so far, ${about(left)} taken out`,
      asExpected: promised <= held && left >= 0n,
    }
  },
}

/** `Π (1 + c/Y)(1 + g·c/Y)` over the purchases, Y growing by each: what they alone make of the price. */
function liftOf(run: Summary): Decimal {
  let btcb = run.start.view.pool().btcb as bigint
  let lift = dec(1n)
  for (const { spent: c } of roundsOf(lastOf(run).view)) {
    lift = lift.mul(ratioOf(btcb + c, btcb)).mul(ratioOf(OF * btcb + KEPT * c, OF * btcb))
    btcb += c
  }
  return lift
}

/** Of the pool's BTCB, what a purchase has spent at most, in percent, if nobody else trades: the pool grows by the purchases. */
function largestPart(run: Summary): Decimal {
  let btcb = run.start.view.pool().btcb as bigint
  let most = dec(0n)
  for (const { spent: c } of roundsOf(lastOf(run).view)) {
    const part = percentOf(c, btcb)
    if (part.gt(most)) most = part
    btcb += c
  }
  return most
}

export const hypotheses = (): readonly Hypothesis[] => [growthIsCovered]

const liftsThePrice: Hypothesis<Compared> = {
  statement: 'If nobody sells, purchases lift the price by (1 + c/Y)(1 + g·c/Y) each, and by nothing else',
  check: (compared) => {
    const run = variantOf(compared, 'alone')
    if (roundCount(lastOf(run).view) === 0) return undefined
    const change = ratioOf(spotPriceDown(lastOf(run).view), spotPriceDown(run.start.view))
    const lift = liftOf(run)
    return {
      found: `price ${change.toFixed(9)} times what it was, by the formula ${lift.toFixed(9)}`,
      // Prices of some 10^13 wei are rounded down, and each purchase by a wei of 10^21 or more.
      asExpected: change.gt('1.001') && change.div(lift).sub(1).abs().lt('1e-9'),
    }
  },
}

const sellersTakeTheLift: Hypothesis<Compared> = {
  statement:
    'Holders who take out what purchases bring leave no lift of the price, and the deposits more AMT than without them',
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

const nobodyWouldSandwich: Hypothesis<Compared> = {
  statement:
    'Nobody who does the sum makes a sandwich, however seldom the vault claims: no purchase spends more than 0.25% of the pool’s BTCB',
  check: (compared) => {
    const [daily, monthly] = [variantOf(compared, 'daily'), variantOf(compared, 'sandwiched')]
    if (roundCount(lastOf(monthly).view) === 0) return undefined
    const part = [largestPart(daily), largestPart(monthly)].reduce((most, each) =>
      each.gt(most) ? each : most,
    )
    const made = sandwichesIn(daily).made + sandwichesIn(monthly).made
    return {
      found: `the largest spent ${part.toFixed(3)}% of the pool; ${made} sandwiches`,
      asExpected: made === 0 && part.lte('0.25'),
    }
  },
}

/** Two fees of 0.25% are more than the push of a purchase, which is at most `2·0.25%` less the vault's own fee. */
const sandwichesLose: Hypothesis<Compared> = {
  statement:
    'Who makes one around every purchase all the same loses, before gas, with 0.01 BTC, with 0.2 BTC and with as much as 97% of the average price allow',
  check: (compared) => {
    const sizes = FORCED.map(({ name }) => sandwichesIn(variantOf(compared, name)))
    if (sizes.some(({ made }) => made === 0)) return undefined
    return {
      found: sizes
        .map(
          ({ made, paid, profit }) =>
            `${about(profit, 6)} BTC in ${made} with ${about(paid / BigInt(made), 3)}`,
        )
        .join(', '),
      asExpected: sizes.every(({ profit, stuck }) => profit < 0n && stuck === 0n),
    }
  },
}

const allAtOnce: Hypothesis<Compared> = {
  statement:
    'Spent all at once, what a month brings would pay one, up to the 3% that the average price allows',
  check: (compared) => {
    const run = variantOf(compared, 'monthly')
    const [first] = roundsOf(lastOf(run).view)
    if (first === undefined) return undefined
    const { view } = run.start
    const all = (first.spent + first.left) as Btcb
    const { profit } = bestSandwich(view.pool(), all, leastFor(all, spotPriceDown(view)), all)
    const share = percentOf(profit, all)
    return {
      found: `${about(all, 4)} BTC, ${percentOf(all, view.pool().btcb).toFixed(3)}% of the pool; profit ${share.toFixed(3)}% of that`,
      asExpected: share.gt(0) && share.lt(3),
    }
  },
}

/**
 * Of the pool's BTCB, the most that one purchase could spend if the average price is the pool's: it gets `g/(1 + g·c/Y)` of it, which is 97%
 * at `c/Y = 1/0.97 - 1/g`, 2.842%.
 */
const MOST_AT_ONCE = new Decimal(1).div('0.97').sub(new Decimal(1).div('0.9975')).mul(100)

const piledUp: Hypothesis<Compared> = {
  statement: `What has grown beyond ${MOST_AT_ONCE.toFixed(2)}% of the pool’s BTCB, more than any one purchase could get 97% for, is spent in parts to the last`,
  check: (compared) => {
    const run = variantOf(compared, 'piled-up')
    const rounds = roundsOf(lastOf(run).view)
    if (rounds[0] === undefined) return undefined
    const part = percentOf(rounds[0].spent + rounds[0].left, run.start.view.pool().btcb)
    const purchases = rounds.findIndex(({ left }) => left === 0n) + 1
    return {
      found: `${part.toFixed(2)}% of the pool was spent in ${purchases} purchases`,
      asExpected: part.gt(MOST_AT_ONCE) && purchases > 1,
    }
  },
}

const leavingAlone: Hypothesis<Compared> = {
  statement:
    'If nobody sold before, depositors who all leave get within 1% of what the staking vault would have given them',
  check: (compared) => {
    if (compared.closes.length <= LEAVE_ON + 3) return undefined
    const [grown, paid] = ['leave-grown', 'leave-paid'].map((name) =>
      received(lastOf(variantOf(compared, name))),
    ) as [bigint, bigint]
    return {
      found: `${about(grown, 4)} BTC from the buy-back, ${about(paid, 4)} from the staking vault`,
      asExpected: ratioOf(grown, paid).sub(1).abs().lt('0.01'),
    }
  },
}

const leavingAfterSellers: Hypothesis<Compared> = {
  statement:
    'If others have sold into the purchases, less than half of what was spent comes back to depositors',
  check: (compared) => {
    if (compared.closes.length <= LEAVE_ON + 3) return undefined
    const [sold, paid] = ['leave-sold', 'leave-paid'].map((name) =>
      received(lastOf(variantOf(compared, name))),
    ) as [bigint, bigint]
    const missing = paid - sold
    const spentThere = spentOn(lastOf(variantOf(compared, 'leave-sold')).view)
    return {
      found: `${about(sold, 4)} BTC, ${about(missing, 4)} less than the staking vault gives, of ${about(spentThere, 4)} spent at a price of ${sats(spotPriceDown(variantOf(compared, 'leave-sold').start.view))} sat`,
      asExpected: 2n * missing > spentThere,
    }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  liftsThePrice,
  sellersTakeTheLift,
  nobodyWouldSandwich,
  sandwichesLose,
  allAtOnce,
  piledUp,
  leavingAlone,
  leavingAfterSellers,
]
