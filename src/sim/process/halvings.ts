/**
 * Block height by date: past halvings, interpolated, and 144 blocks a day after the last.
 *
 * For histories, which have dates and no heights. Halvings came on 28 November 2012, 9 July 2016, 11 May 2020
 * and 20 April 2024 (UTC, from any block explorer); the genesis block is of 3 January 2009. Between two
 * halvings the height is off by some hundred blocks, since blocks come faster while hash rate grows.
 */
import { SECONDS_PER_DAY, timestampOf } from '../calendar.ts'

/** Every 210,000th block, from the genesis block on. */
const HALVING_DATES = ['2009-01-03', '2012-11-28', '2016-07-09', '2020-05-11', '2024-04-20'] as const
const BLOCKS_PER_HALVING = 210_000
const BLOCKS_PER_DAY = 144

const HALVING_DAYS = HALVING_DATES.map((date) => Number(timestampOf(date) / SECONDS_PER_DAY))

/** Height of the last block on a day, in days since 1970-01-01; at least 0. */
export function heightOn(day: number): number {
  const era = HALVING_DAYS.findLastIndex((each) => each <= day)
  if (era < 0) return 0
  const [from, to] = [HALVING_DAYS[era]!, HALVING_DAYS[era + 1]]
  const perDay = to === undefined ? BLOCKS_PER_DAY : BLOCKS_PER_HALVING / (to - from)
  return era * BLOCKS_PER_HALVING + Math.floor((day - from) * perDay)
}

/** Subsidy of a block on a day, in BTC. */
export function subsidyOn(day: number): number {
  const halvings = Math.floor(heightOn(day) / BLOCKS_PER_HALVING)
  let subsidy = 50
  for (let halving = 0; halving < halvings; halving++) subsidy /= 2
  return subsidy
}
