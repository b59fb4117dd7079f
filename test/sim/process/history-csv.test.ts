/** Daily histories from CSV text: every wrong line, gaps, duplicates and unknown columns are reported. */
import { describe, expect, it } from 'vitest'
import {
  dateOfDay,
  dayOf,
  HistoryCsvError,
  parseHistory,
  sliceHistory,
} from '../../../src/sim/process/history-csv.ts'
import { heightOn, subsidyOn } from '../../../src/sim/process/halvings.ts'

const CSV = `date,btc_usd,Note,difficulty
2023-07-12,30400.5,x,53.91e12
2023-07-13 00:00:00,31000,,
"2023-07-15",30000,y,54000000000000
`

/** Line and column of each problem. */
function places(text: string): readonly string[] {
  try {
    parseHistory(text)
  } catch (error) {
    if (error instanceof HistoryCsvError) return error.problems.map(({ line, column }) => `${line}:${column}`)
    throw error
  }
  return []
}

/** One line for each problem. */
function messageOf(text: string): string {
  try {
    parseHistory(text)
  } catch (error) {
    if (error instanceof HistoryCsvError) return error.message
    throw error
  }
  return ''
}

describe('a history', () => {
  it('has its values by calendar day, with gaps and empty cells unknown', () => {
    const { history, unknown, missing, gaps, duplicates } = parseHistory(CSV)
    expect(dateOfDay(history.firstDay)).toBe('2023-07-12')
    expect(history.days).toBe(4)
    expect(history.values.btc_usd).toEqual([30400.5, 31000, undefined, 30000])
    expect(history.values.difficulty).toEqual([53.91e12, undefined, undefined, 5.4e13])
    expect(unknown).toEqual(['Note'])
    expect(missing).toEqual(['fees_btc', 'gas_gwei', 'bnb_usd'])
    expect(gaps).toEqual([{ from: '2023-07-14', to: '2023-07-14', days: 1 }])
    expect(duplicates).toEqual([])
  })

  it('ignores a repeated row and reports it', () => {
    const { history, duplicates } = parseHistory('date,btc_usd\n2023-07-12,5\n2023-07-12,5\n2023-07-13,6\n')
    expect(history.values.btc_usd).toEqual([5, 6])
    expect(duplicates).toEqual([{ line: 3, date: '2023-07-12' }])
  })

  it('ignores every repeated row, wherever it is, in the order of the file', () => {
    const text = 'date,btc_usd\n2023-07-12,5\n2023-07-13,6\n2023-07-13,6\n2023-07-14,7\n2023-07-14,7\n'
    expect(parseHistory(text).history.values.btc_usd).toEqual([5, 6, 7])
    expect(parseHistory(text).duplicates).toEqual([
      { line: 4, date: '2023-07-13' },
      { line: 6, date: '2023-07-14' },
    ])
  })

  it('has an element for each day and nothing beyond, known or not', () => {
    const { history } = parseHistory('date,btc_usd,difficulty\n2023-07-12,1,2\n2023-07-15,3,\n')
    expect(history.values).toStrictEqual({
      btc_usd: [1, undefined, undefined, 3],
      difficulty: [2, undefined, undefined, undefined],
    })
    const one = parseHistory('date,btc_usd,difficulty,fees_btc,gas_gwei\n2023-07-12,1,2,3,4\n').history
    expect(Object.values(one.values).map((column) => column.length)).toEqual([1, 1, 1, 1])
  })

  it('may have spaces around its fields, and columns twice that it does not use', () => {
    const { history, unknown } = parseHistory('note,date , btc_usd,note\n1, 2023-07-12 , 5,2\n')
    expect(history.values).toEqual({ btc_usd: [5] })
    expect(unknown).toEqual(['note', 'note'])
  })

  it('is cut to its own days where the cut begins before or ends after it', () => {
    const { history } = parseHistory(CSV)
    expect(sliceHistory(history, history.firstDay - 3, history.firstDay + 99)).toEqual(history)
    expect(sliceHistory(history, history.firstDay - 3, history.firstDay)).toEqual({
      firstDay: history.firstDay,
      days: 1,
      values: { btc_usd: [30400.5], difficulty: [53.91e12] },
    })
  })

  it('is cut by days', () => {
    const { history } = parseHistory(CSV)
    const cut = sliceHistory(history, history.firstDay + 1, history.firstDay + 2)
    expect(cut).toEqual({
      firstDay: history.firstDay + 1,
      days: 2,
      values: { btc_usd: [31000, undefined], difficulty: [undefined, undefined] },
    })
    expect(sliceHistory(history, history.firstDay + 9, history.firstDay + 12).days).toBe(0)
  })

  it('may have fees of zero, and no other value of zero', () => {
    expect(parseHistory('date,fees_btc\n2023-07-12,0\n').history.values.fees_btc).toEqual([0])
    expect(places('date,btc_usd\n2023-07-12,0\n')).toEqual(['2:12'])
  })
})

