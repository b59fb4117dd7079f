/**
 * `amt-lab/calibration`: models fitted to a daily history, and forecasts scored against it.
 *
 * Pure and deterministic: the same history gives the same bits on every engine. What is not exported here may
 * change without notice.
 */
export { calibrate, type Calibration, type CalibrationOptions } from './calibration.ts'
export { fitPrice, likelihoodRatio, type PriceCalibration, type PriceFits } from './price.ts'
export { PRICE_MODELS, valueOf, type ModelFit, type PriceModel } from './model-fit.ts'
export { fitNetwork, type Elasticities, type NetworkFit, type Response } from './network-fit.ts'
export { fitLevel, type LevelFit } from './level-fit.ts'
export {
  fitResponse,
  type ResponseFit,
  type ResponseFitOptions,
  type ResponseFitting,
  type SimulatedResponse,
} from './response-fit.ts'
export { matchOf, type Curve, type Match } from './matching.ts'
export { logReturns, TooFewReturns } from './returns.ts'
export { worldOf, type World, type WorldSetting } from './world.ts'
export { type Estimate } from './likelihood.ts'
export {
  backtest,
  TooShortBefore,
  type Backtest,
  type BacktestOptions,
  type LongFan,
  type PayoutOf,
  type Scored,
} from './backtest/backtest.ts'
export { chosenModel, insideOf, scoresOf, type Inside, type Score } from './backtest/summary.ts'
export { criticalDistance, crpsOf, crpsOfNormal, pitOf, uniformityOf } from './backtest/scores.ts'
