/**
 * Combine: merges the files of all shards into the result of a study, point by point. Memory does not grow
 * with the number of paths.
 *
 * - Groups of shards are added up in threads (`partial.ts`), and taken in order of point and path.
 * - `points.csv` and `days.csv` are streamed to disk.
 */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { EventProbability } from '../../report/study/paths.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { source } from '../../sim/random/stream.ts'
import type { Axis } from '../../sim/study/axis.ts'
import {
  differenceOf,
  mergePairs,
  NO_PAIRS,
  tallyPairs,
  type Comparison,
  type PairTally,
} from '../../sim/study/comparison.ts'
import { pointsAreChoices } from '../../sim/study/design.ts'
import { DaysSum, type Days } from '../../sim/study/days.ts'
import { eventText, type Event } from '../../sim/study/event.ts'
import { mergeKinds, type Kind } from '../../sim/study/kind.ts'
import { estimateProportion } from '../../sim/study/proportion.ts'
import {
  DAY_GRID,
  FAN,
  levelName,
  quantileIntervalsOf,
  quantilesOf,
  type QuantileBounds,
} from '../../sim/study/quantiles.ts'
import { MOST_POINTS, summaryOf, type PointSummary, type StudyResult } from '../../sim/study/result.ts'
import type { Row } from '../../sim/study/row.ts'
import { sensitivityOf, sensitivityWithTails, type Sensitivity } from '../../sim/study/sensitivity.ts'
import { sizeOf } from '../../statistics/sketch.ts'
import { settingsAt, type StudySpec } from '../../sim/study/spec.ts'
import { missing, type Shard } from '../../sim/study/shard.ts'
import { mergeTallies, EMPTY_TALLY, type StudyTally } from '../../sim/study/tally.ts'
import { soughtGoal } from './goal.ts'
import { UNFINISHED } from './job.ts'
import { pointOutputs, type Outputs } from './outputs.ts'
import { groupsOf, type Counted, type Group, type PartialResult } from './partial.ts'
import { partialsOf } from './partials.ts'

export interface Combined {
  readonly result: StudyResult
  readonly tally: StudyTally
  /** Undefined where no path has a result. */
  readonly kind: Kind | undefined
  readonly probabilities: readonly EventProbability[]
  /** Daily quantile sketches of the first points, for charts. */
  readonly days: readonly PointDays[]
  /** Names of the columns of the table of points. */
  readonly pointColumns: readonly string[]
}

export interface PointDays {
  readonly point: number
  readonly days: Days
}

export interface CombineOptions {
  readonly spec: StudySpec
  readonly axes: readonly Axis[]
  readonly scenario: Scenario
  readonly directory: string
  readonly shards: string
  readonly done: readonly Shard[]
  /** Threads that add up shards. */
  readonly workers: number
  /** Whether daily columns were kept. */
  readonly withDays: boolean
  /** Events whose probabilities are estimated. */
  readonly events: readonly Event[]
  /** Probability to seek, in percent. */
  readonly goal: number | undefined
  /** Part of the paths that is the tail of returns, in percent. */
  readonly worstPart: number
}

/** File names of the streamed tables. */
export const POINTS_TABLE = 'points.csv'
export const DAYS_TABLE = 'days.csv'

/** Points whose days are kept in memory for charts. */
const MOST_FANS = 6
/** Most points for a comparison with the first point. */
const MOST_COMPARED = 50

