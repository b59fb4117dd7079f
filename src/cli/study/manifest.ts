/**
 * Manifest: a study as its shards see it: everything that determines them, and how it is divided.
 *
 * The file `manifest.json` in the study's directory names every shard of the study by its index. Whoever can
 * read the directory and has the same code can compute one: a thread, a job of a queue, a task of an array.
 * A shard's files do not depend on who computes it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Shard } from '../../sim/study/shard.ts'
import { DESIGNS } from '../../sim/study/design.ts'
import type { StudySpec } from '../../sim/study/spec.ts'
import { readBytes } from '../read-bytes.ts'
import { projectStart } from '../start.ts'
import { WrongInput } from '../wrong-input.ts'
import { writeWhole } from './job.ts'

export interface Manifest {
  readonly spec: StudySpec
  /** Version of this project, and fingerprint of the code that determines a path. */
  readonly version: string
  readonly code: string
  /** Absolute directory that paths of price files refer to. */
  readonly cwd: string
  /** Whether the daily columns are kept. */
  readonly days: boolean
  readonly shards: readonly Shard[]
}

export const MANIFEST = 'manifest.json'
const FORMAT = 'amt-lab manifest 1'

const texts = z.record(z.string(), z.string())
const whole = z.int().min(0)
const shape = z.object({
  format: z.literal(FORMAT),
  version: z.string(),
  code: z.string(),
  cwd: z.string(),
  days: z.boolean(),
  spec: z.object({
    scenario: z.string(),
    days: whole,
    seed: z.string(),
    runs: whole,
    design: z.enum(DESIGNS),
    sweeps: z.array(z.object({ parameter: z.string(), values: z.string() })),
    set: texts,
    points: z.array(texts),
    invariants: z.literal('sampled').optional(),
  }),
  shards: z.array(z.tuple([whole, whole, whole])),
})

/** Directory of the shards' files, beside a manifest. */
export const shardsBeside = (manifest: string): string => join(dirname(manifest), 'shards')

/** Writes the manifest into the study's directory and returns its path. */
export function writeManifest(directory: string, { shards, ...rest }: Manifest): string {
  const file = join(directory, MANIFEST)
  const list = shards.map(({ point, first, last }) => [point, first, last])
  writeWhole(file, `${JSON.stringify({ format: FORMAT, ...rest, shards: list })}\n`)
  return file
}

/**
 * Reads a manifest.
 *
 * @throws {WrongInput} when the file cannot be read or is no manifest.
 */
export function readManifest(file: string): Manifest {
  const bytes = readBytes(
    file,
    file,
    `the ${MANIFEST} of a study`,
    `Make one with: ${projectStart('study')} NAME --executor none --out DIR.`,
    (error) => new WrongInput(error),
  )
  return parseManifest(bytes.toString('utf8'), file)
}

/**
 * The manifest of a text, which messages call `shown`.
 *
 * @throws {WrongInput} when it is no manifest.
 */
export function parseManifest(text: string, shown: string): Manifest {
  const found = shape.safeParse(parsed(text))
  if (!found.success)
    throw new WrongInput({
      expected: `the ${MANIFEST} of a study of this version of AMT Lab`,
      got: `${shown}, which is something else`,
      advice: `Make one with: ${projectStart('study')} NAME --executor none --out DIR.`,
    })
  const { format: _format, shards, ...rest } = found.data
  return { ...rest, shards: shards.map(([point, first, last]) => ({ point, first, last })) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The shards of the directory's manifest; undefined if there is none that can be read. */
export function dividedBefore(directory: string): readonly Shard[] | undefined {
  const file = join(directory, MANIFEST)
  if (!existsSync(file)) return undefined
  const found = shape.safeParse(parsed(readFileSync(file, 'utf8')))
  return found.success ? found.data.shards.map(([point, first, last]) => ({ point, first, last })) : undefined
}

/**
 * Whether this code may compute shards of the manifest.
 *
 * @throws {WrongInput} when it is another version, or other code.
 */
export function mustBeOurs(
  { version, code }: Pick<Manifest, 'version' | 'code'>,
  own: Pick<Manifest, 'version' | 'code'>,
): void {
  if (version === own.version && code === own.code) return
  const told = (each: Pick<Manifest, 'version' | 'code'>): string =>
    `version ${each.version} with code ${each.code.slice(0, 12)}`
  throw new WrongInput({
    expected: `the code of the study, ${told({ version, code })}`,
    got: told(own),
    advice: 'Nothing was computed. Install the same version of AMT Lab on every machine.',
  })
}
