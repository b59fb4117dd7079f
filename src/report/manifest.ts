/**
 * Manifest: what a run was, with what it was made, and the fingerprints of its files.
 *
 * Nothing of the clock, of the machine's name or of paths is in it, so that the same run gives the same bytes.
 */
import { z } from 'zod'
import type { RunResult } from '../sim/result.ts'
import { pathHash, resultHash, sha256, type Bytes } from './hash.ts'

/** What a run was made with. */
export interface Versions {
  /** Of this project. */
  readonly package: string
  readonly node: string
  /** npm package → version. */
  readonly dependencies: Readonly<Record<string, string>>
  /** What the compiler compiles → its version. */
  readonly compilers: Readonly<Record<string, string>>
}

/** What replaying the actions on the EVM gave. */
export interface Verification {
  readonly actions: number
  readonly divergences: number
  /** Answers to questions about the state that were compared. */
  readonly answers: number
  /** Messages to contracts that were run on EthereumJS as well. */
  readonly messages: number
  /** The first divergence, as a story. */
  readonly first?: string
}

export interface ManifestInput {
  readonly result: RunResult
  /** What to type to get this run again. */
  readonly command: string
  readonly versions: Versions
  readonly verification?: Verification
}

/** Name of the manifest among the files of a report. */
export const MANIFEST = 'manifest.json'

/** Name of the file with the actions of the variant of that name. */
export const variantFile = (variant: string): string => `actions-${variant}.jsonl`

const FORMAT = 'amt-lab run 1'

/** The manifest as JSON text, over the files beside it. */
export function manifest(input: ManifestInput, files: ReadonlyMap<string, Bytes>): string {
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
    command,
    resultHash: resultHash(result),
    pathHash: pathHash(result),
    versions,
    verified: verification ?? null,
    files: [...files].map(([name, bytes]) => ({
      name,
      bytes: Buffer.byteLength(bytes),
      sha256: sha256(bytes),
    })),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** Names of the files of a run whose manifest this text is, itself included; none if it is no such manifest. */
export function filesOfManifest(text: string): readonly string[] {
  try {
    const { files } = manifestShape.parse(JSON.parse(text))
    return [MANIFEST, ...files.map(({ name }) => name)]
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return []
    throw error
  }
}

const manifestShape = z.object({
  format: z.literal(FORMAT),
  files: z.array(z.object({ name: z.string() })),
})
