import { describe, expect, test } from 'vitest'

import { PriceCsvError, parsePriceCsv } from '../../../src/sim/process/price-csv.ts'

/** The error's message, which starts with `line:column`. */
function messageOf(text: string): string {
  try {
    parsePriceCsv(text)
  } catch (error) {
    if (error instanceof PriceCsvError) return error.message
    throw error
  }
  return ''
}

/** `line:column` of the error with which `text` is rejected. */
function rejectedAt(text: string): string {
  try {
    parsePriceCsv(text)
  } catch (error) {
    if (error instanceof PriceCsvError) return `${error.line}:${error.column}`
    throw error
  }
  return 'accepted'
}

/** By the calendar of Date, which the parser does not use. */
const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

describe('a price table', () => {
  test('is read from common export formats', () => {
    const rows = [
      { date: '2024-02-28', usd: 62500.5 },
      { date: '2024-02-29', usd: 61000 },
      { date: '2024-03-01', usd: 6.2e4 },
    ]
    expect(parsePriceCsv('date,usd\n2024-02-28,62500.5\n2024-02-29,61000\n2024-03-01,6.2e4\n')).toEqual(rows)
    const quoted =
      '\uFEFF"Date","Open","Close"\r\n"2024-02-28","1","62500.5"\r\n2024-02-29, 2 ,61000\r\n2024-03-01,3,62000\r\n\r\n'
    expect(parsePriceCsv(quoted)).toEqual(rows)
    const coins =
      'snapped_at,price,market_cap\n2024-02-28 00:00:00 UTC,62500.5,1\n2024-02-29T00:00:00Z,61000,1\n2024-03-01 00:00:00 UTC,62000,1'
    expect(parsePriceCsv(coins)).toEqual(rows)
  })

  test('prefers a column in USD to one at the close', () => {
    expect(parsePriceCsv('close,date,usd\n1,2024-01-01,2')).toEqual([{ date: '2024-01-01', usd: 2 }])
  })

  test('takes the first name in the documented order, and the first of two columns with one name', () => {
    expect(parsePriceCsv('snapped_at,date,price,usd\n2024-01-02,2024-01-01,2,1')).toEqual([
      { date: '2024-01-01', usd: 1 },
    ])
    expect(parsePriceCsv('date,usd,date,usd\n2024-01-01,1,2024-01-02,2')).toEqual([
      { date: '2024-01-01', usd: 1 },
    ])
  })

  test('may have spaces around its fields, also outside of quotes', () => {
    expect(parsePriceCsv('date , usd\n2024-01-01, 1\n "2024-01-02" , "2" ')).toEqual([
      { date: '2024-01-01', usd: 1 },
      { date: '2024-01-02', usd: 2 },
    ])
  })

  test('has the days of the calendar of Date, through leap years and a year of 100 that is none', () => {
    for (const [from, days] of [
      ['1999-12-30', 800],
      ['1899-12-30', 500],
    ] as const) {
      const dates = Array.from({ length: days }, (_, day) => dateAfter(from, day))
      const text = ['date,usd', ...dates.map((date) => `${date},1`)].join('\n')
      expect(parsePriceCsv(text).map(({ date }) => date)).toEqual(dates)
    }
  })

  test('has no day after the last of each month', () => {
    for (const year of [2023, 2024])
      for (const [i, days] of [
        31,
        year === 2024 ? 29 : 28,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
      ].entries()) {
        const month = `${year}-${String(i + 1).padStart(2, '0')}`
        expect(rejectedAt(`date,usd\n${month}-${days},1`)).toBe('accepted')
        expect(messageOf(`date,usd\n${month}-${days + 1},1`)).toBe(
          `2:1: expected a day of that month, got ${month}-${days + 1}`,
        )
      }
  })

  test('knows the lengths of months and years', () => {
    const across = ['2023-12-31', '2024-01-01']
    expect(
      parsePriceCsv(`date,usd\n${across.map((date) => `${date},1`).join('\n')}`).map(({ date }) => date),
    ).toEqual(across)
    expect(rejectedAt('date,usd\n2023-02-29,1')).toBe('2:1')
    expect(rejectedAt('date,usd\n1900-02-29,1')).toBe('2:1')
    expect(rejectedAt('date,usd\n2000-02-29,1')).toBe('accepted')
    expect(rejectedAt('date,usd\n2024-04-31,1')).toBe('2:1')
  })

  test('is rejected with the line and column of the error', () => {
    expect(rejectedAt('')).toBe('1:1')
    expect(rejectedAt('time,usd\n2024-01-01,1')).toBe('1:1')
    expect(rejectedAt('date,volume\n2024-01-01,1')).toBe('1:1')
    expect(rejectedAt('date,usd\n')).toBe('2:1')
    expect(rejectedAt('date,usd\n01/02/2024,1')).toBe('2:1')
    expect(rejectedAt('date,usd\n2024-13-01,1')).toBe('2:1')
    expect(rejectedAt('date,usd\n2024-01-00,1')).toBe('2:1')
    expect(rejectedAt('date,usd\n2024-00-01,1')).toBe('2:1')
    expect(rejectedAt('date,usd\n2024-01-01,')).toBe('2:12')
    for (const price of ['0', '-1', 'n/a', '1e999', '0x10', 'Infinity', '$5']) {
      expect(rejectedAt(`date,usd\n2024-01-01,1\n2024-01-02,${price}`), price).toBe('3:12')
    }
    expect(rejectedAt('date,usd\n2024-01-01,1,5')).toBe('2:15')
    expect(rejectedAt('date,usd\n2024-01-01,1\n\n2024-01-02,1')).toBe('3:1')
  })

  test('is rejected with what was expected and what came', () => {
    for (const [text, message] of [
      ['time,usd\n2024-01-01,1', '1:1: expected a header with a column date or snapped_at, got time, usd'],
      ['date\tusd', '1:1: expected a header with a column date or snapped_at, got date\tusd'],
      ['date,volume', '1:1: expected a header with a column usd or price or close, got date, volume'],
      ['date,usd\n', '2:1: expected a row of date and price, got the end of the text'],
      ['date,usd\n01/02/2024,1', '2:1: expected a date YYYY-MM-DD, got 01/02/2024'],
      ['date,usd\n2024-01-01,n/a', '2:12: expected a price above 0 such as 30400.5, got n/a'],
      ['date,usd\n2024-01-01,', '2:12: expected a price above 0 such as 30400.5, got nothing'],
      ['date,usd\n2024-01-01,1,2', '2:15: expected 2 fields as in the header, got 3'],
      [
        'date,usd\n2024-01-01,1\n2024-01-02,"2',
        '3:14: expected a closing quote for every opening one, got 2024-01-02,"2',
      ],
      [
        'date,usd\n2024-01-01,1\n2024-01-03 00:00,1',
        '3:1: expected 2024-01-02, the day after the row above, got 2024-01-03',
      ],
    ] as const)
      expect(messageOf(text)).toBe(message)
  })

  test('has every day once, oldest first', () => {
    expect(rejectedAt('date,usd\n2024-01-01,1\n2024-01-03,1')).toBe('3:1')
    expect(rejectedAt('date,usd\n2024-01-02,1\n2024-01-01,1')).toBe('3:1')
    expect(rejectedAt('usd,date\n1,2024-01-01\n1,2024-01-01')).toBe('3:3')
  })
})
