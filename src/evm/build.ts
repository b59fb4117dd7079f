/**
 * Build: one set of compiled contracts that can be deployed.
 *
 * Examples are the project's own contracts, a mutated copy of them, and an external implementation of the
 * published interface, which may lack the later systems. The external contracts are the same for all builds,
 * unless mutated.
 */
import type { Artifact } from './compile/artifact.ts'
import { findArtifact } from './compile/artifact.ts'
import { isOutside, outsideArtifacts } from './compile/outside.ts'
import type { OutsideArtifacts } from './compile/outside.ts'
import { changedProjectArtifacts, projectArtifacts } from './compile/project.ts'
import type { ProjectChange } from './compile/project.ts'
import type { BlockCounter } from './machine/block-counter.ts'
import type { Plan } from './plan.ts'
import { ROLES, type Role } from './roles.ts'

export interface Build {
  /** Name in reports. */
  readonly name: string
  /** No constructor arguments; the deployer owns it. */
  readonly amt: Artifact
  /** No constructor arguments; the deployer owns it. */
  readonly liqAmt: Artifact
  /** Constructor `(address amt)`. */
  readonly burnVault: Artifact
  /**
   * Constructor `(address amt, address vault, address liqToken, address payerWallet)`; the deployer owns it.
   */
  readonly master: Artifact
  /** Created by Master only; the ABI is needed to call it. */
  readonly locker: Artifact
  /**
   * Constructor `(address amt, address master, uint256 usdPer100Amt, uint256 fee, address adminWallet)`; the
   * deployer owns it.
   */
  readonly market: Artifact
  /** Constructor `(address amt, address master)`. */
  readonly stakingVault: Artifact
  /** Constructor `(address amt, address master)`. */
  readonly buyBackVault: Artifact
  /**
   * Constructor `(address amt, address reserve, uint256 snapshotId, bytes32 root, uint256 deadline)`;
   * deployed on demand.
   */
  readonly distributor: Artifact
  readonly outside: OutsideArtifacts
  /**
   * Revert codes of the model by the build's own revert strings and custom errors, added to the lab's table.
   * @default none
   */
  readonly reverts?: Readonly<Record<string, string>>
  /** How it is deployed. @default the published order and arguments */
  readonly plan?: Plan
  /** Libraries that it is linked to, at `libraryAddress`: deployed before it, in this order. @default none */
  readonly libraries?: readonly Artifact[]
  /** Functions of the catalogue that it does not have: actions must not call them. @default none */
  readonly lacks?: readonly string[]
  /** Is shown all code that runs on chains of this build; undefined for no cost. */
  readonly counter?: BlockCounter
}

/** A build's own artifacts, without those of the external contracts. */
export function ownArtifacts(build: Build): Readonly<Record<Role, Artifact>> {
  return Object.fromEntries(ROLES.map((role) => [role, build[role]])) as Record<Role, Artifact>
}

/** Whether two builds deploy the same code. */
export function sameCode(a: Build, b: Build): boolean {
  const outside = Object.keys(a.outside) as (keyof OutsideArtifacts)[]
  return (
    ROLES.every((role) => a[role].bytecode === b[role].bytecode) &&
    outside.every((name) => a.outside[name].bytecode === b.outside[name].bytecode) &&
    (a.libraries?.length ?? 0) === (b.libraries?.length ?? 0) &&
    (a.libraries ?? []).every(({ bytecode }, index) => bytecode === b.libraries![index]!.bytecode)
  )
}

/**
 * Systems that a build may omit: the Market was published without source, the others have no published
 * interface.
 */
export type LaterSystem = 'market' | 'stakingVault' | 'buyBackVault' | 'distributor'

/**
 * Completes a build with the project's own contracts.
 *
 * @throws what `projectBuild` throws.
 */
export function completed(build: Omit<Build, LaterSystem> & Partial<Pick<Build, LaterSystem>>): Build {
  const { market, stakingVault, buyBackVault, distributor } = projectBuild()
  return { market, stakingVault, buyBackVault, distributor, ...build }
}

/**
 * The project's own contracts.
 *
 * @throws what `projectArtifacts` throws.
 */
export function projectBuild(): Build {
  return named('project', projectArtifacts())
}

/**
 * The project's contracts and the external contracts with a change made in memory.
 *
 * @throws what `changedProjectArtifacts` and `outsideArtifacts` throw.
 */
export function changedBuild(name: string, { edits = [], sources = {} }: ProjectChange): Build {
  const outside = edits.filter(({ source }) => isOutside(source))
  const own = edits.filter(({ source }) => !isOutside(source))
  return named(name, changedProjectArtifacts({ sources, edits: own }), outsideArtifacts(outside))
}

/** A build from artifacts of the project's contracts and of the external ones. */
export function named(
  name: string,
  artifacts: readonly Artifact[],
  outside: OutsideArtifacts = outsideArtifacts(),
): Build {
  return {
    name,
    amt: findArtifact(artifacts, 'AutoMiningToken'),
    liqAmt: findArtifact(artifacts, 'LiquidityToken'),
    burnVault: findArtifact(artifacts, 'BurnVault'),
    master: findArtifact(artifacts, 'Master'),
    locker: findArtifact(artifacts, 'LiquidityLocker'),
    market: findArtifact(artifacts, 'Market'),
    stakingVault: findArtifact(artifacts, 'StakingVault'),
    buyBackVault: findArtifact(artifacts, 'BuyBackVault'),
    distributor: findArtifact(artifacts, 'ResetDistributor'),
    outside,
  }
}
