/**
 * Manifest: the inputs of a run, the versions it ran with, and the SHA-256 of each of its files.
 *
 * It contains no timestamps, host names or file-system paths, so that equal runs give equal bytes.
 */
import type { RunResult, Table } from '../sim/result.ts'
import { pathHash, resultHash, sha256, type Bytes } from './hash.ts'

export interface Commit {
  /** 40 hexadecimal digits. */
  readonly hash: string
  /** Date of the commit, YYYY-MM-DD. */
  readonly date: string
  /** Whether tracked files differ from the commit. */
  readonly changed: boolean
}

/** `AMT Lab 0.1.0, commit 0123456789ab of 2026-11-29, with uncommitted changes`. */
export function versionText({ package: version, commit }: Pick<Versions, 'package' | 'commit'>): string {
  if (commit === undefined) return `AMT Lab ${version}`
  const { hash, date, changed } = commit
  return (
    `AMT Lab ${version}, commit ${hash.slice(0, 12)} of ` +
    `${date}${changed ? ', with uncommitted changes' : ''}`
  )
}

/** `0123456789ab`, with a plus sign if files differ from the commit. */
export const commitOf = ({ hash, changed }: Pick<Commit, 'hash' | 'changed'>): string =>
  `${hash.slice(0, 12)}${changed ? '+' : ''}`

/** Versions of the software that a run depends on. */
export interface Versions {
  /** Version of this project. */
  readonly package: string
  /** Commit of the sources; absent in an installed package, and in pages that are committed themselves. */
  readonly commit?: Commit
  readonly node: string
  /** Version by npm package. */
  readonly dependencies: Readonly<Record<string, string>>
  /** Compiler version by what it compiles. */
  readonly compilers: Readonly<Record<string, string>>
}

/** Result of replaying all actions on the EVM. */
export interface Verification {
  readonly actions: number
  readonly divergences: number
  /** Number of compared view results. */
  readonly answers: number
  /** Number of EVM messages that EthereumJS executed as well; 0 if it took no part. */
  readonly messages: number
  /** The first divergence as a story (counterexample). */
  readonly first?: string
}

export interface ManifestInput {
  readonly result: RunResult
  /** Command that reproduces this run. */
  readonly command: string
  readonly versions: Versions
  readonly verification?: Verification
}

/** File name of the manifest. */
export const MANIFEST = 'manifest.json'

/** File name of a variant's actions. */
export const variantFile = (variant: string): string => `actions-${variant}.jsonl`

/** Version of the manifest; a reader of another one says which version wrote it. */
export const FORMAT = 'amt-lab run 1'

/**
 * The manifest as JSON text. `files` are the other files of the report, `tables` those that are CSV files.
 */
export function manifest(
  input: ManifestInput,
  files: ReadonlyMap<string, Bytes>,
  tables: readonly Table[] = input.result.tables,
): string {
  const { result, command, versions, verification } = input
  const content = {
    format: FORMAT,
    scenario: result.scenario,
    question: result.question,
    seed: result.seed,
    path: result.path,
    days: result.days,
    parameters: result.parameters,
    founding: result.deployment,
    variants: result.variants.map(({ name, set, parameters, deployment: founding }) => ({
      name,
      set,
      parameters,
      founding,
      actions: variantFile(name),
    })),
    charts: result.charts,
    tables: tables.map(({ name, title, columns }) => ({
      name,
      title,
      columns: columns.map(({ name: column, title: heading, unit }) => ({
        name: column,
        title: heading,
        unit,
      })),
    })),
    command,
    resultHash: resultHash(result),
    pathHash: pathHash(result),
    versions,
    verified: verification ?? null,
    files: filesWithHashes(files),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** The manifest of an analysis, which has no run: its command, versions and files. */
export function analysisManifest(
  { command, versions }: Pick<ManifestInput, 'command' | 'versions'>,
  files: ReadonlyMap<string, Bytes>,
): string {
  const content = { format: FORMAT, command, versions, files: filesWithHashes(files) }
  return `${JSON.stringify(content, null, 2)}\n`
}

const utf8 = new TextEncoder()

function filesWithHashes(files: ReadonlyMap<string, Bytes>): readonly object[] {
  return [...files].map(([name, bytes]) => ({
    name,
    bytes: typeof bytes === 'string' ? utf8.encode(bytes).length : bytes.length,
    sha256: sha256(bytes),
  }))
}
