/**
 * Backtest: forecasts from rolling origins, each from what was known before it, scored against what came.
 *
 * At each origin all models are fitted to the days before it. The forecast starts from the last of these
 * days: a horizon of h days is the value h days after it. The last third of the origins of a horizon is held
 * out: the price model is chosen on the others, by its mean CRPS of BTC relative to the naive one, and judged
 * on these.
 *
 * The naive forecast is a random walk without drift: normal, with the variance of the changes over 14 days in
 * the year before, of the logarithm (of the value itself for payouts, which can be zero), scaled to the
 * horizon.
 */
import { log } from '../../sim/math/log.ts'
import { subsidyOn } from '../../sim/process/halvings.ts'
import { sliceHistory, type History } from '../../sim/process/history-csv.ts'
import { calibrate, type Calibration } from '../calibration.ts'
import { PRICE_MODELS, type PriceModel } from '../model-fit.ts'
import { forecast, hashpriceOf, NETWORKS, type NetworkModel, type Path } from './forecast.ts'
import { crpsOf, crpsOfNormal, inside, pitOf, quantileOfSorted } from './scores.ts'

export const QUANTITIES = ['btc', 'difficulty', 'hashprice', 'payout'] as const
export type Quantity = (typeof QUANTITIES)[number]

/** BTC a day that a fleet pays out on a day with these values; `day` counts from 1970-01-01. */
export type PayoutOf = (day: number, usd: number, difficulty: number) => number

/** Days, horizons in days, paths and seed of a backtest. */
export interface BacktestOptions {
  /** First and last day of the test, in days since 1970-01-01. */
  readonly from: number
  readonly to: number
  /** In days, ascending. */
  readonly horizons: readonly number[]
  /** Days from one origin to the next. */
  readonly step: number
  readonly paths: number
  readonly seed: bigint
  readonly feesShare: number
  readonly payoutOf: PayoutOf
  /** Called after each origin. @default nothing */
  readonly onOrigin?: (done: number, of: number) => void
}

/** One forecast of one quantity, scored. */
export interface Scored {
  readonly quantity: Quantity
  readonly model: PriceModel
  readonly network: NetworkModel
  readonly horizon: number
  /** First day of the forecast. */
  readonly origin: number
  readonly pit: number
  readonly in50: boolean
  readonly in90: boolean
  readonly crps: number
  readonly naive: number
}

/** Daily quantiles of the forecast from the first origin, and what came. */
export interface LongFan {
  readonly quantity: Quantity
  readonly model: PriceModel
  readonly network: NetworkModel
  readonly firstDay: number
  readonly quantiles: Readonly<Record<'p5' | 'p25' | 'p50' | 'p75' | 'p95', readonly number[]>>
  readonly came: readonly (number | undefined)[]
  /** Days without payout per path, in ascending order; for payouts only. */
  readonly daysWithoutPayout: readonly number[]
}

/** Forecasts at all origins, and the fans of the first day. */
export interface Backtest {
  readonly scored: readonly Scored[]
  readonly fans: readonly LongFan[]
  /** Calibration before the first origin. */
  readonly first: Calibration
  readonly origins: readonly number[]
  readonly networks: readonly NetworkModel[]
}

/**
 * Runs the backtest.
 *
 * @throws {TooShortBefore} when the days before the first origin are too few to fit the price models.
 */
export function backtest(history: History, options: BacktestOptions): Backtest {
  const { from, to, horizons, step, feesShare, payoutOf, onOrigin } = options
  const came = cameOf(history, feesShare, payoutOf)
  const shortest = horizons[0]!
  const count = Math.max(Math.floor((to - shortest + 1 - from) / step) + 1, 1)
  const origins = Array.from({ length: count }, (_origin, i) => from + i * step)
  const scored: Scored[] = []
  const fans: LongFan[] = []
  let near: Calibration | undefined
  let first: Calibration | undefined
  for (const [index, origin] of origins.entries()) {
    const past = sliceHistory(history, -Infinity, origin - 1)
    const calibration = calibrate(past, { feesShare, ...(near === undefined ? {} : { near }) })
    if (calibration.price === undefined) throw new TooShortBefore(calibration.notFitted.join('; '))
    near = calibration
    first ??= calibration
    // Difficulty may end before the prices do, or be absent.
    const networks = networksOf(calibration, origin)
    const longest = index === 0 ? to - from + 1 : Math.min(horizons.at(-1)!, to - origin + 1)
    for (const model of PRICE_MODELS) {
      const paths = forecast(past, calibration, { ...options, model, days: longest, origin: index })
      const base = { origin, paths, model, past, came: (quantity: Quantity) => came(quantity), options }
      for (const [quantity, network] of pairsOf(networks)) {
        scored.push(...scoresOf({ ...base, quantity, network }))
        if (index === 0) fans.push(fanOf({ ...base, quantity, network }, longest))
      }
    }
    onOrigin?.(index + 1, origins.length)
  }
  return { scored, fans, first: first!, origins, networks: networksOf(first!, origins[0]!) }
}

function networksOf({ network, last }: Calibration, origin: number): readonly NetworkModel[] {
  if (network === undefined || last.difficulty?.day !== origin - 1) return []
  return NETWORKS.filter((each) => each === 'growth' || network.response !== undefined)
}

