/**
 * Block counts: how often each basic block of the build's contracts was executed.
 *
 * A code is identified by its bytes, immutables aside: a creation by its beginning, since the constructor's
 * arguments follow. Code of no artifact is not counted.
 */
import type { Artifact, CodeRange } from '../compile/artifact.ts'
import type { BlockCounter } from '../machine/block-counter.ts'
import { Code } from '../machine/code.ts'
import { fromHex } from '../machine/hex.ts'

/** One code of an artifact. */
export interface CountedCode {
  readonly artifact: Artifact
  readonly kind: 'creation' | 'deployed'
  /** Decoded; immutables are zero. */
  readonly code: Code
}

/** Executions by block, one array for each of the {@link BlockCounts.codes}. */
export type Counts = readonly Float64Array[]

export class BlockCounts implements BlockCounter {
  /** The creation code and the runtime code of each artifact that has code. */
  readonly codes: readonly CountedCode[]
  private readonly counts: Counts

  constructor(artifacts: readonly Artifact[]) {
    this.codes = artifacts.filter(({ bytecode }) => bytecode !== '0x').flatMap(codesOf)
    this.counts = this.codes.map(({ code }) => new Float64Array(code.blocks.length))
  }

  deployed(code: Code): void {
    if (code.counts === undefined) code.count(this.countsOf(code.bytes, 'deployed'))
  }

  creation(code: Code): void {
    if (code.counts === undefined) code.count(this.countsOf(code.bytes, 'creation'))
  }

  /** The executions since the previous call. */
  take(): Counts {
    return this.counts.map((counts) => {
      const taken = counts.slice()
      counts.fill(0)
      return taken
    })
  }

  private countsOf(bytes: Uint8Array, kind: CountedCode['kind']): Float64Array {
    const index = this.codes.findIndex((known) => known.kind === kind && isCodeOf(known, bytes))
    return index < 0 ? NONE : this.counts[index]!
  }
}

const NONE = new Float64Array()

/** The sums of two counts of the same build. */
export function addCounts(one: Counts, other: Counts): Counts {
  return one.map((counts, index) => counts.map((count, block) => count + other[index]![block]!))
}

function codesOf(artifact: Artifact): CountedCode[] {
  return (['creation', 'deployed'] as const).map((kind) => {
    const hex = kind === 'creation' ? artifact.bytecode : artifact.deployedBytecode
    return { artifact, kind, code: new Code(fromHex(hex)).decode() }
  })
}

function isCodeOf({ artifact, kind, code }: CountedCode, bytes: Uint8Array): boolean {
  const known = code.bytes
  if (kind === 'creation') return startsWith(bytes, known)
  return bytes.length === known.length && startsWith(withoutImmutables(bytes, artifact), known)
}

function startsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return bytes.length >= beginning.length && beginning.every((byte, index) => bytes[index] === byte)
}

function withoutImmutables(bytes: Uint8Array, { immutableReferences = {} }: Artifact): Uint8Array {
  const blank = bytes.slice()
  for (const { start, length } of Object.values(immutableReferences).flat() as CodeRange[])
    blank.fill(0, start, start + length)
  return blank
}
