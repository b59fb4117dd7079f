/**
 * `amt-lab/statistics`: estimators for any function or sample, with their intervals.
 *
 * Deterministic: the same arguments give the same bits on every engine. What is not exported here may change
 * without notice.
 */
export { clopperPearson, InvalidCount, type Bounds } from './proportion.ts'
export { goalOf, goalSeek, NotAscending, type Goal, type GoalOptions, type GoalPoint } from './goal-seek.ts'
export { InvalidLevel } from './level.ts'
export { EmptySample, meanWithInterval, studentQuantile, type Estimate } from './student.ts'
export { sobolIndices, indicesOf, saltelliPoints, type Indices, type SobolOptions } from './sobol-indices.ts'
export { morris, morrisEffects, morrisPoints, type Effect, type MorrisOptions } from './morris.ts'
export { InvalidOutput, InvalidRange, TooFew, type Output, type Point, type Ranges } from './ranges.ts'
export { quantileInterval, type QuantileInterval } from './quantile-interval.ts'
export { NotANumber, quantileRanks, valuesNeeded, type RankBounds } from './order-statistics.ts'
export { quantileIndices, type QuantileIndicesOptions } from './quantile-indices.ts'
export { probabilityIndices, type ProbabilityIndices } from './probability-indices.ts'
export {
  expectedShortfall,
  valueAtRisk,
  WorstExceeded,
  type RiskMeasure,
  type Shortfall,
  type ShortfallOptions,
} from './expected-shortfall.ts'
export { maximumDrawdown, NotPositive, timeUnderWater, type Drawdown, type UnderWater } from './drawdown.ts'
export { internalRateOfReturn, InvalidFlows, type InternalRate } from './internal-rate-of-return.ts'
export { InvalidRate, paybackPeriod, type Payback } from './payback-period.ts'
export { probabilityOfBest, UnpairedPaths, type Best, type Standing } from './best.ts'
export { latinHypercube } from './latin-hypercube.ts'
export { sobolIntegers, sobolPoints, TooManyDimensions } from './sobol-sequence.ts'
export {
  emptySketch,
  mergeSketches,
  quantileOf,
  relativeError,
  sizeOf,
  sketchOf,
  valueAtRank,
  type Grid,
  type Sketch,
} from './sketch.ts'
export { normalCdf, normalQuantile } from '../sim/math/normal.ts'
