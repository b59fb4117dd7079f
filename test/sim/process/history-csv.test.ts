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
    ['no row', 'date,btc_usd\n', ['2:1']],
    ['a field too few', 'date,btc_usd\n2023-07-12\n', ['2:11']],
    ['a date that does not exist', 'date,btc_usd\n2023-02-29,5\n', ['2:1']],
    ['a word as a value', 'date,btc_usd\n2023-07-12,n/a\n', ['2:12']],
    ['a negative value', 'date,btc_usd\n2023-07-12,-5\n', ['2:12']],
    ['a date that goes back', 'date,btc_usd\n2023-07-12,5\n2023-07-11,6\n', ['3:1']],
    ['a repeated date with another value', 'date,btc_usd\n2023-07-12,5\n2023-07-12,6\n', ['3:1']],
    ['every wrong line', 'date,btc_usd\nx,5\n2023-07-12,y\n2023-07-13\n', ['2:1', '3:12', '4:11']],
  ])('with %s is reported at its place', (_what, text, expected) => {
    expect(places(text)).toEqual(expected)
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

  it('are within 500 blocks of the retarget of 12 July 2023', () => {
    expect(Math.abs(heightOn(dayOf('2023-07-12')!) - 798_336)).toBeLessThan(500)
  })

  it('go on at 144 blocks a day', () => {
    expect(heightOn(dayOf('2024-04-30')!)).toBe(841_440)
  })
})
