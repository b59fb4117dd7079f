import { describe, expect, test } from 'vitest'

import { PriceCsvError, parsePriceCsv } from '../../../src/sim/process/price-csv.ts'

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
    expect(rejectedAt('date,usd\n2024-01-01,')).toBe('2:12')
    for (const price of ['0', '-1', 'n/a', '1e999', '0x10', 'Infinity', '$5']) {
      expect(rejectedAt(`date,usd\n2024-01-01,1\n2024-01-02,${price}`), price).toBe('3:12')
    }
    expect(rejectedAt('date,usd\n2024-01-01,1,5')).toBe('2:15')
    expect(rejectedAt('date,usd\n2024-01-01,1\n\n2024-01-02,1')).toBe('3:1')
  })

  test('has every day once, oldest first', () => {
    expect(rejectedAt('date,usd\n2024-01-01,1\n2024-01-03,1')).toBe('3:1')
    expect(rejectedAt('date,usd\n2024-01-02,1\n2024-01-01,1')).toBe('3:1')
    expect(rejectedAt('usd,date\n1,2024-01-01\n1,2024-01-01')).toBe('3:3')
  })
})
