/**
 * Small dense matrices, as rows: the inverse of a symmetric positive definite one, by Cholesky's method.
 */
export type Matrix = readonly (readonly number[])[]

/** The inverse of a symmetric matrix; undefined if it is not positive definite. */
export function inverseOf(matrix: Matrix): Matrix | undefined {
  const factor = choleskyOf(matrix)
  if (factor === undefined) return undefined
  const columns = matrix.map((_row, j) =>
    solve(
      factor,
      matrix.map((_each, i) => (i === j ? 1 : 0)),
    ),
  )
  return matrix.map((_row, i) => columns.map((column) => column[i]!))
}

/** x with `matrix` x = `right`; undefined if the matrix is not positive definite. */
export function solveOf(matrix: Matrix, right: readonly number[]): readonly number[] | undefined {
  const factor = choleskyOf(matrix)
  return factor === undefined ? undefined : solve(factor, right)
}

/** Lower triangular L with L L' = `matrix`. */
function choleskyOf(matrix: Matrix): Matrix | undefined {
  const n = matrix.length
  const lower: number[][] = matrix.map(() => Array.from({ length: n }, () => 0))
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!
      if (i === j && !(rest > 0)) return undefined
      lower[i]![j] = i === j ? Math.sqrt(rest) : rest / lower[j]![j]!
    }
  return lower
}

function solve(lower: Matrix, right: readonly number[]): readonly number[] {
  const n = lower.length
  const y: number[] = []
  for (let i = 0; i < n; i++) {
    const known = y.reduce((sum, each, k) => sum + lower[i]![k]! * each, 0)
    y.push((right[i]! - known) / lower[i]![i]!)
  }
  const x = Array.from({ length: n }, () => 0)
  for (let i = n - 1; i >= 0; i--) {
    let rest = y[i]!
    for (let k = i + 1; k < n; k++) rest -= lower[k]![i]! * x[k]!
    x[i] = rest / lower[i]![i]!
  }
  return x
}
