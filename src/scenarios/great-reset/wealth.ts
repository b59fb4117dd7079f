/**
 * Wealth around the reset, by party and measure (`shared/wealth.ts`).
 *
 * Before and after are valued at the RCL after the reset. The reset leaves the RCL alone; the day's payment
 * in between does not, and would count as a gain.
 *
 * Unit: BTCB base units, rounded down.
 */
import type { Decimal } from 'decimal.js'

import type { Summary } from '../../sim/recording/summary.ts'
import type { AgentView } from '../../sim/view/agent-view.ts'
import { percentOf } from '../shared/figures.ts'
import { floorIn, wealthIn, type Measure, type Wealth, type Worth } from '../shared/wealth.ts'
import { peopleWhoCanExit } from './who-can-exit.ts'
import type { GreatReset } from './parameters.ts'

/** Day of the reset: two days after the buy-back's first purchase, one day after all deposits are settled. */
export const RESET_DAY = 4

/** The closes before and after the reset. */
export type Closes = readonly [before: AgentView, after: AgentView]

/** The closes before and after the reset; undefined if the run is too short. */
export function around(run: Summary): Closes | undefined {
  const [before, after] = [run.closes[RESET_DAY - 1], run.closes[RESET_DAY]]
  return before === undefined || after === undefined ? undefined : [before.view, after.view]
}

/** Whether the reset was carried out. */
export const happened = ([before, after]: Closes): boolean => after.pool().amt > before.pool().amt

/** BTCB that the project took out of the pool. */
export const takeOf = ([before, after]: Closes): bigint =>
  after.balance('btcb', 'owner') - before.balance('btcb', 'owner')

/** Wealth of a party before and after, by measure. The project's includes its take. */
export interface Change {
  readonly before: Worth
  readonly after: Worth
}

export interface Changes {
  of(person: string): Change
  /** Everybody outside the project. */
  readonly people: Change
  readonly project: Change
}

/** Changes of wealth by the reset, between these closes of a run. */
export function changesOf(settings: GreatReset, run: Pick<Summary, 'people'>, closes: Closes): Changes {
  const people = peopleWhoCanExit(settings, run)
  const floor = floorIn(closes[1])
  const [before, after] = closes.map((view) => wealthIn(view, people, floor)) as [Wealth, Wealth]
  return {
    of: (person) => ({ before: before.of(person), after: after.of(person) }),
    people: { before: before.people, after: after.people },
    project: { before: before.project, after: withCash(after.project, takeOf(closes)) },
  }
}

const withCash = ({ spot, alone, joint, outside }: Worth, cash: bigint): Worth => ({
  spot: spot! + cash,
  alone: alone! + cash,
  joint: joint! + cash,
  outside,
})

/** Wealth after the reset in percent of the wealth before; undefined where the measure does not apply. */
export function kept({ before, after }: Change, measure: Measure): Decimal | undefined {
  const [then, now] = [before[measure], after[measure]]
  return then === undefined || now === undefined ? undefined : percentOf(now, then)
}
