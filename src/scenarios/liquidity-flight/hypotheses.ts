/**
 * Hypotheses of the scenario `liquidity-flight`, stated before the run, with its metrics and tables.
 */
import type { Decimal } from 'decimal.js'

import { bestExit } from '../../model/planning/arbitrage/exit.ts'
import { btcbForSelling } from '../../model/contracts/pancake/quotes.ts'
import { isqrt } from '../../model/kernel/uint256.ts'
import { fromBase, ONE, type Amt } from '../../model/kernel/units.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
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
import { supplyOf } from '../shared/july-2023.ts'
import { daysOf, type Flight } from './parameters.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** Shares of the other liquidity that leave, in percent, one per variant. */
export const FLIGHTS = [0, 25, 50, 75, 90, 100] as const

/** Sizes of the quoted exits, in percent of the supply at the start. */
const HOLDINGS = ['0.1', '1', '5', '10', '25'] as const

const holdingOf = (settings: Flight, percentage: string): Amt =>
  ((supplyOf(settings) * BigInt(Math.round(Number(percentage) * 10))) / 1000n) as Amt

/**
 * Depth: BTCB that a sale receives up to a price impact of 2%, `Y·(1 - √0.98)`, before the fee. Base units,
 * rounded up.
 */
function depthOf(view: AgentView): bigint {
  const { btcb } = view.pool()
  return btcb - (btcb * isqrt((98n * ONE * ONE) / 100n)) / ONE
}

export const depthGauge: Gauge = {
  title: 'Depth to 2% price impact',
  unit: 'BTC',
  read: ({ view }) => fromBase(depthOf(view)),
}

const floorOf = (view: AgentView): { backing: ReturnType<AgentView['backing']>; supply: Amt } => ({
  backing: view.backing(),
  supply: view.supply('amt') as Amt,
})

/**
 * Exit proceeds of a holding in BTCB base units: in the pool alone, at the RCL alone, by the optimal split.
 */
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

/** An amount in percent of the holding's value at `price`. */
const ofValue = (amount: bigint, holding: Amt, price: bigint): Decimal =>
  percentOf(amount * ONE, holding * price)

/** The close before the lock ends, or the start. */
const beforeFlight = (settings: Flight, run: Summary): AgentView =>
  (run.closes[daysOf(settings).unlocked - 1] ?? run.start).view

/** The close before the whale's exit, after all withdrawals; the last one of a shorter run. */
export const afterFlight = (settings: Flight, run: Summary): AgentView =>
  (run.closes[daysOf(settings).whale - 1] ?? lastOf(run)).view

export function exitsByHolding(settings: Flight, run: Compared): Table {
  const [before, after] = [afterFlight(settings, variantOf(run, 'nobody')), afterFlight(settings, run)]
  const price = spotPriceDown(before)
  const unit = '% of value'
  return tableOf(
    { name: 'exits', title: 'Exit proceeds by holding' },
    [
      { name: 'holding', title: 'Holding', unit: '% of all AMT' },
      { name: 'before', title: 'Optimal split, without withdrawals', unit },
      { name: 'pool', title: 'Pool alone, after the flight', unit },
      { name: 'routed', title: 'Optimal split, after the flight', unit },
      { name: 'rcl', title: 'RCL alone', unit },
    ],
    HOLDINGS.map((percentage) => {
      const holding = holdingOf(settings, percentage)
      const [then, now] = [exitsAt(before, holding), exitsAt(after, holding)]
      return [
        percentage,
        ...[then.routed, now.pool, now.routed, now.rcl].map((each) => rounded(ofValue(each, holding, price))),
      ]
    }),
  )
}

