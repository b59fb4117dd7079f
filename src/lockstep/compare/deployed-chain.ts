/**
 * Deployed chain: one deployment shared by many runs, each of which rewinds to it.
 *
 * A process deploys once for each build and address order. Every view of the roster is read before the mark
 * is set, so the answers are remembered for all runs and a write to any of them is noticed.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { DeploymentSpec } from '../../model/economy.ts'
import { viewsOf, type View } from '../../model/surface/observation.ts'
import type { Timestamp } from '../../model/kernel/units.ts'
import type { Build } from '../../evm/build.ts'
import { AbiDataError } from '../../evm/abi/value.ts'
import { Chain, ViewReverted, type ChainMark, type ChainOptions } from '../../evm/chain.ts'
import { ACTORS, type Genesis } from '../generate/genesis.ts'

export interface DeployedChain<C extends Chain = Chain> {
  readonly chain: C
  /** The state right after deployment. */
  readonly start: ChainMark
}

/** 2023-07-12 00:00 UTC, the date of the whitepaper. */
export const START = 1_689_120_000n

/** The deployed chain of a build. Deploys on first use. */
export const deployedChainOf = sharedChains((options) => new Chain(options))

/** Deployed chains of one kind, by build and address order. */
export function sharedChains<C extends Chain>(
  deploy: (options: ChainOptions) => C,
): (build: Build, amtSorts: Genesis['amtSorts']) => DeployedChain<C> {
  const chains = new WeakMap<Build, Map<Genesis['amtSorts'], DeployedChain<C>>>()
  return (build, amtSorts) => {
    const ofBuild = chains.get(build) ?? new Map<Genesis['amtSorts'], DeployedChain<C>>()
    chains.set(build, ofBuild)
    const known = ofBuild.get(amtSorts)
    if (known !== undefined) return known
    const chain = deploy({ build, amtSorts, start: START })
    for (const view of viewsOf({
      people: ACTORS,
      snapshots: 0n,
      pairs: ['pair'],
      lockerExists: false,
      rounds: 0,
      airdrops: undefined,
    }))
      if (chain.answers(view)) readIfPossible(chain, view)
    const deployed = { chain, start: chain.checkpoint() }
    ofBuild.set(amtSorts, deployed)
    return deployed
  }
}

/** Reads a view; one that reverts is not cached, and is compared when it is asked. */
function readIfPossible(chain: Chain, view: View): void {
  try {
    chain.read(view)
  } catch (error) {
    if (!(error instanceof ViewReverted || error instanceof AbiDataError)) throw error
  }
}

/** The deployment that the chain is at, with these people. */
export function deploymentOf({ chain }: DeployedChain, people: readonly Account[]): DeploymentSpec {
  return { people, tokenOrder: chain.tokenOrder, timestamp: START as Timestamp }
}

/** Where AMT sorts against BTCB in a deployment. */
export function amtSortsIn({ tokenOrder }: DeploymentSpec): Genesis['amtSorts'] {
  return tokenOrder.indexOf('amt') < tokenOrder.indexOf('btcb') ? 'below' : 'above'
}