export async function combine(options: CombineOptions): Promise<Combined> {
  const { spec, scenario, directory, done, withDays, worstPart } = options
  if (missing(spec, done, 1).length > 0)
    throw new Error('expected all paths to be finished before combining; got missing paths. Run them first.')
  const rows = createHash('sha256')
  const pointLines = lineFile(join(directory, POINTS_TABLE))
  const dayLines = withDays ? lineFile(join(directory, DAYS_TABLE)) : undefined
  let tally = EMPTY_TALLY
  let kind: Kind | undefined
  let base: readonly Row[] = []
  let columns: readonly string[] = []
  const points: PointSummary[] = []
  const comparisons: Comparison[] = []
  const outputs = pointOutputs(spec.points.length, spec.runs)
  const days: PointDays[] = []
  const occurrences = options.events.map(() => [] as Counted[])
  const compares =
    spec.points.length > 1 && spec.points.length <= MOST_COMPARED && pointsAreChoices(spec.design)
  const shared = { directory: options.shards, withDays, withRows: compares, events: options.events }
  const groups = byPoint(spec, done).map((shards) => groupsOf(shards, shared))
  const next = partialsOf(groups.flat(), options.workers)
  for (const [point, own] of groups.entries()) {
    const read = await readPoint(own, next, rows, compares && point > 0 ? base : undefined)
    if (point === 0) base = read.rows
    kind = mergeKinds(kind, read.kind)
    tally = mergeTallies(tally, read.tally)
    const summary = { settings: spec.points[point]!, ...summaryOf(read.tally, read.kind, { worstPart }) }
    if (point === 0) {
      columns = pointColumns(spec, levelsOf(summary))
      pointLines.write(columns)
    }
    writePoint(pointLines, spec, point, summary)
    if (points.length < MOST_POINTS && spec.points.length > 1) points.push(summary)
    read.counted.forEach((counted, index) => occurrences[index]!.push(counted))
    if (read.pairs !== undefined) comparisons.push({ point, metrics: read.pairs })
    outputs.take(point, {
      metrics: Object.keys(read.kind?.metrics ?? {}),
      tally: read.tally,
      summary,
      events: read.counted,
    })
    if (read.days !== undefined && dayLines !== undefined) {
      writeDaysOf(dayLines, spec, point, read.days)
      if (days.length < MOST_FANS) days.push({ point, days: read.days })
    }
  }
  const measure = (of: Outputs): Sensitivity | undefined =>
    sensitivityOf(spec.design, options.axes, source(BigInt(spec.seed), 0), of)
  const sensitivity = sensitivityWithTails(measure(outputs.means), {
    p5: measure(outputs.tails.p5),
    p95: measure(outputs.tails.p95),
  })
  const ofShares = measure(outputs.shares)
  pointLines.end()
  const daily = dayLines?.end() ?? ''
  const { scenario: name, days: number, seed, runs, design, sweeps, set } = spec
  return {
    tally,
    kind,
    days,
    pointColumns: columns,
    probabilities: options.events.map((event, index) => ({
      ...probability(event, occurrences[index]!),
      ...goalIn(options, occurrences[index]!),
      ...sensitivityOfShare(ofShares, index),
    })),
    result: {
      scenario: name,
      question: scenario.at(set).bound.question,
      days: number,
      seed,
      runs,
      design,
      sweeps,
      parameters: scenario.at(set).texts,
      ...summaryOf(tally, kind, { pooled: spec.points.length > 1, worstPart }),
      size: spec.points.length,
      points,
      comparisons,
      ...(sensitivity === undefined ? {} : { sensitivity }),
      rows: rows.digest('hex'),
      daily,
    },
  }
}

function probability(event: Event, counted: readonly Counted[]): EventProbability {
  const sum = (of: (each: Counted) => number): number => counted.reduce((total, each) => total + of(each), 0)
  return {
    event: eventText(event),
    all: estimateProportion(
      sum(({ count }) => count),
      sum(({ of }) => of),
      counted.length > 1,
    ),
    points: counted.slice(0, MOST_POINTS).map(({ count, of }) => estimateProportion(count, of)),
  }
}

/** Sensitivity of an event's probability; absent if it is the same at all points. */
function sensitivityOfShare(
  sensitivity: Sensitivity | undefined,
  index: number,
): Pick<EventProbability, 'sensitivity'> {
  const found = sensitivity?.metrics[String(index)]
  return found === undefined ? {} : { sensitivity: found }
}

function goalIn({ spec, goal }: CombineOptions, counted: readonly Counted[]): Pick<EventProbability, 'goal'> {
  const sought = goal === undefined ? undefined : soughtGoal(spec, counted, goal)
  return sought === undefined ? {} : { goal: sought }
}

/** The shards of each point, in order of their paths. */
function byPoint({ points }: StudySpec, done: readonly Shard[]): readonly (readonly Shard[])[] {
  const shards: Shard[][] = points.map(() => [])
  for (const shard of done) shards[shard.point]!.push(shard)
  return shards.map((own) => own.toSorted((a, b) => a.first - b.first))
}

export interface ReadPoint {
  readonly tally: StudyTally
  readonly kind: Kind | undefined
  /** Empty unless points are compared with these. */
  readonly rows: readonly Row[]
  readonly days: Days | undefined
  readonly pairs: Comparison['metrics'] | undefined
  /** One entry per event. */
  readonly counted: readonly Counted[]
}

