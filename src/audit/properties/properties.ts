/**
 * All properties: the invariants of the model, which compare with formulas of the whitepaper, and those that
 * hold for any system of this kind, whatever its formulas.
 */
import { INVARIANTS, type AnyInvariant } from '../../model/invariants/invariants.ts'
import { marketIsNotBelowThePool, nothingForNothing, poolIsNotBelowTheFloor } from './exchange.ts'
import { equalStakesEarnEqually, onlyHoldersOfTheTimeEarn } from './fairness.ts'
import { noFreeProfit } from './free-profit.ts'
import { giftsChangeNoShare } from './gifts.ts'
import { claimsArePaid, everybodyCanExit, outsidersCannotBlock, paymentsReachSomebody } from './liveness.ts'
import type { Probe, Property } from './property.ts'
import { assetsCoverEntitlements } from './solvency.ts'
import { nobodySpendsForOthers, paymentsAreCredited } from './wallets-and-payments.ts'

export const PROBES: readonly Probe[] = [
  claimsArePaid,
  paymentsReachSomebody,
  everybodyCanExit,
  outsidersCannotBlock,
  equalStakesEarnEqually,
  onlyHoldersOfTheTimeEarn,
  giftsChangeNoShare,
  assetsCoverEntitlements,
  nothingForNothing,
  noFreeProfit,
  poolIsNotBelowTheFloor,
  marketIsNotBelowThePool,
]

export const PROPERTIES: readonly Property[] = [
  ...INVARIANTS,
  nobodySpendsForOthers as AnyInvariant,
  paymentsAreCredited as AnyInvariant,
  ...PROBES,
]
