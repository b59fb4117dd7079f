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
import { applyEdits } from './edit.ts'
import type { Edit } from './edit.ts'
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

/** Whether a source belongs to the outside world. */
export function isOutside(unit: string): boolean {
  return unit.startsWith(TOKENS) || unit.startsWith('@uniswap/')
}

/** Everything that the outside world consists of, with `changes` made to it in memory. Throws what `buildPancake` throws. */
export function outsideArtifacts(changes: readonly Edit[] = []): OutsideArtifacts {
  const { artifacts } = compileTokens(changes.filter(({ source }) => source.startsWith(TOKENS)))
  const { factory, pair, router } = buildPancake({
    changes: changes.filter(({ source }) => !source.startsWith(TOKENS)),
  })
  return {
    btcb: findArtifact(artifacts, 'BTCB'),
    usdt: findArtifact(artifacts, 'USDT'),
    factory,
    pair,
    router,
  }
}

const TOKENS = 'contracts/outside/'

/** Compiles the doubles of BTCB and USDT. Throws what `applyEdits` and `compileSources` throw. */
export function compileTokens(changes: readonly Edit[] = []): Compilation {
  return compileDoubles([`${TOKENS}BTCB.sol`, `${TOKENS}USDT.sol`], changes)
}

/** What only hostile worlds know: a token that turns against its users, and people who are contracts. */
export interface AdversarialArtifacts {
  /** No constructor arguments; in the place of BTCB and of USDT. */
  readonly token: Artifact
  /** No constructor arguments and no storage. */
  readonly person: Artifact
}

/** Compiles what only hostile worlds know. Throws what `compileSources` throws. */
export function adversarialArtifacts(): AdversarialArtifacts {
  const { artifacts } = compileDoubles([
    `${TOKENS}adversarial/AdversarialToken.sol`,
    `${TOKENS}adversarial/AdversarialAccount.sol`,
  ])
  return {
    token: findArtifact(artifacts, 'AdversarialToken'),
    person: findArtifact(artifacts, 'AdversarialAccount'),
  }
}

function compileDoubles(targets: readonly string[], changes: readonly Edit[] = []): Compilation {
  const originals: Record<string, string> = {}
  for (const unit of [...targets, ...changes.map(({ source }) => source)]) {
    const text = readProject(unit)
    if (text === undefined) throw new ImportNotFound('the outside world', unit)
    originals[unit] = text
  }
  return compileSources({ sources: applyEdits(originals, changes), targets, read: readProject })
}
