/**
 * Floor: the redemption rate of the RCL, BTCB per AMT. Read through views, unlike `floorOf` of
 * `contracts/burn-vault.ts`, so that the invariant runs on the chain too.
 */
import { readAmount } from './books.ts'
import { isMint, type Invariant } from './invariant.ts'
import type { Observed } from '../surface/observation.ts'
import { subjects } from './touched.ts'
import { eventsOf } from '../interface/outcome.ts'

export interface Floor {
  /** BTCB that the RCL holds. */
  readonly backing: bigint
  /** Circulating supply of AMT. */
  readonly supply: bigint
}

function floorOf(observed: Observed): Floor {
  return {
    backing: readAmount(observed, 'btcb', 'balanceOf', 'burnVault'),
    supply: readAmount(observed, 'amt', 'totalSupply'),
  }
}

function rateText({ backing, supply }: Floor): string {
  return `${backing}/${supply}`
}

/** Rates are compared by cross-multiplication, so exactly. Without a supply there is none: its product is 0. */
export const floorNeverFalls: Invariant<Floor> = {
  name: 'floor-never-falls',
  statement:
    "The RCL's rate falls only by emission, never by a redemption, transfer, payment, claim or trade.",
  source: 'whitepaper: RCL; mechanism: BurnVault',
  about: subjects('amt', 'btcb'),
  start: floorOf,
  next(before, { outcome, observed }) {
    const after = floorOf(observed)
    const fell = before.supply > 0n && after.backing * before.supply < before.backing * after.supply
    if (fell && !eventsOf(outcome).some(isMint))
      return {
        violation: `the rate fell from ${rateText(before)} to ${rateText(after)}`,
      }
    return { state: after }
  },
}
