/**
 * `amt-lab/statistics`: estimators for any function or sample, with their intervals.
 *
 * Deterministic: the same arguments give the same bits on every engine. What is not exported here may change
 * without notice.
 */
export { clopperPearson, InvalidCount, type Bounds } from './proportion.ts'
export { InvalidLevel } from './level.ts'
export { EmptySample, meanWithInterval, studentQuantile, type Estimate } from './student.ts'
export { latinHypercube } from './latin-hypercube.ts'
export { sobolIntegers, sobolPoints, TooManyDimensions } from './sobol-sequence.ts'
export {
  emptySketch,
  mergeSketches,
  quantileOf,
  relativeError,
  sizeOf,
  sketchOf,
  type Grid,
  type Sketch,
} from './sketch.ts'
