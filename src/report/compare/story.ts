/**
 * Story: comparisons in words, as the terminal and the page have them.
 */
import { count, isDecimal } from '../number.ts'
import { brief, shownUnit } from '../unit.ts'
import type { Compared, Interval, MetricDifference, Side } from './difference.ts'
import type { Entry } from './entry.ts'
import type { Differing } from './inputs.ts'

export interface CompareStory {
  readonly entries: readonly Entry[]
  readonly differing: readonly Differing[]
  readonly comparisons: readonly Compared[]
  readonly notes: readonly string[]
  readonly command: string
  /** The metric by which the scenario is judged. @default the first that differs */
  readonly primary?: string | undefined
}

const DIGITS = 4

/** `+1.2 (+0.8 to +1.5)`, with `or more` and `or less` where a bound is missing. */
export function changeText({ median, needs }: MetricDifference, unit: string): string {
  if (median === undefined) return 'none'
  const show = (text: string): string =>
    `${text.startsWith('-') || isZero(text) ? '' : '+'}${brief(text, unit, DIGITS)}`
  const range = rangeText(median, show)
  return `${show(median.value)}${range === '' && needs !== undefined ? ` (needs ${count(needs)} paths)` : range}`
}

const isZero = (text: string): boolean => /^-?0+(\.0+)?$/.test(text)

function rangeText({ low, high }: Interval, show: (text: string) => string): string {
  if (low !== undefined && high !== undefined) return ` (${show(low)} to ${show(high)})`
  if (low !== undefined) return ` (${show(low)} or more)`
  return high === undefined ? '' : ` (${show(high)} or less)`
}

/** The median of a side, and the paths with a word: `0.51; never on 2`. */
export function sideText({ median, words }: Side, unit: string): string {
  const said = Object.entries(words).map(([word, paths]) => `${word || 'empty'} on ${count(paths)}`)
  const number = median === undefined ? [] : [brief(median.value, unit, DIGITS)]
  return [...number, ...said].join('; ') || 'none'
}

/** `higher on 18, lower on 3 of 21`; empty if unpaired. */
export function directionText({ pairs, higher, lower }: MetricDifference): string {
  if (pairs === 0 || higher === undefined || lower === undefined) return ''
  const parts = [
    ...(higher > 0 ? [`higher on ${count(higher)}`] : []),
    ...(lower > 0 ? [`lower on ${count(lower)}`] : []),
  ]
  return `${parts.length === 0 ? 'equal' : parts.join(', ')} of ${count(pairs)}`
}

/** The metrics that differ, and the titles of the others. */
export function split({ metrics }: Compared): {
  readonly different: readonly (readonly [name: string, difference: MetricDifference])[]
  readonly equal: readonly string[]
} {
  const all = Object.entries(metrics)
  return {
    different: all.filter(([, each]) => !each.equal),
    equal: all.filter(([, each]) => each.equal).map(([, { title }]) => title),
  }
}

/** `21 common paths`, or that the paths are independent. */
export const pairingText = ({ pairing, common, base, other }: Compared): string =>
  pairing === 'paired'
    ? `${count(common)} common ${common === 1 ? 'path' : 'paths'}`
    : `unpaired: ${count(base.paths.size)} and ${count(other.paths.size)} independent paths`

/** The largest change of the first comparison, in one sentence. */
export function compareAnswer({ comparisons, entries, primary }: CompareStory): string {
  const [first] = comparisons
  const { different, equal } = split(first!)
  const moved = different.filter(([, { median }]) => median !== undefined && !isZero(median.value))
  const named = moved.find(([name]) => name === primary) ?? moved[0]
  const more =
    comparisons.length > 1
      ? ` ${count(comparisons.length)} comparisons of ${count(entries.length)} parameter sets.`
      : ''
  const counted = `${count(different.length)} of ${count(different.length + equal.length)} metrics differ`
  if (named === undefined) return `${counted}.${more}`
  const [, metric] = named
  const unit = isDecimal(metric.median!.value) ? ` ${shownUnit(metric.unit)}` : ''
  return `${counted} between ${first!.other.label} and ${first!.base.label}; ${metric.title}: ${changeText(metric, metric.unit)}${unit}.${more}`
}
