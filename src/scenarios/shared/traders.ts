/**
 * Pool traders: the agents that form the market price in the scenarios that need one.
 *
 * Their number, frequency and trade size are not public. Each is an assumption and a parameter.
 */
import type { Amt, Btcb } from '../../model/kernel/units.ts'
import { traders } from '../../sim/agents/holders/traders.ts'
import type { Agent } from '../../sim/agent.ts'
import type { Valuation } from '../../sim/valuation/valuation.ts'
import { amount, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { replacedBy } from './july-2023.ts'

export const POOL_TRADERS = {
  traders: integer({
    title: 'Traders in the pool (assumption)',
    unit: 'people',
    default: '24',
    min: '1',
    max: '100000',
    replacedBy,
  }),
  tradesPerDay: decimal({
    title: 'Mean number of trades a day (assumption)',
    unit: 'trades',
    default: '8',
    min: '0',
    max: '1000',
  }),
  tradeSize: percent({
    title: "Mean trade size, as a share of the pool's BTCB (assumption)",
    default: '0.15',
    min: '0',
    max: '50',
  }),
  conviction: decimal({
    title: 'Shift of the odds of buying for each 100% of mispricing (assumption)',
    unit: '',
    default: '0.5',
    min: '0',
    max: '100',
  }),
  tradersBtcb: amount({
    title: "The traders' BTCB (assumption)",
    unit: 'BTC',
    default: '40',
    min: '0',
    max: '1000000',
  }),
  slippage: percent({
    title: 'Slippage that traders accept (assumption)',
    default: '1',
    min: '0',
    max: '100',
  }),
}

/**
 * The traders: `people`, who together own `amt` AMT.
 *
 * @param meanTip Mean bid above the day's gas price, in gwei. It matters only where transactions are ordered
 * by gas price.
 */
export function poolTraders(
  settings: Settings<typeof POOL_TRADERS>,
  people: { readonly name: string; readonly count: number; readonly weights: readonly bigint[] | undefined },
  amt: Amt,
  valuations: readonly Valuation[],
  meanTip?: number,
): Agent {
  return traders({
    ...people,
    amt,
    btcb: settings.tradersBtcb as Btcb,
    tradesPerDay: settings.tradesPerDay.toNumber(),
    meanSize: settings.tradeSize.toNumber(),
    valuations,
    conviction: settings.conviction.toNumber(),
    slippageBps: BigInt(settings.slippage.mul(10_000).toFixed(0)),
    ...(meanTip === undefined ? {} : { meanTip }),
  })
}
