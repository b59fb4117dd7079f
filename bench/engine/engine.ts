/**
 * Simulation engine on the workload: agents propose the same actions in the day loop, the recorder reads two
 * gauges, and all invariants are checked after every action if the scenario is monitored.
 */
import { INVARIANTS } from '../../src/model/invariants/invariants.ts'
import type { Amt } from '../../src/model/kernel/units.ts'
import type { Agent } from '../../src/sim/agent.ts'
import { floorPrice, poolPrice } from '../../src/sim/recording/gauge.ts'
import { constantProcess } from '../../src/sim/environment.ts'
import type { RunResult } from '../../src/sim/result.ts'
import { runScenario } from '../../src/sim/run.ts'
import { scenario, type Scenario } from '../../src/sim/definition/scenario.ts'
import { arbitrage, ARBITRAGEUR, DEPLOYMENT, initialActions, payment, swap } from './model.ts'
import { INITIAL_STATE, type Day } from './workload.ts'

const stages = [{ name: 'initial state', actions: initialActions() }]

/** The days of a workload as a scenario. */
export function workloadScenario(days: readonly Day[], isMonitored: boolean): Scenario {
  const agents: readonly Agent[] = [
    {
      name: 'treasury',
      people: [],
      phase: 'payment',
      act: ({ day }) => [[payment(days[day]!)]],
    },
    {
      name: 'holders',
      people: INITIAL_STATE.names.map((name) => ({ name })),
      phase: 'day',
      act: ({ day }) => [[swap(days[day]!)]],
    },
    {
      name: ARBITRAGEUR,
      people: [{ name: ARBITRAGEUR }],
      phase: 'close',
      act: (view) => {
        const plan = arbitrage(view.pool(), { backing: view.backing(), supply: view.supply('amt') as Amt })
        return plan.length === 0 ? [] : [plan]
      },
    },
  ]
  return scenario({
    name: 'workload',
    question: 'How fast is the engine?',
    days: days.length,
    parameters: {},
    initialState: () => ({ timestamp: DEPLOYMENT.timestamp, tokenOrder: DEPLOYMENT.tokenOrder, stages }),
    processes: () => ({
      btc: constantProcess('btc', { usd: 30_400 }),
      network: constantProcess('network', {
        height: 0,
        blocks: 144,
        difficulty: 1,
        hashRate: 0,
        epochSeconds: 0,
      }),
      fleet: constantProcess('fleet', { ths: 0, bought: 0 }),
      power: constantProcess('power', { value: 0.05 }),
    }),
    agents: () => agents,
    record: () => ({ floorPrice, poolPrice }),
    metrics: () => ({}),
    charts: [],
    always: isMonitored ? INVARIANTS : [],
    hypotheses: () => [],
  })
}

/** Runs `days` days of the workload; `onDay` is called at each close with the number of closes so far. */
export function engine(subject: Scenario, days: number, onDay?: (done: number) => void): RunResult {
  return runScenario(subject, { seed: 1n, days, ...(onDay && { onDay }) })
}
