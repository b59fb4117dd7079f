/**
 * Order of the generated registries. Results and tests depend on it, so it is kept by name and not left to the file system.
 *
 * What is not named here comes after what is, in the order of paths and of declaration: a new scenario, invariant or mutant
 * needs no change of this file.
 */

/** Folders of `src/scenarios`: the order of `--list`. */
export const SCENARIOS = [
  'baseline',
  'great-reset',
  'bear-market',
  'bank-run',
  'dilution',
  'halving',
  'catch-up',
  'hashprice-crash',
  'liquidity-flight',
  'split-policy',
  'depeg',
  'market-arbitrage',
  'small-holder',
  'buyback-flywheel',
]

/** Constants of `src/model/invariants`: the order of results and reports. */
export const INVARIANTS = [
  'supplyWithinCap',
  'amtConserved',
  'liqAmtConserved',
  'btcbConserved',
  'usdtConserved',
  'sharesConserved',
  'claimedOnce',
  'claimsWithinPayment',
  'masterCoversClaims',
  'floorNeverFalls',
  'snapshotsNeverChange',
  'sharesCoverLiqAmt',
  'productNeverFalls',
  'marketKeepsItsPrice',
  'vaultsCoverDeposits',
  'vaultsCoverOwed',
  'stakingPaysItsPeriod',
  'purchasesStaySmall',
  'airdropPaysItsList',
]

/** Constants of `src/lockstep/systems`: the search for them is split by their places. */
export const MUTANTS = [
  'MASTER_MUTANTS',
  'PANCAKE_MODEL_MUTANTS',
  'BEP20_MODEL_MUTANTS',
  'MASTER_MODEL_MUTANTS',
  'TOKEN_MUTANTS',
  'BURN_VAULT_MUTANTS',
  'LOCKER_MUTANTS',
  'MARKET_MUTANTS',
  'STAKING_VAULT_MUTANTS',
  'BUY_BACK_MUTANTS',
  'DISTRIBUTOR_MUTANTS',
  'PANCAKE_MUTANTS',
  'OUTSIDE_TOKEN_MUTANTS',
]
