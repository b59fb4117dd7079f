/**
 * Thumbnail: a picture as an inline SVG. It is drawn in the colours of the page, with lines that differ in
 * dash and width as well.
 */
import { markup, nothing, raw, type Html } from '../html.ts'
import type { Picture } from './picture.ts'

const WIDTH = 320
const HEIGHT = 150
const EDGE = 6

/** Steps of a ramp in the stylesheet. */
const STEPS = 5

/** The SVG; `words` is its text alternative. */
export function thumbnail(picture: Picture | undefined, words: string): Html {
  const drawn = picture === undefined ? nothing : raw(shapes(picture).join(''))
  return markup`<svg class="thumbnail" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words}">${drawn}</svg>`
}

function shapes(picture: Picture): readonly string[] {
  switch (picture.kind) {
    case 'lines':
      return lines(picture)
    case 'bars':
      return bars(picture.groups)
    case 'waterfall':
      return falls(picture.bars)
    case 'grid':
      return grid(picture)
  }
}

type Of<Kind extends Picture['kind']> = Extract<Picture, { readonly kind: Kind }>

function lines({ x, lines: all, band, steps, log }: Of<'lines'>): readonly string[] {
  const drawable = (value: number | null | undefined): number | undefined =>
    value === null || value === undefined || (log && value <= 0) ? undefined : log ? Math.log10(value) : value
  const known = [...all, band?.low ?? [], band?.high ?? []].flat().flatMap((value) => drawable(value) ?? [])
  const across = scale(x, EDGE, WIDTH - EDGE)
  const up = scale(known, HEIGHT - EDGE, EDGE)
  const point = (at: number, value: number): string => `${px(across(x[at]!))},${px(up(value))}`
  const path = (cells: readonly (number | null)[]): string => {
    let d = ''
    let last: number | undefined
    cells.forEach((cell, at) => {
      const value = drawable(cell)
      if (value !== undefined)
        d +=
          last === undefined
            ? `M${point(at, value)}`
            : `${steps ? `H${px(across(x[at]!))}` : ''}L${point(at, value)}`
      last = value
    })
    return d
  }
  const area =
    band === undefined
      ? []
      : [
          `<path class="band" d="M${[
            ...x.flatMap((_x, at) => corner(at, band.high)),
            ...x
              .map((_x, at) => at)
              .toReversed()
              .flatMap((at) => corner(at, band.low)),
          ].join('L')}Z"/>`,
        ]
  function corner(at: number, cells: readonly (number | null)[]): string[] {
    const value = drawable(cells[at])
    return value === undefined ? [] : [point(at, value)]
  }
  return [...area, ...all.map((cells, index) => `<path class="line s${index % 6}" d="${path(cells)}"/>`)]
}

function bars(groups: Of<'bars'>['groups']): readonly string[] {
  const values = groups.flat().flatMap((value) => value ?? [])
  const up = scale([0, ...values], HEIGHT - EDGE, EDGE)
  const width = (WIDTH - 2 * EDGE) / Math.max(1, groups.length)
  return groups.flatMap((group, at) => {
    const own = (width * 0.8) / Math.max(1, group.length)
    return group.flatMap((value, index) =>
      value === null
        ? []
        : [
            rect(
              `bar f${index % 6}`,
              EDGE + at * width + width * 0.1 + index * own,
              Math.min(up(0), up(value)),
              own,
              Math.max(1, Math.abs(up(value) - up(0))),
            ),
          ],
    )
  })
}

function falls(all: Of<'waterfall'>['bars']): readonly string[] {
  const across = scale([0, ...all.flatMap(({ from, to }) => [from, to])], EDGE, WIDTH - EDGE)
  const height = (HEIGHT - 2 * EDGE) / Math.max(1, all.length)
  return all.map(({ from, to, total }, at) =>
    rect(
      `bar ${total ? 'f0' : to < from ? 'f1' : 'f2'}`,
      Math.min(across(from), across(to)),
      EDGE + at * height + height * 0.12,
      Math.max(1, Math.abs(across(to) - across(from))),
      height * 0.76,
    ),
  )
}

function grid({ rows, diverging }: Of<'grid'>): readonly string[] {
  const known = rows.flat().flatMap((value) => value ?? [])
  const most = Math.max(...known.map(Math.abs), 0)
  const [low, high] = diverging ? [-most, most] : [Math.min(...known), Math.max(...known)]
  const columns = Math.max(1, ...rows.map((row) => row.length))
  const [width, height] = [(WIDTH - 2 * EDGE) / columns, (HEIGHT - 2 * EDGE) / Math.max(1, rows.length)]
  return rows.flatMap((row, up) =>
    row.map((value, across) => {
      const part = value === null || high === low ? 0.5 : (value - low) / (high - low)
      const step = Math.min(STEPS - 1, Math.floor(part * STEPS))
      const kind = value === null ? 'none' : `${diverging ? 'd' : 'r'}${step}`
      const top = HEIGHT - EDGE - (up + 1) * height
      return rect(`cell ${kind}`, EDGE + across * width, top, width - 1, height - 1)
    }),
  )
}

/** A linear scale from the range of the values to two places; the middle if they are all equal. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return (value) => (high > low ? from + ((value - low) / (high - low)) * (to - from) : (from + to) / 2)
}

const px = (value: number): string => String(Math.round(value * 10) / 10)

const rect = (kind: string, x: number, y: number, width: number, height: number): string =>
  `<rect class="${kind}" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"/>`
