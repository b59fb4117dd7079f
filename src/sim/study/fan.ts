/**
 * Fan: how a run's results spread over further paths of the same settings.
 *
 * The detailed path is one of them. Every quantile is the value of one path, so its text is exact: the median
 * of 21 paths is the 11th in order, and the range from 5 to 95% goes from the 2nd to the 20th. `never` comes
 * after every number: leaving such paths out would report the payback period of those that pay back.
 */
import { clopperPearson, type Bounds } from '../../statistics/proportion.ts'
import { difference, readExact } from '../../statistics/exact.ts'
import { probabilityOfBest, type Best } from '../../statistics/best.ts'
import { chartedColumns } from '../recording/charted.ts'
import type { Choice } from '../definition/choice.ts'
import { fanRisksOf, fanRiskTables, type FanRisks } from './fan-risk.ts'
import type { Column, Finding, RunResult, Table } from '../result.ts'
import { NEVER } from './quantiles.ts'

/** What one path contributes. */
export interface FanPath {
  readonly path: number
  /** Metrics as text, by name. */
  readonly metrics: Readonly<Record<string, string>>
  readonly findings: readonly Pick<Finding, 'statement' | 'asExpected'>[]
  /** Names of the broken invariants. */
  readonly broken: readonly string[]
  /** Charted columns of the daily table, as text. */
  readonly daily: Readonly<Record<string, readonly string[]>>
}

/** Quantiles of a metric over the paths that have a number or `never` for it. */
export interface FanMetric {
  readonly low: string
  readonly median: string
  readonly high: string
  /** Paths without a number: those with `never`, which counts as later than any number, and other words. */
  readonly without: number
  /** Paths with `never`. */
  readonly never: number
}

/** On how many paths a hypothesis holds, of those on which it is stated, with its exact 95% interval. */
export interface FanHypothesis {
  readonly statement: string
  readonly held: number
  readonly stated: number
  readonly interval: Bounds
}

/** Results over several paths of the same settings. */
export interface Fan {
  readonly paths: number
  /** The number of each path, ascending. */
  readonly pathNumbers: readonly number[]
  readonly metrics: Readonly<Record<string, FanMetric>>
  readonly hypotheses: readonly FanHypothesis[]
  /** Number of paths on which an invariant is broken, by name; empty if all hold. */
  readonly broken: Readonly<Record<string, number>>
  /** Quantiles of the charted daily columns. */
  readonly daily: readonly FanColumn[]
  /** Texts of every metric on all paths, in the order of the paths. */
  readonly values: Readonly<Record<string, readonly string[]>>
  /** Tail risk of the metrics that are returns. */
  readonly risks: FanRisks
  /** The scenario's choices, where every path has a number for each. */
  readonly best: readonly FanChoice[]
}

/** Which of several metrics is best over the paths. */
export interface FanChoice extends Pick<Choice, 'name' | 'title'> {
  readonly standing: Best<string>
}

/** Quantiles of a daily column over paths. */
export interface FanColumn {
  readonly name: string
  /** Cells by quantile name, `p5` to `p95`, one for each day. */
  readonly quantiles: Readonly<Record<string, readonly string[]>>
}

/** The quantiles of a fan chart, in per cent. */
const LEVELS = [5, 25, 50, 75, 95] as const

/** The contribution of one path. A daily column is kept if one of the scenario's charts draws it. */
export function fanPathOf({ path, metrics, findings, invariants, tables, charts }: RunResult): FanPath {
  const charted = chartedColumns(charts)
  const columns = tables.find(({ name }) => name === 'daily')?.columns ?? []
  return {
    path,
    metrics: Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value])),
    findings: findings.map(({ statement, asExpected }) => ({ statement, asExpected })),
    broken: Object.entries(invariants).flatMap(([name, { holds }]) => (holds ? [] : [name])),
    daily: Object.fromEntries(
      columns.filter(({ name }) => charted.has(name)).map(({ name, cells }) => [name, cells]),
    ),
  }
}

/**
 * The fan of several paths, in any order; the first path's metrics and findings set the order of the result.
 * `described` has the metrics of a run, which say what is a return.
 */
export function fanOf(
  given: readonly FanPath[],
  choices: readonly Choice[] = [],
  described: RunResult['metrics'] = {},
): Fan {
  const paths = given.toSorted((a, b) => a.path - b.path)
  const [first] = paths
  if (first === undefined) throw new RangeError('expected at least one path, got none')
  // Variants may run on the detailed path only, and then its metrics about them have no spread.
  const names = Object.keys(first.metrics).filter((name) => paths.every(({ metrics }) => name in metrics))
  const values = Object.fromEntries(
    names.map((name) => [name, paths.map(({ metrics }) => metrics[name] ?? '')] as const),
  )
  return {
    paths: paths.length,
    pathNumbers: paths.map(({ path }) => path),
    values,
    risks: fanRisksOf(described, values),
    best: choices.flatMap((choice) => bestOf(choice, values)),
    metrics: Object.fromEntries(
      names.flatMap((name) => {
        const found = metricOf(values[name]!)
        return found === undefined ? [] : [[name, found] as const]
      }),
    ),
    hypotheses: hypothesesOf(paths),
    broken: countsOf(paths.flatMap(({ broken }) => broken)),
    daily: Object.keys(first.daily).map((name) => ({
      name,
      quantiles: daysOf(paths.map(({ daily }) => daily[name] ?? [])),
    })),
  }
}

