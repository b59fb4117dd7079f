/**
 * Place: where the manifest of a study is and its shards are left, for whoever computes one: a directory, or
 * an S3-compatible bucket.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../report/hash.ts'
import type { Shard } from '../../sim/study/shard.ts'
import type { Scratch } from './scratch.ts'
import { projectStart } from '../start.ts'
import { WrongInput } from '../wrong-input.ts'
import { isAddress } from './bucket/address.ts'
import { openBucket, type Bucket } from './bucket/bucket.ts'
import { SHARDS } from './bucket/pull.ts'
import { fileNames } from './file-names.ts'
import { MANIFEST, parseManifest, readManifest, shardsBeside, type Manifest } from './manifest.ts'

export interface Place {
  readonly manifest: Manifest
  /** Directory that the files of a shard are written to, before it is delivered. */
  readonly directory: string
  /** Where the rows of a shard are when it is finished, for messages. */
  readonly rowsOf: (shard: Shard) => string
  readonly has: (shard: Shard) => Promise<boolean>
  /** Leaves the written files at the place. Only a whole shard is ever seen there. */
  readonly deliver: (shard: Shard) => Promise<void>
}

/**
 * Opens the place of a manifest.
 *
 * @param file absolute path, or an address `s3://BUCKET/PREFIX/manifest.json`.
 * @param scratch of this process, for files on their way to a bucket.
 * @throws {WrongInput} when it cannot be read, or is no manifest.
 */
export async function openPlace(file: string, scratch: Scratch): Promise<Place> {
  if (!isAddress(file)) return directoryOf(file)
  const address = new RegExp(`^(.*)/${MANIFEST}$`).exec(file)?.[1]
  if (address === undefined)
    throw new WrongInput({
      expected: `the address of a ${MANIFEST}`,
      got: file.includes('@') ? 'another one' : `"${file}"`,
      advice: file.includes('@')
        ? `Example: s3://studies/big/${MANIFEST}.`
        : `Write ${file.replace(/\/$/, '')}/${MANIFEST}.`,
    })
  const bucket = await openBucket(address)
  const bytes = await bucket.get(MANIFEST)
  if (bytes === undefined)
    throw new WrongInput({
      expected: `the ${MANIFEST} of a study in ${bucket.shown}`,
      got: 'none',
      advice: `Make one with: ${projectStart('study')} NAME --executor none --bucket ${bucket.shown}.`,
    })
  const manifest = parseManifest(Buffer.from(bytes).toString('utf8'), file)
  return bucketOf(bucket, manifest, join(scratch.directory(), sha256(Buffer.from(bytes)).slice(0, 16)))
}

function directoryOf(file: string): Place {
  const directory = shardsBeside(file)
  const rowsOf = (shard: Shard): string => join(directory, fileNames(shard).rows)
  return {
    manifest: readManifest(file),
    directory,
    rowsOf,
    has: (shard) => Promise.resolve(existsSync(rowsOf(shard))),
    deliver: () => Promise.resolve(),
  }
}

function bucketOf(bucket: Bucket, manifest: Manifest, directory: string): Place {
  mkdirSync(directory, { recursive: true })
  return {
    manifest,
    directory,
    rowsOf: (shard) => `${bucket.shown}/${SHARDS}/${fileNames(shard).rows}`,
    has: (shard) => bucket.has(`${SHARDS}/${fileNames(shard).rows}`),
    async deliver(shard) {
      const { days, rows } = fileNames(shard)
      // The rows last: a shard is finished when they are there.
      for (const name of manifest.days ? [days, rows] : [rows]) {
        await bucket.put(`${SHARDS}/${name}`, readFileSync(join(directory, name)))
        rmSync(join(directory, name))
      }
    },
  }
}
