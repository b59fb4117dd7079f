/**
 * Prices from a table: a replay day by day, or a stationary bootstrap of its daily returns.
 *
 * The bootstrap continues with the next row with probability 1 - 1/meanBlock and otherwise jumps to a
 * uniformly drawn row. Each day's return is thus uniform over the table, and volatility clusters are
 * preserved (D. N. Politis and J. P. Romano, "The Stationary Bootstrap", JASA 89, 1994). Unit: USD per BTC.
 */
import { integerBelow } from '../random/integer.ts'
import { bernoulli } from '../random/uniform.ts'
import type { Price } from './gbm.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

export interface BootstrapPrice extends Price {
  /** Row of the last return; -1 on day 0. */
  readonly row: number
}

/** Table of daily prices, and length of the blocks that are drawn from it, in days. */
export interface BootstrapParameters {
  /** USD per BTC on day 0. */
  readonly usd: number
  /** Ratios of successive daily prices, at least one: see {@link dailyRatios}. */
  readonly ratios: readonly number[]
  /** Mean length of the blocks in days, at least 1; 1 draws each day independently. */
  readonly meanBlockDays: number
}

/**
 * price[i + 1] / price[i] of a table of daily prices.
 *
 * @throws {TableTooShort} when the table has fewer than two rows.
 */
export function dailyRatios(usd: readonly number[]): number[] {
  if (usd.length < 2) throw new TableTooShort(2, usd.length)
  return usd.slice(1).map((price, i) => price / (usd[i] ?? NaN))
}

/**
 * BTC in USD by returns drawn from a table. Draws at least two words a day.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 * @throws {TableTooShort} when there are no ratios.
 */
export function bootstrap({ usd, ratios, meanBlockDays }: BootstrapParameters): Process<BootstrapPrice> {
  inRange('bootstrap', 'usd', usd, Number.MIN_VALUE)
  inRange('bootstrap', 'meanBlockDays', meanBlockDays, 1)
  if (ratios.length === 0) throw new TableTooShort(1, 0)
  for (const [row, ratio] of ratios.entries()) inRange('bootstrap', `ratios[${row}]`, ratio, Number.MIN_VALUE)
  return {
    name: 'btc-price',
    initial: { usd, row: -1 },
    step: (state, stream) => {
      const jumps = bernoulli(stream, 1 / meanBlockDays) || state.row < 0
      // The table is circular, so that its first and last rows are as likely as the others.
      const row = jumps ? integerBelow(stream, ratios.length) : (state.row + 1) % ratios.length
      return { usd: state.usd * (ratios[row] ?? NaN), row }
    },
  }
}

/**
 * BTC in USD as in the table: row d on day d. Draws nothing.
 *
 * @throws {TableTooShort} when the table is empty; `step` throws {ReplayEnded} after the last row.
 */
export function replay(usd: readonly number[]): Process<Price> {
  const [first] = usd
  if (first === undefined) throw new TableTooShort(1, 0)
  for (const [row, price] of usd.entries()) inRange('replay', `usd[${row}]`, price, Number.MIN_VALUE)
  return {
    name: 'btc-price',
    initial: { usd: first },
    step: (_state, _stream, day) => {
      const price = usd[day]
      if (price === undefined) throw new ReplayEnded(day, usd.length)
      return { usd: price }
    },
  }
}

/** The table has too few rows. */
export class TableTooShort extends RangeError {
  override readonly name = 'TableTooShort'
  constructor(needed: number, rows: number) {
    super(`expected a table of at least ${needed} rows, got ${rows}`)
  }
}

/** The run is longer than the table that it replays. */
export class ReplayEnded extends RangeError {
  override readonly name = 'ReplayEnded'
  /** Number of rows of the table. */
  readonly rows: number
  constructor(day: number, rows: number) {
    super(
      `expected a day up to ${rows - 1}, the last row of the replayed table, got day ${day}: run fewer days or add rows`,
    )
    this.rows = rows
  }
}
