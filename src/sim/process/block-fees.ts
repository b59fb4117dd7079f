/**
 * Block fees as a share of the subsidy, so that they halve with it.
 *
 * The share is constant or a mean-reverting level. Unit: BTC per block. Not modelled: fees that jump when a
 * halving or a new use of block space meets demand.
 */
import { SAT_PER_BTC, subsidyAt } from '../../model/economics/mining.ts'
import type { Level } from './mean-reverting.ts'
import type { Network } from './network.ts'
import type { DependentProcess, Process } from './process.ts'

/**
 * Mean share of the subsidy that the five quoted hashprices of 2023 to 2026 imply, 1.33 to 2.34%
 * (docs/reference/economics.md, 5; see `test/model/economics/mining.test.ts`).
 */
export const FEES_SHARE = 0.018

export interface SharedFees extends Level {
  /** Fees as a share of the subsidy. */
  readonly share: number
}

/** Fees at the day's `share` of the subsidy. Draws what `share` draws. */
export function feesOfSubsidy(
  share: Process<Level>,
): DependentProcess<SharedFees, { readonly network: Pick<Network, 'height'> }> {
  const at = (level: Level, { height }: Pick<Network, 'height'>): SharedFees => ({
    value: (level.value * Number(subsidyAt(BigInt(height)))) / Number(SAT_PER_BTC),
    share: level.value,
  })
  return {
    name: 'block-fees',
    start: ({ network }) => at(share.initial, network),
    follow: (state, { network }, stream, day) => at(share.step({ value: state.share }, stream, day), network),
  }
}
