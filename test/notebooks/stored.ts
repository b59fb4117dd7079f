/** Stored notebooks: all of them, and what their text says without running them. */
import { notebookFiles, readNotebook } from '../../notebooks/execute.ts'
import { codeCells, type CodeCell, type Notebook } from '../../notebooks/notebook.ts'

export const files = notebookFiles()

export const notebooks: ReadonlyMap<string, Notebook> = new Map(files.map(readNotebook))

/** What `npm test` runs; the full suite runs the others. */
export const QUICK: readonly string[] = ['exit-routing', 'great-reset']

/** The named notebooks. */
export const chosen = (names: readonly string[]): ReadonlyMap<string, Notebook> =>
  new Map(names.map((name) => [name, notebooks.get(name)!]))

/** Names of those that `npm test` leaves out. */
export const SLOW = [...notebooks.keys()].filter((name) => !QUICK.includes(name))

/** The texts of a cell's string literals, without what is put into them. */
export function literalsIn({ source }: Pick<CodeCell, 'source'>): readonly string[] {
  let text = source.join('')
  // Innermost placeholders first.
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(/\$?\{[^{}`]*\}/g, '◌').replace(/\$?\{(?:[^{}`]|`[^`]*`)*\}/g, '◌')
  }
  return [...text.matchAll(/`[^`]*`|f?"[^"\n]*"|'[^'\n]*'/g)].map(([literal]) => literal)
}

/** The last cell with code, which has the answer. */
export const lastCell = (notebook: Notebook): CodeCell => codeCells(notebook).at(-1)!

export const answerOf = (notebook: Notebook): string =>
  String(lastCell(notebook).outputs.at(-1)?.data['text/plain'] ?? '')
