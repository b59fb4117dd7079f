/**
 * Replay of a daily history: each column drives its process, day by day. Draws nothing.
 *
 * - `btc_usd`: the BTC price. `gas_gwei`: the gas price. `fees_btc`: fees of a block.
 * - `difficulty`: the network. Heights are those of the dates (`halvings.ts`), so halvings come on their
 *   days; hash rate is that which finds the day's blocks on average.
 * - `bnb_usd` drives nothing: no process has the BNB price.
 */
import type { Processes } from '../environment.ts'
import { heightOn } from './halvings.ts'
import { dateOfDay, type History, type HistoryColumn } from './history-csv.ts'
import type { Network } from './network.ts'
import type { Process } from './process.ts'

const SECONDS_PER_DAY = 86_400
const HASHES_PER_DIFFICULTY = 4_294_967_296

export type ReplayedProcesses = Partial<Pick<Processes, 'btc' | 'network' | 'fees' | 'gas'>>

/**
 * The processes of a history's columns, from `first`, in days since 1970-01-01.
 *
 * @throws {HistoryEnded} when a column has no value on the first day; so does `step` on any later day.
 */
export function replayedProcesses(history: History, first: number): ReplayedProcesses {
  const { values } = history
  const valueOn = (column: HistoryColumn, day: number): number => {
    const value = values[column]?.[first + day - history.firstDay]
    if (value === undefined) throw new HistoryEnded(column, first + day)
    return value
  }
  const replayed = <State>(name: string, at: (day: number) => State): Process<State> => ({
    name,
    initial: at(0),
    step: (_state, _stream, day) => at(day),
  })
  return {
    ...(values.btc_usd === undefined
      ? {}
      : { btc: replayed('btc-price', (day) => ({ usd: valueOn('btc_usd', day) })) }),
    ...(values.difficulty === undefined
      ? {}
      : { network: replayed('network', (day) => networkOn(first + day, valueOn('difficulty', day), day)) }),
    ...(values.fees_btc === undefined
      ? {}
      : { fees: replayed('block-fees', (day) => ({ value: valueOn('fees_btc', day) })) }),
    ...(values.gas_gwei === undefined
      ? {}
      : { gas: replayed('gas-price', (day) => ({ gwei: valueOn('gas_gwei', day) })) }),
  }
}

function networkOn(date: number, difficulty: number, day: number): Network {
  const height = heightOn(date)
  const blocks = height - heightOn(date - 1)
  return {
    height,
    blocks: day === 0 ? 0 : blocks,
    difficulty,
    hashRate: (blocks * difficulty * HASHES_PER_DIFFICULTY) / SECONDS_PER_DAY,
    epochSeconds: 0,
  }
}

/** The history has no value of a column on a day of the run. */
export class HistoryEnded extends RangeError {
  override readonly name = 'HistoryEnded'
  readonly column: HistoryColumn
  /** YYYY-MM-DD. */
  readonly date: string
  constructor(column: HistoryColumn, day: number) {
    const date = dateOfDay(day)
    super(`expected a value of ${column} on ${date}, got none: run fewer days, or complete the file`)
    this.column = column
    this.date = date
  }
}
