/**
 * Hill: the greatest value of an integer-rounded function, with the proof that nothing is greater.
 *
 * What a trade of size n earns is a concave function B of n in exact rational numbers, less what the roundings cost on the way: value(n) <=
 * B(n), and so value(n) <= bound(n) = floor(B(n)), since values are whole. The rounding makes `value` jagged: a neighbour may be worse
 * and the next one better again, so climbing it can stop anywhere. B does not have that problem:
 *
 * 1. B rises up to some n and falls after it. `rises(n)` is the sign of its slope, decided in whole numbers, so the last n that rises is
 *    found by doubling and halving from any seed; a wrong seed costs time and no more.
 * 2. From there, to each side, `bound` only falls. Once it is at most the best value seen, nothing further out on that side can be better.
 *    When both sides have stopped, the best value seen is the greatest of all: no window is assumed, it closes by itself.
 *
 * The window is about 2·√(2ε/|B''|) wide, ε being what the roundings cost. On small pools that is a handful; on deep ones it can be
 * millions, but there the first few n already reach `bound(top)` unless B's maximum lies just above a whole number. After
 * {@link PATIENCE} steps the search stops all the same and says by how much something unseen could be better.
 */
export interface Hill {
  /** The sizes that are possible, both included. */
  readonly low: bigint
  readonly high: bigint
  /** Where the closed form puts the top, roughly. */
  readonly seed: bigint
  /** Whether B's slope at n is zero or more. */
  rises(n: bigint): boolean
  /** `floor(B(n))`. */
  bound(n: bigint): bigint
  /** What size n really earns, at most `bound(n)`. */
  value(n: bigint): bigint
}

export interface Summit {
  readonly at: bigint
  readonly value: bigint
  /** No other size is worth more than `value + unproven`: 0 is a proof that this is the greatest. */
  readonly unproven: bigint
}

/** Sizes that are tried before the search gives up on a proof. */
export const PATIENCE = 4096

/** The best size, the one nearest to B's top among equals; undefined if no size is possible. */
export function summit(hill: Hill, patience = PATIENCE): Summit | undefined {
  if (hill.low > hill.high) return undefined
  const top = lastRising(hill)
  let at = top
  let value = hill.value(top)
  let [down, up] = [top - 1n, top + 1n]
  const promising = (n: bigint): boolean => n >= hill.low && n <= hill.high && hill.bound(n) > value
  for (let tried = 1; ;) {
    const [left, right] = [promising(down), promising(up)]
    if (!left && !right) return { at, value, unproven: 0n }
    if (tried >= patience) {
      const seen = [left ? hill.bound(down) : value, right ? hill.bound(up) : value]
      return { at, value, unproven: (seen[0]! > seen[1]! ? seen[0]! : seen[1]!) - value }
    }
    for (const n of [...(left ? [down] : []), ...(right ? [up] : [])]) {
      const found = hill.value(n)
      tried++
      if (found > value) [at, value] = [n, found]
    }
    if (left) down--
    if (right) up++
  }
}

/** The last size at which B does not fall, or the lowest one. */
function lastRising({ low, high, seed, rises }: Hill): bigint {
  const clamp = (n: bigint): bigint => (n < low ? low : n > high ? high : n)
  let from = clamp(seed)
  let step = 1n
  // Bracket: `from` rises (or is the lowest), `to` does not (or is past the highest).
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
