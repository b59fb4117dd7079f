/**
 * Nelder–Mead: the maximum of a function of a few variables, without derivatives.
 *
 * J. A. Nelder and R. Mead, "A simplex method for function minimization", Computer Journal 7, 1965, with the
 * dimension-dependent coefficients of F. Gao and L. Han (Computational Optimization and Applications 51,
 * 2012). After convergence the search starts again from a fresh simplex at the best point, since a simplex
 * can collapse before the maximum. Deterministic: arithmetic and comparisons only (docs/decisions/0018).
 */
export interface Maximum {
  readonly at: readonly number[]
  readonly value: number
  readonly evaluations: number
  /** Whether the last search ended by its tolerance and not by the limit of evaluations. */
  readonly converged: boolean
}

export interface SearchOptions {
  /** Edge of the first simplex, in each variable. @default 0.2 */
  readonly edge?: number
  /** Difference of values in the simplex at which a search ends. @default 1e-7 */
  readonly tolerance?: number
  /** Evaluations of one search. @default 1000 */
  readonly limit?: number
  /** Searches after the first. @default 2 */
  readonly restarts?: number
}

interface Vertex {
  readonly at: readonly number[]
  readonly value: number
}

/** The maximum of `f` near `start`. Where `f` is not defined it may return NaN or -Infinity. */
export function maximise(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  { edge = 0.2, tolerance = 1e-7, limit = 1000, restarts = 2 }: SearchOptions = {},
): Maximum {
  let best = search(f, start, edge, tolerance, limit)
  for (let again = 0; again < restarts; again++) {
    const next = search(f, best.at, edge / 4, tolerance, limit)
    const gain = next.value - best.value
    best = { ...next, evaluations: best.evaluations + next.evaluations }
    if (next.converged && gain < tolerance * 100) break
  }
  return best
}

function search(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  edge: number,
  tolerance: number,
  limit: number,
): Maximum {
  const n = start.length
  let evaluations = 0
  const at = (x: readonly number[]): Vertex => {
    evaluations++
    const value = f(x)
    return { at: x, value: Number.isNaN(value) ? -Infinity : value }
  }
  const moved = start.map((_x, i) => at(start.map((x, j) => (i === j ? x + edge : x))))
  let simplex: Vertex[] = inOrder([at(start), ...moved])
  const [expansion, contraction, shrinkage] = [1 + 2 / n, 0.75 - 1 / (2 * n), n === 1 ? 0.5 : 1 - 1 / n]
  for (;;) {
    const [best, worst, second] = [simplex[0]!, simplex[n]!, simplex[n - 1]!]
    if (best.value - worst.value <= tolerance) return { ...best, evaluations, converged: true }
    if (evaluations >= limit) return { ...best, evaluations, converged: false }
    const centre = start.map((_x, i) => simplex.slice(0, n).reduce((sum, { at: v }) => sum + v[i]!, 0) / n)
    const along = (t: number): Vertex => at(centre.map((c, i) => c + t * (worst.at[i]! - c)))
    const reflected = along(-1)
    if (reflected.value > best.value) {
      const expanded = along(-expansion)
      simplex[n] = expanded.value > reflected.value ? expanded : reflected
    } else if (reflected.value > second.value) simplex[n] = reflected
    else {
      const contracted = along(reflected.value > worst.value ? -contraction : contraction)
      if (contracted.value > Math.max(reflected.value, worst.value)) simplex[n] = contracted
      else
        for (let i = 1; i <= n; i++)
          simplex[i] = at(simplex[i]!.at.map((x, j) => best.at[j]! + shrinkage * (x - best.at[j]!)))
    }
    simplex = inOrder(simplex)
  }
}

const inOrder = (simplex: readonly Vertex[]): Vertex[] => simplex.toSorted((a, b) => b.value - a.value)
