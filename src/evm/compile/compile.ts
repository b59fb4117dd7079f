/**
 * Compile: Solidity texts in, artifacts out, through solc's standard JSON.
 *
 * The optimizer runs with 200 runs. Output is cached by the compiler's version and its whole input, imported sources
 * included; a hit neither loads nor runs a compiler.
 */
import type { Abi } from '../abi/abi.ts'
import type { Hex } from '../machine/hex.ts'
import type { Artifact, CodeRange, StorageLayout } from './artifact.ts'
import { cacheKey, defaultCacheDirectory, readCache, writeCache } from './cache.ts'
import { compilerVersion, runCompiler, solc0837 } from './compiler.ts'
import type { Compiler } from './compiler.ts'
import { readPackage, withImports } from './sources.ts'
import type { SourceReader, Sources } from './sources.ts'

export interface CompileInput {
  /** What to compile. Sources given here win over anything that could be read under the same name. */
  readonly sources: Sources
  /** The units of `sources` to generate code for; all of them unless given. */
  readonly targets?: Iterable<string>
  /** `solc0837` unless given. */
  readonly compiler?: Compiler
  /** Where further imports come from; the installed npm packages unless given. */
  readonly read?: SourceReader
  /** `.cache/solc` in the project unless given. */
  readonly cacheDirectory?: string
}

export interface Compilation {
  /** One for each contract of the targets, by source unit, then in solc's order. */
  readonly artifacts: readonly Artifact[]
  /** For all units that were read, packages included. */
  readonly warnings: readonly Warning[]
}

export interface Warning {
  /** The unit that solc warns about; absent when the warning is about none in particular. */
  readonly source?: string
  /** solc's formatted message: place, excerpt and reason. */
  readonly message: string
}

/**
 * Compiles `input`, or finds it in the cache.
 *
 * @throws {ImportNotFound} an import cannot be resolved.
 * @throws {CompileError} solc refuses the sources; the message holds its formatted errors.
 * @throws {UnlinkedLibrary} a contract calls an external library, which this layer does not link.
 * @throws {CompilerNotInstalled} the compiler's package is missing.
 */
export function compileSources(input: CompileInput): Compilation {
  const { compiler = solc0837, read = readPackage, cacheDirectory = defaultCacheDirectory } = input
  const { sources } = withImports(input.sources, read)
  const targets = [...(input.targets ?? Object.keys(input.sources))].toSorted()
  const standardInput = JSON.stringify(standardJson(sources, targets, compiler))
  const key = cacheKey(cacheFormat, compilerVersion(compiler), standardInput)

  const cached = readCache(cacheDirectory, key)
  if (cached !== undefined) return JSON.parse(cached) as Compilation

  const output = JSON.parse(runCompiler(compiler, standardInput)) as StandardOutput
  const errors = messagesOf(output, 'error')
  if (errors.length > 0) throw new CompileError(errors.map(({ message }) => message))
  const compilation: Compilation = { artifacts: artifactsOf(output), warnings: messagesOf(output, 'warning') }
  writeCache(cacheDirectory, key, JSON.stringify(compilation))
  return compilation
}

/** Changes whenever the shape of `Compilation` does, so that older cache files are passed over. */
const cacheFormat = 'amt-lab compilation 2'

function standardJson(sources: Sources, targets: readonly string[], compiler: Compiler): object {
  const wanted = [
    'abi',
    'storageLayout',
    'evm.bytecode.object',
    'evm.bytecode.linkReferences',
    'evm.deployedBytecode.object',
    'evm.deployedBytecode.immutableReferences',
  ]
  return {
    language: 'Solidity',
    sources: Object.fromEntries(Object.entries(sources).map(([unit, content]) => [unit, { content }])),
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: compiler.evmVersion,
      outputSelection: Object.fromEntries(targets.map((unit) => [unit, { '*': wanted }])),
    },
  }
}

/** The part of solc's standard JSON output that is read here. */
interface StandardOutput {
  readonly errors?: readonly MessageOutput[]
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, ContractOutput>>>>
}

interface MessageOutput {
  readonly severity: string
  readonly formattedMessage: string
  readonly sourceLocation?: { readonly file: string }
}

interface ContractOutput {
  readonly abi: Abi
  readonly storageLayout?: StorageLayout
  readonly evm: { readonly bytecode: CodeOutput; readonly deployedBytecode: CodeOutput }
}

interface CodeOutput {
  readonly object: string
  readonly linkReferences: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly immutableReferences?: Readonly<Record<string, readonly CodeRange[]>>
}

function messagesOf(output: StandardOutput, severity: string): readonly Warning[] {
  return (output.errors ?? [])
    .filter((error) => error.severity === severity)
    .map(({ formattedMessage, sourceLocation }) => ({
      ...(sourceLocation !== undefined && { source: sourceLocation.file }),
      message: formattedMessage.trim(),
    }))
}

function artifactsOf(output: StandardOutput): readonly Artifact[] {
  return Object.entries(output.contracts ?? {}).flatMap(([source, contracts]) =>
    Object.entries(contracts).map(([contract, { abi, evm, storageLayout }]): Artifact => {
      const libraries = Object.values(evm.bytecode.linkReferences).flatMap(Object.keys)
      if (libraries.length > 0) throw new UnlinkedLibrary(contract, libraries)
      const { immutableReferences = {} } = evm.deployedBytecode
      return {
        contract,
        source,
        abi,
        bytecode: hex(evm.bytecode.object),
        deployedBytecode: hex(evm.deployedBytecode.object),
        ...(Object.keys(immutableReferences).length > 0 && { immutableReferences }),
        ...(storageLayout !== undefined && { storageLayout }),
      }
    }),
  )
}

const hex = (digits: string): Hex => `0x${digits}`

/** solc refuses the sources. */
export class CompileError extends Error {
  override readonly name = 'CompileError'
  /** solc's formatted errors: place, excerpt and reason. */
  readonly errors: readonly string[]
  constructor(errors: readonly string[]) {
    super(`solc refuses the sources:\n\n${errors.join('\n\n')}`)
    this.errors = errors
  }
}

/** A contract needs an external library at an address that is not known when compiling. */
export class UnlinkedLibrary extends Error {
  override readonly name = 'UnlinkedLibrary'
  readonly contract: string
  readonly libraries: readonly string[]
  constructor(contract: string, libraries: readonly string[]) {
    super(
      `${contract} calls the external library ${libraries.join(', ')}, which would have to be linked: ` +
        'make the functions that it uses internal',
    )
    this.contract = contract
    this.libraries = libraries
  }
}
