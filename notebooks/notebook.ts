/**
 * Notebook: a `.ipynb` file as data (nbformat 4.5), read, written, and turned into one TypeScript module.
 *
 * The format is the one that Jupyter writes: sources as lists of lines, one space of indentation, a line feed at the end.
 */
import type { Bundle } from './display.ts'

export interface Notebook {
  readonly cells: readonly Cell[]
  readonly metadata: object
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
  readonly metadata: object
  readonly output_type: string
}

export function parseNotebook(text: string): Notebook {
  return JSON.parse(text) as Notebook
}

export function notebookText(notebook: Notebook): string {
  return `${JSON.stringify(notebook, null, 1)}\n`
}

export function codeCells({ cells }: Notebook): readonly CodeCell[] {
  return cells.filter((cell) => cell.cell_type === 'code')
}

/**
 * The code cells as one module, each behind a call that says which cell begins. Imports work wherever they stand in a module, and a name
 * may be declared once in a notebook.
 */
export function moduleText(notebook: Notebook): string {
  const cells = codeCells(notebook).map(({ source }, index) => `beginCell(${index})\n${source.join('')}\n`)
  return `import { beginCell } from './display.ts'\n${cells.join('\n')}`
}

/** The notebook with what its cells have shown. */
export function withOutputs(notebook: Notebook, shown: readonly (readonly Bundle[])[]): Notebook {
  let count = 0
  const cells = notebook.cells.map((cell): Cell => {
    if (cell.cell_type !== 'code') return cell
    const outputs = (shown[count] ?? []).map((data) => ({
      data,
      metadata: {},
      output_type: 'display_data',
    }))
    count++
    return { ...cell, execution_count: count, outputs }
  })
  return { ...notebook, cells }
}

/** Where the stored outputs differ from what the cells show now; pictures are not compared, since the data that they draw are. */
export function differences(notebook: Notebook, shown: readonly (readonly Bundle[])[]): readonly string[] {
  return codeCells(notebook).flatMap(({ outputs }, index) => {
    const stored = JSON.stringify(
      outputs.map(({ data }) => compared(data)),
      null,
      1,
    )
    const now = JSON.stringify((shown[index] ?? []).map(compared), null, 1)
    return stored === now ? [] : [`code cell ${index + 1}:\n${firstDifference(stored, now)}`]
  })
}

function compared(bundle: Bundle): Bundle {
  return Object.fromEntries(Object.entries(bundle).filter(([mime]) => !mime.startsWith('image/')))
}

function firstDifference(stored: string, now: string): string {
  const [before, after] = [stored.split('\n'), now.split('\n')]
  const at = before.findIndex((line, index) => line !== after[index])
  const line = at < 0 ? before.length : at
  return `  stored: ${before[line]?.trim() ?? '(nothing)'}\n  now:    ${after[line]?.trim() ?? '(nothing)'}`
}
