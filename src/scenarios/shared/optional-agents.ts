/**
 * Optional agents of the baseline, absent by default. Their AMT comes out of the project's holding.
 *
 * Accumulators claim every month and buy AMT with the payouts. A whale sells in daily slices from a given day
 * on. Both are assumptions.
 */
import type { Agent } from '../../sim/agent.ts'
import { accumulators } from '../../sim/agents/holders/accumulators.ts'
import { whale, WHALE } from '../../sim/agents/holders/whale.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import { integer, type Settings } from '../../sim/definition/parameter.ts'
import { outsidePool, partOf, type Opening } from './july-2023.ts'

export const OPTIONAL_AGENTS = {
  accumulators: integer({
    title:
      'Share of the AMT outside the pool held by accumulators, who reinvest their claims (assumption: none)',
    unit: '%',
    default: '0',
    min: '0',
    max: '6',
    onlyWith: 'accumulators',
  }),
  whale: integer({
    title: 'Share of the AMT outside the pool that a whale sells in daily slices (assumption: none)',
    unit: '%',
    default: '0',
    min: '0',
    max: '6',
    onlyWith: 'whale',
  }),
  whaleFrom: integer({
    title: 'First day of the whale’s sales',
    unit: 'day',
    default: '180',
    min: '0',
    max: '100000',
    onlyWith: 'whale',
  }),
  whaleImpact: integer({
    title: 'Price impact of one daily slice',
    unit: 'basis points',
    default: '100',
    min: '1',
    max: '9999',
    onlyWith: 'whale',
  }),
}

type OptionalAgents = Settings<typeof OPTIONAL_AGENTS>

const ACCUMULATOR = 'accumulator'
const SLIPPAGE = 300n

export function optionalAgents(settings: OptionalAgents & Opening): readonly Agent[] {
  const part = (percentage: number) => partOf(outsidePool(settings), BigInt(percentage))
  const agents: Agent[] = []
  if (settings.accumulators > 0)
    agents.push(
      accumulators({
        name: ACCUMULATOR,
        count: 6,
        amt: part(settings.accumulators),
        every: 30,
        slippageBps: SLIPPAGE,
      }),
    )
  if (settings.whale > 0)
    agents.push(
      whale({
        amt: part(settings.whale),
        from: settings.whaleFrom,
        impactBps: BigInt(settings.whaleImpact),
        slippageBps: SLIPPAGE,
      }),
    )
  return agents
}

/** Holdings of the agents that are present, one column each. */
export function optionalAgentGauges(settings: OptionalAgents): Readonly<Record<string, Gauge>> {
  return {
    ...(settings.accumulators > 0 && { accumulatorAmt: gauges.holding('amt', `${ACCUMULATOR}-1`) }),
    ...(settings.whale > 0 && {
      whaleAmt: gauges.holding('amt', WHALE),
      whaleBtcb: gauges.holding('btcb', WHALE),
    }),
  }
}
