/**
 * The crowd: people who trade in the pool, as the scenarios that need a market price take them.
 *
 * How many they are, how often and how much they trade nobody has published: assumptions, each a parameter.
 */
import { btcb, type Amt } from '../../model/kernel/units.ts'
import { traders } from '../../sim/agents/holders/traders.ts'
import type { Agent } from '../../sim/agent.ts'
import { decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'

export const POOL_TRADERS = {
  traders: integer({
    title: 'People who trade in the pool (assumption)',
    unit: 'people',
    default: '24',
    min: '1',
    max: '5000',
  }),
  tradesPerDay: decimal({
    title: 'Mean number of trades a day (assumption)',
    unit: 'trades',
    default: '8',
    min: '0',
    max: '1000',
  }),
  tradeSize: percent({
    title: "Mean size of a trade, of the pool's BTCB (assumption)",
    default: '0.15',
    min: '0',
    max: '50',
  }),
  requiredReturn: percent({
    title: 'Yearly return in BTC that traders require (what July 2023 pays at the opening price)',
    default: '9',
    min: '0.1',
    max: '10000',
  }),
  conviction: decimal({
    title: 'How far the odds of buying lean for each 100% that the price is off (assumption)',
    unit: '',
    default: '0.5',
    min: '0',
    max: '100',
  }),
  slippage: percent({
    title: 'Slippage that traders accept (assumption)',
    default: '1',
    min: '0',
    max: '100',
  }),
}

/** The traders, who together own `amt` AMT and 40 BTCB; what they offer for gas, in gwei above the day's, decides where the order goes by it. */
export function poolTraders(settings: Settings<typeof POOL_TRADERS>, amt: Amt, meanTip?: number): Agent {
  return traders({
    name: 'trader',
    count: settings.traders,
    amt,
    btcb: btcb('40'),
    tradesPerDay: settings.tradesPerDay.toNumber(),
    meanSize: settings.tradeSize.toNumber(),
    requiredReturn: settings.requiredReturn.toNumber(),
    conviction: settings.conviction.toNumber(),
    slippageBps: BigInt(settings.slippage.mul(10_000).toFixed(0)),
    ...(meanTip === undefined ? {} : { meanTip }),
  })
}
