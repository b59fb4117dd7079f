/**
 * The tornado as an SVG image: one bar for each end of a range, with the interval of its median as a line.
 *
 * Bars start at zero, the default. The ends are told apart by place and label, not by colour alone.
 */
import type { Row, Shift } from './tornado.ts'

const [WIDTH, LABELS, RIGHT, TOP, STEP] = [960, 400, 930, 70, 44]
const [FIRST, SECOND, LINE] = ['#0072B2', '#D55E00', '#333']

/** @param unit of the metric, for the axis */
export function tornadoSvg(rows: readonly Row[], { title, unit }: { title: string; unit: string }): string {
  const bounds = rows.flatMap(({ ends }) => ends.flatMap(({ low, high, median }) => [low, high, median, 0]))
  const [least, most] = [Math.min(...bounds), Math.max(...bounds)]
  const x = (value: number): number =>
    round(LABELS + ((value - least) / (most - least || 1)) * (RIGHT - LABELS - 60) + 30)
  const height = TOP + rows.length * STEP + 44
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12" role="img" aria-label="${escape(title)}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="14" y="26" font-size="15">${escape(title)}</text>`,
    `<text x="14" y="46" fill="#555">${escape(`Difference from the default in ${unit}: median over paths, line: its 95% interval`)}</text>`,
    ...ticks(least, most).map(
      (value) =>
        `<line x1="${x(value)}" x2="${x(value)}" y1="${TOP - 8}" y2="${height - 34}" stroke="${value === 0 ? '#333' : '#ddd'}"/><text x="${x(value)}" y="${height - 16}" text-anchor="middle" fill="#555">${signed(value)}</text>`,
    ),
    ...rows.flatMap((row, index) => rowOf(row, TOP + index * STEP, x)),
    '</svg>',
    '',
  ].join('\n')
}

function rowOf({ title, ends }: Row, y: number, x: (value: number) => number): readonly string[] {
  return [
    `<text x="14" y="${y + 14}">${escape(title.replace(/ \(`.*/, ''))}</text>`,
    `<text x="14" y="${y + 30}" fill="#555">${escape(ends.map(({ label }) => label).join(' / '))}</text>`,
    ...ends.flatMap((end, index) => bar(end, y + 3 + index * 17, index === 0 ? FIRST : SECOND, x)),
  ]
}

function bar({ median, low, high }: Shift, y: number, colour: string, x: (v: number) => number): string[] {
  const [from, to] = [Math.min(x(0), x(median)), Math.max(x(0), x(median))]
  return [
    `<rect x="${from}" y="${y}" width="${Math.max(1, round(to - from))}" height="14" fill="${colour}"/>`,
    `<line x1="${x(low)}" x2="${x(high)}" y1="${y + 7}" y2="${y + 7}" stroke="${LINE}" stroke-width="2"/>`,
  ]
}

/** Whole multiples of 5 or 10 within the range. */
function ticks(least: number, most: number): readonly number[] {
  const step = most - least > 60 ? 20 : most - least > 30 ? 10 : 5
  const first = Math.ceil(least / step)
  const last = Math.floor(most / step)
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

const round = (value: number): number => Math.round(value * 10) / 10
export const signed = (value: number): string => (value > 0 ? `+${value}` : value === 0 ? '0' : `−${-value}`)
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
