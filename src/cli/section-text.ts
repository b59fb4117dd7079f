/**
 * Section text: a section of an analysis for the terminal.
 */
import type { AnalysisSection } from '../report/analysis/report.ts'

const WIDTH = 110

/** Title, wrapped sentences, and the rows in aligned columns. */
export function sectionText({ title, text, columns, rows }: AnalysisSection): string {
  const head = columns.map((column) => column.replace('#', ''))
  const all = rows.length === 0 ? [] : [head, ...rows]
  const widths = head.map((_title, column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)))
  const lines = all.map((row) =>
    `  ${row
      .map((cell, column) => {
        const space = ' '.repeat(widths[column]! - [...cell].length)
        return columns[column]!.startsWith('#') ? space + cell : cell + space
      })
      .join('  ')}`.trimEnd(),
  )
  return [title, ...text.flatMap((sentence) => wrapped(sentence)), ...lines].join('\n')
}

/** A section with its texts and cells translated. */
export function sectionIn(
  { title, text, columns, rows }: AnalysisSection,
  translate: (text: string) => string,
): AnalysisSection {
  return {
    title: translate(title),
    text: text.map(translate),
    columns: columns.map((column) =>
      column.startsWith('#') ? `#${translate(column.slice(1))}` : translate(column),
    ),
    rows: rows.map((row) => row.map(translate)),
  }
}

function wrapped(text: string): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!
    if (line !== '' && line.length + word.length + 3 > WIDTH) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.map((line) => `  ${line}`)
}
