/**
 * Progress: a comparison after a whole batch, as JSON, from which it can go on.
 *
 * What it finds from there on is what it would have found without the interruption. The build, the seed and
 * the configuration must be the same, which a fingerprint says.
 */
import type { Build } from '../../evm/build.ts'
import { ownArtifacts } from '../../evm/build.ts'
import { keccakBytes } from '../../evm/machine/keccak.ts'
import { toHex } from '../../evm/machine/hex.ts'
import type { Calls, Entry } from './entry.ts'

/** What a census has to remember. */
export interface SavedCensus {
  readonly entries: readonly (readonly [string, Entry])[]
  readonly calls: readonly (readonly [string, Calls])[]
  readonly reverts: readonly string[]
  readonly actions: number
  readonly answers: number
  readonly states: number
  /** Turns of the attempts by others, and of the preconditions. */
  readonly turns: readonly [authority: number, preconditions: number]
}

export interface Progress {
  /** Of what is audited, and how. */
  readonly fingerprint: string
  /** Batches that have run; the corpus comes before them. */
  readonly batches: number
  readonly sequences: number
  readonly census: SavedCensus
}

/** Version of the file's shape. */
const SCHEMA = 1

/** Says whether two audits compare the same. `how`: configuration and seed, as plain data. */
export function fingerprintOf(build: Build, how: object): string {
  const codes = [...Object.values(ownArtifacts(build)), ...(build.libraries ?? [])]
  const { lacks, plan, reverts } = build
  const text = JSON.stringify([codes.map(({ bytecode }) => bytecode), lacks, plan, reverts, how], tagged)
  return toHex(keccakBytes(new TextEncoder().encode(text)))
}

/** A progress as JSON. */
export function progressFile(progress: Progress): string {
  return `${JSON.stringify({ schema: SCHEMA, ...progress }, tagged)}\n`
}

/**
 * A progress from JSON; the inverse of {@link progressFile}.
 *
 * @param fingerprint of the audit that is to go on.
 * @throws {InvalidProgress} when it is none, or one of another audit.
 */
export function readProgress(text: string, fingerprint: string): Progress {
  let read: unknown
  try {
    read = JSON.parse(text, untagged)
  } catch (error) {
    throw new InvalidProgress(String(error))
  }
  const progress = read as (Progress & { readonly schema: number }) | null
  if (progress?.schema !== SCHEMA || !Array.isArray(progress.census?.entries))
    throw new InvalidProgress('it is no progress of this version')
  if (progress.fingerprint !== fingerprint)
    throw new InvalidProgress('it is of another build, seed or configuration')
  return progress
}

/** JSON has no integers above 2^53, so they are texts with a tag. */
function tagged(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { $bigint: String(value) } : value
}

function untagged(_key: string, value: unknown): unknown {
  const isTagged = typeof value === 'object' && value !== null && '$bigint' in value
  return isTagged ? BigInt(String(value.$bigint)) : value
}

/** The text is no progress of this audit. */
export class InvalidProgress extends Error {
  override readonly name = 'InvalidProgress'
  constructor(detail: string) {
    super(
      `expected the progress of an interrupted audit of the same build, seed and configuration; ${detail}`,
    )
  }
}
