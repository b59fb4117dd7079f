/**
 * SVG: a chart as a static image, without a library or a browser. Jupyter shows it; stored notebooks have a
 * PNG that is drawn from it (`picture.ts`).
 *
 * It draws lines or grouped bars, round ticks, and a legend of as many lines as it needs.
 */

export interface Series {
  readonly name: string
  readonly values: readonly number[]
}

export interface ChartSpec {
  readonly title: string
  readonly kind: 'lines' | 'bars'
  readonly x: { readonly title: string; readonly values: readonly (number | string)[] }
  readonly y: { readonly title: string; readonly scale?: 'linear' | 'log' }
  readonly series: readonly Series[]
}

/** Width and height in pixels. */
export const SIZE = { width: 720, height: 400 } as const

const PLOT = { left: 84, right: 684, bottom: 352 } as const
/** Heights of the title and of each line below it. */
const LINE = 18
/** Mean width of a character of the legend, and of what separates two entries. */
const WIDTH = { character: 6.3, gap: 28 } as const
const TICKS = 5
/** Most labels of the x axis. */
const LABELS = 9

/** The palette of Okabe and Ito (2008), distinct under the common colour-vision deficiencies. */
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9']

/** Dashes of lines, as Plotly's, in pixels. Lines differ by more than their colour. */
const DASHES = ['', '9 4', '2 3', '9 4 2 4', '14 5', '14 5 2 5']

export function colour(index: number): string {
  return COLOURS[index % COLOURS.length]!
}

/** Coordinate system of the plot. */
interface Frame {
  readonly top: number
  /** Pixels of the nth position on the x axis. */
  readonly x: (index: number) => number
  readonly y: (value: number) => number
  /** Values with a tick. */
  readonly ticks: readonly number[]
}

/**
 * The chart as SVG text.
 *
 * @throws {RangeError} when a value on a logarithmic scale is not positive.
 */
export function svg(spec: ChartSpec): string {
  const { title, kind, x, y } = spec
  const rows = legendRows(spec)
  const frame = frameOf(spec, 20 + LINE * (rows.length + 1) + 10)
  const marks = kind === 'lines' ? lines(spec, frame) : bars(spec, frame)
  const { width, height } = SIZE
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" role="img" aria-label="${escape(title)}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="12" y="20" font-size="15">${escape(title)}</text>`,
    ...rows.map((row, line) => `<text x="12" y="${20 + LINE * (line + 1)}">${row}</text>`),
    `<text x="12" y="${frame.top - 12}" fill="#555">${escape(y.title)}</text>`,
    ...frame.ticks.map((value) => tick(value, frame)),
    ...marks,
    ...labels(spec, frame),
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${height - 12}" text-anchor="middle" fill="#555">${escape(x.title)}</text>`,
    '</svg>',
  ].join('\n')
}

function frameOf({ kind, x, y, series }: ChartSpec, top: number): Frame {
  const isLog = y.scale === 'log'
  const scaled = (value: number): number => (isLog ? Math.log10(value) : value)
  const values = series.flatMap((each) => each.values)
  if (isLog && values.some((value) => value <= 0))
    throw new RangeError('expected values above 0 for a log scale; got others. Use a linear scale.')
  // Bars start at zero.
  const all = [...values, ...(kind === 'bars' && !isLog ? [0] : [])]
  const ticks = isLog
    ? powers(Math.min(...all), Math.max(...all))
    : roundTicks(Math.min(...all), Math.max(...all))
  const [least, most] = [scaled(ticks[0]!), scaled(ticks.at(-1)!)]
  const steps = kind === 'bars' ? x.values.length : Math.max(1, x.values.length - 1)
  const offset = kind === 'bars' ? 0.5 : 0
  return {
    top: top + LINE,
    x: (index) => round(PLOT.left + ((PLOT.right - PLOT.left) * (index + offset)) / steps),
    y: (value) =>
      round(PLOT.bottom - ((PLOT.bottom - top - LINE) * (scaled(value) - least)) / (most - least)),
    ticks,
  }
}

/** About {@link TICKS} multiples of 1, 2 or 5 times a power of ten, which enclose both values. */
function roundTicks(least: number, most: number): readonly number[] {
  const spread = most === least ? Math.abs(most) || 1 : most - least
  const power = 10 ** Math.floor(Math.log10(spread / TICKS))
  const step = [1, 2, 5, 10].map((n) => n * power).find((each) => spread / each <= TICKS)!
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)]
  const count = Math.max(1, last - first)
  return Array.from({ length: count + 1 }, (_, n) => Number(((first + n) * step).toPrecision(12)))
}

/** Powers of ten that enclose both values. */
function powers(least: number, most: number): readonly number[] {
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))]
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, n) => 10 ** (first + n))
}

function lines({ series }: ChartSpec, { x, y }: Frame): readonly string[] {
  return series.map(({ values }, index) => {
    const points = values.map((value, at) => `${x(at)},${y(value)}`).join(' ')
    const dash = DASHES[index % DASHES.length]
    const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`
    return `<polyline fill="none" stroke="${colour(index)}" stroke-width="2"${dashes} points="${points}"/>`
  })
}

function bars({ x: { values: places }, series }: ChartSpec, { x, y, ticks }: Frame): readonly string[] {
  const width = (0.8 * (PLOT.right - PLOT.left)) / places.length / series.length
  const base = Math.max(0, ticks[0]!)
  return series.flatMap(({ values }, index) =>
    values.map((value, at) => {
      const [top, bottom] = [y(Math.max(value, base)), y(Math.min(value, base))]
      const left = round(x(at) + (index - series.length / 2) * width)
      return `<rect x="${left}" y="${top}" width="${round(width)}" height="${round(bottom - top)}" fill="${colour(index)}"/>`
    }),
  )
}

function tick(value: number, { y }: Frame): string {
  const at = y(value)
  const text = `<text x="${PLOT.left - 6}" y="${at + 4}" text-anchor="end">${grouped(value)}</text>`
  return `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${at}" y2="${at}" stroke="#ddd"/>${text}`
}

/** A number with commas between thousands. */
function grouped(value: number): string {
  const [whole, part] = String(value).split('.')
  const text = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return part === undefined ? text : `${text}.${part}`
}

/** Labels of the x axis: every position, or evenly spaced ones where there are many. */
function labels({ kind, x: { values } }: ChartSpec, { x }: Frame): readonly string[] {
  const end = values.length - 1
  const few = kind === 'bars' || values.length <= LABELS
  const steps = few ? end : 6
  const places = Array.from({ length: steps + 1 }, (_, n) => Math.round((n * end) / Math.max(1, steps)))
  return places.map((at) => {
    return `<text x="${x(at)}" y="${PLOT.bottom + 18}" text-anchor="middle">${escape(String(values[at]))}</text>`
  })
}

/** Entries of the legend in rows that fit the width. */
function legendRows({ series }: ChartSpec): readonly string[] {
  const rows: string[][] = []
  let used = Infinity
  series.forEach(({ name }, index) => {
    const width = name.length * WIDTH.character + WIDTH.gap
    if (used + width > SIZE.width - 24) {
      rows.push([])
      used = 0
    }
    used += width
    const mark = `<tspan fill="${colour(index)}" font-weight="bold">■</tspan>`
    rows.at(-1)!.push(`${mark} ${escape(name)}`)
  })
  return rows.map((row) => row.join('&#160;&#160; '))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
