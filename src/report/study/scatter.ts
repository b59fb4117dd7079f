/**
 * Scatter: a metric of a sampled design against one parameter, with quantile bands.
 *
 * - A mark is the median of one point over its paths; its bar goes from their 5% to their 95% quantile.
 * - The bands part the points by the parameter, into its values if it has few, otherwise into groups of equal
 *   size. They show the quantiles of the marks in each group: what is left to chance and to the other
 *   parameters.
 */
import { pointsAreChoices } from '../../sim/study/design.ts'
import type { PointSummary, StudyResult } from '../../sim/study/result.ts'
import { isDecimal, times } from '../number.ts'
import { DIGITS, PANEL_HEIGHT, SURROUNDING_HEIGHT } from '../plot.ts'
import { brief, shownFactor, shownUnit, withUnit } from '../unit.ts'
import { column, kebab, type Drawn } from './drawn.ts'

/** Most parameters with a scatter of their own. */
const MOST_SCATTERS = 4

/** Fewest points in a group: below it, quartiles are as good as its least and its greatest value. */
const FEWEST = 8

/** Most groups, so that a band has no more corners than can be read. */
const MOST_GROUPS = 12

/** From so many points on, the 5% and the 95% quantile are not the least and the greatest value. */
const FOR_TAILS = 20

/** Quantiles of the bands in per cent, by the names of their columns. */
const BANDS = { b5: 5, b25: 25, b50: 50, b75: 75, b95: 95 } as const
type Band = keyof typeof BANDS

/** Opacity of the bands, as two hexadecimal digits. */
const WIDE = '1f'
const NARROW = '33'

/** Scatters of a metric against the swept numbers of a sampled design, the strongest parameters first. */
export function scatterCharts(result: StudyResult, metric: string): readonly Drawn[] {
  const { points, sweeps, design, metrics, sensitivity } = result
  const about = metrics[metric]
  if (about === undefined || pointsAreChoices(design) || points.length < 5) return []
  const weight = (parameter: string): number => {
    const measures = sensitivity?.metrics[metric]?.[parameter]
    return measures === undefined ? 0 : Number('mu' in measures ? measures.muStar : measures.total.value)
  }
  return sweeps
    .map(({ parameter }) => parameter)
    .filter((parameter) => points.every(({ settings }) => isDecimal(settings[parameter] ?? '')))
    .toSorted((a, b) => weight(b) - weight(a))
    .slice(0, MOST_SCATTERS)
    .map((parameter) => scatter(result, metric, parameter))
}

function scatter({ points, size, runs }: StudyResult, metric: string, parameter: string): Drawn {
  const at = ({ settings }: PointSummary): number => Number(settings[parameter])
  const having = points
    .filter(({ metrics }) => metrics[metric]?.quantiles?.['p50'] !== undefined)
    .toSorted((a, b) => at(a) - at(b))
  const { title, unit } = points.find(({ metrics }) => metric in metrics)!.metrics[metric]!
  const level = (name: string): string[] =>
    having.map(({ metrics }) => metrics[metric]!.quantiles![name] ?? '')
  const marks = level('p50')
  const bands = bandsOf(having.map(at), marks)
  const name = `against-${kebab(parameter)}-${kebab(metric)}`
  const medians = marks.filter(isDecimal).toSorted((a, b) => Number(a) - Number(b))
  const range =
    medians.length === 0
      ? ''
      : `: medians from ${brief(medians[0]!, unit)} to ${withUnit(medians.at(-1)!, unit)}`
  const shown = { x: 'parameter', yaxis: 'y', factor: shownFactor(unit) }
  const line = (band: Band, more: object): object => ({
    ...shown,
    type: 'scatter',
    mode: 'lines',
    name: BAND_TITLES[band],
    y: band,
    series: 1,
    showlegend: false,
    hoverinfo: 'skip',
    ...more,
  })
  const edge = { line: { width: 0 } }
  const between = (low: Band, high: Band, opacity: string): object[] =>
    bands === undefined || bands[low] === undefined
      ? []
      : [line(low, edge), line(high, { ...edge, fill: 'tonexty', band: opacity })]
  return {
    columns: [
      column(
        'parameter',
        parameter,
        '',
        having.map(({ settings }) => settings[parameter]!),
      ),
      column('p5', '5%', unit, level('p5')),
      column('p50', 'median', unit, marks),
      column('p95', '95%', unit, level('p95')),
      ...Object.entries(bands ?? {}).map(([band, cells]) =>
        column(band, BAND_TITLES[band as Band], unit, cells),
      ),
    ],
    chart: {
      id: name,
      title: `${title} against ${parameter}${range}`,
      subtitle: caption(points.length, size, runs, bands),
      table: name,
      kind: 'lines',
      scale: 'linear',
      axes: ['yaxis'],
      data: [
        ...between('b5', 'b95', WIDE),
        ...between('b25', 'b75', NARROW),
        ...(bands === undefined ? [] : [line('b50', { line: { width: 2, dash: 'dash' } })]),
        {
          ...shown,
          type: 'scatter',
          mode: 'markers',
          name: 'median',
          y: 'p50',
          series: 0,
          ...(runs > 1 ? { interval: ['p5', 'p95'] } : {}),
          hovertemplate: `${parameter} %{x:${DIGITS}}: %{y:${DIGITS}} ${shownUnit(unit)}<extra></extra>`,
        },
      ],
      layout: {
        hovermode: 'closest',
        showlegend: false,
        xaxis: { anchor: 'y', title: { text: parameter }, type: 'linear' },
        yaxis: { title: { text: shownUnit(unit) }, tickformat: DIGITS },
      },
      height: SURROUNDING_HEIGHT + PANEL_HEIGHT,
    },
  }
}

