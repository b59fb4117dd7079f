/**
 * The Solidity sources that are mutated, and the compilation that each belongs to.
 *
 * The project's contracts and libraries, the doubles of BTCB and USDT, and PancakeSwap after the edits of
 * `src/evm/pancake/edits.ts`. Not mutated: interfaces, OpenZeppelin, the adversarial doubles, and what is not
 * modelled (see {@link isModelled}).
 */
import { applyEdits } from '../../evm/compile/edit.ts'
import { solc0516, solc066, solc0837, type Compiler } from '../../evm/compile/compiler.ts'
import { projectSources } from '../../evm/compile/project.ts'
import { readProject, withImports, type Sources } from '../../evm/compile/sources.ts'
import { buildPancake } from '../../evm/pancake/build.ts'
import { coreEdits, factorySource, pairSource, routerEdits, routerSource } from '../../evm/pancake/edits.ts'

/** Sources that are compiled together. */
export interface SourceSet {
  readonly compiler: Compiler
  readonly language: '0.5' | '0.6' | '0.8'
  /** All sources with their imports, after the edits of PancakeSwap. */
  readonly sources: Sources
  /** The ones that are mutated. */
  readonly mutated: readonly string[]
}

/** All compilations with what is mutated in them. Compiles PancakeSwap's pair, whose hash the router has. */
export function sourceSets(): readonly SourceSet[] {
  const own = projectSources()
  const tokens = ['BEP20', 'BTCB', 'USDT'].map((name) => `contracts/outside/${name}.sol`)
  return [
    setOf(solc0837, '0.8', [...Object.keys(own), ...tokens], [], isOwnCode),
    setOf(solc0516, '0.5', [factorySource, pairSource], coreEdits, isOutsideCode),
    setOf(solc066, '0.6', [routerSource], routerEdits(buildPancake().initCodeHash), isOutsideCode),
  ]
}

function setOf(
  compiler: Compiler,
  language: SourceSet['language'],
  units: readonly string[],
  edits: Parameters<typeof applyEdits>[1],
  isMutated: (unit: string) => boolean,
): SourceSet {
  const read = (unit: string): string => {
    const text = readProject(unit)
    if (text === undefined) throw new Error(`expected the source ${unit}; got none: run npm ci`)
    return text
  }
  const needed = [...units, ...edits.map(({ source }) => source)]
  const edited = applyEdits(Object.fromEntries(needed.map((unit) => [unit, read(unit)])), edits)
  const { sources } = withImports(edited, read)
  return { compiler, language, sources, mutated: Object.keys(sources).filter(isMutated) }
}

function isOwnCode(unit: string): boolean {
  return unit.startsWith('contracts/') && !unit.startsWith('contracts/interfaces/')
}

function isOutsideCode(unit: string): boolean {
  return unit.startsWith('@uniswap/') && !unit.includes('/interfaces/')
}

/**
 * Whether a declaration of PancakeSwap is modelled. The native coin and signatures are not: the router's
 * functions for them, `permit` and what it needs must not be called (see `docs/reference/mechanism.md`). Only
 * functions for the native coin call `TransferHelper.safeTransfer`, and none calls `safeApprove`.
 */
export function isModelled(source: string, name: string): boolean {
  return !(source.startsWith('@uniswap/') && NOT_MODELLED.test(name))
}

const NOT_MODELLED = /ETH|permit|^receive$|^nonces$|^DOMAIN_SEPARATOR$|^safeTransfer$|^safeApprove$/i
