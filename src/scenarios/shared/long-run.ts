/**
 * The long run: years of weekly payments under a BTC that grows evenly, with a price that investors set by what AMT has been paying.
 *
 * What the questions about the split of the payments have in common. The market is otherwise quiet, so that their maps show what they ask
 * about and nothing else; `--set btcVolatility=53` or a study puts the noise back.
 */
import { btcb } from '../../model/kernel/units.ts'
import { investors } from '../../sim/agents/holders/investors.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import { integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE, outsidePool, partOf } from './july-2023.ts'
import { MINE, PAYMENT, treasuryOf } from './mine.ts'
import { depth } from './liquidity.ts'

export const LONG_RUN = {
  every: integer({
    title: 'Days from one payment to the next (weekly, for speed: the floor of a week is the same)',
    unit: 'days',
    default: '7',
    min: '1',
    max: '365',
  }),
  requiredReturn: percent({
    title: 'Yearly return in BTC that investors require (what July 2023 pays at the opening price)',
    default: '9',
    min: '0.1',
    max: '10000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...MINE,
  btcGrowth: {
    ...MINE.btcGrowth,
    title: 'Growth of BTC a year (30,400 to 91,100 USD from July 2023 to January 2026)',
    default: '55',
  },
  btcVolatility: {
    ...MINE.btcVolatility,
    title: 'Volatility of BTC a year (none, so that splits and growths can be compared)',
    default: '0',
  },
}

export type LongRun = Settings<typeof LONG_RUN>

/** The liquidity providers' claims do not matter to the questions: none within the run. */
const NEVER = 100_000

/** Days of payouts that investors judge by: the same number of weekly payments on any day. */
const LOOK_BACK = 28

/** Who pays, who deepens the pool and who makes the price. */
export function longRunAgents(settings: LongRun): readonly Agent[] {
  return [
    treasury({ ...treasuryOf(settings), every: settings.every }),
    depth(settings.pool, { every: NEVER }),
    investors({
      amt: partOf(outsidePool(settings.pool), 80n),
      btcb: btcb('400'),
      every: settings.every,
      requiredReturn: settings.requiredReturn.toNumber(),
      lookBack: Math.max(LOOK_BACK, settings.every),
    }),
  ]
}
