/**
 * Mean-reverting level: the exponential of an Ornstein–Uhlenbeck process, always positive.
 *
 * With x = log(value / median): x' = x e^(-k) + s sqrt(1 - e^(-2k)) Z, k = log 2 / half-life, which is exact
 * in distribution for steps of one day (D. T. Gillespie, Physical Review E 54, 1996). In the long run x is
 * normal with mean 0 and standard deviation s, so the value's median is `median` and its mean `median *
 * e^(s^2/2)`. After Schwartz's one-factor model of commodity prices (Journal of Finance 52, 1997).
 */
import { exp } from '../math/exp.ts'
import { log } from '../math/log.ts'
import { standardNormal } from '../random/normal.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

/** The value at the end of a day, in the unit of the process. */
export interface Level {
  readonly value: number
}

/** Level, speed of reversion and spread. */
export interface MeanRevertingParameters {
  /** Value on day 0, in the unit of the process. */
  readonly value: number
  /** Median in the long run, in the same unit. */
  readonly median: number
  /** Half-life of a deviation of the logarithm, in days. */
  readonly halfLifeDays: number
  /** Standard deviation of the logarithm in the long run. */
  readonly logSd: number
}

/**
 * Power in USD per kWh, in the range of docs/reference/economics.md, 6: the median is the geometric middle of
 * 0.045 and 0.07, and the ends are two standard deviations of the logarithm away. The half-life of a quarter
 * is this project's assumption.
 */
export const POWER_PRICE: MeanRevertingParameters = {
  value: 0.05612,
  median: 0.05612,
  halfLifeDays: 90,
  logSd: 0.1105,
}

/**
 * Fees of one block in BTC: the median is 1.8% of a subsidy of 3.125 BTC, the share that the quoted
 * hashprices imply (see `test/model/economics/mining.test.ts`). Half-life and spread are this project's
 * assumptions.
 */
export const BLOCK_FEES: MeanRevertingParameters = {
  value: 0.056,
  median: 0.056,
  halfLifeDays: 7,
  logSd: 0.6,
}

/** Power price in USD per kWh. */
export function powerPrice(parameters: MeanRevertingParameters = POWER_PRICE): Process<Level> {
  return meanReverting('power-price', parameters)
}

/** Average fees of a block, in BTC. */
export function blockFees(parameters: MeanRevertingParameters = BLOCK_FEES): Process<Level> {
  return meanReverting('block-fees', parameters)
}

/**
 * A mean-reverting process of this name. Draws two words a day.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 */
export function meanReverting(name: string, parameters: MeanRevertingParameters): Process<Level> {
  const { value, median, halfLifeDays, logSd } = parameters
  inRange(name, 'value', value, Number.MIN_VALUE)
  inRange(name, 'median', median, Number.MIN_VALUE)
  inRange(name, 'halfLifeDays', halfLifeDays, 0.01)
  inRange(name, 'logSd', logSd, 0, 10)
  const decay = exp(-log(2) / halfLifeDays)
  const sd = logSd * Math.sqrt(1 - decay * decay)
  return {
    name,
    initial: { value },
    step: (state, stream) => {
      const x = log(state.value / median)
      return { value: median * exp(x * decay + sd * standardNormal(stream)) }
    },
  }
}
