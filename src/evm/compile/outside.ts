/**
 * Outside world: the contracts that AMT meets on BNB Smart Chain and that are not the project's.
 *
 * BTCB and USDT are doubles (`contracts/outside`), PancakeSwap V2 is the real thing (`../pancake`). They do not depend on
 * the project's contracts, so that everybody's build is put into the same world.
 */
import { buildPancake } from '../pancake/build.ts'
import type { Artifact } from './artifact.ts'
import { findArtifact } from './artifact.ts'
import { compileSources } from './compile.ts'
import type { Compilation } from './compile.ts'
import { ImportNotFound, readProject } from './sources.ts'

export interface OutsideArtifacts {
  /** No constructor arguments; the deployer owns it and mints. */
  readonly btcb: Artifact
  /** No constructor arguments; the deployer owns it and mints. */
  readonly usdt: Artifact
  /** Constructor `(address feeToSetter)`. */
  readonly factory: Artifact
  /** Created by the factory only. */
  readonly pair: Artifact
  /** Constructor `(address factory, address wrappedCoin)`. */
  readonly router: Artifact
}

/** Everything that the outside world consists of. Throws what `buildPancake` throws. */
export function outsideArtifacts(): OutsideArtifacts {
  const { artifacts } = compileTokens()
  const { factory, pair, router } = buildPancake()
  return {
    btcb: findArtifact(artifacts, 'BTCB'),
    usdt: findArtifact(artifacts, 'USDT'),
    factory,
    pair,
    router,
  }
}

/** Compiles the doubles of BTCB and USDT. Throws what `compileSources` throws. */
export function compileTokens(): Compilation {
  const units = ['contracts/outside/BTCB.sol', 'contracts/outside/USDT.sol']
  const sources = units.map((unit) => {
    const text = readProject(unit)
    if (text === undefined) throw new ImportNotFound('the outside world', unit)
    return [unit, text]
  })
  return compileSources({ sources: Object.fromEntries(sources), read: readProject })
}
