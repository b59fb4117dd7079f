/**
 * OptionalAgents: people of the baseline who are there only if they are asked for, with AMT that is otherwise the project's.
 *
 * Accumulators claim every month and buy AMT with it; a whale sells by slices from a day on. Both are this project's assumptions.
 */
import type { Agent } from '../../sim/agent.ts'
import { accumulators } from '../../sim/agents/holders/accumulators.ts'
import { whale, WHALE } from '../../sim/agents/holders/whale.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import { integer, type Settings } from '../../sim/definition/parameter.ts'
import { outsidePool, partOf, type PoolChoice } from './july-2023.ts'

export const OPTIONAL_AGENTS = {
  accumulators: integer({
    title: 'Part of the AMT outside the pool whose holders buy AMT with what they claim (assumption: nobody)',
    unit: '%',
    default: '0',
    min: '0',
    max: '6',
    onlyWith: 'accumulators',
  }),
  whale: integer({
    title: 'Part of the AMT outside the pool that one holder sells by slices (assumption: nobody)',
    unit: '%',
    default: '0',
    min: '0',
    max: '6',
    onlyWith: 'whale',
  }),
  whaleFrom: integer({
    title: 'Day on which the whale begins to sell',
    unit: 'day',
    default: '180',
    min: '0',
    max: '100000',
    onlyWith: 'whale',
  }),
  whaleImpact: integer({
    title: 'What a day’s slice takes off the pool’s price',
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

export function optionalAgents(settings: OptionalAgents & { readonly pool: PoolChoice }): readonly Agent[] {
  const part = (percentage: number) => partOf(outsidePool(settings.pool), BigInt(percentage))
  const asked: Agent[] = []
  if (settings.accumulators > 0)
    asked.push(
      accumulators({
        name: ACCUMULATOR,
        count: 6,
        amt: part(settings.accumulators),
        every: 30,
        slippageBps: SLIPPAGE,
      }),
    )
  if (settings.whale > 0)
    asked.push(
      whale({
        amt: part(settings.whale),
        from: settings.whaleFrom,
        impactBps: BigInt(settings.whaleImpact),
        slippageBps: SLIPPAGE,
      }),
    )
  return asked
}

/** What the guests have, each in a column. */
export function optionalAgentGauges(settings: OptionalAgents): Readonly<Record<string, Gauge>> {
  return {
    ...(settings.accumulators > 0 && { accumulatorAmt: gauges.holding('amt', `${ACCUMULATOR}-1`) }),
    ...(settings.whale > 0 && {
      whaleAmt: gauges.holding('amt', WHALE),
      whaleBtcb: gauges.holding('btcb', WHALE),
    }),
  }
}
