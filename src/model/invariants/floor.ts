/**
 * The floor: what the RCL pays for one AMT.
 */
import { readAmount } from './books.ts'
import { isMint, type Invariant } from './invariant.ts'
import type { Observed } from '../surface/observation.ts'
import { subjects } from './touched.ts'
import { eventsOf } from '../interface/outcome.ts'

export interface Floor {
  /** BTCB that the RCL holds. */
  readonly backing: bigint
  /** AMT in circulation. */
  readonly supply: bigint
}

function floorOf(observed: Observed): Floor {
  return {
    backing: readAmount(observed, { on: 'btcb', fn: 'balanceOf', args: ['burnVault'] }),
    supply: readAmount(observed, { on: 'amt', fn: 'totalSupply', args: [] }),
  }
}

/** Rates are compared as fractions, multiplied out: exact, without a division. A supply of zero has no rate. */
export const floorNeverFalls: Invariant<Floor> = {
  name: 'floor-never-falls',
  statement:
    "The RCL's rate falls only by emission, never by redeeming, transferring, paying, claiming or trading.",
  source: 'whitepaper: RCL; mechanism: BurnVault',
  about: subjects('amt', 'btcb'),
  start: floorOf,
  next(before, { outcome, observed }) {
    const after = floorOf(observed)
    const fell =
      before.supply > 0n && after.supply > 0n && after.backing * before.supply < before.backing * after.supply
    if (fell && !eventsOf(outcome).some(isMint))
      return {
        violation: `the rate fell from ${before.backing}/${before.supply} to ${after.backing}/${after.supply}`,
      }
    return { state: after }
  },
}
