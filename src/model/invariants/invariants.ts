/**
 * The list: everything that must stay true of the economy, on the model and on any build of the contracts.
 */
import { airdropPaysItsList } from './airdrop.ts'
import { purchasesStaySmall } from './buy-back.ts'
import { claimedOnce, claimsWithinPayment, masterCoversClaims } from './claims.ts'
import {
  amtConserved,
  btcbConserved,
  liqAmtConserved,
  sharesConserved,
  supplyWithinCap,
  usdtConserved,
} from './conservation.ts'
import { floorNeverFalls } from './floor.ts'
import type { Invariant } from './invariant.ts'
import { productNeverFalls, sharesCoverLiqAmt } from './liquidity.ts'
import { marketKeepsItsPrice } from './market.ts'
import { snapshotsNeverChange } from './snapshots.ts'
import { stakingPaysItsPeriod, vaultsCoverDeposits, vaultsCoverOwed } from './vaults.ts'

/** What an invariant remembers is its own business: only hand it back to the invariant that gave it. */
export type AnyInvariant = Invariant<unknown>

export const INVARIANTS: readonly AnyInvariant[] = [
  supplyWithinCap,
  amtConserved,
  liqAmtConserved,
  btcbConserved,
  usdtConserved,
  sharesConserved,
  claimedOnce,
  claimsWithinPayment,
  masterCoversClaims,
  floorNeverFalls,
  snapshotsNeverChange,
  sharesCoverLiqAmt,
  productNeverFalls,
  marketKeepsItsPrice,
  vaultsCoverDeposits,
  vaultsCoverOwed,
  stakingPaysItsPeriod,
  purchasesStaySmall,
  airdropPaysItsList,
]
