/**
 * Confirmation: replays a counterexample on the compiled contracts, and its messages on EthereumJS.
 *
 * Properties read views and events only. Both are equal on both sides if the replay has no divergence, so the
 * contracts violate the property too.
 */
import { replay } from '../lockstep/compare/replay.ts'
import type { Build } from '../evm/build.ts'
import { DEPLOYMENT } from './deployment.ts'
import type { Counterexample } from './search.ts'

export interface Confirmation {
  readonly isConfirmed: boolean
  /** Messages that EthereumJS executed again. */
  readonly messages: number
  /** What differs; undefined if nothing does. */
  readonly difference: string | undefined
}

/** @param build the contracts; the project's own by default. */
export async function confirm({ actions }: Counterexample, build?: Build): Promise<Confirmation> {
  const { first, crossChecked } = await replay(DEPLOYMENT, actions, build === undefined ? {} : { build })
  const differences = crossChecked?.differences.length ?? 0
  const difference =
    first?.story ?? (differences === 0 ? undefined : `EthereumJS contradicts ${differences} messages`)
  return { isConfirmed: difference === undefined, messages: crossChecked?.messages ?? 0, difference }
}
