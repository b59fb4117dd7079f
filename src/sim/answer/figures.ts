/**
 * Figures: what an answer may quote, with its spread over the paths that were run.
 *
 * A scenario words its answer from its metrics (`Definition.answer`). A metric is quoted with its median and
 * the range from 5 to 95% of the paths, or with its one value if only one path was run. Three significant
 * digits; prices per AMT are quoted in satoshi. The exact texts stay in the metrics.
 */
import { Decimal } from 'decimal.js'

import type { Best } from '../../statistics/best.ts'
import type { Metric } from '../result.ts'

export interface Figures {
  /** Days of the run. */
  readonly days: number
  /** Number of paths behind the ranges; 1 for one path alone. */
  readonly paths: number
  /**
   * A metric in words: `254 sat (146 to 354)`.
   *
   * @throws {NoSuchFigure} when the run has no metric of that name, as for all methods.
   */
  say(metric: string, style?: Style): string
  /** Whether the run has a metric of that name: variants and short runs can lack some. */
  has(metric: string): boolean
  /** On how many paths a metric's text passes `test`: `on 17 of 21 paths`, `on this path`, `on no path`. */
  on(metric: string, test: (text: string) => boolean): string
  /** The same as a number of paths. */
  count(metric: string, test: (text: string) => boolean): number
  /** Which of a scenario's choices is best; undefined if it declares none of that name. */
  best(choice: string): Best<string> | undefined
}

/** How a metric is quoted. */
export interface Style {
  /** Significant digits. @default 3 */
  readonly digits?: number
  /** Whether the unit follows; prices per AMT are in satoshi either way. @default true */
  readonly unit?: boolean
}

/** Numbers and spread of one metric, as a run among further paths has them. */
export interface Spread {
  readonly low: string
  readonly median: string
  readonly high: string
  /** Paths without a number. */
  readonly without: number
  /** Of them, those with `never`. */
  readonly never: number
}

/** What the figures are taken from. */
export interface Source {
  readonly days: number
  readonly metrics: Readonly<Record<string, Metric>>
  readonly paths: number
  /** By metric; empty for one path alone. */
  readonly spreads: Readonly<Record<string, Spread>>
  /** Texts of a metric on all paths, in their order. */
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly best: Readonly<Record<string, Best<string>>>
}

export function figuresOf({ days, metrics, paths, spreads, values, best }: Source): Figures {
  const find = (name: string): Metric => {
    const found = metrics[name]
    if (found === undefined) throw new NoSuchFigure(name, Object.keys(metrics))
    return found
  }
  const textsOf = (name: string): readonly string[] => {
    const { value } = find(name)
    return values[name] ?? [value]
  }
  const count: Figures['count'] = (name, test) => textsOf(name).filter(test).length
  return {
    days,
    paths,
    has: (name) => metrics[name] !== undefined,
    say: (name, style = {}) => worded(find(name), paths > 1 ? spreads[name] : undefined, style),
    count,
    on: (name, test) => {
      const [held, of] = [count(name, test), textsOf(name).length]
      if (of === 1) return held === 1 ? 'on this path' : 'on no path'
      return held === of ? `on all ${of} paths` : `on ${held === 0 ? 'none' : held} of ${of} paths`
    },
    best: (choice) => best[choice],
  }
}

function worded({ unit, value }: Metric, spread: Spread | undefined, style: Style): string {
  const shown = (text: string): string => (isNumber(text) ? textOf(text, unit, style) : text)
  const complete = (text: string): string =>
    style.unit === false || !isNumber(text) ? shown(text) : withUnit(shown(text), unit)
  if (spread === undefined) return complete(value)
  const { low, median, high, without, never } = spread
  const [from, to] = [low, high].map(shown)
  const words = [
    ...(never === 0 ? [] : [`; never on ${never}`]),
    ...(without === never ? [] : [`; none on ${without - never}`]),
  ].join('')
  const quoted = complete(median)
  const isOne = from === to && (without === 0 || low === 'never')
  return isOne ? quoted : `${quoted} (${from} to ${to}${words})`
}

const PER_AMT = 'BTC/AMT'
const SATS_PER_BTC = 100_000_000

/** Digits of a number in the unit in which it is quoted. */
function textOf(text: string, unit: string, { digits = 3 }: Style): string {
  const value = new Decimal(text).mul(unit === PER_AMT ? SATS_PER_BTC : 1)
  const rounded = value.abs().gte(new Decimal(10).pow(digits))
    ? value.round()
    : value.toSignificantDigits(digits)
  const [whole, part] = rounded.toFixed().split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return part === undefined ? grouped : `${grouped}.${part}`
}

function withUnit(text: string, unit: string): string {
  if (unit === PER_AMT) return `${text} sat`
  if (unit === '%') return `${text}%`
  return unit === '' ? text : `${text} ${unit}`
}

const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text)

/** The run has no metric of that name. */
export class NoSuchFigure extends Error {
  override readonly name = 'NoSuchFigure'
  constructor(metric: string, possible: readonly string[]) {
    super(`expected one of the metrics ${possible.join(', ')}, got "${metric}"`)
  }
}
