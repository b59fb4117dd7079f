/**
 * Marks: what happens on a day of a run and explains its charts: an emission, a Great Reset, a halving, the
 * end of the liquidity lock, a broken peg. They are read from the run's actions, tables and parameters.
 *
 * Shocks are events of the result itself. Actions that revert are not told from others, so that a kind of
 * action that ever reverts is not marked.
 */
import { LOCK_SECONDS } from '../../model/contracts/locker.ts'
import { isWait } from '../../model/interface/action.ts'
import { SECONDS_PER_DAY } from '../calendar.ts'
import type { Column, DatedEvent, RunResult } from '../result.ts'

const BLOCKS_PER_HALVING = 210_000

/** Below this part of its value, a bridged coin's peg is called broken. */
const BROKEN_PEG = 0.99

/** Most marks of one kind; more would say nothing. */
const MOST = 4

const KINDS = {
  emission: 'Emission of AMT',
  reset: 'Great Reset',
  halving: 'Halving of the block subsidy',
  lock: 'The lock of the project’s liquidity ends',
  peg: 'The peg of BTCB breaks',
} as const

/** Names as in a chart. */
const NAMES: Readonly<Record<keyof typeof KINDS, string>> = {
  emission: 'emission',
  reset: 'Great Reset',
  halving: 'halving',
  lock: 'lock ends',
  peg: 'peg breaks',
}

/** The marks of a run by day; only those of days that its daily table has. */
export function marksOf(result: RunResult): readonly DatedEvent[] {
  const daily = result.tables.find(({ name }) => name === 'daily')
  const column = (name: string): Column | undefined => daily?.columns.find((each) => each.name === name)
  const dates = column('date')?.cells ?? []
  const days: Readonly<Record<keyof typeof KINDS, readonly number[]>> = {
    emission: daysOf(result, 'master.mintMaster'),
    reset: daysOf(result, 'deploy.distributor'),
    halving: halvings(column('height')),
    lock: lockEnd(result),
    peg: breaks(column('peg')),
  }
  return (Object.keys(KINDS) as (keyof typeof KINDS)[])
    .flatMap((kind) =>
      days[kind].length > MOST
        ? []
        : days[kind].map((day) => ({ day, date: dates[day] ?? '', name: NAMES[kind], title: KINDS[kind] })),
    )
    .toSorted((a, b) => a.day - b.day)
}

/** Days with a call of this function after the initial state, unless such calls revert. */
function daysOf({ actions, days, reverts }: RunResult, call: string): readonly number[] {
  if (Object.keys(reverts).some((name) => name.startsWith(`${call}:`))) return []
  // A run ends each of its days by a wait; the initial state may wait as well, so that days count from the
  // end.
  const found = new Set<number>()
  let day = days
  for (const action of actions.toReversed()) {
    if (isWait(action)) {
      if (action.wait === SECONDS_PER_DAY) day--
      if (day < 0) break
    } else if (action.call === call && day < days) found.add(day)
  }
  // Actions before the first day's wait belong to it or to the initial state.
  found.delete(0)
  return [...found].toReversed()
}

/** Days at whose close the height has passed a halving. */
function halvings(heights: Column | undefined): readonly number[] {
  const eras = (heights?.cells ?? []).map((cell) => Math.floor(Number(cell) / BLOCKS_PER_HALVING))
  return eras.flatMap((era, day) => (day > 0 && era > eras[day - 1]! ? [day] : []))
}

/** The day on which the lock ends, if the run has it. */
function lockEnd({ parameters, days }: RunResult): readonly number[] {
  const since = Number(parameters['daysSinceLaunch'])
  const day = Number(LOCK_SECONDS / SECONDS_PER_DAY) - since
  return day > 0 && day < days ? [day] : []
}

/** First days of the times when the peg is broken. */
function breaks(peg: Column | undefined): readonly number[] {
  const broken = (peg?.cells ?? []).map((cell) => Number(cell) < BROKEN_PEG)
  return broken.flatMap((is, day) => (is && !(broken[day - 1] ?? false) ? [day] : []))
}
