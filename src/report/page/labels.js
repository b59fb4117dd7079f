/** Names of lines and bars: at the ends of the lines where there is room, otherwise in a legend above. */
import { AROUND, place, PRINT } from './data.js'
import { element } from './tables.js'
import { isGrid, isLines, PATTERNS, drawable } from './charts.js'

/** Width of the page from which lines are named at their ends, and of the column of names, in pixels. */
const DIRECT = { from: 640, most: 168, letter: 6.9, line: 15 }

export const named = (chart) =>
  isGrid(chart) || chart.kind === 'waterfall'
    ? []
    : chart.data.flatMap((trace, index) => (trace.showlegend === false ? [] : [{ ...trace, index }]))

/** Breaks a name into lines that fit into the column of names. */
function broken(text) {
  const most = Math.floor(DIRECT.most / DIRECT.letter)
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== '' && line.length + word.length >= most) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}

/** Height of a name of so many lines, in pixels. */
const heightOf = (lines) => lines.length * DIRECT.line + 3

/** Whether the names of a chart's lines are no higher than its panels, one above the other, in print as well. */
function fit(chart) {
  const all = named(chart)
  return [...new Set(all.map(({ yaxis = 'y' }) => yaxis))].every((panel) => {
    const [low, high] = chart.layout[panel.replace('y', 'yaxis')]?.domain ?? [0, 1]
    const inside = all.filter(({ yaxis = 'y' }) => yaxis === panel)
    const needed = inside.reduce((sum, { name }) => sum + heightOf(broken(name)), 0)
    return needed <= (chart.height * PRINT.lower - AROUND) * (high - low)
  })
}

/** Whether the lines of a chart are named at their ends, where there is room for all names. */
export const isDirect = (chart, width) =>
  isLines(chart) && named(chart).length > 1 && width >= DIRECT.from && fit(chart)

/** Space on the right for names. */
export const columnOfNames = (chart) => {
  const letters = Math.max(...named(chart).flatMap(({ name }) => broken(name).map((line) => line.length)))
  return Math.ceil(letters * DIRECT.letter) + 14
}

/**
 * Annotations with the names of the lines, at the heights of their last values, moved apart where they would
 * cover each other. `full` is Plotly's layout after drawing.
 */
export function endLabels(chart, theme, full) {
  const height = full.height - full.margin.t - full.margin.b
  const places = named(chart).map(({ yaxis = 'y', y, factor, series, index, name }) => {
    const axis = full[yaxis.replace('y', 'yaxis')]
    const last = drawable(chart.table, y, factor).findLast((value) => value !== null)
    const at = axis.type === 'log' ? Math.log10(last) : last
    const part = Math.min(1, Math.max(0, (at - axis.range[0]) / (axis.range[1] - axis.range[0])))
    const [low, high] = axis.domain
    return {
      name: broken(name),
      color: theme.series[(series ?? index) % theme.series.length],
      yaxis,
      low,
      high,
      y: low + (Number.isFinite(part) ? part : 0) * (high - low),
    }
  })
  for (const panel of new Set(places.map(({ yaxis }) => yaxis))) {
    const inside = places.filter(({ yaxis }) => yaxis === panel).toSorted((a, b) => b.y - a.y)
    const size = ({ name }) => heightOf(name) / height
    for (const place of inside) place.y = Math.min(place.y, place.high - size(place) / 2)
    for (let index = 1; index < inside.length; index++) {
      const [above, below] = [inside[index - 1], inside[index]]
      below.y = Math.min(below.y, above.y - (size(above) + size(below)) / 2)
    }
    // Names below the panel move up again, from the last one.
    let floor = inside[0].low
    for (const place of inside.toReversed()) {
      place.y = Math.max(place.y, floor + size(place) / 2)
      floor = place.y + size(place) / 2
    }
  }
  return places.map(({ name, color, y }) => ({
    text: name.join('<br>'),
    xref: 'paper',
    yref: 'paper',
    x: 1,
    y,
    xanchor: 'left',
    yanchor: 'middle',
    align: 'left',
    xshift: 6,
    showarrow: false,
    font: { color, size: 12.5 },
  }))
}

/** The namespace of SVG, as the browser knows it. */
const SVG = document.createRange().createContextualFragment('<svg></svg>').firstChild.namespaceURI

export function shape(name, attributes) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

const DASH_LENGTHS = {
  solid: '',
  dash: '7 5',
  dot: '2 3',
  dashdot: '7 3 2 3',
  longdash: '11 5',
  longdashdot: '11 3 2 3',
}

/** The lines of a bar's pattern, within 14 by 12 pixels. */
const PATTERN_LINES = {
  '': [],
  '/': ['0 6 6 0', '0 12 12 0', '6 12 14 4', '11 12 14 9'],
  '.': ['3 3 4 3', '9 3 10 3', '3 9 4 9', '9 9 10 9'],
  x: ['0 12 12 0', '2 0 14 12'],
  '-': ['0 3 14 3', '0 9 14 9'],
  '+': ['0 6 14 6', '7 0 7 12'],
}

/** A sample of a trace: a piece of its line, or a square with its pattern. */
function sample(chart, { line, series, index }, theme) {
  const color = theme.series[(series ?? index) % theme.series.length]
  const picture = shape('svg', { width: 26, height: 12, 'aria-hidden': 'true' })
  if (chart.kind !== 'bars') {
    const dash = DASH_LENGTHS[line?.dash ?? 'solid']
    picture.append(
      shape('line', {
        x1: 0,
        x2: 26,
        y1: 6,
        y2: 6,
        stroke: color,
        'stroke-width': 2,
        'stroke-dasharray': dash,
      }),
    )
    return picture
  }
  const pattern = PATTERN_LINES[PATTERNS[index % PATTERNS.length]]
  picture.setAttribute('width', 14)
  picture.append(
    shape('rect', {
      width: 14,
      height: 12,
      fill: pattern.length === 0 ? color : theme.surface,
      stroke: color,
    }),
    ...pattern.map((points) => {
      const [x1, y1, x2, y2] = points.split(' ')
      return shape('line', { x1, y1, x2, y2, stroke: color, 'stroke-width': 1.6 })
    }),
  )
  return picture
}

/** Fills the legend of a chart, or empties it where the lines are named at their ends. */
export function showLegend(chart, theme, direct) {
  const list = place(chart).parentElement.querySelector('.legend')
  if (list === null) return
  const items = named(chart)
  list.replaceChildren(
    ...(direct || items.length < 2
      ? []
      : items.map((trace) => element('li', {}, sample(chart, trace, theme), trace.name))),
  )
}