/** Adds up the partial results of a point's groups: what the main thread does for each of them. */
export async function readPoint(
  groups: readonly Group[],
  next: () => Promise<PartialResult>,
  hash: Hash,
  against: readonly Row[] | undefined,
): Promise<ReadPoint> {
  let tally = EMPTY_TALLY
  let kind: Kind | undefined
  const days = new DaysSum()
  const kept: Row[] = []
  const pairs = new Map<string, PairTally>()
  const counted = (groups[0]?.events ?? []).map(() => ({ count: 0, of: 0 }))
  for (let group = 0; group < groups.length; group++) {
    const partial = await next()
    hash.update(partial.lines)
    kind = mergeKinds(kind, partial.kind)
    tally = mergeTallies(tally, partial.tally)
    partial.counted.forEach(({ count, of }, index) => {
      counted[index]!.of += of
      counted[index]!.count += count
    })
    if (against === undefined) kept.push(...partial.rows)
    else
      for (const name of Object.keys(partial.kind?.metrics ?? {})) {
        const texts = partial.rows.map(
          (row) => [against[row.path]?.metrics[name], row.metrics[name]] as const,
        )
        pairs.set(name, mergePairs(pairs.get(name) ?? NO_PAIRS, tallyPairs(texts)))
      }
    if (partial.days !== undefined) days.add(partial.days)
  }
  const differences = [...pairs].map(([name, tallied]) => [name, differenceOf(tallied)] as const)
  return {
    tally,
    kind,
    rows: kept,
    days: days.days(),
    pairs: against === undefined ? undefined : Object.fromEntries(differences),
    counted,
  }
}

const STATISTICS = ['count', 'mean', 'sd', 'meanError', 'min', 'max'] as const

const levelsOf = ({ metrics }: PointSummary): readonly string[] =>
  Object.keys(Object.values(metrics)[0]?.quantiles ?? {})

const sweptBy = ({ sweeps }: StudySpec): readonly string[] => sweeps.map(({ parameter }) => parameter)

const pointColumns = (spec: StudySpec, levels: readonly string[]): readonly string[] => [
  'point',
  ...sweptBy(spec),
  'paths',
  'failed',
  'metric',
  'unit',
  ...STATISTICS,
  ...levels,
  ...boundNames(levels),
]

/** Writes one line per metric of a point. */
function writePoint(lines: Lines, spec: StudySpec, point: number, summary: PointSummary): void {
  const levels = levelsOf(summary)
  const settings = settingsAt(spec, point)
  for (const [name, metric] of Object.entries(summary.metrics))
    lines.write([
      point,
      ...sweptBy(spec).map((parameter) => settings[parameter] ?? ''),
      summary.paths,
      summary.failures.paths.count,
      name,
      metric.unit,
      ...STATISTICS.map((statistic) => metric[statistic] ?? ''),
      ...levels.map((level) => metric.quantiles?.[level] ?? ''),
      ...boundCells(levels, metric.quantileIntervals),
    ])
}

/** `p5Low`, `p5High` and so on: the bounds of the quantiles' 95% intervals. */
function boundNames(levels: readonly string[]): readonly string[] {
  return levels.flatMap((level) => [`${level}Low`, `${level}High`])
}

function boundCells(
  levels: readonly string[],
  intervals: Readonly<Record<string, QuantileBounds>> | undefined,
): readonly string[] {
  return levels.flatMap((level) => [intervals?.[level]?.low ?? '', intervals?.[level]?.high ?? ''])
}

const FAN_LEVELS = FAN.map(levelName)

/** Names of the columns of the table of days. */
export const DAYS_COLUMNS: readonly string[] = [
  'point',
  'column',
  'unit',
  'day',
  'paths',
  ...FAN_LEVELS,
  ...boundNames(FAN_LEVELS),
]

/** Writes one line per column and day of a point. */
function writeDaysOf(lines: Lines, { runs }: StudySpec, point: number, { columns }: Days): void {
  if (point === 0) lines.write(DAYS_COLUMNS)
  for (const { name, unit, sketches } of columns)
    sketches.forEach((sketch, day) => {
      const quantiles = quantilesOf(sketch, FAN, DAY_GRID)
      const intervals = quantileIntervalsOf(sketch, FAN, DAY_GRID)
      const count = Math.min(runs, sizeOf(sketch))
      lines.write([
        point,
        name,
        unit,
        day,
        count,
        ...FAN_LEVELS.map((level) => quantiles?.[level] ?? ''),
        ...boundCells(FAN_LEVELS, intervals),
      ])
    })
}

interface Lines {
  readonly write: (cells: readonly (string | number)[]) => void
  /** Moves the file to its final name and returns its SHA-256. */
  readonly end: () => string
}

/** A CSV file written as a stream. It gets its final name when it is complete. */
function lineFile(path: string): Lines {
  const unfinished = `${path}${UNFINISHED}`
  const file = openSync(unfinished, 'w')
  const hash = createHash('sha256')
  let buffered = ''
  const flush = (): void => {
    hash.update(buffered)
    writeSync(file, buffered)
    buffered = ''
  }
  return {
    write: (cells) => {
      buffered += `${cells.map(cell).join(',')}\n`
      if (buffered.length > 1 << 16) flush()
    },
    end: () => {
      flush()
      closeSync(file)
      renameSync(unfinished, path)
      return hash.digest('hex')
    },
  }
}

/** A cell with the quoting of RFC 4180. */
function cell(content: string | number): string {
  const text = content.toString()
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
