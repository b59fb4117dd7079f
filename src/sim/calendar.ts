/**
 * Calendar: conversion between block timestamps and dates, by integer arithmetic alone.
 *
 * Proleptic Gregorian calendar, UTC, days of 86,400 seconds as in `block.timestamp`, without leap seconds.
 */
import { SECONDS_PER_DAY, type Timestamp } from '../model/kernel/units.ts'

export { SECONDS_PER_DAY }

/** Days in 400 years, the period of the calendar. */
const DAYS_PER_ERA = 146_097n
/** Days from 1 March of year 0, the origin of the arithmetic, to 1970-01-01. */
const EPOCH = 719_468n

/**
 * Date of a timestamp in seconds: `2023-07-12` for 1689120000. Years start in March, so that a leap day is
 * the last of its year.
 */
export function dateOf(timestamp: bigint): string {
  const days = timestamp / SECONDS_PER_DAY + EPOCH
  const era = days / DAYS_PER_ERA
  const dayOfEra = days % DAYS_PER_ERA
  const yearOfEra = (dayOfEra - dayOfEra / 1460n + dayOfEra / 36_524n - dayOfEra / 146_096n) / 365n
  const dayOfYear = dayOfEra - (365n * yearOfEra + yearOfEra / 4n - yearOfEra / 100n)
  // Months from March have 31, 30, 31, 30, 31 days and so on: 153 in five of them.
  const monthFromMarch = (5n * dayOfYear + 2n) / 153n
  const day = dayOfYear - (153n * monthFromMarch + 2n) / 5n + 1n
  const month = monthFromMarch < 10n ? monthFromMarch + 3n : monthFromMarch - 9n
  const year = yearOfEra + era * 400n + (month <= 2n ? 1n : 0n)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/**
 * Timestamp of midnight UTC of a date such as `2023-07-12`, in seconds; the inverse of {@link dateOf}.
 *
 * @throws {InvalidDate} when the text is not a date of this form, or before 1970.
 */
export function timestampOf(date: string): Timestamp {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (match === null) throw new InvalidDate(date)
  const [year, month, day] = [BigInt(match[1]!), BigInt(match[2]!), BigInt(match[3]!)]
  const marchYear = month <= 2n ? year - 1n : year
  const era = marchYear / 400n
  const yearOfEra = marchYear % 400n
  const dayOfYear = (153n * (month > 2n ? month - 3n : month + 9n) + 2n) / 5n + day - 1n
  const dayOfEra = yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + dayOfYear
  const timestamp = ((era * DAYS_PER_ERA + dayOfEra - EPOCH) * SECONDS_PER_DAY) as Timestamp
  if (dateOf(timestamp) !== date) throw new InvalidDate(date)
  return timestamp
}

const pad = (value: bigint, digits: number): string => value.toString().padStart(digits, '0')

/** The text is not a date. */
export class InvalidDate extends Error {
  override readonly name = 'InvalidDate'
  constructor(text: string) {
    super(`expected a date such as 2023-07-12, from 1970 on, got "${text}"`)
  }
}
