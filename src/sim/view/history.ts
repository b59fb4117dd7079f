/**
 * History: what past days left that an agent may look up without walking through the chain.
 *
 * One entry per day, appended when a day ends; `payments` counts those made until then.
 */
import { type Amt } from '../../model/kernel/units.ts'
import type { Environment } from '../environment.ts'

/** What has come together until some moment. */
export interface CumulativePayouts {
  /** Number of payments made. */
  readonly payments: bigint
  /** BTCB wei that all payments so far have set aside per whole AMT, each rounded down. */
  readonly payoutPerAmt: bigint
}

export interface DayEnd extends CumulativePayouts {
  /** The pool's price when the day ended, BTCB wei per AMT. */
  readonly price: bigint
  /** All AMT issued until then, whether or not it was burnt since. */
  readonly issued: Amt
  /** The day's market. */
  readonly environment: Environment
}

/** Ends of the days before today, the first day's first. An array is one, and so is a view of the days until some day. */
export interface History {
  readonly length: number
  /** As of arrays: negative from the end. */
  at(index: number): DayEnd | undefined
  slice(start?: number): readonly DayEnd[]
}

/** The days that `days` has now, whatever is appended to it later: a history of a run of years costs no copies. */
export function historyUpTo(days: readonly DayEnd[]): History {
  return new DaysUntil(days)
}

/** A class, since every day has one. */
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

  slice(start = 0): readonly DayEnd[] {
    return this.days.slice(this.place(start), this.length)
  }

  private place(index: number): number {
    return index < 0 ? Math.max(0, this.length + index) : index
  }
}

/** Before the first day. */
export const BEFORE: CumulativePayouts = { payments: 0n, payoutPerAmt: 0n }

/** The state of things when `day` began. */
export function atStartOf(history: History, day: number): CumulativePayouts {
  return (day <= 0 ? undefined : history.at(Math.min(day, history.length) - 1)) ?? BEFORE
}
