/** Charts: Plotly's traces and layout of a chart specification, in the colours of a theme. */
import { tables, names, scales, signs, shownCell, AROUND, PRINT } from './data.js'
import { inLines } from './tables.js'

/** Cells as numbers for drawing. An empty cell becomes null; days and dates pass through. */
const numbers = (table, name, factor = 1) =>
  tables[table]
    .find((column) => column.name === name)
    .cells.map((cell) =>
      cell === '' ? null : Number.isNaN(Number(cell)) ? shownCell(cell) : Number(cell) * factor,
    )

/** Numbers only: words become null. */
export const drawable = (table, name, factor) =>
  numbers(table, name, factor).map((value) => (typeof value === 'string' ? null : value))

/** A case by its title, in short lines. */
const caseName = (column) => (cell) =>
  inLines((column === 'case' ? names[cell] : undefined) ?? shownCell(cell), 22).join('<br>')

export const isGrid = ({ kind }) => kind === 'heatmap' || kind === 'contour'
export const isLines = ({ kind }) => kind === 'lines' || kind === 'steps'

/** Evenly spaced colour scale. */
const scaleOf = (colors) => colors.map((color, index) => [index / (colors.length - 1), color])

/** Patterns of bars and of the cells without a number, so that they can be told apart without colour. */
export const PATTERNS = ['', '/', '.', 'x', '-', '+']

/**
 * Colours of a grid. Isoline labels use the text colour, so contour charts use the lower part of the ramp
 * only. Gains and losses diverge around zero, with equal strength at equal distance.
 */
function gridColors({ kind }, { diverging, z, zmin, zmax }, theme) {
  if (!diverging) return { colors: kind === 'contour' ? theme.ramp.slice(0, 3) : theme.ramp, zmin, zmax }
  const most = Math.max(...z.flat().map((value) => Math.abs(value ?? 0)))
  const colors = kind === 'contour' ? theme.diverging.slice(1, 4) : theme.diverging
  return { colors, zmin: -most, zmax: most }
}

function gridTrace(chart, trace, theme) {
  const { overlay: _overlay, diverging: _diverging, text: _text, ...rest } = trace
  const { colors, zmin, zmax } = gridColors(chart, trace, theme)
  const limits = zmin === undefined ? {} : { zmin, zmax, zauto: false }
  const drawn = { ...rest, ...limits, colorscale: scaleOf(colors) }
  if (chart.kind === 'heatmap') return drawn
  return {
    ...drawn,
    line: { ...trace.line, color: theme.text },
    contours: { ...trace.contours, labelfont: { size: 12, color: theme.text } },
  }
}

/** Error bars from two columns, of which one is below and one above. */
function intervalBars(table, name, [low, high], theme, factor) {
  const [value, from, to] = [name, low, high].map((each) => drawable(table, each, factor))
  const distance = (ends) => ends.map((end, row) => (end === null ? 0 : Math.abs(end - value[row])))
  return {
    type: 'data',
    symmetric: false,
    array: distance(to),
    arrayminus: distance(from),
    color: theme.muted,
    thickness: 1.2,
    width: 3,
  }
}

