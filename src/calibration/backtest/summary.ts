/**
 * Summary of a backtest: scores by quantity, model, network and horizon, in all origins and in the held-out
 * ones.
 */
import { PRICE_MODELS, type PriceModel } from '../model-fit.ts'
import type { Backtest, LongFan, Quantity, Scored } from './backtest.ts'
import type { NetworkModel } from './forecast.ts'
import { criticalDistance, histogramOf, uniformityOf } from './scores.ts'

export const PARTS = ['selection', 'heldOut', 'all'] as const
export type Part = (typeof PARTS)[number]

/** Scores of one model's forecasts of a quantity at a horizon. */
export interface Score {
  readonly quantity: Quantity
  readonly model: PriceModel
  readonly network: NetworkModel
  readonly horizon: number
  readonly part: Part
  readonly origins: number
  /** Origins whose forecasts do not overlap: what the scores are worth. */
  readonly independent: number
  readonly in50: number
  readonly in90: number
  readonly crps: number
  readonly naive: number
  /** Distance of the PITs from uniformity, and its 5% critical value for the independent origins. */
  readonly uniformity: number
  readonly critical: number
  readonly histogram: readonly number[]
}

/** First day of the held-out origins of a horizon: the last third. */
export function heldOutFrom(origins: readonly number[]): number {
  const sorted = [...new Set(origins)].toSorted((a, b) => a - b)
  return sorted[Math.ceil((sorted.length * 2) / 3)] ?? Infinity
}

/** All scores, one row for each group and part that has origins. */
export function scoresOf({ scored }: Backtest, step: number): readonly Score[] {
  const groups = new Map<string, Scored[]>()
  for (const each of scored) {
    const key = [each.quantity, each.network, each.model, each.horizon].join(' ')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [each])
    else group.push(each)
  }
  return [...groups.values()].flatMap((group) => {
    const cut = heldOutFrom(group.map(({ origin }) => origin))
    return PARTS.flatMap((part) => {
      const own = group.filter(({ origin }) => part === 'all' || (part === 'heldOut') === origin >= cut)
      return own.length === 0 ? [] : [scoreOf(part, own, step)]
    })
  })
}

function scoreOf(part: Part, group: readonly Scored[], step: number): Score {
  const { quantity, model, network, horizon } = group[0]!
  const n = group.length
  const mean = (of: (each: Scored) => number): number => group.reduce((sum, each) => sum + of(each), 0) / n
  const pits = group.map(({ pit }) => pit)
  const independent = Math.max(Math.ceil(n / Math.max(Math.ceil(horizon / step), 1)), 1)
  return {
    quantity,
    model,
    network,
    horizon,
    part,
    origins: n,
    independent,
    in50: mean(({ in50 }) => Number(in50)),
    in90: mean(({ in90 }) => Number(in90)),
    crps: mean(({ crps }) => crps),
    naive: mean(({ naive }) => naive),
    uniformity: uniformityOf(pits),
    critical: criticalDistance(independent),
    histogram: histogramOf(pits),
  }
}

/**
 * The price model with the least CRPS of BTC relative to the naive one, on the origins that are not held out.
 */
export function chosenModel(scores: readonly Score[]): PriceModel {
  const loss = (model: PriceModel): number => {
    const own = scores.filter(
      (each) => each.quantity === 'btc' && each.model === model && each.part === 'selection',
    )
    return own.reduce((sum, { crps, naive }) => sum + crps / naive, 0) / Math.max(own.length, 1)
  }
  return PRICE_MODELS.reduce((one, other) => (loss(other) < loss(one) ? other : one))
}

/** How what came lies in the long fan. */
export interface Inside {
  readonly days: number
  readonly in50: number
  readonly in90: number
  readonly below90: number
  readonly above90: number
  /** Offset of the first day outside the 90% fan; undefined if there is none. */
  readonly firstOutside: number | undefined
  readonly lastInside: boolean
}

/** Shares of days, 0 to 1, on which what came is inside, below and above the fan. */
export function insideOf({ quantiles, came }: LongFan): Inside {
  const { p5, p25, p75, p95 } = quantiles
  const known = came.flatMap((value, day) => (value === undefined ? [] : [{ value, day }]))
  const share = (test: (value: number, day: number) => boolean): number =>
    known.filter(({ value, day }) => test(value, day)).length / known.length
  const within = (value: number, day: number): boolean => p5[day]! <= value && value <= p95[day]!
  const last = known.at(-1)
  return {
    days: known.length,
    in50: share((value, day) => p25[day]! <= value && value <= p75[day]!),
    in90: share(within),
    below90: share((value, day) => value < p5[day]!),
    above90: share((value, day) => value > p95[day]!),
    firstOutside: known.find(({ value, day }) => !within(value, day))?.day,
    lastInside: last !== undefined && within(last.value, last.day),
  }
}
