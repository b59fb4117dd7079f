/**
 * Claims: the 45 statements, in the order of their numbers.
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
import retainedTokensCoverCosts from './statements/14-retained-tokens-cover-costs.ts'
import lockedForTwoYears from './statements/15-locked-for-two-years.ts'
import launchLiquidity from './statements/16-launch-liquidity.ts'
import resetCostsHoldersNothing from './statements/17-reset-costs-holders-nothing.ts'
import norProviders from './statements/18-nor-providers.ts'
import norStakers from './statements/19-nor-stakers.ts'
import norBuyersFromTheMarket from './statements/20-nor-buyers-from-the-market.ts'
import resetNeedsNoEmission from './statements/21-reset-needs-no-emission.ts'
import resetRaisesTheReturn from './statements/22-reset-raises-the-return.ts'
import airdropToHoldersOnly from './statements/23-airdrop-to-holders-only.ts'
import claimedOnce from './statements/24-claimed-once.ts'
import emissionCostsNothing from './statements/25-emission-costs-nothing.ts'
import stakingPaysItsPeriod from './statements/26-staking-pays-its-period.ts'
import gasAndSmallClaims from './statements/27-gas-and-small-claims.ts'
import buyBackAtMarket from './statements/28-buy-back-at-market.ts'
import buyBackLiftsThePrice from './statements/29-buy-back-lifts-the-price.ts'
import liqAmtOneToOne from './statements/30-liq-amt-one-to-one.ts'
import providersCollect from './statements/31-providers-collect.ts'
import priceAboveThePool from './statements/32-price-above-the-pool.ts'
import marketBecomesCheaper from './statements/33-market-becomes-cheaper.ts'
import onlyHoldersTake from './statements/34-only-holders-take.ts'
import alwaysAnExit from './statements/35-always-an-exit.ts'
import workedExample from './statements/36-worked-example.ts'
import cannotBeChanged from './statements/37-cannot-be-changed.ts'
import matterOfTime from './statements/38-matter-of-time.ts'
import priceAboveFloor from './statements/39-price-above-floor.ts'
import btcbIsBtc from './statements/40-btcb-is-btc.ts'
import backingWallets from './statements/41-backing-wallets.ts'
import burningByTheOwner from './statements/42-burning-by-the-owner.ts'
import dailyNetCheckable from './statements/43-daily-net-checkable.ts'
import hashRatePerAmt from './statements/44-hash-rate-per-amt.ts'
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
  retainedTokensCoverCosts,
  lockedForTwoYears,
  launchLiquidity,
  resetCostsHoldersNothing,
  norProviders,
  norStakers,
  norBuyersFromTheMarket,
  resetNeedsNoEmission,
  resetRaisesTheReturn,
  airdropToHoldersOnly,
  claimedOnce,
  emissionCostsNothing,
  stakingPaysItsPeriod,
  gasAndSmallClaims,
  buyBackAtMarket,
  buyBackLiftsThePrice,
  liqAmtOneToOne,
  providersCollect,
  priceAboveThePool,
  marketBecomesCheaper,
  onlyHoldersTake,
  alwaysAnExit,
  workedExample,
  cannotBeChanged,
  matterOfTime,
  priceAboveFloor,
  btcbIsBtc,
  backingWallets,
  burningByTheOwner,
  dailyNetCheckable,
  hashRatePerAmt,
  masterSolvent,
]
