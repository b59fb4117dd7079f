/** Shape of CSV records: the usual causes of a wrong number of fields have their own words. */
import { describe, expect, test } from 'vitest'
import { headerHint, shapeProblem } from '../../src/sim/csv-shape.ts'
import { HoldersCsvError, parseHolders } from '../../src/sim/opening/holders-csv.ts'
import { HistoryCsvError, parseHistory } from '../../src/sim/process/history-csv.ts'
import { parsePriceCsv } from '../../src/sim/process/price-csv.ts'

describe('a record', () => {
  test.each<[string, string, number | undefined, number, string]>([
    ['with an open quote', '"0xabc,5,No', undefined, 3, 'a closing quote for every opening one'],
    ['with text beside a quote', '"0xabc"d,5,No', undefined, 3, 'quotes around whole fields'],
    ['with semicolons', '0xabc;5;No', 1, 3, 'separated by commas and not by semicolons'],
    ['with bare thousands separators', '0xabc,1,234.5,No', 4, 3, 'thousands separators needs quotes'],
    ['with a field too many', '"0xabc","1,234.5","No","x"', 4, 3, '3 fields as in the header'],
    ['with a field too few', '0xabc,5', 2, 3, '3 fields as in the header'],
  ])('%s', (_what, record, fields, wanted, words) => {
    expect(shapeProblem(record, fields, wanted)?.expected).toContain(words)
  })

  test('without a problem is none, and quoted separators are no reason for the hint', () => {
    expect(shapeProblem('"0xabc","1,234.5"', 2, 2)).toBeUndefined()
    expect(shapeProblem('"0xabc","1,234.5","No"', 3, 2)?.expected).toBe('2 fields as in the header')
    for (const head of ['date,usd', 'date', 'date;time,usd']) expect(headerHint(head)).toBe('')
  })
})

/** The message of the error. */
function message(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

test('what came is the whole record, or its number of fields where these are too few or many', () => {
  const got = (record: string, fields: number | undefined): string | undefined =>
    shapeProblem(record, fields, 3)?.got
  expect(got('"0xabc,5,No', undefined)).toBe('"0xabc,5,No')
  expect(got('"0xabc"d,5,No', undefined)).toBe('"0xabc"d,5,No')
  expect(got('0xabc;5;No', 1)).toBe('0xabc;5;No')
  expect(got('0xabc,1,234.5,No', 4)).toBe('4')
  expect(got('0xabc,5', 2)).toBe('2')
})

describe('every reader of CSV files', () => {
  test('names semicolons in the header', () => {
    for (const parse of [parseHolders, parseHistory, parsePriceCsv])
      expect(message(() => parse('date;usd\n2023-07-12;1'))).toContain(
        'separated by commas, not by semicolons',
      )
  })

  test('names an open quote at its line', () => {
    expect(message(() => parseHistory('date,btc_usd\n2023-07-12,"30400'))).toMatch(
      /^2:\d+: expected a closing quote/,
    )
    expect(message(() => parsePriceCsv('date,usd\n2023-07-12,"30400'))).toMatch(
      /^2:\d+: expected a closing quote/,
    )
    expect(() => parseHistory('date,btc_usd\n2023-07-12,"30400"')).not.toThrow(HistoryCsvError)
  })

  test('rejects a balance with an exponent, and says how to write it', () => {
    const rows = (balance: string): string => `HolderAddress,Balance\n0x${'a'.repeat(40)},${balance}`
    expect(() => parseHolders(rows('7877440'))).not.toThrow(HoldersCsvError)
    expect(message(() => parseHolders(rows('7.87744E+06')))).toMatch(/all digits written out \(no exponent\)/)
  })
})
