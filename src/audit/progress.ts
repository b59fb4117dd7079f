/**
 * Progress: an interrupted audit as JSON, from which it goes on.
 *
 * What it reports in the end is what it would have reported without the interruption, but for limits of time.
 * The comparison is saved after each batch, the chain alone after each sequence, and each finding once it is
 * shrunk. What comes after that is made anew: functions that are tried, canaries and links. The build, the
 * budget, the seed and the configuration must be the same, which a fingerprint says.
 */
import type { Build } from '../evm/build.ts'
import { ownArtifacts } from '../evm/build.ts'
import { keccakBytes } from '../evm/machine/keccak.ts'
import { toHex } from '../evm/machine/hex.ts'
import type { SavedCampaign } from './census/saved.ts'
import type { Unranked } from './finding.ts'
import type { SavedWatch } from './properties/watch.ts'

/** How far an audit has come: each part once it has begun. */
export interface AuditProgress {
  readonly campaign: SavedCampaign
  readonly alone?: SavedWatch
  /** Findings of the comparison, in its order, and of properties, in the order in which they broke. */
  readonly differences?: readonly Unranked[]
  readonly properties?: readonly Unranked[]
}

export interface Progress extends AuditProgress {
  /** Of what is audited, and how. */
  readonly fingerprint: string
  /** Time that has been used up, for a limit of time. */
  readonly milliseconds: number
}

/** Version of the file's shape. */
const SCHEMA = 2

/** Says whether two audits do the same. `how`: configuration, budget and seed, as plain data. */
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
  if (progress?.schema !== SCHEMA || !Array.isArray(progress.campaign?.census?.entries))
    throw new InvalidProgress('it is no progress of this version')
  if (progress.fingerprint !== fingerprint)
    throw new InvalidProgress('it is of another build, budget, seed or configuration')
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
      `expected the progress of an interrupted audit of the same build, budget, seed and configuration; ${detail}; ` +
        'start the audit without --resume',
    )
  }
}
