/**
 * Compile: Solidity sources to artifacts, through solc's standard JSON.
 *
 * The optimizer is on with 200 runs, except in builds for coverage. Output is cached by compiler version and
 * complete input, imported sources included. A cache hit does not load the compiler.
 */
import type { Abi } from '../abi/abi.ts'
import type { Hex } from '../machine/hex.ts'
import type { Artifact, CodeRange, StorageLayout } from './artifact.ts'
import { cacheKey, defaultCacheDirectory, readCache, writeCache } from './cache.ts'
import { compilerVersion, runCompiler, solc0837 } from './compiler.ts'
import type { Compiler } from './compiler.ts'
import { readPackage, withImports } from './sources.ts'
import type { SourceReader, Sources } from './sources.ts'

/** Sources and settings for one compiler. */
export interface CompileInput {
  /** Sources to compile. They take precedence over `read`. */
  readonly sources: Sources
  /** The units of `sources` to generate code for. @default all of them */
  readonly targets?: Iterable<string>
  /** @default solc0837 */
  readonly compiler?: Compiler
  /** Reads further imports. @default the installed npm packages */
  readonly read?: SourceReader
  /** @default `.cache/solc` in the project */
  readonly cacheDirectory?: string
  /**
   * Compiles for coverage: code as close to the sources as the compiler can, with source maps and syntax
   * trees. @default false
   */
  readonly mapped?: boolean
}

export interface Compilation {
  /** One for each contract of the targets, ordered by source unit, then in solc's order. */
  readonly artifacts: readonly Artifact[]
  /** Of all units, packages included. */
  readonly warnings: readonly Warning[]
  /** All units, packages included, by solc's number; only if `mapped`. */
  readonly units?: Readonly<Record<number, SourceUnit>>
}

/** A source as the compiler read it. */
export interface SourceUnit {
  /** Source unit name, such as `contracts/Master.sol`. */
  readonly name: string
  readonly text: string
  /** The root of solc's syntax tree. */
  readonly ast: SyntaxNode
}

/** A node of solc's syntax tree. Its members depend on `nodeType`. */
export interface SyntaxNode {
  readonly nodeType: string
  /** `start:length:unit`, in bytes of the UTF-8 text. */
  readonly src: string
  readonly [member: string]: unknown
}

export interface Warning {
  /** The unit of the warning; absent for a general warning. */
  readonly source?: string
  /** solc's formatted message: location, excerpt and reason. */
  readonly message: string
}

/**
 * Compiles `input`, or reads the result from the cache.
 *
 * @throws {ImportNotFound} when an import cannot be resolved.
 * @throws {CompileError} when solc reports errors; the message contains them.
 * @throws {UnlinkedLibrary} when a contract calls an external library, which this layer does not link.
 * @throws {CompilerNotInstalled} when the compiler's package is missing.
 */
export function compileSources(input: CompileInput): Compilation {
  const { compiler = solc0837, cacheDirectory = defaultCacheDirectory } = input
  const mapped = input.mapped === true
  const { sources, text: standardInput } = standardInputOf(input)
  const key = cacheKey(cacheFormat, compilerVersion(compiler), standardInput)

  const cached = readCache(cacheDirectory, key)
  if (cached !== undefined) return JSON.parse(cached) as Compilation

  const output = JSON.parse(runCompiler(compiler, standardInput)) as StandardOutput
  const errors = messagesOf(output, 'error')
  if (errors.length > 0) throw new CompileError(errors.map(({ message }) => message))
  const compilation: Compilation = {
    artifacts: artifactsOf(output),
    warnings: messagesOf(output, 'warning'),
    ...(mapped && { units: unitsOf(output, sources) }),
  }
  writeCache(cacheDirectory, key, JSON.stringify(compilation))
  return compilation
}

/**
 * What the compiler is given: standard JSON, and the sources in it, imports included.
 *
 * @throws {ImportNotFound} when an import cannot be resolved.
 */
export function standardInputOf(input: CompileInput): { readonly text: string; readonly sources: Sources } {
  const { compiler = solc0837, read = readPackage, mapped = false } = input
  const { sources } = withImports(input.sources, read)
  const targets = [...(input.targets ?? Object.keys(input.sources))].toSorted()
  return { text: JSON.stringify(standardJson(sources, targets, compiler, mapped)), sources }
}

/**
 * Version of `Compilation` in the cache. Increase it when the shape changes, so that older files are ignored.
 */
const cacheFormat = 'amt-lab compilation 2'

function standardJson(
  sources: Sources,
  targets: readonly string[],
  compiler: Compiler,
  mapped: boolean,
): object {
  const wanted = [
    'abi',
    'storageLayout',
    'evm.bytecode.object',
    'evm.bytecode.linkReferences',
    'evm.deployedBytecode.object',
    'evm.deployedBytecode.immutableReferences',
    ...(mapped ? ['evm.bytecode.sourceMap', 'evm.deployedBytecode.sourceMap'] : []),
  ]
  return {
    language: 'Solidity',
    sources: Object.fromEntries(Object.entries(sources).map(([unit, content]) => [unit, { content }])),
    settings: {
      optimizer: mapped ? UNMERGED : { enabled: true, runs: 200 },
      evmVersion: compiler.evmVersion,
      outputSelection: {
        ...(mapped ? { '*': { '': ['ast'] } } : {}),
        ...Object.fromEntries(targets.map((unit) => [unit, { '*': wanted, ...(mapped && { '': ['ast'] }) }])),
      },
    },
  }
}

/**
 * Optimises constants only: nothing is merged, moved or removed, so every instruction belongs to one place in
 * the sources. Without it PancakeSwap's router exceeds the limit of EIP-170.
 */
const UNMERGED = {
  enabled: false,
  runs: 200,
  details: {
    peephole: true,
    jumpdestRemover: true,
    orderLiterals: false,
    deduplicate: false,
    cse: false,
    constantOptimizer: true,
    yul: false,
  },
}

/** The parts of solc's standard JSON output that are used. */
interface StandardOutput {
  readonly errors?: readonly MessageOutput[]
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, ContractOutput>>>>
  readonly sources?: Readonly<Record<string, { readonly id: number; readonly ast: SyntaxNode }>>
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
  readonly sourceMap?: string
}

function unitsOf(output: StandardOutput, sources: Sources): Readonly<Record<number, SourceUnit>> {
  return Object.fromEntries(
    Object.entries(output.sources ?? {}).map(([name, { id, ast }]) => [
      id,
      { name, text: sources[name]!, ast },
    ]),
  )
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
        ...(evm.bytecode.sourceMap !== undefined && {
          sourceMaps: { creation: evm.bytecode.sourceMap, deployed: evm.deployedBytecode.sourceMap! },
        }),
      }
    }),
  )
}

const hex = (digits: string): Hex => `0x${digits}`

/** solc reports errors. */
export class CompileError extends Error {
  override readonly name = 'CompileError'
  /** solc's formatted errors: location, excerpt and reason. */
  readonly errors: readonly string[]
  constructor(errors: readonly string[]) {
    super(`solc rejects the sources:\n\n${errors.join('\n\n')}`)
    this.errors = errors
  }
}

/** A contract needs an external library, whose address is unknown at compile time. */
export class UnlinkedLibrary extends Error {
  override readonly name = 'UnlinkedLibrary'
  readonly contract: string
  readonly libraries: readonly string[]
  constructor(contract: string, libraries: readonly string[]) {
    super(
      `${contract} calls the external library ${libraries.join(', ')}, which is not linked: ` +
        'make the functions that it calls internal',
    )
    this.contract = contract
    this.libraries = libraries
  }
}
