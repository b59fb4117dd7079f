/**
 * External contracts: the contracts on BNB Smart Chain that AMT interacts with.
 *
 * BTCB and USDT are test doubles (`contracts/outside`); PancakeSwap V2 is compiled from its published sources
 * (`../pancake`). They do not depend on the project's contracts, so every build runs against the same ones.
 */
import { buildPancake } from '../pancake/build.ts'
import type { Artifact } from './artifact.ts'
import { findArtifact } from './artifact.ts'
import { compileSources } from './compile.ts'
import type { Compilation } from './compile.ts'
import { applyEdits } from './edit.ts'
import type { Edit } from './edit.ts'
import { ImportNotFound, readProject } from './sources.ts'

/** Compiled stand-ins for BTCB, USDT and the tokens of tests. */
export interface OutsideArtifacts {
  /** No constructor arguments; the deployer owns it and mints. */
  readonly btcb: Artifact
  /** No constructor arguments; the deployer owns it and mints. */
  readonly usdt: Artifact
  /** Constructor `(address feeToSetter)`. */
  readonly factory: Artifact
  /** Created by the factory. */
  readonly pair: Artifact
  /** Constructor `(address factory, address wrappedCoin)`. */
  readonly router: Artifact
}

/** Whether a source belongs to the external contracts. */
export function isOutside(unit: string): boolean {
  return unit.startsWith(TOKENS) || unit.startsWith('@uniswap/')
}

/**
 * Artifacts of the external contracts, with `changes` made in memory.
 *
 * @throws what `compileTokens` and `buildPancake` throw.
 */
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

/**
 * Compiles the test doubles of BTCB and USDT.
 *
 * @param mapped whether to compile for coverage. @default false
 * @throws what `applyEdits` and `compileSources` throw.
 */
export function compileTokens(changes: readonly Edit[] = [], mapped = false): Compilation {
  return compileDoubles([`${TOKENS}BTCB.sol`, `${TOKENS}USDT.sol`], changes, mapped)
}

/** Contracts of the adversarial campaign: a token with configurable behaviour, and code for accounts. */
export interface AdversarialArtifacts {
  /** No constructor arguments; replaces BTCB and USDT. */
  readonly token: Artifact
  /** No constructor arguments and no storage. */
  readonly person: Artifact
}

/**
 * Compiles the contracts of the adversarial campaign.
 *
 * @throws what `compileSources` throws.
 */
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

function compileDoubles(
  targets: readonly string[],
  changes: readonly Edit[] = [],
  mapped = false,
): Compilation {
  const originals: Record<string, string> = {}
  for (const unit of [...targets, ...changes.map(({ source }) => source)]) {
    const text = readProject(unit)
    if (text === undefined) throw new ImportNotFound('the external contracts', unit)
    originals[unit] = text
  }
  return compileSources({ sources: applyEdits(originals, changes), targets, read: readProject, mapped })
}
