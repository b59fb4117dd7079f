/**
 * Tornado: how far one metric moves with each assumption, path by path on common random numbers.
 *
 * For each end of a range the difference from the default is taken on every path. Shown are its median and
 * the interval of the median from order statistics (95%), which does not assume a distribution.
 */
import type { Fan } from '../../src/sim/study/fan.ts'
import { quantileInterval } from '../../src/statistics/quantile-interval.ts'
import { ASSUMPTIONS, type Assumption, type End } from './assumptions.ts'

/** Difference of the metric from the default, in the metric's unit. */
export interface Shift {
  readonly label: string
  readonly median: number
  readonly low: number
  readonly high: number
}

export interface Row extends Pick<Assumption, 'group' | 'title' | 'range'> {
  readonly ends: readonly [Shift, Shift]
  /** Larger of both medians, without their signs. */
  readonly reach: number
}

/** Runs the same paths with these parameters. */
export type Run = (set: Readonly<Record<string, string>>) => Promise<Fan>

/** All assumptions, the one that moves the metric most first. */
export async function tornado(
  metric: string,
  run: Run,
  assumptions: readonly Assumption[] = ASSUMPTIONS,
): Promise<readonly Row[]> {
  const standard = numbersOf(await run({}), metric)
  const shiftAt = async ({ label, set }: End): Promise<Shift> => {
    const values = numbersOf(await run(set), metric)
    const { value, low, high } = quantileInterval(
      values.map((each, path) => each - standard[path]!),
      0.5,
    )
    return { label, median: value, low: low ?? value, high: high ?? value }
  }
  const rows: Row[] = []
  for (const { group, title, range, ends } of assumptions) {
    const shifts = [await shiftAt(ends[0]), await shiftAt(ends[1])] as const
    const reach = Math.max(...shifts.map(({ median }) => Math.abs(median)))
    rows.push({ group, title, range, ends: shifts, reach })
  }
  return rows.toSorted((a, b) => b.reach - a.reach)
}

function numbersOf({ values }: Fan, metric: string): readonly number[] {
  const texts = values[metric]
  if (texts === undefined) throw new RangeError(`expected a metric of the scenario, got "${metric}"`)
  return texts.map(Number)
}
