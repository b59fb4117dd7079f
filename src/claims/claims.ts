/**
 * Claims: all that are covered, in the order of their numbers.
 */
import type { Claim } from './claim.ts'
import proRataPayments from './statements/01-pro-rata-payments.ts'
import proportionalRedemption from './statements/02-proportional-redemption.ts'
import burntAtOnce from './statements/03-burnt-at-once.ts'
import burningRaisesYield from './statements/04-burning-raises-yield.ts'
import rateOnlyRises from './statements/05-rate-only-rises.ts'
import finiteSupply from './statements/06-finite-supply.ts'
import risesDaily from './statements/07-rises-daily.ts'
import baseOf30 from './statements/08-base-of-30.ts'
import floorGrows from './statements/09-floor-grows.ts'
import cap from './statements/10-cap.ts'
import issuedForHashRate from './statements/11-issued-for-hash-rate.ts'
import amtPerHashRate from './statements/12-amt-per-hash-rate.ts'
import emissionSplit from './statements/13-emission-split.ts'
import launchLiquidity from './statements/16-launch-liquidity.ts'
import claimedOnce from './statements/24-claimed-once.ts'
import emissionCostsNothing from './statements/25-emission-costs-nothing.ts'
import onlyHoldersTake from './statements/34-only-holders-take.ts'
import alwaysAnExit from './statements/35-always-an-exit.ts'
import workedExample from './statements/36-worked-example.ts'
import cannotBeChanged from './statements/37-cannot-be-changed.ts'
import matterOfTime from './statements/38-matter-of-time.ts'
import priceAboveFloor from './statements/39-price-above-floor.ts'
import burningByTheOwner from './statements/42-burning-by-the-owner.ts'
import dailyNetCheckable from './statements/43-daily-net-checkable.ts'
import masterSolvent from './statements/45-master-solvent.ts'

/** Statements that the whitepaper makes. */
export const STATEMENTS = 45

export const CLAIMS: readonly Claim[] = [
  proRataPayments,
  proportionalRedemption,
  burntAtOnce,
  burningRaisesYield,
  rateOnlyRises,
  finiteSupply,
  risesDaily,
  baseOf30,
  floorGrows,
  cap,
  issuedForHashRate,
  amtPerHashRate,
  emissionSplit,
  launchLiquidity,
  claimedOnce,
  emissionCostsNothing,
  onlyHoldersTake,
  alwaysAnExit,
  workedExample,
  cannotBeChanged,
  matterOfTime,
  priceAboveFloor,
  burningByTheOwner,
  dailyNetCheckable,
  masterSolvent,
]