export function costByFlight(settings: Flight, run: Compared): Table {
  const price = spotPriceDown(afterFlight(settings, variantOf(run, 'nobody')))
  return tableOf(
    { name: 'costs', title: 'Exit cost by flight and holding' },
    [
      { name: 'flight', title: 'Share of the other liquidity withdrawn', unit: '%' },
      { name: 'holding', title: 'Holding', unit: '% of all AMT' },
      { name: 'cost', title: 'Loss against the pool price', unit: '%' },
    ],
    FLIGHTS.flatMap((flight) =>
      HOLDINGS.map((percentage) => {
        const holding = holdingOf(settings, percentage)
        const { routed } = exitsAt(afterFlight(settings, variantOf(run, `flight-${flight}`)), holding)
        const cost = ofValue(routed, holding, price).neg().add(100)
        return [String(flight), percentage, cost.toDecimalPlaces(2).toFixed()]
      }),
    ),
  )
}

/** The whale's exit over both venues: AMT sold or redeemed, BTCB received. */
const whaleExit = ({ trades }: Summary): { readonly amt: bigint; readonly btcb: bigint } =>
  trades
    .filter(({ by }) => by === 'whale-1')
    .reduce((sum, { amt, btcb }) => ({ amt: sum.amt + amt, btcb: sum.btcb + btcb }), { amt: 0n, btcb: 0n })

export function flightMetrics(settings: Flight, run: Summary): Readonly<Record<string, Metric>> {
  const [start, after] = [run.start.view, afterFlight(settings, run)]
  const whale = whaleExit(run)
  const price = spotPriceDown(after)
  const cost = (percentage: string): Metric =>
    percentMetric(
      `Exit cost of ${percentage}% of all AMT, after the flight`,
      ofValue(exitsAt(after, holdingOf(settings, percentage)).routed, holdingOf(settings, percentage), price)
        .neg()
        .add(100),
    )
  return {
    poolBefore: amountMetric('BTCB in the pool at the start', start.pool().btcb),
    poolAfter: amountMetric('BTCB in the pool after the flight', after.pool().btcb),
    priceBefore: amountMetric('Pool price at the start', spotPriceDown(start), 'BTC/AMT'),
    priceAfter: amountMetric('Pool price after the flight', price, 'BTC/AMT'),
    floor: amountMetric('Floor after the flight', redemptionRateDown(after), 'BTC/AMT'),
    depthBefore: amountMetric('Depth to 2% price impact, at the start', depthOf(start)),
    depthAfter: amountMetric('Depth to 2% price impact, after the flight', depthOf(after)),
    lockedPart: percentMetric(
      'The project’s share of the pool',
      percentOf(start.balance('pair', 'locker'), start.supply('pair')),
    ),
    costOne: cost('1'),
    costTen: cost('10'),
    costTwentyFive: cost('25'),
    whaleSold: amountMetric('AMT of the whale’s exit', whale.amt, 'AMT'),
    whaleGot: amountMetric('Proceeds of the whale’s exit', whale.btcb),
    whaleRate: amountMetric(
      'Proceeds per AMT of the whale’s exit',
      whale.amt === 0n ? 0n : (whale.btcb * ONE) / whale.amt,
      'BTC/AMT',
    ),
  }
}

const lockHolds = (settings: Flight): Hypothesis => ({
  statement: 'The project’s liquidity stays locked until 730 days after the launch and leaves on that day',
  days: daysOf(settings).unlocked + 1,
  check: (run) => {
    const first = run.closes.findIndex(({ view }) => view.balance('liqAmt', 'locker') === 0n)
    const { unlocked } = daysOf(settings)
    const { refused } = (run.closes[unlocked - 1] ?? run.start).tally
    return {
      found:
        first === -1
          ? 'the liquidity stays'
          : `withdrawn on day ${first}, ${first + settings.daysSinceLaunch} days after the launch, after ${refused} reverts`,
      asExpected: first === unlocked,
    }
  },
})

const priceIgnoresDepth = (settings: Flight): Hypothesis => ({
  statement: 'Withdrawals of liquidity reduce the depth and move the price by less than a millionth',
  days: daysOf(settings).whale,
  check: (run) => {
    const before = beforeFlight(settings, run)
    const after = afterFlight(settings, run)
    if (after.pool().btcb === 0n) return undefined
    const price = ratioOf(spotPriceDown(after), spotPriceDown(before))
    const depth = ratioOf(depthOf(after), depthOf(before))
    return {
      found: `price ${price.toFixed(9)} times its previous value, depth ${depth.toFixed(4)} times`,
      asExpected: price.sub(1).abs().lt('1e-6') && depth.lt('0.9'),
    }
  },
})

