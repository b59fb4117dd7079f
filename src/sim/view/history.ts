/**
 * History: data of past days for agents, so that they need not traverse the chain.
 *
 * One entry per day, appended at its end.
 */
import { type Amt } from '../../model/kernel/units.ts'
import type { Environment } from '../environment.ts'

/** Payments accumulated up to some moment. */
export interface CumulativePayouts {
  /** Number of payments made. */
  readonly payments: bigint
  /** Sum of all payouts per whole AMT outside the pool, in BTCB wei, each rounded down. */
  readonly payoutPerAmt: bigint
}

export interface DayEnd extends CumulativePayouts {
  /** Spot price of the pool at the end of the day, BTCB wei per AMT. */
  readonly price: bigint
  /** All AMT issued so far, burnt AMT included. */
  readonly issued: Amt
  /** Environment of the day. */
  readonly environment: Environment
}

/** Ends of the days before today, oldest first. An array is one, and so is {@link historyUpTo}. */
export interface History {
  readonly length: number
  /** As `Array.at`: a negative index counts from the end. */
  at(index: number): DayEnd | undefined
  /** As `Array.slice`. */
  slice(start?: number): readonly DayEnd[]
}

/**
 * A view of the present elements of `days`, without copying them; elements appended later are not part of it.
 */
export function historyUpTo(days: readonly DayEnd[]): History {
  return new DaysUntil(days)
}

/** A class, since every day creates one. */
class DaysUntil implements History {
  readonly length: number
  private readonly days: readonly DayEnd[]

  constructor(days: readonly DayEnd[]) {
    this.length = days.length
    this.days = days
  }

  at(index: number): DayEnd | undefined {
    return index < -this.length || index >= this.length ? undefined : this.days[this.place(index)]
  }

  /** As `Array.slice`. */
  slice(start = 0): readonly DayEnd[] {
    return this.days.slice(this.place(start), this.length)
  }

  private place(index: number): number {
    return index < 0 ? Math.max(0, this.length + index) : index
  }
}

/** Totals before the first day. */
export const BEFORE: CumulativePayouts = { payments: 0n, payoutPerAmt: 0n }

/** Totals at the start of `day`; those at the last known close for a day in the future. */
export function atStartOf(history: History, day: number): CumulativePayouts {
  return (day <= 0 ? undefined : history.at(Math.min(day, history.length) - 1)) ?? BEFORE
}
