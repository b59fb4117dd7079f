/**
 * Maximum likelihood: estimates with standard errors from the observed information.
 *
 * The search runs on free variables, such as the logarithm of a volatility. The observed information is minus
 * the Hessian of the log-likelihood in them, by central differences with the step {@link INFORMATION_STEP}.
 * An interval is that of the free variable, ± 1.96 standard errors, mapped back, so that it never leaves the
 * parameter's range; a standard error is mapped by the delta method. Both hold for large samples, and not at
 * the boundary of the parameters.
 */
import { inverseOf, type Matrix } from './matrix.ts'
import { maximise, type SearchOptions } from './nelder-mead.ts'

/** Step of the numerical differentiation, in each free variable. */
export const INFORMATION_STEP = 1e-3

/** 97.5% quantile of the standard normal distribution. */
export const NORMAL_975 = 1.959963984540054

/** One estimate, in natural units. */
export interface Estimate {
  readonly name: string
  readonly value: number
  /** Undefined where the information is singular: the data do not determine the parameter. */
  readonly standardError: number | undefined
  /** 95% interval. */
  readonly low: number | undefined
  readonly high: number | undefined
}

/** A parameter as an increasing function of one free variable. */
export interface Free {
  readonly name: string
  readonly toNatural: (x: number) => number
}

export interface LikelihoodFit {
  readonly free: readonly number[]
  readonly logLikelihood: number
  readonly estimates: readonly Estimate[]
  readonly evaluations: number
  readonly converged: boolean
}

/** The maximum of `logLikelihood` in the free variables, from the best of `starts`. */
export function fitByLikelihood(
  logLikelihood: (free: readonly number[]) => number,
  starts: readonly (readonly number[])[],
  parameters: readonly Free[],
  options?: SearchOptions,
): LikelihoodFit {
  const maxima = starts.map((start) => maximise(logLikelihood, start, options))
  const best = maxima.reduce((one, other) => (other.value > one.value ? other : one))
  const covariance = inverseOf(informationAt(logLikelihood, best.at))
  return {
    free: best.at,
    logLikelihood: best.value,
    estimates: parameters.map((parameter, i) => estimateOf(parameter, best.at[i]!, covariance?.[i]?.[i])),
    evaluations: maxima.reduce((sum, { evaluations }) => sum + evaluations, 0),
    converged: best.converged,
  }
}

/** Minus the Hessian of `f` at `x`, by central differences. */
export function informationAt(f: (x: readonly number[]) => number, x: readonly number[]): Matrix {
  const h = INFORMATION_STEP
  const at = (...steps: readonly (readonly [i: number, by: number])[]): number =>
    f(x.map((value, j) => steps.reduce((sum, [i, by]) => (i === j ? sum + by * h : sum), value)))
  const centre = f(x)
  return x.map((_row, i) =>
    x.map((_column, j) =>
      i === j
        ? -(at([i, 1]) - 2 * centre + at([i, -1])) / (h * h)
        : -(at([i, 1], [j, 1]) - at([i, 1], [j, -1]) - at([i, -1], [j, 1]) + at([i, -1], [j, -1])) /
          (4 * h * h),
    ),
  )
}

function estimateOf({ name, toNatural }: Free, x: number, variance: number | undefined): Estimate {
  const value = toNatural(x)
  if (variance === undefined || !(variance > 0))
    return { name, value, standardError: undefined, low: undefined, high: undefined }
  const error = Math.sqrt(variance)
  const h = INFORMATION_STEP
  const slope = (toNatural(x + h) - toNatural(x - h)) / (2 * h)
  return {
    name,
    value,
    standardError: Math.abs(slope) * error,
    low: toNatural(x - NORMAL_975 * error),
    high: toNatural(x + NORMAL_975 * error),
  }
}
