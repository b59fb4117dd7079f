/**
 * Prices from a table: replayed day by day, or its daily returns drawn again in blocks.
 *
 * The bootstrap is stationary: from one day to the next it goes on in the table with probability 1 - 1/meanBlock and
 * else jumps to a row chosen uniformly, so that each day's return is uniform over the table while the clusters of volatility
 * survive (D. N. Politis and J. P. Romano, "The Stationary Bootstrap", JASA 89, 1994). Unit: USD per BTC.
 */
import { integerBelow } from '../random/integer.ts'
import { bernoulli } from '../random/uniform.ts'
import type { Price } from './gbm.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

export interface BootstrapPrice extends Price {
  /** The row of returns that was used last; -1 on day 0. */
  readonly row: number
}

export interface BootstrapParameters {
  /** USD per BTC on day 0. */
  readonly usd: number
  /** Ratios of successive daily prices, at least one: see {@link dailyRatios}. */
  readonly ratios: readonly number[]
  /** Mean length of the blocks in days, at least 1; 1 draws each day independently. */
  readonly meanBlockDays: number
}

/** price[i + 1] / price[i] of a table of daily prices. Throws {@link TableTooShort}. */
export function dailyRatios(usd: readonly number[]): number[] {
  if (usd.length < 2) throw new TableTooShort(2, usd.length)
  return usd.slice(1).map((price, i) => price / (usd[i] ?? NaN))
}

/** BTC in USD by returns drawn from a table. At least two words a day. Throws {@link ParameterOutOfRange}, {@link TableTooShort}. */
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
      // The table is a circle, so that its first and last rows are as likely as the others.
      const row = jumps ? integerBelow(stream, ratios.length) : (state.row + 1) % ratios.length
      return { usd: state.usd * (ratios[row] ?? NaN), row }
    },
  }
}

/** BTC in USD as the table has it: row d on day d. No draws. Stepping past the last row throws {@link ReplayEnded}. */
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

/** A table has too few rows for what it is used for. */
export class TableTooShort extends RangeError {
  override readonly name = 'TableTooShort'
  constructor(needed: number, rows: number) {
    super(`expected a table of at least ${needed} rows, got ${rows}`)
  }
}

/** The run is longer than the table that it replays. */
export class ReplayEnded extends RangeError {
  override readonly name = 'ReplayEnded'
  /** How many days the table has. */
  readonly rows: number
  constructor(day: number, rows: number) {
    super(
      `expected a day up to ${rows - 1}, the last row of the replayed table, got day ${day}: run fewer days or add rows`,
    )
    this.rows = rows
  }
}
