/**
 * Summary: the data of a finished run for metrics, tables and hypotheses.
 *
 * It keeps the state after every stage and at the last close; at the other closes the state or its main
 * figures, as the scenario says.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { DatedTrade } from './trades.ts'
import type { DayClose } from './day-close.ts'
import type { Holdings } from './holdings.ts'

/** What a run kept: its closes, trades, and states after stages. */
export interface Summary {
  /** All accounts that can act: privileged accounts and the scenario's people. */
  readonly people: readonly Account[]
  /** State after each stage of the initial state, by name. */
  readonly stages: Readonly<Record<string, DayClose>>
  /** State after the initial state and all preparations, before day 0. */
  readonly start: DayClose
  /** Closes of the days, in order. All but the last keep what the scenario's `pastDays` says. */
  readonly closes: readonly DayClose[]
  /** Holdings of the scenario's groups, in their order, at the start and at each close. */
  readonly holdings: readonly Holdings[]
  /** All purchases, sales and redemptions from day 0 on, in order. */
  readonly trades: readonly DatedTrade[]
}

/** The last close, or the start if no day has passed. */
export function lastOf(run: Summary): DayClose {
  return run.closes.at(-1) ?? run.start
}
