/**
 * All scenarios, by name.
 */
import type { Scenario } from '../sim/definition/scenario.ts'
import bankRun from './bank-run/index.ts'
import baseline from './baseline/index.ts'
import bearMarket from './bear-market/index.ts'
import buybackFlywheel from './buyback-flywheel/index.ts'
import catchUp from './catch-up/index.ts'
import depeg from './depeg/index.ts'
import dilution from './dilution/index.ts'
import greatReset from './great-reset/index.ts'
import halving from './halving/index.ts'
import hashpriceCrash from './hashprice-crash/index.ts'
import liquidityFlight from './liquidity-flight/index.ts'
import marketArbitrage from './market-arbitrage/index.ts'
import smallHolder from './small-holder/index.ts'
import splitPolicy from './split-policy/index.ts'

export const scenarios: readonly Scenario[] = [
  baseline,
  greatReset,
  bearMarket,
  bankRun,
  dilution,
  halving,
  catchUp,
  hashpriceCrash,
  liquidityFlight,
  splitPolicy,
  depeg,
  marketArbitrage,
  smallHolder,
  buybackFlywheel,
]
