/**
 * Maximum of a rounded objective: the greatest value of an integer-rounded function, with a proof of
 * optimality.
 *
 * The profit of a trade of size n is a concave function B of n in exact rational numbers, less rounding
 * losses. So `value(n) <= B(n)`, and since values are whole, `value(n) <= bound(n) = floor(B(n))`. Rounding
 * gives `value` many local maxima, so hill climbing on it can stop anywhere. B has a single peak:
 *
 * 1. B rises up to some n and falls after it. `rises(n)` is the sign of its slope, decided in whole numbers.
 *    The last rising n is found by doubling and bisection from any seed; a poor seed costs time only.
 * 2. From there `bound` only falls to each side. Once it is at most the best value seen, no further size on
 *    that side can be better. When both sides have stopped, the best value seen is the global maximum. The
 *    search window is not assumed: it closes by itself.
 *
 * The window is about `2·√(2ε/|B''|)` wide for rounding losses ε: a handful of sizes in small pools, possibly
 * millions in deep ones. In deep pools, however, the first few sizes already reach `bound(top)` unless B's
 * maximum lies just above a whole number. After {@link MAX_EVALUATIONS} the search stops and reports the
 * proof gap.
 */
export interface RoundedObjective {
  /** Smallest and largest feasible size, both inclusive. */
  readonly low: bigint
  readonly high: bigint
  /** Approximate maximiser, from the closed form. */
  readonly seed: bigint
  /** Whether B's slope at n is zero or more. */
  rises(n: bigint): boolean
  /** `floor(B(n))`. */
  bound(n: bigint): bigint
  /** Value of size n after rounding, at most `bound(n)`. */
  value(n: bigint): bigint
}

export interface Maximum {
  readonly at: bigint
  readonly value: bigint
  /** No other size is worth more than `value + unproven`; 0 proves that this is the global maximum. */
  readonly unproven: bigint
}

/** Sizes evaluated before the search stops without a complete proof. */
export const MAX_EVALUATIONS = 4096

/**
 * Maximises the objective. Among equal values it returns the size nearest to B's maximiser.
 *
 * @returns undefined if no size is feasible.
 */
export function maximise(objective: RoundedObjective, maxEvaluations = MAX_EVALUATIONS): Maximum | undefined {
  if (objective.low > objective.high) return undefined
  const top = lastRising(objective)
  let at = top
  let value = objective.value(top)
  let [down, up] = [top - 1n, top + 1n]
  const promising = (n: bigint): boolean =>
    n >= objective.low && n <= objective.high && objective.bound(n) > value
  for (let tried = 1; ;) {
    const [left, right] = [promising(down), promising(up)]
    if (!left && !right) return { at, value, unproven: 0n }
    if (tried >= maxEvaluations) {
      const bounds = [left ? objective.bound(down) : value, right ? objective.bound(up) : value]
      return { at, value, unproven: (bounds[0]! > bounds[1]! ? bounds[0]! : bounds[1]!) - value }
    }
    for (const n of [...(left ? [down] : []), ...(right ? [up] : [])]) {
      const found = objective.value(n)
      tried++
      if (found > value) [at, value] = [n, found]
    }
    if (left) down--
    if (right) up++
  }
}

/** The last size at which B does not fall, or the lowest one. */
function lastRising({ low, high, seed, rises }: RoundedObjective): bigint {
  const clamp = (n: bigint): bigint => (n < low ? low : n > high ? high : n)
  let from = clamp(seed)
  let step = 1n
  // Bracket: `from` rises (or is the lowest size), `to` does not (or is past the highest).
  let to: bigint
  if (rises(from)) {
    to = clamp(from + step)
    while (to > from && rises(to)) {
      from = to
      step *= 2n
      to = clamp(from + step)
    }
    if (to === from) return high
  } else {
    to = from
    from = clamp(to - step)
    while (from < to && !rises(from)) {
      to = from
      step *= 2n
      from = clamp(to - step)
    }
    if (from === to) return low
  }
  while (to - from > 1n) {
    const middle = (from + to) / 2n
    if (rises(middle)) from = middle
    else to = middle
  }
  return from
}
