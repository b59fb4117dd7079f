/**
 * Matching: the parameter at which a simulated statistic equals an observed one, by inversion of a test.
 *
 * The curve is the simulated statistic over the documented range of the parameter, linear between its points.
 * The interval has the parameters at which the statistic is not more than 1.96 standard errors from the
 * observed one; the errors of both are added as variances.
 */
import { NORMAL_975, type Estimate } from './likelihood.ts'

/** Points of the curve by increasing parameter, at least two: simulated statistic and its standard error. */
export type Curve = readonly { readonly at: number; readonly value: number; readonly error: number }[]

/**
 * - `fitted`: one parameter of the range has the observed statistic. Several between which the curve departs
 *   from it by no more than its own error count as one, their middle.
 * - `not-identified`: the whole range is in the interval, or several parameters have the observed statistic.
 * - `outside`: no parameter of the range has the observed statistic. Part of the range may be in the
 *   interval.
 */
export type Outcome = 'fitted' | 'not-identified' | 'outside'

/** A moment of the data beside that of the simulated model. */
export interface Match {
  /** The observed statistic. */
  readonly data: Estimate
  readonly outcome: Outcome
  /** The parameter, if `fitted`. */
  readonly value: number | undefined
  /** Hull of the interval within the range; both undefined if it is empty. */
  readonly low: number | undefined
  readonly high: number | undefined
  /** Whether the interval reaches the low and the high end of the range, where it is cut. */
  readonly open: readonly [low: boolean, high: boolean]
  /** Least and largest simulated statistic over the range. */
  readonly least: number
  readonly largest: number
  /** Simulated statistic at the scenario's own parameter. */
  readonly atScenario: number
}

/** The match of an observed statistic; its standard error counts as 0 if unknown. */
export function matchOf(curve: Curve, data: Estimate, scenario: number): Match {
  const [first, last] = [curve[0]!, curve.at(-1)!]
  const { standardError = 0 } = data
  const half = ({ error }: Curve[number]): number =>
    NORMAL_975 * Math.sqrt(standardError * standardError + error * error)
  const isInside = (point: Curve[number]): boolean => Math.abs(point.value - data.value) <= half(point)
  const crossings = zeros(curve, ({ value }) => value - data.value)
  const [from, to] = [crossings[0] ?? NaN, crossings.at(-1) ?? NaN]
  const between = curve.filter(({ at }) => at >= from && at <= to)
  const one =
    crossings.length > 0 &&
    between.every(({ value, error }) => Math.abs(value - data.value) <= NORMAL_975 * error)
  const edges = [
    ...zeros(curve, (point) => point.value - data.value - half(point)),
    ...zeros(curve, (point) => point.value - data.value + half(point)),
  ]
  const open = [isInside(first), isInside(last)] as const
  const inside = [...(open[0] ? [first.at] : []), ...edges, ...(open[1] ? [last.at] : [])]
  const whole = open[0] && open[1] && edges.length === 0
  const values = curve.map(({ value }) => value)
  return {
    data,
    outcome: !whole && one ? 'fitted' : whole || crossings.length > 0 ? 'not-identified' : 'outside',
    value: !whole && one ? (from + to) / 2 : undefined,
    low: inside.length === 0 ? undefined : Math.min(...inside),
    high: inside.length === 0 ? undefined : Math.max(...inside),
    open,
    least: Math.min(...values),
    largest: Math.max(...values),
    atScenario: valueAt(curve, scenario),
  }
}

/** The statistic at a parameter, linear between the points; at the nearest end outside the curve. */
export function valueAt(curve: Curve, at: number): number {
  const right = curve.findIndex((each) => each.at >= at)
  if (right <= 0) return (right < 0 ? curve.at(-1)! : curve[0]!).value
  const [a, b] = [curve[right - 1]!, curve[right]!]
  return a.value + ((b.value - a.value) * (at - a.at)) / (b.at - a.at)
}

/** Parameters at which `of` changes its sign, linear between the points. */
function zeros(curve: Curve, of: (point: Curve[number]) => number): number[] {
  return curve.slice(1).flatMap((b, i) => {
    const a = curve[i]!
    const [left, right] = [of(a), of(b)]
    if (left > 0 === right > 0) return []
    return [a.at + ((b.at - a.at) * left) / (left - right)]
  })
}
