/**
 * Build of a mutant: only the changed source and what imports it are compiled, without the rest.
 */
import { ownArtifacts, projectBuild, type Build } from '../../evm/build.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'
import { CompileError, compileSources, UnlinkedLibrary } from '../../evm/compile/compile.ts'
import type { Edit } from '../../evm/compile/edit.ts'
import {
  dependents,
  readPackage,
  readProject,
  withImports,
  type ImportGraph,
  type Sources,
} from '../../evm/compile/sources.ts'
import { buildPancake } from '../../evm/pancake/build.ts'
import { mutatedText, type GeneratedMutant } from '../generated-mutant.ts'
import { MUTANT_CACHE } from './cache.ts'
import { codeHash } from './code.ts'
import { sourceSets } from './sources.ts'

export interface MutatedBuild {
  readonly build: Build
  /** Equal for mutants with the same code. */
  readonly codeHash: string
}

/** Builds mutants of the sources as they are now. One per process: it remembers the unchanged build. */
export class MutantBuilder {
  private readonly original = projectBuild()
  private readonly originalHash = codeHash(this.original)
  private readonly texts: Sources
  private readonly own: Sources
  private readonly imports: ImportGraph

  constructor() {
    const sets = sourceSets()
    this.texts = Object.assign({}, ...sets.map(({ sources }) => sources)) as Sources
    this.own = sets[0]!.sources
    // No operator changes an import.
    this.imports = withImports(this.own, readProject).imports
  }

  /**
   * Compiles a mutant.
   *
   * @returns the build, `invalid` if solc rejects it, or `same-code` if nothing that is deployed differs.
   * @throws {MutantMismatch} when the source has changed since the mutant was generated.
   */
  build(mutant: GeneratedMutant): MutatedBuild | 'invalid' | 'same-code' {
    const text = mutatedText(mutant, this.texts[mutant.source]!)
    let build: Build
    try {
      build = mutant.source.startsWith('@uniswap/')
        ? this.ofPancake(mutant, text)
        : this.withArtifacts(mutant.id, this.compile(mutant.source, text))
    } catch (error) {
      if (error instanceof CompileError || error instanceof UnlinkedLibrary) return 'invalid'
      throw error
    }
    const hash = codeHash(build)
    return hash === this.originalHash ? 'same-code' : { build, codeHash: hash }
  }

  /** Compiles a source and its dependents, with what these import and nothing else. */
  private compile(unit: string, text: string): readonly Artifact[] {
    const all = { ...this.own, [unit]: text }
    const affected = [...dependents(this.imports, [unit])]
    const sources = Object.fromEntries(affected.map((each) => [each, all[each]!]))
    return compileSources({ sources, targets: affected, read: readProject, cacheDirectory: MUTANT_CACHE })
      .artifacts
  }

  /** The project's build with the artifacts that have the same name and source. */
  private withArtifacts(name: string, artifacts: readonly Artifact[]): Build {
    const changed = ({ contract, source }: Artifact): Artifact | undefined =>
      artifacts.find((each) => each.contract === contract && each.source === source)
    const replaced = <T extends Readonly<Record<string, Artifact>>>(all: T): T =>
      Object.fromEntries(Object.entries(all).map(([key, each]) => [key, changed(each) ?? each])) as T
    const { original } = this
    return { name, ...replaced(ownArtifacts(original)), outside: replaced({ ...original.outside }) }
  }

  /** PancakeSwap with one changed source. A changed pair changes the hash in the router, too. */
  private ofPancake({ id, source }: GeneratedMutant, text: string): Build {
    const find = this.texts[source]!
    const isEdited = readPackage(source) !== find
    const change: Edit = { purpose: id, source, find, replace: text }
    const { factory, pair, router } = buildPancake({
      cacheDirectory: MUTANT_CACHE,
      ...(isEdited
        ? { changes: [change] }
        : { read: (unit) => (unit === source ? text : readPackage(unit)) }),
    })
    const { outside, ...own } = this.original
    return { ...own, name: id, outside: { ...outside, factory, pair, router } }
  }
}