const quoteIsAccurate = (settings: Flight): Hypothesis => ({
  statement: 'A whale who exits by the optimal split gets the quoted amount, to 0.1%',
  check: (run) => {
    const whale = whaleExit(run)
    if (whale.amt === 0n) return undefined
    const computed = exitsAt(afterFlight(settings, run), whale.amt as Amt).routed
    const ratio = ratioOf(whale.btcb, computed)
    return {
      found: `${about(whale.btcb, 6)} BTC, quoted ${about(computed, 6)} before the day’s payment`,
      asExpected: ratio.sub(1).abs().lt('0.001'),
    }
  },
})

export const hypotheses = (settings: Flight): readonly Hypothesis[] => [
  lockHolds(settings),
  priceIgnoresDepth(settings),
  quoteIsAccurate(settings),
]

const costGrows = (settings: Flight): Hypothesis<Compared> => ({
  statement:
    'After the flight every exit pays less than without withdrawals, and a smaller share for a larger holding',
  days: daysOf(settings).whale,
  check: (run) => {
    const [before, after] = [
      afterFlight(settings, variantOf(run, 'nobody')),
      afterFlight(settings, variantOf(run, 'flight-50')),
    ]
    const price = spotPriceDown(before)
    const parts = (view: AgentView): readonly Decimal[] =>
      HOLDINGS.map((each) => holdingOf(settings, each)).map((holding) =>
        ofValue(exitsAt(view, holding).routed, holding, price),
      )
    const [then, now] = [parts(before), parts(after)]
    return {
      found: `exits of ${HOLDINGS.join(', ')}% of all AMT pay ${now.map((each) => `${each.toFixed(1)}%`).join(', ')}; without withdrawals ${then.map((each) => `${each.toFixed(1)}%`).join(', ')}`,
      asExpected: now.every(
        (each, index) => each.lt(then[index]!) && (index === 0 || each.lt(now[index - 1]!)),
      ),
    }
  },
})

/** PancakeSwap keeps the shares of its protocol fee when everybody else leaves. */
const rclRemains = (settings: Flight): Hypothesis<Compared> => ({
  statement: settings.protocolFee
    ? 'Without any liquidity but PancakeSwap’s fee shares the RCL still pays the floor, and the pool pays less than a millionth of that beyond what those shares hold'
    : 'Without any liquidity the RCL still pays the floor, and the pool pays less than a millionth of that',
  days: daysOf(settings).whale,
  check: (run) => {
    const after = afterFlight(settings, variantOf(run, 'flight-100'))
    const holding = holdingOf(settings, '1')
    const { pool, rcl, routed } = exitsAt(after, holding)
    const ofPancake = settings.protocolFee
      ? (after.pool().btcb * after.balance('pair', 'pancake')) / after.supply('pair')
      : 0n
    return {
      found: `1% of all AMT pays ${about(rcl, 6)} BTC at the RCL (${sats(redemptionRateDown(after))} sat per AMT) and ${about(pool, 12)} in the pool`,
      asExpected: routed >= rcl && 1_000_000n * (pool - ofPancake) < rcl,
    }
  },
})

const routingPays = (settings: Flight): Hypothesis<Compared> => ({
  statement:
    'For 25% of all AMT, after 50% of the other liquidity has left, splitting pays more than either venue alone',
  days: daysOf(settings).whale,
  check: (run) => {
    const { pool, rcl, routed } = exitsAt(
      afterFlight(settings, variantOf(run, 'flight-50')),
      holdingOf(settings, '25'),
    )
    return {
      found: `${about(routed, 3)} BTC by the optimal split, ${about(pool, 3)} in the pool, ${about(rcl, 3)} at the RCL`,
      asExpected: routed > pool && routed > rcl,
    }
  },
})

export const hypothesesOfVariants = (settings: Flight): readonly Hypothesis<Compared>[] => [
  costGrows(settings),
  rclRemains(settings),
  routingPays(settings),
]
