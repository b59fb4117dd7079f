/**
 * What the end of the lock is expected to show, stated before it runs, and the figures that show it.
 */
import type { Decimal } from 'decimal.js'

import { bestExit } from '../../model/planning/arbitrage/exit.ts'
import { LOCK_SECONDS } from '../../model/contracts/locker.ts'
import { btcbForSelling } from '../../model/contracts/pancake/quotes.ts'
import { isqrt } from '../../model/kernel/uint256.ts'
import { fromBase, ONE, SECONDS_PER_DAY, type Amt } from '../../model/kernel/units.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import type { Metric, Table } from '../../sim/result.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown, spotPriceDown, type AgentView } from '../../sim/view/agent-view.ts'
import {
  about,
  amountMetric,
  percentMetric,
  percentOf,
  ratioOf,
  rounded,
  sats,
  tableOf,
} from '../shared/figures.ts'
import { JULY_2023 } from '../shared/july-2023.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** Days between launch and the run's first day: the lock ends on day 11. */
export const DAYS_AFTER_LAUNCH = 719
const UNLOCKED = Number(LOCK_SECONDS / SECONDS_PER_DAY) - DAYS_AFTER_LAUNCH
export const FLIGHT_DAY = UNLOCKED + 5
export const WHALE_DAY = FLIGHT_DAY + 4

/** What the others take out, in percent, from variant to variant. */
export const FLIGHTS = [0, 25, 50, 75, 90, 100] as const

/** Parts of all AMT that somebody leaves with, in percent. */
const HOLDINGS = ['0.1', '1', '5', '10', '25'] as const

const holdingOf = (percentage: string): Amt =>
  ((JULY_2023.supply * BigInt(Math.round(Number(percentage) * 10))) / 1000n) as Amt

/** BTCB that a sale gets before the pool's price is 2% lower: `Y·(1 - √0.98)`, fee aside. */
function depthOf(view: AgentView): bigint {
  const { btcb } = view.pool()
  return btcb - (btcb * isqrt((98n * ONE * ONE) / 100n)) / ONE
}

export const depthGauge: Gauge = {
  title: 'Depth to 2% below the price',
  unit: 'BTC',
  read: ({ view }) => fromBase(depthOf(view)),
}

const floorOf = (view: AgentView): { backing: ReturnType<AgentView['backing']>; supply: Amt } => ({
  backing: view.backing(),
  supply: view.supply('amt') as Amt,
})

/** What a holding brings there and then: in the pool alone, at the RCL alone, by the best split. BTCB base units. */
function exitsAt(
  view: AgentView,
  holding: Amt,
): { readonly pool: bigint; readonly rcl: bigint; readonly routed: bigint } {
  const floor = floorOf(view)
  return {
    pool: btcbForSelling(view.pool(), holding),
    rcl: (holding * floor.backing) / floor.supply,
    routed: bestExit(view.pool(), floor, holding).total,
  }
}

/** In percent of the holding at the price of that moment. */
const ofValue = (amount: bigint, holding: Amt, price: bigint): Decimal =>
  percentOf(amount * ONE, holding * price)

/** The world before anybody left, and the one after everybody has who will: the close before the whale. */
const beforeFlight = (run: Summary): AgentView | undefined => run.closes[UNLOCKED - 1]?.view
const afterFlight = (run: Summary): AgentView =>
  run.closes[Math.min(WHALE_DAY, run.closes.length) - 1]?.view ?? run.start.view

export function exitsByHolding(run: Compared): Table {
  const [before, after] = [afterFlight(variantOf(run, 'nobody')), afterFlight(run)]
  const price = spotPriceDown(before)
  const unit = '% of its value'
  return tableOf(
    { name: 'exits', title: 'What an exit brings, by holding' },
    [
      { name: 'holding', title: 'Holding', unit: '% of all AMT' },
      { name: 'before', title: 'Best split, if nobody leaves', unit },
      { name: 'pool', title: 'Pool alone, after the flight', unit },
      { name: 'routed', title: 'Best split, after the flight', unit },
      { name: 'rcl', title: 'RCL alone', unit },
    ],
    HOLDINGS.map((percentage) => {
      const holding = holdingOf(percentage)
      const [then, now] = [exitsAt(before, holding), exitsAt(after, holding)]
      return [
        percentage,
        ...[then.routed, now.pool, now.routed, now.rcl].map((each) => rounded(ofValue(each, holding, price))),
      ]
    }),
  )
}

