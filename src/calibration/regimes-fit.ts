/**
 * Fit of two volatility regimes to daily log returns (`src/sim/process/regimes.ts`): a hidden Markov model.
 *
 * Expectation maximisation (L. E. Baum et al., 1970) with the mean held at the sample's gives the start; the
 * exact likelihood, with the mean of each regime (drift - volatility²/2)/365, is then maximised by the
 * forward algorithm (J. D. Hamilton, Econometrica 57, 1989). The chain starts in its stationary distribution.
 * On a day without a return the chain moves and nothing is observed. A regime that holds a handful of days is
 * no regime: a volatility is kept above a twentieth of the sample's.
 */
import { exp } from '../sim/math/exp.ts'
import { log } from '../sim/math/log.ts'
import { DAYS_PER_YEAR } from '../sim/process/process.ts'
import { fitByLikelihood } from './likelihood.ts'
import { LOG_2PI } from './gbm-fit.ts'
import { known, momentsOf } from './returns.ts'
import { modelFit, valueOf, type ModelFit } from './model-fit.ts'

type Pair = readonly [calm: number, wild: number]

/** Probabilities of leaving each regime, and means and variances of a day's log return. */
interface Chain {
  readonly leave: Pair
  readonly mean: Pair
  readonly variance: Pair
}

const STEPS_OF_EXPECTATION = 40

export function fitRegimes(returns: readonly (number | undefined)[], near?: ModelFit): ModelFit {
  const sample = known(returns)
  const { variance } = momentsOf(sample)
  const logLikelihood = (free: readonly number[]): number => {
    const chain = chainOf(free)
    if (Math.min(...chain.variance) < variance / 400) return -Infinity
    return forward(returns, chain).logLikelihood
  }
  const starts = near === undefined ? [startOf(returns)] : [near.free]
  const fit = fitByLikelihood(logLikelihood, starts, [
    { name: 'drift', toNatural: (x) => x },
    { name: 'calmVolatility', toNatural: exp },
    { name: 'wildVolatility', toNatural: exp },
    { name: 'calmDays', toNatural: daysOf },
    { name: 'wildDays', toNatural: daysOf },
  ])
  return inOrder(modelFit('regimes', sample.length, fit))
}

/** Probability of the wild regime on each day, given the returns up to it. */
export function wildProbabilities(returns: readonly (number | undefined)[], fit: ModelFit): number[] {
  const path: number[] = []
  forward(returns, chainOf(fit.free), (wild) => path.push(wild))
  return path
}

/** Probability of the wild regime on the last day. */
export function wildProbability(returns: readonly (number | undefined)[], fit: ModelFit): number {
  return forward(returns, chainOf(fit.free)).wild
}

/** Mean stay 1 + e^x days, at least 1. */
const daysOf = (x: number): number => 1 + exp(x)

function chainOf(free: readonly number[]): Chain {
  const [drift, logCalm, logWild, calmStay, wildStay] = free as [number, number, number, number, number]
  const squared: Pair = [exp(2 * logCalm), exp(2 * logWild)]
  return {
    leave: [1 / daysOf(calmStay), 1 / daysOf(wildStay)],
    mean: [(drift - squared[0] / 2) / DAYS_PER_YEAR, (drift - squared[1] / 2) / DAYS_PER_YEAR],
    variance: [squared[0] / DAYS_PER_YEAR, squared[1] / DAYS_PER_YEAR],
  }
}

/** The forward algorithm with scaling: the log-likelihood, and the last filtered probability. */
function forward(
  returns: readonly (number | undefined)[],
  { leave, mean, variance }: Chain,
  onDay: (wild: number) => void = () => {},
): { readonly logLikelihood: number; readonly wild: number } {
  const [a, b] = [1 / Math.sqrt(variance[0]), 1 / Math.sqrt(variance[1])]
  const [p, q] = [0.5 / variance[0], 0.5 / variance[1]]
  let [wild, sum, count] = [leave[0] / (leave[0] + leave[1]), 0, 0]
  for (const x of returns) {
    const before = wild * (1 - leave[1]) + (1 - wild) * leave[0]
    wild = before
    if (x === undefined) {
      onDay(wild)
      continue
    }
    const inCalm = (1 - before) * a * exp(-p * (x - mean[0]) * (x - mean[0]))
    const inWild = before * b * exp(-q * (x - mean[1]) * (x - mean[1]))
    const density = inCalm + inWild
    sum += log(density)
    count++
    wild = inWild / density
    onDay(wild)
  }
  return { logLikelihood: sum - (count * LOG_2PI) / 2, wild }
}

