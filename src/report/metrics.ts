/** Metrics: the key ones as cards, and all as a table, with their range over further paths. */
import type { Metric, RunResult } from '../sim/result.ts'
import type { Fan, FanMetric } from '../sim/study/fan.ts'
import { NEVER } from '../sim/study/quantiles.ts'
import { markup, nothing, type Html } from './html.ts'
import { count, grouped, isDecimal, readable } from './number.ts'
import { named, table } from './table.ts'
import { brief, shownUnit } from './unit.ts'

/** Numbers of cards: at least four, at most six, where the result has as many. */
const CARDS = { least: 4, most: 6 }

/** The names of the key metrics: those in `key`, then the first of all, in the order of the result. */
export function keyNames(all: RunResult['metrics'], key: readonly string[]): readonly string[] {
  const names = Object.keys(all)
  const asked = [...new Set(key)].filter((name) => names.includes(name)).slice(0, CARDS.most)
  const more = names.filter((name) => !asked.includes(name)).slice(0, Math.max(0, CARDS.least - asked.length))
  return names.filter((name) => asked.includes(name) || more.includes(name))
}

/**
 * The key metrics as cards: those in `key`, then the first of all, in the order of the result. Among further
 * paths a card shows the median and the range from the 5% to the 95% quantile.
 */
export function keyMetrics(
  { metrics: all }: RunResult,
  paths: Fan | undefined,
  key: readonly string[],
): Html {
  const chosen = keyNames(all, key)
  if (chosen.length === 0) return nothing
  const about =
    paths === undefined
      ? nothing
      : markup` <span class="sum">median and 5 to 95% of ${count(paths.paths)} paths</span>`
  return markup`<section aria-labelledby="key-metrics">
<h2 id="key-metrics">Key metrics${about}</h2>
<dl class="metrics">
${chosen.map((name) => card(all[name]!, paths?.metrics[name], paths?.paths ?? 1))}</dl>
</section>`
}

function card({ title, unit, value }: Metric, spread: FanMetric | undefined, paths: number): Html {
  const shown = spread?.median ?? value
  const show = (text: string): string => brief(text, unit)
  const range = spread === undefined || isOneValue(spread, show) ? '' : rangeText(spread, paths, show)
  return markup`<div><dt>${title}</dt><dd>${brief(shown, unit)} <span class="unit">${isDecimal(shown) ? shownUnit(unit) : ''}</span>${range === '' ? nothing : markup`<span class="range">${range}</span>`}</dd></div>
`
}

/** Whether all paths have the same number as it is shown, or none. */
const isOneValue = ({ low, high, without }: FanMetric, show: (text: string) => string): boolean =>
  show(low) === show(high) && (without === 0 || low === NEVER)

/** Exact values of all metrics of this path. */
export function metrics(result: RunResult): Html {
  const entries = Object.entries(result.metrics)
  if (entries.length === 0) return nothing
  const exact = table(
    'Exact values of all metrics',
    ['Metric', '#Value', 'Unit'],
    entries.map(([name, { title, unit, value }]) => [
      named(title, name),
      grouped(value),
      isDecimal(value) ? unit : '',
    ]),
  )
  return markup`<section aria-labelledby="metrics">
<h2 id="metrics">All metrics</h2>
<details><summary>Exact values of this path</summary>${exact}</details>
</section>`
}

/** `63.3 to 75`, `39 to never; never on 2 of 21`, `never on 21 of 21`. */
export function rangeText(
  { low, high, without, never }: FanMetric,
  paths: number,
  show: (text: string) => string = (text) => readable(text),
): string {
  const words = [
    [never, 'never'],
    [without - never, 'no number'],
  ] as const
  const counts = words
    .filter(([on]) => on > 0)
    .map(([on, word]) => `${word} on ${count(on)} of ${count(paths)}`)
  return [...(low === NEVER ? [] : [`${show(low)} to ${show(high)}`]), ...counts].join('; ')
}
