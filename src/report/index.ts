/**
 * `amt-lab/report`: a result as canonical text, CSV and readable numbers.
 *
 * The files themselves are written by `publish` of `amt-lab`. What is not exported here may change without
 * notice.
 */
export { resultHash } from './hash.ts'
export { csv } from './csv.ts'
export { readParquet, type ParquetContent } from './parquet.ts'
export { readable } from './number.ts'
export { type Verification } from './manifest.ts'
