/**
 * SVG: a chart as a static image, without a library or a browser, for viewers without Plotly.
 *
 * It draws lines or grouped bars, five ticks and a legend.
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

const SIZE = { width: 720, height: 380 }
const PLOT = { left: 92, right: 704, top: 64, bottom: 332 }
const TICKS = 5

/** The palette of Okabe and Ito (2008), distinct under the common colour-vision deficiencies. */
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9']

export function colour(index: number): string {
  return COLOURS[index % COLOURS.length]!
}

/** Coordinate system of the plot. */
interface Frame {
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
  const frame = frameOf(spec)
  const marks = kind === 'lines' ? lines(spec, frame) : bars(spec, frame)
  const { width, height } = SIZE
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" role="img" aria-label="${escape(title)}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${PLOT.left}" y="20" font-size="15">${escape(title)}</text>`,
    `<text x="${PLOT.left}" y="40">${legend(spec)}</text>`,
    `<text x="${PLOT.left}" y="57" fill="#555">${escape(y.title)}</text>`,
    ...frame.ticks.map((value) => tick(value, frame)),
    ...marks,
    ...labels(spec, frame),
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${height - 10}" text-anchor="middle" fill="#555">${escape(x.title)}</text>`,
    '</svg>',
  ].join('\n')
}

function frameOf({ kind, x, y, series }: ChartSpec): Frame {
  const isLog = y.scale === 'log'
  const scaled = (value: number): number => (isLog ? Math.log10(value) : value)
  const values = series.flatMap((each) => each.values)
  if (isLog && values.some((value) => value <= 0))
    throw new RangeError('expected values above 0 for a log scale; got others. Use a linear scale.')
  // Bars start at zero.
  const all = [...values.map(scaled), ...(kind === 'bars' ? [0] : [])]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const spread = most === least ? 1 : most - least
  const steps = kind === 'bars' ? x.values.length : Math.max(1, x.values.length - 1)
  const offset = kind === 'bars' ? 0.5 : 0
  return {
    x: (index) => round(PLOT.left + ((PLOT.right - PLOT.left) * (index + offset)) / steps),
    y: (value) => round(PLOT.bottom - ((PLOT.bottom - PLOT.top) * (scaled(value) - least)) / spread),
    ticks: Array.from({ length: TICKS }, (_, n) => {
      const level = least + (spread * n) / (TICKS - 1)
      return isLog ? 10 ** level : level
    }),
  }
}

function lines({ series }: ChartSpec, { x, y }: Frame): readonly string[] {
  return series.map(({ values }, index) => {
    const points = values.map((value, at) => `${x(at)},${y(value)}`).join(' ')
    return `<polyline fill="none" stroke="${colour(index)}" stroke-width="2" points="${points}"/>`
  })
}

function bars({ x: { values: places }, series }: ChartSpec, { x, y }: Frame): readonly string[] {
  const width = (0.8 * (PLOT.right - PLOT.left)) / places.length / series.length
  return series.flatMap(({ values }, index) =>
    values.map((value, at) => {
      const [top, bottom] = [y(Math.max(value, 0)), y(Math.min(value, 0))]
      const left = round(x(at) + (index - series.length / 2) * width)
      return `<rect x="${left}" y="${top}" width="${round(width)}" height="${round(bottom - top)}" fill="${colour(index)}"/>`
    }),
  )
}

function tick(value: number, { y }: Frame): string {
  const at = y(value)
  const text = String(Number(value.toPrecision(3)))
  return `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${at}" y2="${at}" stroke="#ddd"/><text x="${PLOT.left - 6}" y="${at + 4}" text-anchor="end">${text}</text>`
}

/** Labels of the x axis: every bar group; for lines the first, middle and last position. */
function labels({ kind, x: { values } }: ChartSpec, { x }: Frame): readonly string[] {
  const end = values.length - 1
  const places = kind === 'bars' ? values.map((_, at) => at) : [0, Math.floor(end / 2), end]
  return places.map(
    (at) =>
      `<text x="${x(at)}" y="${PLOT.bottom + 18}" text-anchor="middle">${escape(String(values[at]))}</text>`,
  )
}

function legend({ series }: ChartSpec): string {
  return series
    .map(({ name }, index) => `<tspan fill="${colour(index)}" font-weight="bold">■</tspan> ${escape(name)}`)
    .join('&#160;&#160; ')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
