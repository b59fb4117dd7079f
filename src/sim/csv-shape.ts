/**
 * Shape of CSV records: what is wrong with a line as a whole, in words, before its values are read.
 *
 * Usual causes have their own words: a quote that is not closed, semicolons as separators, thousands
 * separators outside of quotes.
 */

/** What a line should be, and what it is. */
export interface ShapeProblem {
  readonly expected: string
  readonly got: string
}

/**
 * @param record the line
 * @param fields its number of fields; undefined if they cannot be told apart
 * @param wanted the header's number of fields
 * @returns undefined if nothing is wrong
 */
export function shapeProblem(
  record: string,
  fields: number | undefined,
  wanted: number,
): ShapeProblem | undefined {
  if (hasOpenQuote(record)) return { expected: 'a closing quote for every opening one', got: record }
  if (fields === wanted) return undefined
  if (fields === undefined)
    return { expected: 'quotes around whole fields, and commas between fields', got: record }
  const expected = `${wanted} fields as in the header`
  if (record.split(';').length === wanted)
    return { expected: `${expected}, separated by commas and not by semicolons`, got: record }
  if (fields > wanted && /\d,\d{3}(?!\d)/.test(record.replaceAll(/"(?:[^"]|"")*"/g, '""')))
    return {
      expected: `${expected}; a number with thousands separators needs quotes: "1,234.5"`,
      got: String(fields),
    }
  return { expected, got: String(fields) }
}

const hasOpenQuote = (record: string): boolean => record.split('"').length % 2 === 0

/** ` separated by commas, not by semicolons` for a header with semicolons only, otherwise nothing. */
export const headerHint = (head: string): string =>
  head.includes(';') && !head.includes(',') ? ' separated by commas, not by semicolons' : ''
