/**
 * Ordinary least squares with standard errors that allow for autocorrelated errors of changing variance.
 *
 * The covariance is that of W. K. Newey and K. D. West (Econometrica 55, 1987): Bartlett weights up to `lag`.
 */
import { inverseOf, type Matrix } from './matrix.ts'

export interface Regression {
  readonly coefficients: readonly number[]
  readonly covariance: Matrix
  readonly fitted: readonly number[]
  readonly residuals: readonly number[]
  /** Share of the variance that is explained. */
  readonly r2: number
  /** Standard deviation of the residuals, with divisor n - k. */
  readonly residualSd: number
}

/** The regression of `y` on the rows `x`; undefined if the columns are collinear or there are too few rows. */
export function leastSquares(x: Matrix, y: readonly number[], lag: number): Regression | undefined {
  const k = x[0]?.length ?? 0
  if (x.length <= k) return undefined
  const columns = Array.from({ length: k }, (_column, j) => j)
  const cross = (rows: Matrix, others: Matrix): number[][] =>
    columns.map((i) => columns.map((j) => rows.reduce((sum, row, t) => sum + row[i]! * others[t]![j]!, 0)))
  const bread = inverseOf(cross(x, x))
  if (bread === undefined) return undefined
  const moment = columns.map((j) => x.reduce((sum, row, t) => sum + row[j]! * y[t]!, 0))
  const coefficients = bread.map((row) => dot(row, moment))
  const fitted = x.map((row) => dot(row, coefficients))
  const residuals = y.map((value, t) => value - fitted[t]!)
  const scores = x.map((row, t) => row.map((value) => value * residuals[t]!))
  const meat = cross(scores, scores)
  for (let l = 1; l <= Math.min(lag, x.length - 1); l++) {
    const weight = 1 - l / (lag + 1)
    const shifted = cross(scores.slice(l), scores)
    for (const i of columns)
      for (const j of columns) meat[i]![j]! += weight * (shifted[i]![j]! + shifted[j]![i]!)
  }
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length
  const squares = residuals.reduce((sum, e) => sum + e * e, 0)
  const total = y.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return {
    coefficients,
    covariance: product(product(bread, meat), bread),
    fitted,
    residuals,
    r2: total > 0 ? 1 - squares / total : 0,
    residualSd: Math.sqrt(squares / (x.length - k)),
  }
}

/** Standard error of a linear combination of the coefficients. */
export function errorOf({ covariance }: Pick<Regression, 'covariance'>, weights: readonly number[]): number {
  const variance = weights.reduce((sum, w, i) => sum + w * dot(covariance[i]!, weights), 0)
  return Math.sqrt(Math.max(variance, 0))
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0)

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_cell, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)))