describe('wrong text', () => {
  it.each([
    ['no date column', 'day,btc_usd\n', ['1:1']],
    ['no known column', 'date,price\n', ['1:1']],
    ['a column twice', 'date,btc_usd,BTC_USD\n', ['1:1']],
    ['the dates twice', 'date,btc_usd,date\n', ['1:1']],
    ['no row', 'date,btc_usd\n', ['2:1']],
    ['a field too few', 'date,btc_usd\n2023-07-12\n', ['2:11']],
    ['a date that does not exist', 'date,btc_usd\n2023-02-29,5\n', ['2:1']],
    ['a word as a value', 'date,btc_usd\n2023-07-12,n/a\n', ['2:12']],
    ['a negative value', 'date,btc_usd\n2023-07-12,-5\n', ['2:12']],
    ['a hexadecimal value', 'date,btc_usd\n2023-07-12,0x10\n', ['2:12']],
    ['a value beyond float64', 'date,btc_usd\n2023-07-12,1e999\n', ['2:12']],
    ['a date that goes back', 'date,btc_usd\n2023-07-12,5\n2023-07-11,6\n', ['3:1']],
    ['a repeated date with another value', 'date,btc_usd\n2023-07-12,5\n2023-07-12,6\n', ['3:1']],
    [
      'a repeated date of which one value is another',
      'date,btc_usd,gas_gwei\n2023-07-12,5,1\n2023-07-12,5,2\n',
      ['3:1'],
    ],
    ['every wrong line', 'date,btc_usd\nx,5\n2023-07-12,y\n2023-07-13\n', ['2:1', '3:12', '4:11']],
  ])('with %s is reported at its place', (_what, text, expected) => {
    expect(places(text)).toEqual(expected)
  })
})

describe('the message', () => {
  it.each([
    ['day,btc_usd', '1:1: expected a header with a column date, got day, btc_usd'],
    [
      'date;btc_usd\n2023-07-12;1,5',
      '1:1: expected a header with a column date separated by commas, not by semicolons, got date;btc_usd',
    ],
    [
      'date,price',
      '1:1: expected a header with date and at least one of btc_usd, difficulty, fees_btc, gas_gwei, bnb_usd, ' +
        'got date, price',
    ],
    ['date,btc_usd,btc_usd,date', '1:1: expected one column btc_usd, got date, btc_usd, btc_usd, date'],
    ['date,btc_usd,date,btc_usd', '1:1: expected one column date, got date, btc_usd, date, btc_usd'],
    ['date,btc_usd', '2:1: expected a row with a date and values, got the end of the file'],
    ['date,btc_usd\n12.7.2023,5', '2:1: expected a date YYYY-MM-DD, from 1970 on, got 12.7.2023'],
    ['date,btc_usd\n2023-07-12,-5', '2:12: expected a decimal above 0 for btc_usd, or nothing, got -5'],
    ['date,gas_gwei\n2023-07-12,0', '2:12: expected a decimal above 0 for gas_gwei, or nothing, got 0'],
    ['date,fees_btc\n2023-07-12,x', '2:12: expected 0 or a decimal above 0 for fees_btc, or nothing, got x'],
    ['date,btc_usd\n2023-07-12', '2:11: expected 2 fields as in the header, got 1'],
    [
      'date,btc_usd\n2023-07-12;5',
      '2:13: expected 2 fields as in the header, separated by commas and not by semicolons, got 2023-07-12;5',
    ],
    [
      'date,btc_usd\n2023-07-12,5\n2023-07-13,"6',
      '3:14: expected a closing quote for every opening one, got 2023-07-13,"6',
    ],
    [
      'date,btc_usd\n2023-07-12,5\n2023-07-11,6',
      '3:1: expected a date after 2023-07-12, the date of the row above, got 2023-07-11',
    ],
  ])('of %j says what was expected and what came', (text, message) => {
    expect(messageOf(text)).toBe(message)
  })
})

describe('block heights by date', () => {
  it('meet the halvings and their subsidies', () => {
    expect(heightOn(dayOf('2020-05-11')!)).toBe(630_000)
    expect(heightOn(dayOf('2024-04-20')!)).toBe(840_000)
    expect(subsidyOn(dayOf('2024-04-19')!)).toBe(6.25)
    expect(subsidyOn(dayOf('2024-04-20')!)).toBe(3.125)
    expect(heightOn(0)).toBe(0)
  })

  it('are whole, and between two halvings a straight line that is rounded down', () => {
    const [from, to] = [dayOf('2012-11-28')!, dayOf('2016-07-09')!]
    for (let day = from; day <= to; day++)
      expect(heightOn(day)).toBe(Number((210_000n * BigInt(to + day - 2 * from)) / BigInt(to - from)))
    expect(heightOn(dayOf('2012-11-27')!)).toBeGreaterThan(209_800)
    expect(heightOn(dayOf('2012-11-27')!)).toBeLessThan(210_000)
    expect(subsidyOn(dayOf('2012-11-27')!)).toBe(50)
    expect(subsidyOn(dayOf('2012-11-28')!)).toBe(25)
    expect([heightOn(dayOf('2009-01-03')!), heightOn(dayOf('2009-01-03')! - 1)]).toEqual([0, 0])
  })

  it('are within 500 blocks of the retarget of 12 July 2023', () => {
    expect(Math.abs(heightOn(dayOf('2023-07-12')!) - 798_336)).toBeLessThan(500)
  })

  it('go on at 144 blocks a day', () => {
    expect(heightOn(dayOf('2024-04-30')!)).toBe(841_440)
  })
})
