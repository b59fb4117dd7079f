/**
 * Long runs: several years of weekly payments with constant BTC growth. Investors set the price from recent
 * payouts.
 *
 * Shared by the scenarios about the split of payments. BTC has no volatility by default, so that differences
 * between variants come from the split and the growth alone. `--set btcVolatility=53` or a study adds the
 * noise.
 */
import { btcb } from '../../model/kernel/units.ts'
import { investors } from '../../sim/agents/holders/investors.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import { integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE, outsidePool, partOf } from './july-2023.ts'
import { MINING, PAYMENT, treasuryOf } from './mining.ts'
import { poolProviders } from './liquidity.ts'

export const LONG_RUN = {
  every: integer({
    title: 'Days between payments (weekly for speed; the floor at the end of a week is the same)',
    unit: 'days',
    default: '7',
    min: '1',
    max: '365',
  }),
  requiredReturn: percent({
    title: 'Annual return in BTC that investors require (payouts of July 2023 at the initial price)',
    default: '9',
    min: '0.1',
    max: '10000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...MINING,
  btcGrowth: {
    ...MINING.btcGrowth,
    title: 'Annual growth of the BTC price (30,400 to 91,100 USD from July 2023 to January 2026)',
    default: '55',
  },
  btcVolatility: {
    ...MINING.btcVolatility,
    title: 'Annual volatility of BTC (none, so that splits and growth rates can be compared)',
    default: '0',
  },
}

export type LongRun = Settings<typeof LONG_RUN>

/**
 * Days between the liquidity providers' claims: beyond the run, since these claims do not affect the results.
 */
const NEVER = 100_000

/**
 * Days of payouts that investors extrapolate: a multiple of 7, so that every window has the same number of
 * payments.
 */
const LOOKBACK_DAYS = 28

/** Treasury, liquidity providers and investors. */
export function longRunAgents(settings: LongRun): readonly Agent[] {
  return [
    treasury({ ...treasuryOf(settings), every: settings.every }),
    poolProviders(settings.pool, { every: NEVER }),
    investors({
      amt: partOf(outsidePool(settings.pool), 80n),
      btcb: btcb('400'),
      every: settings.every,
      requiredReturn: settings.requiredReturn.toNumber(),
      lookBack: Math.max(LOOKBACK_DAYS, settings.every),
    }),
  ]
}
