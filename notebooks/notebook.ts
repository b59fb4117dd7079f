/**
 * Notebook: reads and writes `.ipynb` files (nbformat 4.5), and converts their cells to one TypeScript
 * module.
 *
 * The text format equals Jupyter's: sources as lists of lines, indentation of one space, a final line feed.
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
 * The code cells as one module, each preceded by a call with its number. Imports are valid anywhere in a
 * module. A name can be declared once per notebook.
 */
export function moduleText(notebook: Notebook): string {
  const cells = codeCells(notebook).map(({ source }, index) => `beginCell(${index})\n${source.join('')}\n`)
  return `import { beginCell } from './display.ts'\n${cells.join('\n')}`
}

/** The notebook with these outputs. */
export function withOutputs(notebook: Notebook, current: readonly (readonly Bundle[])[]): Notebook {
  let count = 0
  const cells = notebook.cells.map((cell): Cell => {
    if (cell.cell_type !== 'code') return cell
    const outputs = (current[count] ?? []).map((data) => ({
      data,
      metadata: {},
      output_type: 'display_data',
    }))
    count++
    return { ...cell, execution_count: count, outputs }
  })
  return { ...notebook, cells }
}

/** Differences between stored and current outputs. Images are not compared, since their data are. */
export function differences(notebook: Notebook, current: readonly (readonly Bundle[])[]): readonly string[] {
  return codeCells(notebook).flatMap(({ outputs }, index) => {
    const stored = JSON.stringify(
      outputs.map(({ data }) => compared(data)),
      null,
      1,
    )
    const now = JSON.stringify((current[index] ?? []).map(compared), null, 1)
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
  return `  stored:  ${before[line]?.trim() ?? '(none)'}\n  current: ${after[line]?.trim() ?? '(none)'}`
}
