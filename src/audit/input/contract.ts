/**
 * Compiled contracts from elsewhere: the formats of Hardhat, Foundry, solc and plain files, as artifacts.
 *
 * A contract whose code has placeholders of libraries cannot be deployed by itself: it is kept apart, to be
 * linked (`link.ts`) once all contracts are known.
 */
import type { Abi } from '../../evm/abi/abi.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'
import type { Hex } from '../../evm/machine/hex.ts'
import { abiIn } from './abi-shape.ts'

/** Contracts that a file holds. */
export interface Found {
  readonly artifacts: readonly Artifact[]
  /** Contracts that need libraries. */
  readonly unlinked: readonly Unlinked[]
}

/** A contract with placeholders in its creation code. */
export interface Unlinked {
  readonly contract: string
  readonly source: string
  readonly abi: Abi
  /** Hexadecimal without prefix, with 40 characters for each address of a library. */
  readonly code: string
  /** Names of libraries by the byte offset of their addresses; none where the form does not give them. */
  readonly references: ReadonlyMap<number, string>
}

export const NOTHING: Found = { artifacts: [], unlinked: [] }

type Json = Readonly<Record<string, unknown>>

/**
 * The contracts in a JSON value; undefined if it has none of the known forms.
 *
 * @param name the contract's name where the form does not give it.
 * @param source where it was found.
 */
export function contractsIn(json: unknown, name: string, source: string): Found | undefined {
  if (!isObject(json)) return undefined
  if (isObject(json['output']) && isObject(json['output']['contracts'])) return fromOutput(json['output'])
  if (isObject(json['contracts'])) return fromOutput(json)
  const abi = Array.isArray(json['abi']) ? abiIn(json['abi']) : undefined
  if (abi === undefined) return undefined
  const given = typeof json['contractName'] === 'string' ? json['contractName'] : name
  const unit = typeof json['sourceName'] === 'string' ? json['sourceName'] : source
  return one(given, unit, abi, json['bytecode'] ?? json['bin'], json['deployedBytecode'], json)
}

/** All of several finds. */
export function joined(finds: readonly Found[]): Found {
  return {
    artifacts: finds.flatMap(({ artifacts }) => artifacts),
    unlinked: finds.flatMap(({ unlinked }) => unlinked),
  }
}

/**
 * A contract from its ABI and its codes, as hexadecimal or as solc's object.
 *
 * @param beside what has the references to libraries, if the creation code does not.
 */
export function one(
  contract: string,
  source: string,
  abi: Abi,
  creation: unknown,
  runtime?: unknown,
  beside: Json = {},
): Found {
  const bytecode = codeIn(creation)
  if (bytecode === undefined) {
    const code = textOf(creation)
    if (code === undefined) return NOTHING
    const links = (isObject(creation) ? creation : beside)['linkReferences']
    return { artifacts: [], unlinked: [{ contract, source, abi, code, references: referencesIn(links) }] }
  }
  const deployedBytecode = codeIn(runtime) ?? '0x'
  return { artifacts: [{ contract, source, abi, bytecode, deployedBytecode }], unlinked: [] }
}

/** solc's standard JSON output. */
function fromOutput({ contracts }: Json): Found {
  const finds: Found[] = []
  for (const [source, units] of Object.entries(contracts as Json)) {
    if (!isObject(units)) continue
    // `solc --combined-json` names a contract `source:Name` and has its parts at this level.
    if (Array.isArray(units['abi']) || typeof units['abi'] === 'string') {
      const abi = abiIn(units['abi'])
      const [unit, name] = splitAt(source)
      if (abi !== undefined) finds.push(one(name, unit, abi, units['bin']))
      continue
    }
    for (const [name, contract] of Object.entries(units)) {
      const abi = isObject(contract) ? abiIn(contract['abi']) : undefined
      if (!isObject(contract) || abi === undefined || !isObject(contract['evm'])) continue
      const { bytecode, deployedBytecode } = contract['evm']
      finds.push(one(name, source, abi, bytecode, deployedBytecode))
    }
  }
  return joined(finds)
}

function splitAt(text: string): readonly [string, string] {
  const at = text.lastIndexOf(':')
  return [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
}

/** Code as hexadecimal; undefined where it has placeholders. No code is `0x`. */
function codeIn(code: unknown): Hex | undefined {
  const text = isObject(code) ? code['object'] : code
  if (text === undefined || text === null || text === '') return '0x'
  const digits = textOf(code)?.toLowerCase()
  return digits !== undefined && /^(?:[0-9a-f]{2})*$/.test(digits) ? `0x${digits}` : undefined
}

function textOf(code: unknown): string | undefined {
  const text = isObject(code) ? code['object'] : code
  return typeof text === 'string' ? text.trim().replace(/^0x/, '') : undefined
}

/** solc's `linkReferences`: ranges of bytes by source unit and library. */
function referencesIn(links: unknown): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  if (!isObject(links)) return found
  for (const libraries of Object.values(links))
    for (const [name, ranges] of Object.entries(isObject(libraries) ? libraries : {}))
      for (const range of Array.isArray(ranges) ? (ranges as unknown[]) : [])
        if (isObject(range) && typeof range['start'] === 'number') found.set(range['start'], name)
  return found
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