/** The free variables after expectation maximisation with both means at the sample's. */
function startOf(returns: readonly (number | undefined)[]): readonly number[] {
  const { mean, variance } = momentsOf(known(returns))
  let chain: Chain = {
    leave: [0.05, 0.1],
    mean: [mean, mean],
    variance: [variance * 0.4, variance * 2.5],
  }
  for (let step = 0; step < STEPS_OF_EXPECTATION; step++) chain = maximised(returns, chain)
  const logVolatility = (each: number): number => log(each * DAYS_PER_YEAR) / 2
  const free = (leave: number): number => log(Math.max(1 / leave - 1, 0.01))
  return [
    mean * DAYS_PER_YEAR + (variance * DAYS_PER_YEAR) / 2,
    logVolatility(chain.variance[0]),
    logVolatility(chain.variance[1]),
    free(chain.leave[0]),
    free(chain.leave[1]),
  ]
}

/** One step of expectation (forward and backward) and maximisation (variances and transitions). */
function maximised(returns: readonly (number | undefined)[], chain: Chain): Chain {
  const n = returns.length
  const { leave, mean, variance } = chain
  const density = (x: number | undefined, k: 0 | 1): number =>
    x === undefined ? 1 : exp((-0.5 * (x - mean[k]) * (x - mean[k])) / variance[k]) / Math.sqrt(variance[k])
  const move = [
    [1 - leave[0], leave[0]],
    [leave[1], 1 - leave[1]],
  ] as const
  const emission = returns.map((x) => [density(x, 0), density(x, 1)] as const)
  const filtered: Pair[] = []
  let state: Pair = [leave[1] / (leave[0] + leave[1]), leave[0] / (leave[0] + leave[1])]
  for (const [calm, wild] of emission) {
    const one = (state[0] * move[0][0] + state[1] * move[1][0]) * calm
    const two = (state[0] * move[0][1] + state[1] * move[1][1]) * wild
    state = [one / (one + two), two / (one + two)]
    filtered.push(state)
  }
  let after: Pair = [1, 1]
  const weights = [0, 0]
  const squares = [0, 0]
  const stays = [0, 0]
  const leaves = [0, 0]
  for (let d = n - 1; d >= 0; d--) {
    const total = filtered[d]![0] * after[0] + filtered[d]![1] * after[1]
    const x = returns[d]
    for (const k of [0, 1] as const) {
      const smoothed = (filtered[d]![k] * after[k]) / total
      if (x === undefined) continue
      weights[k]! += smoothed
      squares[k]! += smoothed * (x - mean[k]) * (x - mean[k])
    }
    if (d === 0) break
    const next: Pair = [emission[d]![0] * after[0], emission[d]![1] * after[1]]
    const before = filtered[d - 1]!
    const joint = ([0, 1] as const).map((i) => ([0, 1] as const).map((j) => before[i] * move[i][j] * next[j]))
    const sum = joint.flat().reduce((a, b) => a + b, 0)
    for (const i of [0, 1] as const) {
      stays[i]! += joint[i]![i]! / sum
      leaves[i]! += joint[i]![1 - i]! / sum
    }
    const back: Pair = [
      move[0][0] * next[0] + move[0][1] * next[1],
      move[1][0] * next[0] + move[1][1] * next[1],
    ]
    after = [back[0] / (back[0] + back[1]), back[1] / (back[0] + back[1])]
  }
  const varianceOf = (k: 0 | 1): number => squares[k]! / weights[k]!
  const leaveOf = (k: 0 | 1): number => Math.min(Math.max(leaves[k]! / (stays[k]! + leaves[k]!), 1e-4), 0.99)
  return { leave: [leaveOf(0), leaveOf(1)], mean, variance: [varianceOf(0), varianceOf(1)] }
}

/** The regime with the lower volatility is the calm one. */
function inOrder(fit: ModelFit): ModelFit {
  if (valueOf(fit, 'calmVolatility') <= valueOf(fit, 'wildVolatility')) return fit
  const { drift, calmVolatility: wild, wildVolatility: calm, calmDays, wildDays } = fit.estimates
  const [free0, free1, free2, free3, free4] = fit.free as [number, number, number, number, number]
  return {
    ...fit,
    estimates: {
      drift: drift!,
      calmVolatility: { ...calm!, name: 'calmVolatility' },
      wildVolatility: { ...wild!, name: 'wildVolatility' },
      calmDays: { ...wildDays!, name: 'calmDays' },
      wildDays: { ...calmDays!, name: 'wildDays' },
    },
    free: [free0, free2, free1, free4, free3],
  }
}
