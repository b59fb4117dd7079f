/**
 * Artifact: the compiler's output for one contract.
 *
 * Bytecode is `0x` hex without placeholders: compilation rejects libraries that need linking. An interface or
 * an abstract contract has an ABI and the empty bytecode `0x`.
 */
import type { Abi } from '../abi/abi.ts'
import type { Hex } from '../machine/hex.ts'

/** A compiled contract: ABI, creation code and deployed code. */
export interface Artifact {
  /** Name of the contract, e.g. `Master`. */
  readonly contract: string
  /** Name of the source unit that defines it, e.g. `contracts/Master.sol`. */
  readonly source: string
  readonly abi: Abi
  /** Creation code, to which the encoded constructor arguments are appended. */
  readonly bytecode: Hex
  /** Runtime code, with zeros in place of immutables. */
  readonly deployedBytecode: Hex
  /** Byte ranges of immutables in the runtime code, by AST id. Absent if there are none. */
  readonly immutableReferences?: Readonly<Record<string, readonly CodeRange[]>>
  readonly storageLayout?: StorageLayout
  /** solc's source maps of both codes; only in builds for coverage. */
  readonly sourceMaps?: { readonly creation: string; readonly deployed: string }
}

export interface CodeRange {
  readonly start: number
  readonly length: number
}

export interface StorageLayout {
  readonly storage: readonly StorageVariable[]
  readonly types: Readonly<Record<string, StorageType>> | null
}

export interface StorageVariable {
  readonly astId: number
  readonly contract: string
  readonly label: string
  /** Offset in bytes within the slot, from the least significant byte. */
  readonly offset: number
  /** Slot number as a decimal string. */
  readonly slot: string
  readonly type: string
}

export interface StorageType {
  readonly encoding: string
  readonly label: string
  /** Size in bytes as a decimal string. */
  readonly numberOfBytes: string
  readonly base?: string
  readonly key?: string
  readonly value?: string
  readonly members?: readonly StorageVariable[]
}

/**
 * Finds the artifact of a contract by name.
 *
 * @param source the source unit, for names that several units define. @default any unit
 * @throws {ContractNotFound} when no contract has that name.
 * @throws {AmbiguousContract} when several source units define the name and `source` is omitted.
 */
export function findArtifact(artifacts: readonly Artifact[], contract: string, source?: string): Artifact {
  const found = artifacts.filter(
    (artifact) => artifact.contract === contract && (source === undefined || artifact.source === source),
  )
  const [first] = found
  if (first === undefined) throw new ContractNotFound(contract, source, artifacts)
  if (found.length > 1) throw new AmbiguousContract(contract, found)
  return first
}

/** No artifact has the name. */
export class ContractNotFound extends Error {
  override readonly name = 'ContractNotFound'
  readonly contract: string
  constructor(contract: string, source: string | undefined, artifacts: readonly Artifact[]) {
    const where = source === undefined ? '' : ` in ${source}`
    const known = artifacts.map((artifact) => artifact.contract).join(', ')
    super(`no contract ${contract}${where} was compiled; there are: ${known || 'none'}`)
    this.contract = contract
  }
}

/** Several source units define the name. */
export class AmbiguousContract extends Error {
  override readonly name = 'AmbiguousContract'
  readonly contract: string
  constructor(contract: string, found: readonly Artifact[]) {
    const sources = found.map((artifact) => artifact.source).join(', ')
    super(`contract ${contract} is defined in several source units (${sources}); pass the source unit`)
    this.contract = contract
  }
}
