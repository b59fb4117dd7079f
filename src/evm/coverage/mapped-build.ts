/**
 * Mapped build: contracts compiled without merging code, with the sources of every instruction, whose
 * executions are counted. It behaves like the build that is deployed, gas aside.
 */
import { named, type Build } from '../build.ts'
import { findArtifact } from '../compile/artifact.ts'
import type { Compilation } from '../compile/compile.ts'
import { compileTokens } from '../compile/outside.ts'
import { compileProjectMapped, type ProjectChange } from '../compile/project.ts'
import { buildPancake } from '../pancake/build.ts'
import { BlockCounts } from './block-counts.ts'

/** A build whose code can be mapped to lines of its sources. */
export interface MappedBuild {
  /** The build to deploy. Its chains count in `counts`. */
  readonly build: Build
  readonly counts: BlockCounts
  /** What its codes were compiled from. */
  readonly compilations: readonly Compilation[]
}

/**
 * The project's contracts and the external ones, with a change to the project's own made in memory.
 *
 * @throws what `compileProjectMapped`, `compileTokens` and `buildPancake` throw.
 */
export function mappedBuild(change: ProjectChange = {}): MappedBuild {
  const project = compileProjectMapped(change)
  const tokens = compileTokens([], true)
  const { factory, pair, router, compilations } = buildPancake({ mapped: true })
  const all = [project, tokens, ...compilations]
  const outside = {
    btcb: findArtifact(tokens.artifacts, 'BTCB'),
    usdt: findArtifact(tokens.artifacts, 'USDT'),
    factory,
    pair,
    router,
  }
  const counts = new BlockCounts(all.flatMap(({ artifacts }) => artifacts))
  const build = { ...named('unoptimised', project.artifacts, outside), counter: counts }
  return { build, counts, compilations: all }
}
