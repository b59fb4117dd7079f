/**
 * Summary: a finished run, for whoever draws conclusions from it: metrics, tables, findings.
 *
 * It keeps the world of every stage and of every close of a day. Economies share their structure, so keeping them costs little.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { DatedTrade } from './trades.ts'
import type { DayClose } from './day-close.ts'

export interface Summary {
  /** Everybody who can act: the system's officers, and the scenario's people. */
  readonly people: readonly Account[]
  /** The world as each stage of the opening left it, by the stage's name. */
  readonly stages: Readonly<Record<string, DayClose>>
  /** After the opening and everybody's preparations, before day 0. */
  readonly start: DayClose
  /** Closes of the days, in order. */
  readonly closes: readonly DayClose[]
  /** Everything that was bought, sold and redeemed since the opening, in order. */
  readonly trades: readonly DatedTrade[]
}

/** The last close, or the start if no day has passed. */
export function lastOf(run: Summary): DayClose {
  return run.closes.at(-1) ?? run.start
}
