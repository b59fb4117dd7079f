/**
 * Study tally: statistics of rows in memory independent of their number.
 *
 * Tallies merge, and the result does not depend on how the rows were divided: counts and exact sums are
 * added, sketches depend on the set of values alone, and selected rows are ordered by value and then by task.
 */
import { numberOf, readExact, type Exact } from '../../statistics/exact.ts'
import { mergeMoments, momentsOf, NO_MOMENTS, type Moments } from '../../statistics/moments.ts'
import { METRIC_GRID } from './quantiles.ts'
import { byTask, type TaskId, type Row, type Violation } from './row.ts'
import { emptySketch, mergeSketches, sketchOf, type Sketch } from '../../statistics/sketch.ts'

/** What a study counts over its paths. */
export interface StudyTally {
  /** Number of rows, failed ones included. */
  readonly paths: number
  readonly failed: number
  /** The first failures in order of task, at most {@link MOST_FAILURES}. */
  readonly failures: readonly Row[]
  readonly actions: number
  readonly refused: number
  /** Number of checks of an invariant that holds on every path. */
  readonly checks: number
  /** Paths on which the invariants were checked. */
  readonly checked: number
  readonly invariants: ReadonlyMap<string, Breaches>
  readonly metrics: ReadonlyMap<string, MetricTally>
}

/** Violations of one invariant. */
export interface Breaches {
  readonly paths: number
  /** Checks missing because a violated invariant is not checked again. */
  readonly unchecked: number
  readonly first: TaskId & Violation
}

/** Exact sums and a sketch of a metric. */
export interface MetricTally {
  readonly moments: Moments
  readonly sketch: Sketch
  /** Values that are words, such as `never`, with their frequency. */
  readonly texts: ReadonlyMap<string, number>
  /** The paths with the lowest and the highest values, worst first, at most {@link MOST_RANKED}. */
  readonly lowest: readonly Ranked[]
  readonly highest: readonly Ranked[]
}

export interface Ranked extends TaskId {
  readonly value: string
  readonly resultHash: string
}

export const MOST_FAILURES = 20
export const MOST_RANKED = 100

export const EMPTY_TALLY: StudyTally = {
  paths: 0,
  failed: 0,
  failures: [],
  actions: 0,
  refused: 0,
  checks: 0,
  checked: 0,
  invariants: new Map(),
  metrics: new Map(),
}

/** The tally of these rows. */
export function tallyOf(rows: readonly Row[]): StudyTally {
  const failures = rows.filter(({ error }) => error !== undefined)
  const done = rows.filter(({ error }) => error === undefined)
  const sum = (of: (row: Row) => number): number => done.reduce((total, row) => total + of(row), 0)
  return {
    paths: rows.length,
    failed: failures.length,
    failures: failures.toSorted(byTask).slice(0, MOST_FAILURES),
    actions: sum(({ actions }) => actions),
    refused: sum(({ refused }) => refused),
    checks: sum(({ checks }) => checks),
    checked: sum(({ checks }) => (checks > 0 ? 1 : 0)),
    invariants: mergeMaps(done.map(breachesOf), mergeBreaches),
    metrics: new Map(namesIn(done).map((name) => [name, metricTally(name, done)])),
  }
}

/** The tally of the paths of both. */
export function mergeTallies(a: StudyTally, b: StudyTally): StudyTally {
  return {
    paths: a.paths + b.paths,
    failed: a.failed + b.failed,
    failures: [...a.failures, ...b.failures].toSorted(byTask).slice(0, MOST_FAILURES),
    actions: a.actions + b.actions,
    refused: a.refused + b.refused,
    checks: a.checks + b.checks,
    checked: a.checked + b.checked,
    invariants: mergeMaps([a.invariants, b.invariants], mergeBreaches),
    metrics: mergeMaps([a.metrics, b.metrics], mergeMetrics),
  }
}

export const NO_VALUES: MetricTally = {
  moments: NO_MOMENTS,
  sketch: emptySketch(METRIC_GRID),
  texts: new Map(),
  lowest: [],
  highest: [],
}

function metricTally(name: string, rows: readonly Row[]): MetricTally {
  const exact: Exact[] = []
  const texts = new Map<string, number>()
  const ranked: Ranked[] = []
  for (const { point, path, metrics, resultHash } of rows) {
    const value = metrics[name]
    if (value === undefined) continue
    ranked.push({ point, path, value, resultHash })
    const number = readExact(value)
    if (number === undefined) texts.set(value, (texts.get(value) ?? 0) + 1)
    else exact.push(number)
  }
  return {
    moments: momentsOf(exact),
    sketch: sketchOf(exact.map(numberOf), METRIC_GRID),
    texts,
    lowest: worst(ranked, 'lowest'),
    highest: worst(ranked, 'highest'),
  }
}

function mergeMetrics(a: MetricTally, b: MetricTally): MetricTally {
  return {
    moments: mergeMoments(a.moments, b.moments),
    sketch: mergeSketches(a.sketch, b.sketch, METRIC_GRID),
    texts: mergeMaps([a.texts, b.texts], (one, two) => one + two),
    lowest: worst([...a.lowest, ...b.lowest], 'lowest'),
    highest: worst([...a.highest, ...b.highest], 'highest'),
  }
}

/**
 * Worst first: words before numbers, then the lowest or the highest number; equal values in order of task.
 */
function worst(ranked: readonly Ranked[], end: 'lowest' | 'highest'): readonly Ranked[] {
  const keyed = ranked.map((each) => ({ each, key: keyOf(each, end) }))
  return keyed
    .toSorted((a, b) => (a.key === b.key ? byTask(a.each, b.each) : a.key < b.key ? -1 : 1))
    .slice(0, MOST_RANKED)
    .map(({ each }) => each)
}

function keyOf({ value }: Ranked, end: 'lowest' | 'highest'): number {
  const number = readExact(value)
  if (number === undefined) return -Infinity
  return end === 'lowest' ? numberOf(number) : -numberOf(number)
}

function breachesOf({ point, path, checks: full, broken }: Row): ReadonlyMap<string, Breaches> {
  return new Map(
    Object.entries(broken).map(([name, { checks, ...violation }]) => [
      name,
      { paths: 1, unchecked: full - checks, first: { point, path, ...violation } },
    ]),
  )
}

function mergeBreaches(a: Breaches, b: Breaches): Breaches {
  return {
    paths: a.paths + b.paths,
    unchecked: a.unchecked + b.unchecked,
    first: byTask(a.first, b.first) <= 0 ? a.first : b.first,
  }
}

/** Names of all metrics, in order of first appearance over the rows in order of task. */
function namesIn(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.toSorted(byTask).flatMap(({ metrics }) => Object.keys(metrics)))]
}

/** The maps merged by key; equal keys by `merge`. */
function mergeMaps<Value>(
  maps: readonly ReadonlyMap<string, Value>[],
  merge: (a: Value, b: Value) => Value,
): ReadonlyMap<string, Value> {
  const merged = new Map<string, Value>()
  for (const map of maps)
    for (const [name, value] of map) {
      const before = merged.get(name)
      merged.set(name, before === undefined ? value : merge(before, value))
    }
  return merged
}