export function traces(chart, theme) {
  if (chart.kind === 'waterfall') {
    const bar = (color) => ({ marker: { color } })
    return chart.data.map((trace) => ({
      ...trace,
      increasing: bar(theme.series[2]),
      decreasing: bar(theme.series[1]),
      totals: bar(theme.series[0]),
      connector: { line: { color: theme.line, width: 1 } },
    }))
  }
  if (isGrid(chart))
    return chart.data.map((trace) =>
      trace.type === 'scatter'
        ? { ...trace, line: { ...trace.line, color: theme.text } }
        : gridTrace(chart, trace, theme),
    )
  if (chart.kind === 'bars')
    return chart.data.map(({ factor, interval, ...trace }, index) => ({
      ...trace,
      ...(trace.orientation === 'h'
        ? {
            x: drawable(chart.table, trace.x, factor),
            y: tables[chart.table].find((column) => column.name === trace.y).cells,
            error_x: intervalBars(chart.table, trace.x, interval, theme, factor),
          }
        : {
            x: tables[chart.table].find((column) => column.name === trace.x).cells.map(caseName(trace.x)),
            y: drawable(chart.table, trace.y, factor),
          }),
      marker: {
        color: theme.series[index % theme.series.length],
        pattern: { shape: PATTERNS[index % PATTERNS.length], solidity: 0.25 },
      },
    }))
  return chart.data.map(({ series, band, factor, interval, ...trace }, index) => {
    const color = theme.series[(series ?? index) % theme.series.length]
    return {
      ...trace,
      x: numbers(chart.table, trace.x),
      y: drawable(chart.table, trace.y, factor),
      ...(trace.mode === 'markers' ? { marker: { color, size: 7 } } : { line: { ...trace.line, color } }),
      ...(interval === undefined
        ? {}
        : { error_y: intervalBars(chart.table, trace.y, interval, { muted: `${color}80` }, factor) }),
      // A band between two quantiles: its opacity as two hexadecimal digits.
      ...(band === undefined ? {} : { fillcolor: `${color}${band}` }),
    }
  })
}

/**
 * Ticks at powers of ten for wide ranges, at 1-2-5 for narrower ones. Below one decade Plotly chooses. Over
 * more than three decades they are written as powers.
 */
function logTicks(drawn, yaxis) {
  const values = drawn.filter((trace) => trace.yaxis === yaxis).flatMap((trace) => trace.y)
  const positive = values.filter((value) => value > 0)
  if (positive.length === 0) return {}
  const [low, high] = positive.reduce(([a, b], c) => [Math.min(a, c), Math.max(b, c)], [Infinity, 0])
  const decades = Math.log10(high / low)
  if (decades > 3) return { dtick: 1, tickformat: '', exponentformat: 'power' }
  return decades > 1 ? { dtick: 'D2' } : {}
}

const scaled = (chart, drawn, name) =>
  scales.get(chart.id) === 'log'
    ? { type: 'log', ...logTicks(drawn, name.replace('axis', '')) }
    : { type: 'linear' }

/** A colour of a scale at `part` between 0 and 1, as Plotly interpolates it: red, green, blue. */
function colorAt(colors, part) {
  const at = Math.min(1, Math.max(0, part)) * (colors.length - 1)
  const [low, high] = [colors[Math.floor(at)], colors[Math.ceil(at)]]
  const channel = (color, index) => Number.parseInt(color.slice(1 + 2 * index, 3 + 2 * index), 16)
  return [0, 1, 2].map((index) => {
    const [a, b] = [channel(low, index), channel(high, index)]
    return a + (b - a) * (at - Math.floor(at))
  })
}

/** Black or white, whichever has the higher contrast: at least 4.58 on any ground (WCAG 2.2, 1.4.3). */
function textOn(rgb) {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b
  return (luminance + 0.05) ** 2 > 1.05 * 0.05 ? '#000000' : '#ffffff'
}

/** The numbers in the cells of a heat map, each in a colour that is readable on its cell. */
function cellNumbers(chart, theme, narrow) {
  const [trace] = chart.data
  const { colors, zmin, zmax } = gridColors(chart, trace, theme)
  const known = trace.z.flat().filter((value) => value !== null)
  const [low, high] = [zmin ?? Math.min(...known), zmax ?? Math.max(...known)]
  return trace.z.flatMap((row, y) =>
    row.flatMap((value, x) => {
      if (value === null) return []
      const part = high === low ? 0.5 : (value - low) / (high - low)
      const color = textOn(colorAt(colors, trace.reversescale ? 1 - part : part))
      return [{ text: trace.text[y][x], x, y, showarrow: false, font: { color, size: narrow ? 10 : 12.5 } }]
    }),
  )
}

