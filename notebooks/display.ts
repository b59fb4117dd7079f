/**
 * Display: the one way in which a cell shows something, in both worlds.
 *
 * In Jupyter with Deno's kernel it goes to the front end; under the runner, which needs neither Python nor Deno, it is collected for the
 * cell that is running. What is shown is a bundle of the same thing in several MIME types, of which the reader takes the best that it knows.
 */

/** The same thing by MIME type. */
export type Bundle = Readonly<Record<string, unknown>>

/** Anything with a bundle of its own, such as a chart. */
export interface Displayable {
  readonly bundle: Bundle
}

/** What the cells showed so far, by the cell's number; only under the runner. */
const shown = new Map<number, Bundle[]>()
let running: number | undefined

/** The runner says which cell begins. */
export function beginCell(cell: number): void {
  running = cell
  shown.set(cell, [])
}

/** What each cell has shown. */
export function shownByCell(): ReadonlyMap<number, readonly Bundle[]> {
  return shown
}

/** Shows a text, a table or a chart below the cell. */
export async function display(what: string | Displayable): Promise<void> {
  const bundle = typeof what === 'string' ? { 'text/plain': what } : what.bundle
  if (running !== undefined) {
    shown.get(running)!.push(bundle)
    return
  }
  const { jupyter } = (globalThis as { Deno?: { jupyter?: Jupyter } }).Deno ?? {}
  if (jupyter === undefined) throw new NowhereToShow()
  await jupyter.broadcast('display_data', { data: bundle, metadata: {}, transient: {} })
}

interface Jupyter {
  broadcast(type: 'display_data', content: object): Promise<void>
}

/** A table of texts, numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): Displayable {
  const isNumber = header.map((_, column) => rows.every((row) => /^-?[\d.,]+%?$/.test(row[column]!)))
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = isNumber.map((number) => (number ? '---:' : '---'))
  const text = [header, rule, ...rows].map(line).join('\n')
  return { bundle: { 'text/markdown': text, 'text/plain': text } }
}

/** Text as it is, in a fixed-width font. */
export function listing(text: string, language = ''): Displayable {
  return { bundle: { 'text/markdown': `\`\`\`${language}\n${text}\n\`\`\``, 'text/plain': text } }
}

/** A cell shows something outside of Jupyter and of the runner. */
export class NowhereToShow extends Error {
  override readonly name = 'NowhereToShow'
  constructor() {
    super('expected Deno’s Jupyter kernel or the runner: open the notebook in Jupyter, or npm run notebooks')
  }
}
