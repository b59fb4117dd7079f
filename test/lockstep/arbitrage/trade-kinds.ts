/**
 * Every kind of planned trade. The order determines each kind's seed.
 */
import { bandTrade } from './band-trades.ts'
import { poolToRcl, withGas } from './floor-trades.ts'
import { withMarket } from './market-trades.ts'
import { exitRouting, greatResetSale } from './one-sided-trades.ts'
import type { TradeKind } from './trade-kind.ts'

export const TRADE_KINDS: readonly TradeKind[] = [
  poolToRcl,
  withGas,
  withMarket('buy', true),
  withMarket('buy', false),
  withMarket('sell', true),
  withMarket('sell', false),
  greatResetSale,
  exitRouting,
  bandTrade(1),
  bandTrade(2),
]
