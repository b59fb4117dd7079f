/**
 * Difference of a metric between two entries, with intervals that hold for any distribution.
 *
 * - Paired, where both have the same seed and common path numbers: these have the same random numbers, so
 *   shared variation cancels. The median difference has its exact 95% interval (order statistics: the
 *   inversion of the sign test), the mean one by Student's t.
 * - Unpaired otherwise: the difference of the medians, from exact 97.5% intervals of both, which hold
 *   together with at least 95% (Bonferroni).
 *
 * Values are exact decimals; words such as `never` are counted and take no part in a difference.
 */
import { Decimal } from 'decimal.js'
import { difference, digitsAt, readExact, type Exact } from '../../statistics/exact.ts'
import { quantileRanks, valuesNeeded } from '../../statistics/order-statistics.ts'
import { rankOf } from '../../statistics/quantile-interval.ts'
import { differenceOf, tallyPairs } from '../../sim/study/comparison.ts'
import type { Entry } from './entry.ts'

/** A quantity with its 95% interval; a bound is absent if the paths are too few for it. */
export interface Interval {
  readonly value: string
  readonly low?: string
  readonly high?: string
}

/** What an entry has of a metric. */
export interface Side {
  /** Paths with a number. */
  readonly numbers: number
  /** The median of them, with its exact 95% interval. */
  readonly median?: Interval
  /** Paths by word. */
  readonly words: Readonly<Record<string, number>>
}

export interface MetricDifference {
  readonly title: string
  readonly unit: string
  readonly base: Side
  readonly other: Side
  /** Whether both have the same value on every common path; unpaired, on every path. */
  readonly equal: boolean
  /** Pairs of numbers; 0 if unpaired. */
  readonly pairs: number
  /** Median difference of the pairs, or difference of the medians; absent if one side has no number. */
  readonly median?: Interval
  /** Paths or pairs that both bounds need. */
  readonly needs?: number
  /** Of pairs: mean difference and half width of its 95% interval. */
  readonly mean?: string
  readonly meanError?: string
  readonly higher?: number
  readonly lower?: number
}

export interface Compared {
  readonly base: Entry
  readonly other: Entry
  readonly pairing: 'paired' | 'unpaired'
  /** Common path numbers; 0 if unpaired. */
  readonly common: number
  readonly metrics: Readonly<Record<string, MetricDifference>>
}

/** Compares the metrics that both entries have in the same unit, in the order of the first. */
export function compared(base: Entry, other: Entry): Compared {
  const common =
    base.seed === other.seed ? [...base.paths.keys()].filter((path) => other.paths.has(path)) : []
  const names = Object.keys(base.described).filter(
    (name) => base.described[name]!.unit === other.described[name]?.unit,
  )
  const metrics = names.map((name) => [name, metricDifference(name, base, other, common)] as const)
  return {
    base,
    other,
    pairing: common.length > 0 ? 'paired' : 'unpaired',
    common: common.length,
    metrics: Object.fromEntries(metrics),
  }
}

function metricDifference(
  name: string,
  base: Entry,
  other: Entry,
  common: readonly number[],
): MetricDifference {
  const { title, unit } = base.described[name]!
  const [one, two] = [valuesOf(base, name), valuesOf(other, name)]
  const sides = { title, unit, base: sideOf(one), other: sideOf(two) }
  if (common.length === 0)
    return { ...sides, equal: new Set([...one, ...two]).size === 1, pairs: 0, ...ofMedians(one, two) }
  const pairs = common.map((path) => [base.paths.get(path)?.[name], other.paths.get(path)?.[name]] as const)
  const differences = pairs.flatMap(([a, b]) => {
    const [first, second] = [readExact(a ?? ''), readExact(b ?? '')]
    return first === undefined || second === undefined ? [] : [difference(second, first)]
  })
  const { mean, meanError, higher, lower } = differenceOf(tallyPairs(pairs))
  const median = quantileOf(differences, 0.95)
  return {
    ...sides,
    equal: pairs.every(([a, b]) => a === b),
    pairs: differences.length,
    ...(median === undefined ? {} : { median }),
    ...needsOf(median, 0.95),
    ...(mean === undefined ? {} : { mean }),
    ...(meanError === undefined ? {} : { meanError }),
    higher,
    lower,
  }
}

const valuesOf = ({ paths }: Entry, name: string): readonly string[] =>
  [...paths.values()].flatMap((metrics) => metrics[name] ?? [])

const numbersIn = (texts: readonly string[]): readonly Exact[] =>
  texts.flatMap((each) => readExact(each) ?? [])

function sideOf(texts: readonly string[]): Side {
  const numbers = numbersIn(texts)
  const words: Record<string, number> = {}
  for (const each of texts) if (readExact(each) === undefined) words[each] = (words[each] ?? 0) + 1
  const median = quantileOf(numbers, 0.95)
  return { numbers: numbers.length, words, ...(median === undefined ? {} : { median }) }
}

/** The median of exact values with its interval; undefined without values. */
function quantileOf(values: readonly Exact[], level: number): Interval | undefined {
  if (values.length === 0) return undefined
  const decimals = Math.max(...values.map((value) => value.decimals))
  const sorted = values
    .map((value) => digitsAt(value, decimals))
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const ranks = quantileRanks(sorted.length, 0.5, level)
  const at = (rank: number): string => exactText(sorted[rank - 1]!, decimals)
  return {
    value: at(rankOf(sorted.length, 0.5)),
    ...(ranks.low === undefined ? {} : { low: at(ranks.low) }),
    ...(ranks.high === undefined ? {} : { high: at(ranks.high) }),
  }
}

const needsOf = (interval: Interval | undefined, level: number): { readonly needs?: number } =>
  interval === undefined || (interval.low !== undefined && interval.high !== undefined)
    ? {}
    : { needs: valuesNeeded(0.5, level) }

/** Level of each of two intervals that hold together with 95%. */
const EACH = 0.975

function ofMedians(
  one: readonly string[],
  two: readonly string[],
): Pick<MetricDifference, 'median' | 'needs'> {
  const [first, second] = [quantileOf(numbersIn(one), EACH), quantileOf(numbersIn(two), EACH)]
  if (first === undefined || second === undefined) return {}
  const minus = (a: string, b: string): string => {
    const { digits, decimals } = difference(readExact(a)!, readExact(b)!)
    return exactText(digits, decimals)
  }
  const median = {
    value: minus(second.value, first.value),
    ...(second.low === undefined || first.high === undefined ? {} : { low: minus(second.low, first.high) }),
    ...(second.high === undefined || first.low === undefined ? {} : { high: minus(second.high, first.low) }),
  }
  return { median, ...needsOf(median, EACH) }
}

const Wide = Decimal.clone({ precision: 1000, toExpNeg: -9e15, toExpPos: 9e15 })

/** `digits / 10^decimals` as decimal text without trailing zeros. */
const exactText = (digits: bigint, decimals: number): string =>
  new Wide(digits.toString()).div(new Wide(10).pow(decimals)).toFixed()
