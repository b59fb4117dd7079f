/**
 * Claims: all that are covered, in the order of their numbers.
 */
import type { Claim } from './claim.ts'
import proRataPayments from './statements/01-pro-rata-payments.ts'
import proportionalRedemption from './statements/02-proportional-redemption.ts'
import burntAtOnce from './statements/03-burnt-at-once.ts'
import burningRaisesYield from './statements/04-burning-raises-yield.ts'
import rateOnlyRises from './statements/05-rate-only-rises.ts'
import risesDaily from './statements/07-rises-daily.ts'
import cap from './statements/10-cap.ts'
import amtPerHashRate from './statements/12-amt-per-hash-rate.ts'
import launchLiquidity from './statements/16-launch-liquidity.ts'
import claimedOnce from './statements/24-claimed-once.ts'
import alwaysAnExit from './statements/35-always-an-exit.ts'
import workedExample from './statements/36-worked-example.ts'
import matterOfTime from './statements/38-matter-of-time.ts'
import priceAboveFloor from './statements/39-price-above-floor.ts'
import burningByTheOwner from './statements/42-burning-by-the-owner.ts'
import masterSolvent from './statements/45-master-solvent.ts'

/** Statements that the whitepaper makes. */
export const STATEMENTS = 45

export const CLAIMS: readonly Claim[] = [
  proRataPayments,
  proportionalRedemption,
  burntAtOnce,
  burningRaisesYield,
  rateOnlyRises,
  risesDaily,
  cap,
  amtPerHashRate,
  launchLiquidity,
  claimedOnce,
  alwaysAnExit,
  workedExample,
  matterOfTime,
  priceAboveFloor,
  burningByTheOwner,
  masterSolvent,
]
