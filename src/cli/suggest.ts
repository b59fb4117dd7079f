/**
 * Suggestions: the nearest valid name by Damerau–Levenshtein distance (Damerau, 1964): insertions, deletions,
 * substitutions and swaps of adjacent letters.
 */

/** `Did you mean "baseline"? `, or an empty string when no name is near. */
export function didYouMean(got: string, possible: readonly string[]): string {
  const nearest = nearestOf(got, possible)
  return nearest === undefined ? '' : `Did you mean "${nearest}"? `
}

/** Most names that a message lists. */
const MOST_NAMED = 16

/**
 * Advice for an unknown name: the nearest one, or if none is near the first of all; then `see`, where they
 * are listed. A list of a hundred names before it would hide the one that is meant.
 */
export function choiceOf(got: string, possible: readonly string[], see: string): string {
  const suggestion = didYouMean(got, possible)
  if (suggestion !== '') return `${suggestion}${see}`
  const more = possible.length - MOST_NAMED
  const named = possible.slice(0, MOST_NAMED).join(', ')
  return `Possible: ${named === '' ? 'none' : named}${more > 0 ? ` and ${more} more` : ''}. ${see}`
}

/** The nearest name within a third of its length, at least one edit; the first of equally near ones. */
export function nearestOf(got: string, possible: readonly string[]): string | undefined {
  const near = possible
    .map((name) => ({ name, distance: editDistance(got.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.name
}

/** Edit distance from `a` to `b`, no substring edited twice (optimal string alignment). */
export function editDistance(a: string, b: string): number {
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
