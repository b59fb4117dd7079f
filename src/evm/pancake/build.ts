/**
 * PancakeSwap V2, built from Uniswap V2's published sources and the edits in `edits.ts`.
 *
 * Factory and pair are compiled with solc 0.5.16 and the router with 0.6.6, as the originals require. The
 * router finds pairs by the creation-code hash of the compiled pair.
 *
 * Not modelled: BNB. The router's constructor accepts any address as its wrapped coin; its functions for the
 * native coin must not be called.
 */
import type { Artifact } from '../compile/artifact.ts'
import { findArtifact } from '../compile/artifact.ts'
import { compileSources } from '../compile/compile.ts'
import type { Compilation, CompileInput } from '../compile/compile.ts'
import type { Compiler } from '../compile/compiler.ts'
import { solc0516, solc066 } from '../compile/compiler.ts'
import { applyEdits } from '../compile/edit.ts'
import type { Edit } from '../compile/edit.ts'
import { ImportNotFound, readPackage } from '../compile/sources.ts'
import { fromHex, toHex } from '../machine/hex.ts'
import type { Hex } from '../machine/hex.ts'
import { keccakBytes } from '../machine/keccak.ts'
import { coreEdits, factorySource, pairSource, routerEdits, routerSource } from './edits.ts'

export interface Pancake {
  /** `UniswapV2Factory`; constructor `(address feeToSetter)`. */
  readonly factory: Artifact
  /** `UniswapV2Pair`; created by the factory with CREATE2. */
  readonly pair: Artifact
  /** `UniswapV2Router02`; constructor `(address factory, address wrappedCoin)`. */
  readonly router: Artifact
  /** Keccak-256 of the pair's creation code. */
  readonly initCodeHash: Hex
  /** The compilations of the core and of the router. */
  readonly compilations: readonly [Compilation, Compilation]
  /** What was compiled: the edited sources of the core and of the router. */
  readonly inputs: readonly [CompileInput, CompileInput]
}

export interface PancakeOptions extends Pick<CompileInput, 'read' | 'cacheDirectory' | 'mapped'> {
  /** Further edits, applied after those of `edits.ts`. @default [] */
  readonly changes?: readonly Edit[]
}

/**
 * Builds PancakeSwap V2.
 *
 * @throws {EditMismatch} when an edit does not match the sources exactly once.
 * @throws {ImportNotFound} when a Uniswap package is missing.
 * @throws what `compileSources` throws.
 */
export function buildPancake(options: PancakeOptions = {}): Pancake {
  const { changes = [] } = options
  const [toRouter, toCore] = [true, false].map((wanted) =>
    changes.filter(({ source }) => source.startsWith(PERIPHERY) === wanted),
  ) as [Edit[], Edit[]]
  const ofCore = edited([factorySource, pairSource], [...coreEdits, ...toCore], solc0516, options)
  const core = compileSources(ofCore)
  const pair = findArtifact(core.artifacts, 'UniswapV2Pair')
  const initCodeHash = toHex(keccakBytes(fromHex(pair.bytecode)))
  const ofRouter = edited([routerSource], [...routerEdits(initCodeHash), ...toRouter], solc066, options)
  const periphery = compileSources(ofRouter)
  return {
    factory: findArtifact(core.artifacts, 'UniswapV2Factory'),
    pair,
    router: findArtifact(periphery.artifacts, 'UniswapV2Router02'),
    initCodeHash,
    compilations: [core, periphery],
    inputs: [ofCore, ofRouter],
  }
}

/** Sources of the router and its libraries; all others belong to factory and pair. */
const PERIPHERY = '@uniswap/v2-periphery/'

function edited(
  targets: readonly string[],
  edits: readonly Edit[],
  compiler: Compiler,
  { read = readPackage, cacheDirectory, mapped = false }: PancakeOptions,
): CompileInput {
  const originals: Record<string, string> = {}
  for (const unit of [...targets, ...edits.map((edit) => edit.source)]) {
    const text = originals[unit] ?? read(unit)
    if (text === undefined) throw new ImportNotFound('the PancakeSwap build', unit)
    originals[unit] = text
  }
  const sources = applyEdits(originals, edits)
  return {
    sources,
    targets,
    compiler,
    read,
    mapped,
    ...(cacheDirectory !== undefined && { cacheDirectory }),
  }
}
