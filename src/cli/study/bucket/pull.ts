/**
 * Pull: copies the manifest and finished shards of a study from a bucket into the study's directory, where
 * they are combined like any others.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { WrongInput } from '../../wrong-input.ts'
import { readDays } from '../days-file.ts'
import { fileNames, shardOf } from '../file-names.ts'
import { writeWhole } from '../job.ts'
import { MANIFEST, parseManifest } from '../manifest.ts'
import { readRows } from '../row-file.ts'
import type { Identity } from '../store.ts'
import type { Bucket } from './bucket.ts'

/** Folder of the shards in a bucket. */
export const SHARDS = 'shards'

/**
 * Takes the division of a study from its bucket into a directory that has none.
 *
 * @throws {WrongInput} when the bucket holds another study.
 */
export async function pullManifest(bucket: Bucket, directory: string, identity: Identity): Promise<void> {
  const bytes = await bucket.get(MANIFEST)
  if (bytes === undefined) return
  const text = Buffer.from(bytes).toString('utf8')
  const { spec, version, code } = parseManifest(text, `${bucket.shown}/${MANIFEST}`)
  if (JSON.stringify([spec, version, code]) !== canonical(identity))
    throw new WrongInput({
      expected: `the study in ${bucket.shown}`,
      got: 'another one, or one of other code',
      advice: 'Nothing was changed. Choose another prefix with --bucket, or the options of that study.',
    })
  if (!existsSync(join(directory, MANIFEST))) writeWhole(join(directory, MANIFEST), bytes)
}

/** As it comes back from a file, without what is undefined. */
const canonical = ({ spec, version, code }: Identity): string => {
  const { scenario, days, seed, runs, design, sweeps, set, points, invariants } = spec
  const same = { scenario, days, seed, runs, design, sweeps, set, points, invariants }
  return JSON.stringify([same, version, code])
}

/**
 * Copies shards that are in the bucket and not in the directory, the days before the rows. Whatever is not
 * whole stays there.
 *
 * @throws {WrongInput} when an object is damaged, or one of the two is missing.
 */
export async function pullShards(bucket: Bucket, directory: string, withDays: boolean): Promise<void> {
  for (const name of await bucket.names(SHARDS)) {
    const shard = shardOf(name)
    if (shard === undefined || existsSync(join(directory, name))) continue
    const names = fileNames(shard)
    if (withDays) await copy(bucket, names.days, directory, readDays)
    await copy(bucket, names.rows, directory, readRows)
  }
}

async function copy(
  bucket: Bucket,
  name: string,
  directory: string,
  read: (bytes: Uint8Array) => unknown,
): Promise<void> {
  const object = `${bucket.shown}/${SHARDS}/${name}`
  const bytes = await bucket.get(`${SHARDS}/${name}`)
  const wrong = (how: string): WrongInput =>
    new WrongInput({
      expected: 'complete objects of all shards',
      got: `${object}, which is ${how}`,
      advice:
        `The other shards are kept. Remove ${object.replace(/\.days$/, '.parquet')} and run the same ` +
        'command: its paths run again.',
    })
  if (bytes === undefined) throw wrong('missing')
  try {
    await read(bytes)
  } catch (error) {
    throw wrong(`damaged: ${(error as Error).message}`)
  }
  writeWhole(join(directory, name), bytes)
}
