/**
 * Recorded paths: the effects of an episode on BTC and difficulty, from a daily history.
 *
 * - BTC: the day's price over that of the first day.
 * - Difficulty: the same ratio, over the growth that the year before the first day would have continued
 *   (compound, by the day), so that a scenario's own growth is not counted twice.
 *
 * Of the daily ratios only a few points are kept: the last day, then again and again the day that the line
 * through the points misses most, relative to the ratio. Ratios are rounded to four decimals.
 */
import { exp } from '../math/exp.ts'
import { log } from '../math/log.ts'
import { dayOf, type History, type HistoryColumn } from '../process/history-csv.ts'
import { valueOn, type Path, type Shock } from './shock.ts'

const DAYS_PER_YEAR = 365
const DECIMALS = 4

/** Points that are kept of each path. */
export const POINTS = { btc: 8, difficulty: 5 } as const

/**
 * The recorded paths between the two days of an episode. A path is absent if the history has no value of its
 * column on one of the days, or for difficulty a year before the first.
 */
export function recordedPaths(
  history: History,
  { from, to }: Pick<Shock, 'from' | 'to'>,
): Pick<Shock, 'btc' | 'difficulty'> {
  const [first, last] = [dayOf(from), dayOf(to)]
  if (first === undefined || last === undefined) return {}
  const days = last - first
  const on = (column: HistoryColumn, day: number): number | undefined =>
    history.values[column]?.[first + day - history.firstDay]
  const btc = ratios(days, (day) => on('btc_usd', day))
  const [now, yearAgo] = [on('difficulty', 0), on('difficulty', -DAYS_PER_YEAR)]
  const trend = now === undefined || yearAgo === undefined ? undefined : log(now / yearAgo) / DAYS_PER_YEAR
  const difficulty =
    trend === undefined
      ? undefined
      : ratios(days, (day) => {
          const value = on('difficulty', day)
          return value === undefined ? undefined : value / exp(trend * day)
        })
  return {
    ...(btc === undefined ? {} : { btc: fewPoints(btc, POINTS.btc) }),
    ...(difficulty === undefined ? {} : { difficulty: fewPoints(difficulty, POINTS.difficulty) }),
  }
}

/** Values of days 0 … `days` over that of day 0; undefined if one is unknown. */
function ratios(days: number, on: (day: number) => number | undefined): readonly number[] | undefined {
  const values = Array.from({ length: days + 1 }, (_, day) => on(day))
  const [start] = values
  if (start === undefined || !values.every((value) => value !== undefined)) return undefined
  return values.map((value) => value / start)
}

/** At most `count` points, added one by one where the line through the others misses most. */
function fewPoints(daily: readonly number[], count: number): Path {
  const kept = new Set([daily.length - 1])
  const path = (): Path =>
    [...kept].toSorted((a, b) => a - b).map((day) => [day, daily[day]!.toFixed(DECIMALS)] as const)
  while (kept.size < count) {
    const points = path()
    let [worst, most] = [0, 0]
    for (let day = 1; day < daily.length; day++) {
      const miss = Math.abs(valueOn(points, day, 1) / daily[day]! - 1)
      if (miss > most && !kept.has(day)) [worst, most] = [day, miss]
    }
    if (worst === 0) break
    kept.add(worst)
  }
  return path()
}