export function costByFlight(run: Compared): Table {
  const price = spotPriceDown(afterFlight(variantOf(run, 'nobody')))
  return tableOf(
    { name: 'costs', title: 'What an exit costs, by flight and holding' },
    [
      { name: 'flight', title: 'Of the others’ liquidity, left', unit: '%' },
      { name: 'holding', title: 'Holding', unit: '% of all AMT' },
      { name: 'cost', title: 'Lost against the pool’s price', unit: '%' },
    ],
    FLIGHTS.flatMap((flight) =>
      HOLDINGS.map((percentage) => {
        const holding = holdingOf(percentage)
        const { routed } = exitsAt(afterFlight(variantOf(run, `flight-${flight}`)), holding)
        const cost = ofValue(routed, holding, price).neg().add(100)
        return [String(flight), percentage, cost.toDecimalPlaces(2).toFixed()]
      }),
    ),
  )
}

/** What the whale's exit brought, by both doors. */
const whaleGot = ({ trades }: Summary): { readonly amt: bigint; readonly btcb: bigint } =>
  trades
    .filter(({ by }) => by === 'whale-1')
    .reduce((sum, { amt, btcb }) => ({ amt: sum.amt + amt, btcb: sum.btcb + btcb }), { amt: 0n, btcb: 0n })

export function flightMetrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const [start, after] = [run.start.view, afterFlight(run)]
  const whale = whaleGot(run)
  const price = spotPriceDown(after)
  const cost = (percentage: string): Metric =>
    percentMetric(
      `Cost of an exit with ${percentage}% of all AMT, after the flight`,
      ofValue(exitsAt(after, holdingOf(percentage)).routed, holdingOf(percentage), price)
        .neg()
        .add(100),
    )
  return {
    poolBefore: amountMetric('BTCB in the pool at first', start.pool().btcb),
    poolAfter: amountMetric('BTCB in the pool after the flight', after.pool().btcb),
    priceBefore: amountMetric('Pool price at first', spotPriceDown(start), 'BTC/AMT'),
    priceAfter: amountMetric('Pool price after the flight', price, 'BTC/AMT'),
    floor: amountMetric('Floor after the flight', redemptionRateDown(after), 'BTC/AMT'),
    depthBefore: amountMetric('Sold before the price is 2% lower, at first', depthOf(start)),
    depthAfter: amountMetric('Sold before the price is 2% lower, after the flight', depthOf(after)),
    lockedPart: percentMetric(
      'The project’s part of the pool',
      percentOf(start.balance('pair', 'locker'), start.supply('pair')),
    ),
    costOne: cost('1'),
    costTen: cost('10'),
    costTwentyFive: cost('25'),
    whaleSold: amountMetric('AMT that the whale left with', whale.amt, 'AMT'),
    whaleGot: amountMetric('What it brought', whale.btcb),
    whaleRate: amountMetric(
      'For each AMT',
      whale.amt === 0n ? 0n : (whale.btcb * ONE) / whale.amt,
      'BTC/AMT',
    ),
  }
}

const lockHolds: Hypothesis = {
  statement: 'The project’s liquidity stays until 730 days after the launch, and not a day longer',
  check: (run) => {
    const first = run.closes.findIndex(({ view }) => view.balance('liqAmt', 'locker') === 0n)
    if (run.closes.length <= UNLOCKED) return undefined
    const { refused } = run.closes[UNLOCKED - 1]!.tally
    return {
      found:
        first === -1
          ? 'it is still there'
          : `out on day ${first}, ${first + DAYS_AFTER_LAUNCH} days after the launch, after ${refused} refusals`,
      asExpected: first === UNLOCKED,
    }
  },
}

