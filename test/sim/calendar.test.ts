import { describe, expect, test } from 'vitest'

import { dateOf, InvalidDate, SECONDS_PER_DAY, timestampOf } from '../../src/sim/calendar.ts'

import { MONTHS } from '../../src/sim/months.ts'

describe('calendar', () => {
  test('agrees with the platform on every day from 1970 to 2100', () => {
    for (let day = 0n; day <= 47_847n; day++) {
      const seconds = day * SECONDS_PER_DAY
      const date = new Date(Number(seconds) * 1000).toISOString().slice(0, 10)
      if (dateOf(seconds) !== date || timestampOf(date) !== seconds) expect(dateOf(seconds)).toBe(date)
    }
    expect(dateOf(47_847n * SECONDS_PER_DAY)).toBe('2101-01-01')
  })

  test('has the names of the months, in order', () => {
    const named = Array.from({ length: 12 }, (_, month) =>
      new Date(Date.UTC(2023, month)).toLocaleString('en', { month: 'long', timeZone: 'UTC' }),
    )
    expect(MONTHS).toEqual(named)
  })

  test('keeps the date until the last second of a day', () => {
    const midnight = timestampOf('2023-07-12')
    expect(midnight).toBe(1_689_120_000n)
    expect(dateOf(midnight - 1n)).toBe('2023-07-11')
    expect(dateOf(midnight + 86_399n)).toBe('2023-07-12')
    expect(dateOf(midnight + 86_400n)).toBe('2023-07-13')
  })

  test.each(['2023-02-29', '2023-13-01', '2023-00-10', '2023-7-12', '12 July 2023', ''])(
    'rejects "%s"',
    (text) => {
      expect(() => timestampOf(text)).toThrow(InvalidDate)
    },
  )
})