/** Quantities with their network; BTC depends on none, and has the first as a label. */
function pairsOf(networks: readonly NetworkModel[]): readonly (readonly [Quantity, NetworkModel])[] {
  const others = QUANTITIES.filter((quantity) => quantity !== 'btc')
  return [
    ['btc', 'response'],
    ...networks.flatMap((network) => others.map((quantity) => [quantity, network] as const)),
  ]
}

interface Task {
  readonly quantity: Quantity
  readonly network: NetworkModel
  readonly model: PriceModel
  readonly origin: number
  readonly paths: readonly Path[]
  readonly past: History
  readonly came: (quantity: Quantity) => (day: number) => number | undefined
  readonly options: BacktestOptions
}

/** The value of a quantity on day `h` of a path. */
function simulated({ quantity, network, origin, options }: Task, path: Path, h: number): number {
  const [usd, difficulty, day] = [path.btc[h]!, path.difficulty[network][h]!, origin - 1 + h]
  switch (quantity) {
    case 'btc':
      return usd
    case 'difficulty':
      return difficulty
    case 'hashprice':
      return hashpriceOf(usd, difficulty, subsidyOn(day) * (1 + options.feesShare))
    case 'payout':
      return options.payoutOf(day, usd, difficulty)
  }
}

function scoresOf(task: Task): readonly Scored[] {
  const { quantity, network, model, origin, paths, options } = task
  const cameOn = task.came(quantity)
  const scale = quantity === 'payout' ? (x: number): number => x : log
  return options.horizons.flatMap((horizon): readonly Scored[] => {
    const day = origin - 1 + horizon
    const [start, actual] = [cameOn(origin - 1), cameOn(day)]
    if (day > options.to || start === undefined || actual === undefined) return []
    const sorted = sortedOf(paths.map((path) => scale(simulated(task, path, horizon))))
    const value = scale(actual)
    const daily = dailyVariance(cameOn, origin - 1, task.past.firstDay, scale)
    return [
      {
        quantity,
        model,
        network,
        horizon,
        origin,
        pit: pitOf(sorted, value),
        in50: inside(sorted, value, 0.5),
        in90: inside(sorted, value, 0.9),
        crps: crpsOf(sorted, value),
        naive: crpsOfNormal(scale(start), Math.sqrt(daily * horizon), value),
      },
    ]
  })
}

const sortedOf = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b)

const SPAN = 14
/** Changes of the naive forecast: those of a year. */
const SPANS = 26

/** Mean squared change over 14 days in the year until `last`, divided by 14. */
function dailyVariance(
  cameOn: (day: number) => number | undefined,
  last: number,
  first: number,
  scale: (x: number) => number,
): number {
  let [sum, count] = [0, 0]
  for (let day = last; day - SPAN >= first && day > last - SPANS * SPAN; day -= SPAN) {
    const [now, before] = [cameOn(day), cameOn(day - SPAN)]
    if (now === undefined || before === undefined) continue
    const change = scale(now) - scale(before)
    sum += change * change
    count++
  }
  return count === 0 ? 0 : sum / count / SPAN
}

function fanOf(task: Task, days: number): LongFan {
  const { quantity, network, model, origin, paths } = task
  const levels = { p5: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const
  const names = Object.keys(levels) as (keyof typeof levels)[]
  const quantiles = { p5: [], p25: [], p50: [], p75: [], p95: [] } as Record<keyof typeof levels, number[]>
  const without = paths.map(() => 0)
  const cameOn = task.came(quantity)
  const actual: (number | undefined)[] = []
  for (let h = 1; h <= days; h++) {
    const values = paths.map((path) => simulated(task, path, h))
    for (const [i, value] of values.entries()) if (value === 0) without[i]!++
    const sorted = sortedOf(values)
    for (const name of names) quantiles[name].push(quantileOfSorted(sorted, levels[name]))
    actual.push(cameOn(origin - 1 + h))
  }
  return {
    quantity,
    model,
    network,
    firstDay: origin,
    quantiles,
    came: actual,
    daysWithoutPayout: quantity === 'payout' ? sortedOf(without) : [],
  }
}

/** What came, by quantity and day. Hashprice and payouts are computed from price and difficulty. */
function cameOf(
  { firstDay, values }: History,
  feesShare: number,
  payoutOf: PayoutOf,
): (quantity: Quantity) => (day: number) => number | undefined {
  const usdOn = (day: number): number | undefined => values.btc_usd?.[day - firstDay]
  const difficultyOn = (day: number): number | undefined => values.difficulty?.[day - firstDay]
  const both = (use: (day: number, usd: number, difficulty: number) => number) => {
    const cache = new Map<number, number>()
    return (day: number): number | undefined => {
      const [usd, difficulty] = [usdOn(day), difficultyOn(day)]
      if (usd === undefined || difficulty === undefined) return undefined
      const known = cache.get(day) ?? use(day, usd, difficulty)
      cache.set(day, known)
      return known
    }
  }
  const all = {
    btc: usdOn,
    difficulty: difficultyOn,
    hashprice: both((day, usd, difficulty) => hashpriceOf(usd, difficulty, subsidyOn(day) * (1 + feesShare))),
    payout: both(payoutOf),
  }
  return (quantity) => all[quantity]
}

/** The days before the first origin are too few. */
export class TooShortBefore extends Error {
  override readonly name = 'TooShortBefore'
}
