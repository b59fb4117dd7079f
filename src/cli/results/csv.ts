/**
 * CSV of saved results (RFC 4180), as `src/report/csv.ts` writes it.
 */

/** The columns by name, in the order of the file; undefined if the text is no such table. */
export function readTable(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  const [head, ...rows] = recordsOf(text) ?? []
  if (head === undefined || new Set(head).size < head.length) return undefined
  if (rows.some(({ length }) => length !== head.length)) return undefined
  return new Map(head.map((name, at) => [name, rows.map((row) => row[at]!)]))
}

/** Fields of each record; undefined if a quote is not closed, or text stands beside one. */
function recordsOf(text: string): string[][] | undefined {
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y
  const records: string[][] = []
  let record: string[] = []
  while (field.lastIndex < text.length || record.length > 0) {
    const [whole, cell, end] = field.exec(text) ?? []
    if (whole === undefined || cell === undefined) return undefined
    record.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end === ',') continue
    records.push(record)
    record = []
  }
  return records
}
