/**
 * Proceeds of the savers of `split-policy`: the grid of splits and exit days, and what each exit brought.
 */
import { ONE } from '../../model/kernel/units.ts'
import { saverOf } from '../../sim/agents/holders/savers.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'

export const SPLITS = [0, 25, 50, 75, 100] as const

export const DILUTED = [0, 50, 100] as const
export const EXIT_DAYS = [90, 181, 272, 363, 454, 545, 636, 727] as const
export const EMISSION_DAY = 180

export const splitName = (split: number): string => `v${split}`
export const dilutedName = (split: number): string => `emission-v${split}`

/** Names of the savers who exit at the RCL and in the pool. */
export const TAKER = 'taker'
export const SELLER = 'seller'

/** Total proceeds per AMT of the saver of that exit day, in BTCB wei; zero before the exit. */
export function proceedsPerAmt(run: Summary, name: string, day: number): bigint {
  const saver = saverOf(name, day)
  const owned = run.start.view.balance('amt', saver)
  return owned === 0n ? 0n : (lastOf(run).view.balance('btcb', saver) * ONE) / owned
}

/** Exit days within the run. */
export const exitsIn = (run: Summary): readonly number[] => EXIT_DAYS.filter((day) => day < run.closes.length)

/** Variants in which v follows a rule, towards the share of `v25`. */
export const RULES = ['settling', 'premium'] as const
export const SETTLED = 25
