/**
 * Display: output of a cell, in Jupyter and in the runner.
 *
 * In Jupyter with Deno's kernel, an output goes to the front end. In the runner, which needs neither Python
 * nor Deno, it is collected for the running cell. An output is a MIME bundle: the same content in several
 * MIME types, of which the viewer shows the richest that it supports.
 */

/** The same content by MIME type. */
export type Bundle = Readonly<Record<string, unknown>>

/** A value with a MIME bundle, such as a chart. */
export interface Displayable {
  readonly bundle: Bundle
}

/** Outputs by cell number; used by the runner only. */
const outputs = new Map<number, Bundle[]>()
let running: number | undefined

/** Called by the runner at the start of each cell. */
export function beginCell(cell: number): void {
  running = cell
  outputs.set(cell, [])
}

/** The outputs of each cell. */
export function outputsByCell(): ReadonlyMap<number, readonly Bundle[]> {
  return outputs
}

/**
 * Shows a text, a table or a chart below the cell.
 *
 * @throws {NoDisplay} outside of Jupyter and of the runner.
 */
export async function display(content: string | Displayable): Promise<void> {
  const bundle = typeof content === 'string' ? { 'text/plain': content } : content.bundle
  if (running !== undefined) {
    outputs.get(running)!.push(bundle)
    return
  }
  const { jupyter } = (globalThis as { Deno?: { jupyter?: Jupyter } }).Deno ?? {}
  if (jupyter === undefined) throw new NoDisplay()
  await jupyter.broadcast('display_data', { data: bundle, metadata: {}, transient: {} })
}

interface Jupyter {
  broadcast(type: 'display_data', content: object): Promise<void>
}

/** A Markdown table. Columns of numbers are right-aligned. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): Displayable {
  const isNumber = header.map((_, column) => rows.every((row) => /^-?[\d.,]+%?$/.test(row[column]!)))
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = isNumber.map((number) => (number ? '---:' : '---'))
  const text = [header, rule, ...rows].map(line).join('\n')
  return { bundle: { 'text/markdown': text, 'text/plain': text } }
}

/** Preformatted text. */
export function listing(text: string, language = ''): Displayable {
  return { bundle: { 'text/markdown': `\`\`\`${language}\n${text}\n\`\`\``, 'text/plain': text } }
}

/**
 * The answer to the notebook's question: its last output. The sentences are computed, not written: a test
 * finds numbers in their text.
 */
export function answer(...sentences: readonly string[]): Displayable {
  const text = sentences.filter((each) => each !== '').join(' ')
  return { bundle: { 'text/markdown': `> **Answer.** ${text}`, 'text/plain': `Answer. ${text}` } }
}

/** A cell calls `display` outside of Jupyter and of the runner. */
export class NoDisplay extends Error {
  override readonly name = 'NoDisplay'
  constructor() {
    super(
      'expected Deno’s Jupyter kernel or the runner; got neither. Open the notebook in Jupyter, or use npm run notebooks.',
    )
  }
}