/** Doubles suffice to rank outcomes; amounts that differ by less are equal to anybody who chooses. */
function bestOf({ name, title, better, metrics }: Choice, values: Fan['values']): readonly FanChoice[] {
  const chosen = Object.entries(metrics).map(([label, metric]) => [label, values[metric] ?? []] as const)
  if (chosen.some(([, texts]) => texts.length === 0 || texts.some((text) => readExact(text) === undefined)))
    return []
  const outcomes = Object.fromEntries(chosen.map(([label, texts]) => [label, texts.map(Number)]))
  return [{ name, title, standing: probabilityOfBest(outcomes, better) }]
}

function metricOf(texts: readonly string[]): FanMetric | undefined {
  const numbers = sortedNumbers(texts)
  const nevers = texts.filter((text) => text === NEVER)
  const sorted = [...numbers, ...nevers]
  if (sorted.length === 0) return undefined
  return {
    low: at(sorted, 5),
    median: at(sorted, 50),
    high: at(sorted, 95),
    without: texts.length - numbers.length,
    never: nevers.length,
  }
}

/** Decimal texts in the order of their values; other texts are left out. */
function sortedNumbers(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => {
      const value = readExact(text)
      return value === undefined ? [] : [{ text, value }]
    })
    .toSorted((a, b) => {
      const { digits } = difference(a.value, b.value)
      return digits < 0n ? -1 : digits > 0n ? 1 : 0
    })
    .map(({ text }) => text)
}

/** The least value that at least `perCent` of the values do not exceed. */
const at = (sorted: readonly string[], perCent: number): string =>
  sorted[Math.max(0, Math.ceil((perCent * sorted.length) / 100) - 1)]!

function hypothesesOf(paths: readonly FanPath[]): readonly FanHypothesis[] {
  const statements = new Set(paths.flatMap(({ findings }) => findings.map(({ statement }) => statement)))
  return [...statements].map((statement) => {
    const stated = paths.flatMap(({ findings }) => findings.filter((each) => each.statement === statement))
    const held = stated.filter(({ asExpected }) => asExpected).length
    return { statement, held, stated: stated.length, interval: clopperPearson(held, stated.length) }
  })
}

function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function daysOf(columns: readonly (readonly string[])[]): FanColumn['quantiles'] {
  const days = columns.reduce((most, { length }) => Math.max(most, length), 0)
  const cells: Record<string, string[]> = Object.fromEntries(LEVELS.map((level) => [`p${level}`, []]))
  for (let day = 0; day < days; day++) {
    const sorted = sortedNumbers(columns.map((column) => column[day] ?? ''))
    for (const level of LEVELS) cells[`p${level}`]!.push(sorted.length === 0 ? '' : at(sorted, level))
  }
  return cells
}

/** The fan's metrics and hypotheses as tables of the run. */
export function fanTables(fan: Fan, metrics: RunResult['metrics']): readonly Table[] {
  const named = Object.entries(fan.metrics)
  const column = (name: string, title: string, cells: readonly string[], unit = ''): Column => ({
    name,
    title,
    unit,
    cells,
  })
  return [
    {
      name: 'fan',
      title: `Key metrics over ${fan.paths} paths`,
      columns: [
        column(
          'metric',
          'Metric',
          named.map(([name]) => name),
        ),
        column(
          'unit',
          'Unit',
          named.map(([name]) => metrics[name]!.unit),
        ),
        column(
          'p5',
          '5% of the paths are at or below',
          named.map(([, each]) => each.low),
        ),
        column(
          'p50',
          'Median',
          named.map(([, each]) => each.median),
        ),
        column(
          'p95',
          '95% of the paths are at or below',
          named.map(([, each]) => each.high),
        ),
        column(
          'without',
          'Paths without a number',
          named.map(([, each]) => String(each.without)),
          'paths',
        ),
        column(
          'never',
          'Of them, paths with “never”, later than any number',
          named.map(([, each]) => String(each.never)),
          'paths',
        ),
      ],
    },
    {
      name: 'fan-hypotheses',
      title: `Hypotheses over ${fan.paths} paths`,
      columns: [
        column(
          'statement',
          'Hypothesis',
          fan.hypotheses.map(({ statement }) => statement),
        ),
        column(
          'held',
          'Holds on',
          fan.hypotheses.map(({ held }) => String(held)),
          'paths',
        ),
        column(
          'stated',
          'Stated on',
          fan.hypotheses.map(({ stated }) => String(stated)),
          'paths',
        ),
        column(
          'low',
          'Lower end of the 95% interval',
          fan.hypotheses.map(({ interval }) => percent(interval.low)),
          '%',
        ),
        column(
          'high',
          'Upper end of the 95% interval',
          fan.hypotheses.map(({ interval }) => percent(interval.high)),
          '%',
        ),
      ],
    },
    ...fanRiskTables(fan.risks, metrics, fan.paths),
    {
      name: 'fan-paths',
      title: 'Metrics of each path',
      columns: [
        column('path', 'Path', fan.pathNumbers.map(String)),
        ...Object.entries(fan.values).map(([name, cells]) =>
          column(name, metrics[name]!.title, cells, metrics[name]!.unit),
        ),
      ],
    },
  ]
}

/** A fraction in per cent, with one decimal. */
export const percent = (fraction: number): string => (Math.round(fraction * 1000) / 10).toString()
