/**
 * Names of a shard's files: `p0-0000000-0000031.parquet` and `….days`.
 */
import type { Shard } from '../../sim/study/shard.ts'

export function fileNames({ point, first, last }: Shard): { readonly rows: string; readonly days: string } {
  const name = `p${point}-${pad(first)}-${pad(last)}`
  return { rows: `${name}.parquet`, days: `${name}.days` }
}

/** The shard of a file of rows; undefined for any other file name. */
export function shardOf(fileName: string): Shard | undefined {
  const match = /^p(\d{1,9})-(\d{7,10})-(\d{7,10})\.parquet$/.exec(fileName)
  return match === null
    ? undefined
    : { point: Number(match[1]), first: Number(match[2]), last: Number(match[3]) }
}

const pad = (path: number): string => path.toString().padStart(7, '0')
