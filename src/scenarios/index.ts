/**
 * All scenarios, by name.
 */
import type { Scenario } from '../sim/scenario.ts'
import bankRun from './bank-run.ts'
import baseline from './baseline.ts'
import bearMarket from './bear-market.ts'
import buybackFlywheel from './buyback-flywheel.ts'
import catchUp from './catch-up.ts'
import depeg from './depeg.ts'
import dilution from './dilution.ts'
import greatReset from './great-reset.ts'
import halving from './halving.ts'
import hashpriceCrash from './hashprice-crash.ts'
import liquidityFlight from './liquidity-flight.ts'
import marketArbitrage from './market-arbitrage.ts'
import smallHolder from './small-holder.ts'
import splitPolicy from './split-policy.ts'

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
