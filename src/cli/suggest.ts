/**
 * Did you mean: the nearest of what is possible, by Damerau's count of slips (a letter more, less, other, or two swapped; 1964).
 */

/** `Did you mean "baseline"? `, or nothing if no possibility is near. */
export function didYouMean(got: string, possible: readonly string[]): string {
  const nearest = nearestOf(got, possible)
  return nearest === undefined ? '' : `Did you mean "${nearest}"? `
}

/** The nearest possibility that at most a third of its letters, and at least one slip, away; the first of several. */
export function nearestOf(got: string, possible: readonly string[]): string | undefined {
  const near = possible
    .map((name) => ({ name, slips: slips(got.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= Math.max(1, Math.floor(name.length / 3)))
  return near.toSorted((a, b) => a.slips - b.slips)[0]?.name
}

/** Slips from `a` to `b`, no part edited twice (optimal string alignment). */
export function slips(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_each, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        rows[i - 1]![j]! + 1,
        row[j - 1]! + 1,
        rows[i - 1]![j - 1]! + other,
        swapped ? rows[i - 2]![j - 2]! + 1 : Infinity,
      )
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
