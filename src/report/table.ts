/**
 * Table: rows as HTML, with headings that a screen reader and a narrow page have, too; and what cells are made
 * of.
 */
import { markup, nothing, type Content, type Html } from './html.ts'

/** A group of table rows with an optional heading row. */
export interface Group {
  readonly head?: Html
  readonly rows: readonly (readonly Content[])[]
}

/** A table. The first column holds the row headers; a title that starts with `#` marks a numeric column. */
export function table(label: string, titles: readonly string[], rows: Group['rows']): Html {
  return groupedTable(label, titles, [{ rows }])
}

/** A table with grouped rows. On a narrow page, each row becomes a list of titles and values. */
export function groupedTable(label: string, titles: readonly string[], groups: readonly Group[]): Html {
  const kind = (index: number): Html => (titles[index]!.startsWith('#') ? markup` class="number"` : nothing)
  const heads = titles.map(
    (title, index) => markup`<th scope="col"${kind(index)}>${title.replace('#', '')}</th>`,
  )
  const cell = (content: Content, index: number): Html =>
    index === 0
      ? markup`<th scope="row">${content}</th>`
      : markup`<td${kind(index)} data-title="${titles[index]!.replace('#', '')}">${content}</td>`
  const headOf = ({ head }: Group): Html =>
    head === undefined
      ? nothing
      : markup`<tr><th scope="rowgroup" colspan="${titles.length}">${head}</th></tr>\n`
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table class="rows">
<thead><tr>${heads}</tr></thead>
${groups.map(
  (group) => markup`<tbody>
${headOf(group)}${group.rows.map((row) => markup`<tr>${row.map(cell)}</tr>\n`)}</tbody>
`,
)}</table></div>`
}

/** A title, and below it the name used in commands and data files. */
export function named(title: string, name: string): Html {
  return markup`${title}<span class="under">${code(name)}</span>`
}

export function code(text: string): Html {
  return markup`<code>${text}</code>`
}

export function list(
  entries: Readonly<Record<string, string>>,
  word: (key: string, value: string) => string,
): string {
  return Object.entries(entries)
    .map(([key, value]) => word(key, value))
    .join(', ')
}
