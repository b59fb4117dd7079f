/** The optimiser and the observed information, on functions with known maxima. */
import { expect, test } from 'vitest'
import { informationAt } from '../../src/calibration/likelihood.ts'
import { inverseOf, solveOf } from '../../src/calibration/matrix.ts'
import { maximise } from '../../src/calibration/nelder-mead.ts'

test('finds the maximum of a narrow curved ridge', () => {
  // Rosenbrock's function, with its minimum 0 at (1, 1).
  const f = ([x, y]: readonly number[]): number => -((1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2)
  const { at, value, converged } = maximise(f, [-1.2, 1])
  expect(converged).toBe(true)
  expect(value).toBeGreaterThan(-1e-6)
  expect(at[0]).toBeCloseTo(1, 2)
})

test('stays where the function is defined', () => {
  const f = ([x]: readonly number[]): number => (x! < 0.5 ? NaN : -x!)
  expect(maximise(f, [3]).at[0]).toBeCloseTo(0.5, 3)
})

test('the information of a quadratic is its matrix', () => {
  const f = ([x, y]: readonly number[]): number => -(2 * x! * x! + x! * y! + 3 * y! * y!)
  const [[a, b], [c, d]] = informationAt(f, [0.3, -0.2]) as [[number, number], [number, number]]
  for (const [found, expected] of [
    [a, 4],
    [b, 1],
    [c, 1],
    [d, 6],
  ] as const)
    expect(found).toBeCloseTo(expected, 6)
})

test('the inverse solves, and there is none of a matrix that is not positive definite', () => {
  const matrix = [
    [4, 1],
    [1, 3],
  ]
  const inverse = inverseOf(matrix)!
  expect(inverse[0]![0]).toBeCloseTo(3 / 11, 12)
  expect(inverse[0]![1]).toBeCloseTo(-1 / 11, 12)
  expect(solveOf(matrix, [5, 4])![0]).toBeCloseTo(1, 12)
  expect(
    inverseOf([
      [1, 2],
      [2, 1],
    ]),
  ).toBeUndefined()
})