/** Lines in the cells without a number: another direction for each word. */
function hatching({ hatched = [] }, theme) {
  const half = 0.46
  return hatched.flatMap(({ x, y, word }) => {
    const [left, right, low, high] = [x - half, x + half, y - half, y + half]
    const parts = [0.25, 0.5, 0.75, 1]
    const up = parts.flatMap((part) => [
      `M ${left + 2 * half * (1 - part)},${low} L ${right},${low + 2 * half * part}`,
      `M ${left},${high - 2 * half * part} L ${left + 2 * half * part},${high}`,
    ])
    const down = parts.flatMap((part) => [
      `M ${left},${low + 2 * half * part} L ${left + 2 * half * part},${low}`,
      `M ${left + 2 * half * (1 - part)},${high} L ${right},${high - 2 * half * part}`,
    ])
    const lines = { 0: up, 1: [...up, ...down], 2: down }[word % 3]
    const line = { color: theme.line, width: 1 }
    return [
      { type: 'rect', x0: left, x1: right, y0: low, y1: high, line: { width: 0 }, fillcolor: theme.ground },
      { type: 'path', path: lines.join(' '), line },
    ].map((shape) => ({ ...shape, layer: 'below' }))
  })
}

/** Width of a letter of an axis title, in pixels. */
const LETTER = 6.6

/** `print`: a fixed width; `narrow`: a small screen. */
export function layout(chart, theme, drawn, { print = false, narrow = false } = {}) {
  const line = theme.line
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: line, automargin: true }
  const titled = (own) => ({
    ...own,
    title: { ...own.title, standoff: 12, font: { size: 12.5, color: theme.muted } },
  })
  const height = chart.height * (print ? PRINT.lower : 1)
  // A vertical title that is longer than its axis would be cut.
  const upright = (own) => {
    const [low, high] = own.domain ?? [0, 1]
    const most = Math.floor(((height - AROUND) * (high - low)) / LETTER)
    return titled({
      ...own,
      title: { ...own.title, text: inLines(own.title?.text ?? '', most).join('<br>') },
    })
  }
  const result = {
    ...chart.layout,
    height,
    autosize: !print,
    margin: { l: 12, r: 12, t: 12, b: 40, ...chart.layout.margin },
    separators: signs,
    paper_bgcolor: theme.surface,
    plot_bgcolor: theme.surface,
    font: { family: getComputedStyle(document.body).fontFamily, size: 12.5, color: theme.text },
    hoverlabel: { bgcolor: theme.surface, bordercolor: theme.line, font: { color: theme.text } },
    // The page has a legend of its own, which wraps and never covers the plot.
    showlegend: false,
    xaxis: {
      ...axis,
      showgrid: false,
      ticks: 'outside',
      tickcolor: theme.line,
      spikecolor: theme.muted,
      spikethickness: 1,
      spikedash: 'solid',
      ...titled(chart.layout.xaxis),
    },
  }
  if (chart.kind === 'heatmap') {
    const words = (chart.layout.annotations ?? []).map((word) => ({
      ...word,
      text: narrow ? word.text.replaceAll(' ', '<br>') : word.text,
      bgcolor: theme.ground,
      font: { color: theme.text, size: narrow ? 10 : 12.5 },
    }))
    result.annotations = [...words, ...cellNumbers(chart, theme, narrow)]
    result.shapes = hatching(chart, theme)
  } else if (chart.layout.shapes !== undefined) {
    // Lines at events, and their names, which must stay readable above other lines.
    result.shapes = chart.layout.shapes.map((shape) => ({
      ...shape,
      line: { ...shape.line, color: theme.muted },
    }))
    result.annotations = chart.layout.annotations.map((name) => ({ ...name, bgcolor: theme.surface }))
  }
  if (print) result.width = PRINT.width
  for (const name of chart.axes)
    result[name] = {
      ...axis,
      ...upright(chart.layout[name]),
      ...(isLines(chart) ? scaled(chart, drawn, name) : {}),
    }
  return result
}