const priceIsBlind: Hypothesis = {
  statement: 'Liquidity that leaves does not move the price by a millionth, though the depth goes with it',
  check: (run) => {
    const before = beforeFlight(run)
    if (before === undefined || run.closes.length < WHALE_DAY) return undefined
    const after = afterFlight(run)
    if (after.pool().btcb === 0n) return undefined
    const price = ratioOf(spotPriceDown(after), spotPriceDown(before))
    const depth = ratioOf(depthOf(after), depthOf(before))
    return {
      found: `price ${price.toFixed(9)} times what it was, depth ${depth.toFixed(4)} times`,
      asExpected: price.sub(1).abs().lt('1e-6') && depth.lt('0.9'),
    }
  },
}

const quoteIsTrue: Hypothesis = {
  statement: 'A whale who leaves by the best split gets what was reckoned, to a thousandth',
  check: (run) => {
    const whale = whaleGot(run)
    if (whale.amt === 0n) return undefined
    const computed = exitsAt(afterFlight(run), whale.amt as Amt).routed
    const ratio = ratioOf(whale.btcb, computed)
    return {
      found: `${about(whale.btcb, 6)} BTC, reckoned ${about(computed, 6)} before the day’s payment`,
      asExpected: ratio.sub(1).abs().lt('0.001'),
    }
  },
}

export const hypotheses = (): readonly Hypothesis[] => [lockHolds, priceIsBlind, quoteIsTrue]

const costGrows: Hypothesis<Compared> = {
  statement:
    'After the flight every exit brings less than before it, and the larger the holding the smaller the part',
  check: (run) => {
    if (run.closes.length < WHALE_DAY) return undefined
    const [before, after] = [afterFlight(variantOf(run, 'nobody')), afterFlight(variantOf(run, 'flight-50'))]
    const price = spotPriceDown(before)
    const parts = (view: AgentView): readonly Decimal[] =>
      HOLDINGS.map(holdingOf).map((holding) => ofValue(exitsAt(view, holding).routed, holding, price))
    const [then, now] = [parts(before), parts(after)]
    return {
      found: `of ${HOLDINGS.join(', ')}% of all AMT: ${now.map((each) => `${each.toFixed(1)}%`).join(', ')}, before ${then.map((each) => `${each.toFixed(1)}%`).join(', ')}`,
      asExpected: now.every(
        (each, index) => each.lt(then[index]!) && (index === 0 || each.lt(now[index - 1]!)),
      ),
    }
  },
}

const rclRemains: Hypothesis<Compared> = {
  statement:
    'When all liquidity is gone the RCL still pays the floor, and nothing else pays anything to speak of',
  check: (run) => {
    if (run.closes.length < WHALE_DAY) return undefined
    const after = afterFlight(variantOf(run, 'flight-100'))
    const holding = holdingOf('1')
    const { pool, rcl, routed } = exitsAt(after, holding)
    return {
      found: `1% of all AMT brings ${about(rcl, 6)} BTC at the RCL (${sats(redemptionRateDown(after))} sat an AMT) and ${about(pool, 12)} in the pool`,
      asExpected: routed >= rcl && 1_000_000n * pool < rcl,
    }
  },
}

const routingPays: Hypothesis<Compared> = {
  statement: 'For a quarter of all AMT, after the flight of half, splitting pays more than either door alone',
  check: (run) => {
    if (run.closes.length < WHALE_DAY) return undefined
    const { pool, rcl, routed } = exitsAt(afterFlight(variantOf(run, 'flight-50')), holdingOf('25'))
    return {
      found: `${about(routed, 3)} BTC by the best split, ${about(pool, 3)} in the pool, ${about(rcl, 3)} at the RCL`,
      asExpected: routed > pool && routed > rcl,
    }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  costGrows,
  rclRemains,
  routingPays,
]