const BAND_TITLES: Readonly<Record<Band, string>> = {
  b5: '5% of the medians around',
  b25: '25% of the medians around',
  b50: 'median of the medians around',
  b75: '75% of the medians around',
  b95: '95% of the medians around',
}

/** What is drawn, in sentences. */
function caption(points: number, size: number, runs: number, bands: Bands | undefined): string {
  const of = size > points ? ` (of ${size})` : ''
  const bars = runs > 1 ? '; bars from the 5% to the 95% quantile' : ''
  const sentences = [
    `Each of ${points} points${of} by its median over ${times(runs, 'path')}${bars}.`,
    'The other parameters vary too.',
    ...(bands === undefined
      ? []
      : [
          bands.b5 === undefined
            ? 'Dashed line and band: median and middle half of the points with similar values.'
            : 'Dashed line and bands: median, middle half and 90% of the points with similar values.',
        ]),
  ]
  return sentences.join(' ')
}

type Bands = Readonly<Partial<Record<Band, readonly string[]>>>

/**
 * Quantiles of the marks in the group of each point, as texts of marks; undefined where there are too few for
 * two groups. `never` comes after every number; a quantile that is `never` has no place on the axis.
 *
 * @param at values of the parameter, ascending.
 */
export function bandsOf(at: readonly number[], marks: readonly string[]): Bands | undefined {
  const groups = groupsOf(at)
  if (groups.length < 2) return undefined
  const fewest = Math.min(...groups.map(({ length }) => length))
  const levels = Object.entries(BANDS).filter(
    ([, level]) => fewest >= FOR_TAILS || (level >= 25 && level <= 75),
  )
  return Object.fromEntries(
    levels.map(([name, level]) => [
      name,
      groups.flatMap((group) => {
        const sorted = group.map((index) => marks[index]!).toSorted((a, b) => rank(a) - rank(b))
        const found = sorted[Math.max(0, Math.ceil((level * sorted.length) / 100) - 1)]!
        return group.map(() => (isDecimal(found) ? found : ''))
      }),
    ]),
  )
}

const rank = (text: string): number => (isDecimal(text) ? Number(text) : Number.POSITIVE_INFINITY)

/** Indices of the points by group: by value where each value has enough points, otherwise of equal size. */
function groupsOf(at: readonly number[]): readonly (readonly number[])[] {
  const byValue = parted(at, (index) => at[index]!)
  if (byValue.every(({ length }) => length >= FEWEST)) return byValue
  const count = Math.min(MOST_GROUPS, Math.floor(at.length / FEWEST))
  return parted(at, (index) => Math.floor((index * count) / at.length))
}

/** The indices of a list in groups of the same key, in order. */
function parted(list: readonly number[], key: (index: number) => number): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>()
  for (const index of list.keys()) groups.set(key(index), [...(groups.get(key(index)) ?? []), index])
  return [...groups.values()]
}
