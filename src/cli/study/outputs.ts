/**
 * Outputs: what a study takes from each point for the sensitivity to its parameters: means and quantiles of
 * metrics, shares of the paths with an event.
 *
 * Quantiles need {@link PATHS_FOR_TAILS} paths at each point: with fewer, the 5% quantile is the smallest
 * value. They are noisier than means; the noise of few paths counts as an effect of all parameters together.
 */
import { meanNumber, type PointSummary } from '../../sim/study/result.ts'
import { NO_VALUES, type StudyTally } from '../../sim/study/tally.ts'

const PATHS_FOR_TAILS = 20
export type Tail = 'p5' | 'p95'

/** One number for each point, by name; NaN where a point has none. */
export type Outputs = Map<string, Float64Array>

export interface PointOutputs {
  readonly means: Outputs
  /** Empty with fewer paths than they need. */
  readonly tails: Readonly<Record<Tail, Outputs>>
  /** By the index of the event. */
  readonly shares: Outputs
  /** Takes a finished point. */
  readonly take: (point: number, taken: Point) => void
}

interface Point {
  readonly metrics: readonly string[]
  readonly tally: StudyTally
  readonly summary: Pick<PointSummary, 'metrics'>
  readonly events: readonly { readonly count: number; readonly of: number }[]
}

export function pointOutputs(points: number, runs: number): PointOutputs {
  const means: Outputs = new Map()
  const p5: Outputs = new Map()
  const p95: Outputs = new Map()
  const shares: Outputs = new Map()
  const set = (outputs: Outputs, name: string, point: number, value: number): void => {
    const all = outputs.get(name) ?? new Float64Array(points).fill(NaN)
    all[point] = value
    outputs.set(name, all)
  }
  return {
    means,
    tails: { p5, p95 },
    shares,
    take: (point, { metrics, tally, summary, events }) => {
      for (const name of metrics) {
        set(means, name, point, meanNumber(tally.metrics.get(name) ?? NO_VALUES))
        const quantiles = runs < PATHS_FOR_TAILS ? undefined : summary.metrics[name]?.quantiles
        if (quantiles === undefined) continue
        set(p5, name, point, Number(quantiles['p5']))
        set(p95, name, point, Number(quantiles['p95']))
      }
      events.forEach(({ count, of }, index) => set(shares, String(index), point, of === 0 ? NaN : count / of))
    },
  }
}
