/**
 * Notebook: reads and writes `.ipynb` files (nbformat 4.5), and converts TypeScript cells to one module.
 *
 * The text format equals Jupyter's: keys in alphabetical order, sources and text outputs as lists of lines,
 * indentation of one space, a final line feed.
 */
import { createHash } from 'node:crypto'
import type { Bundle } from './display.ts'

export interface Notebook {
  readonly cells: readonly Cell[]
  readonly metadata: { readonly language_info?: { readonly name: string } }
  readonly nbformat: 4
  readonly nbformat_minor: number
}

export type Cell = MarkdownCell | CodeCell

export interface MarkdownCell {
  readonly cell_type: 'markdown'
  readonly id: string
  readonly metadata: object
  readonly source: readonly string[]
}

export interface CodeCell {
  readonly cell_type: 'code'
  readonly execution_count: number | null
  readonly id: string
  readonly metadata: object
  readonly outputs: readonly Output[]
  readonly source: readonly string[]
}

export interface Output {
  readonly data: Bundle
  readonly metadata: OutputMetadata
  readonly output_type: string
}

/** Outputs of each code cell, as a run gives them. */
export type Outputs = readonly (readonly Bundle[])[]

/** Of a picture: its size in pixels, and the SHA-256 of the SVG that it was drawn from. */
export interface OutputMetadata {
  readonly 'image/png'?: { readonly width: number; readonly height: number }
  readonly svg?: string
}

const SVG = 'image/svg+xml'
const PNG = 'image/png'

/** Text outputs are lists of lines in a file, and whole texts here. */
export function parseNotebook(text: string): Notebook {
  return JSON.parse(text, (key, value: unknown) =>
    key.startsWith('text/') && Array.isArray(value) ? value.join('') : value,
  ) as Notebook
}

export function notebookText(notebook: Notebook): string {
  const text = JSON.stringify(
    notebook,
    (key, value: unknown) => (isText(key, value) ? value.split(/(?<=\n)/) : sorted(value)),
    1,
  )
  return `${text}\n`
}

const isText = (key: string, value: unknown): value is string =>
  key.startsWith('text/') && typeof value === 'string'

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

export function codeCells({ cells }: Notebook): readonly CodeCell[] {
  return cells.filter((cell) => cell.cell_type === 'code')
}

export const isPython = ({ metadata }: Notebook): boolean => metadata.language_info?.name === 'python'

/**
 * The code cells as one module, each preceded by a call with its number. Imports are valid anywhere in a
 * module. A name can be declared once per notebook.
 */
export function moduleText(notebook: Notebook): string {
  const cells = codeCells(notebook).map(({ source }, index) => `beginCell(${index})\n${source.join('')}\n`)
  return `import { beginCell } from './display.ts'\n${cells.join('\n')}`
}

/** Draws SVG as PNG, in base64. */
export type Draw = (svg: string) => Promise<string>

/** The notebook with these outputs. An SVG becomes a PNG, which is drawn only if it has changed. */
export async function withOutputs(notebook: Notebook, current: Outputs, draw: Draw): Promise<Notebook> {
  const drawn = picturesOf(notebook)
  const outputOf = async (data: Bundle): Promise<Output> => {
    const { [SVG]: svg, ...others } = data
    if (typeof svg !== 'string') return { data, metadata: {}, output_type: 'display_data' }
    const hash = sha256(svg)
    const png = drawn.get(hash) ?? (await draw(svg))
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!
    return {
      data: { ...others, [PNG]: png },
      metadata: { [PNG]: { width: Number(width), height: Number(height) }, svg: hash },
      output_type: 'display_data',
    }
  }
  let count = 0
  const cells: Cell[] = []
  for (const cell of notebook.cells) {
    if (cell.cell_type !== 'code') cells.push(cell)
    else {
      const outputs: Output[] = []
      for (const data of current[count] ?? []) outputs.push(await outputOf(data))
      count++
      cells.push({ ...cell, execution_count: count, outputs })
    }
  }
  return { ...notebook, cells }
}

/** The stored pictures, by the hash of their SVG. */
function picturesOf(notebook: Notebook): ReadonlyMap<string, string> {
  const outputs = codeCells(notebook).flatMap((cell) => cell.outputs)
  return new Map(
    outputs.flatMap(({ data, metadata: { svg } }) => (svg === undefined ? [] : [[svg, String(data[PNG])]])),
  )
}

/**
 * Differences between stored and current outputs. Pixels are not compared, since they depend on fonts; a
 * picture differs if the SVG does from which it was drawn.
 */
export function differences(notebook: Notebook, current: Outputs): readonly string[] {
  return codeCells(notebook).flatMap(({ outputs }, index) => {
    const stored = textOf(outputs.map(({ data, metadata }) => compared(data, metadata.svg)))
    const now = textOf(
      (current[index] ?? []).map((data) =>
        compared(data, typeof data[SVG] === 'string' ? sha256(data[SVG]) : undefined),
      ),
    )
    return stored === now ? [] : [`code cell ${index + 1}:\n${firstDifference(stored, now)}`]
  })
}

const textOf = (bundles: readonly Bundle[]): string =>
  JSON.stringify(bundles, (_, value: unknown) => sorted(value), 1)

function compared(bundle: Bundle, picture: string | undefined): Bundle {
  const others = Object.entries(bundle).filter(([mime]) => !mime.startsWith('image/'))
  return Object.fromEntries(picture === undefined ? others : [...others, ['picture', picture]])
}

function firstDifference(stored: string, now: string): string {
  const [before, after] = [stored.split('\n'), now.split('\n')]
  const at = before.findIndex((line, index) => line !== after[index])
  const line = at < 0 ? before.length : at
  return `  stored:  ${before[line]?.trim() ?? '(none)'}\n  current: ${after[line]?.trim() ?? '(none)'}`
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
