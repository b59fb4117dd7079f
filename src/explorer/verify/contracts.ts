/**
 * Contracts: what a page needs to replay runs on the compiled contracts, and what their licence asks for.
 *
 * PancakeSwap V2 is compiled from Uniswap's sources, which are under the GPL, version 3 or later. Whoever
 * passes compiled code on passes its source on: the sources are here as they were compiled, edits included,
 * in solc's standard JSON, with the text of the licence.
 */
import type { Artifact } from '../../evm/compile/artifact.ts'
import { standardInputOf, type CompileInput } from '../../evm/compile/compile.ts'
import { compilerVersion, solc0837 } from '../../evm/compile/compiler.ts'
import { ImportNotFound, readPackage } from '../../evm/compile/sources.ts'
import { projectBuild, type Build } from '../../evm/build.ts'
import { buildPancake } from '../../evm/pancake/build.ts'
import { coreEdits, routerEdits } from '../../evm/pancake/edits.ts'

/** The compiled contracts of a page, with the source of those that are under the GPL. */
export interface Contracts {
  readonly build: Build
  readonly source: Source
}

/** Corresponding source of the compiled PancakeSwap V2. */
export interface Source {
  readonly notice: readonly string[]
  /** What was changed in the published sources. */
  readonly changes: readonly string[]
  readonly compilations: readonly SourceCompilation[]
  /** Text of the GNU General Public License, version 3. */
  readonly licence: string
}

export interface SourceCompilation {
  /** Version of solc. */
  readonly compiler: string
  /** solc's standard JSON: all sources and settings. */
  readonly input: object
}

const LICENCE = '@uniswap/v2-core/LICENSE'

/**
 * The project's compiled contracts.
 *
 * @throws what `projectBuild` throws.
 */
export function explorerContracts(build: Build = projectBuild()): Contracts {
  const { inputs, initCodeHash } = buildPancake()
  const licence = readPackage(LICENCE)
  if (licence === undefined) throw new ImportNotFound('the licence of PancakeSwap V2', LICENCE)
  return {
    build: withoutExtras(build),
    source: {
      notice: [
        'PancakeSwap V2: Uniswap V2 with changes. Copyright of the sources: the authors of Uniswap V2.',
        'The sources are those of the npm packages @uniswap/v2-core 1.0.1, @uniswap/v2-periphery 1.1.0-beta.0 and',
        '@uniswap/lib 1.1.1, changed by AMT Lab in November 2026 as listed under "changes".',
        'They are free software: you can redistribute and modify them under the terms of the GNU General Public',
        'License as published by the Free Software Foundation, version 3 or, at your option, any later version.',
        'They come WITHOUT ANY WARRANTY, without even the implied warranty of MERCHANTABILITY or FITNESS FOR A',
        'PARTICULAR PURPOSE. See the licence for details.',
        'To compile: give each "input" to the solc of its "compiler" with --standard-json.',
      ],
      changes: [...coreEdits, ...routerEdits(initCodeHash)].map(
        ({ source, purpose, find, replace }) => `${source}: ${purpose}: "${find}" became "${replace}"`,
      ),
      compilations: inputs.map(compilationOf),
      licence,
    },
  }
}

const compilationOf = (input: CompileInput): SourceCompilation => ({
  compiler: compilerVersion(input.compiler ?? solc0837),
  input: JSON.parse(standardInputOf(input).text) as object,
})

/** Deploying and calling need interface and creation code alone. */
function withoutExtras(build: Build): Build {
  const slim = ({ contract, source, abi, bytecode }: Artifact): Artifact => ({
    contract,
    source,
    abi,
    bytecode,
    deployedBytecode: '0x',
  })
  const all = <Group extends object>(group: Group): Group =>
    Object.fromEntries(
      Object.entries(group).map(([name, value]) => [name, isArtifact(value) ? slim(value) : value]),
    ) as Group
  return { ...all(build), outside: all(build.outside) }
}

const isArtifact = (value: unknown): value is Artifact =>
  typeof value === 'object' && value !== null && 'bytecode' in value
