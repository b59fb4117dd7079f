/**
 * Sim world: a minimal economy with round numbers, for tests of agents and engine.
 *
 * The supply is 1,000 AMT. The pool holds 100 AMT and 1 BTCB, locked; the RCL holds 10 BTCB; alice has 300
 * AMT and 2 BTCB, bruno 100 AMT, the project the remaining 500 AMT.
 */
import { INVARIANTS, type AnyInvariant } from '../../src/model/invariants/invariants.ts'
import { amt, btcb, type Btcb } from '../../src/model/kernel/units.ts'
import { approveAll, call, type Agent, type Plan } from '../../src/sim/agent.ts'
import * as gauges from '../../src/sim/recording/gauge.ts'
import { constantProcess } from '../../src/sim/environment.ts'
import type { TransactionOrdering } from '../../src/sim/engine/transaction-ordering.ts'
import { gbm } from '../../src/sim/process/gbm.ts'
import type { Process } from '../../src/sim/process/process.ts'
import type { Fleet } from '../../src/sim/process/purchases.ts'
import { integer, type Declarations } from '../../src/sim/definition/parameter.ts'
import { scenario, type InitialState, type Scenario } from '../../src/sim/definition/scenario.ts'
import { timestampOf } from '../../src/sim/calendar.ts'
import type { Hypothesis } from '../../src/sim/definition/hypothesis.ts'

export const START = timestampOf('2023-07-12')

/** Initial state with this backing of the RCL and this order of token addresses. */
export const initialStateWith = (
  backing: Btcb = btcb('10'),
  tokenOrder: InitialState['tokenOrder'] = ['usdt', 'liqAmt', 'amt', 'btcb'],
): InitialState => ({
  timestamp: START,
  tokenOrder,
  stages: [
    {
      name: 'launch',
      actions: [
        call('owner', 'master.mintMaster', { account: 'owner', amount: amt('600') }),
        call('owner', 'master.mintMaster', { account: 'alice', amount: amt('300') }),
        call('owner', 'master.mintMaster', { account: 'bruno', amount: amt('100') }),
        call('binance', 'btcb.mint', { amount: backing + btcb('3') }),
        call('binance', 'btcb.transfer', { to: 'owner', amount: btcb('1') }),
        call('binance', 'btcb.transfer', { to: 'alice', amount: btcb('2') }),
        call('binance', 'btcb.transfer', { to: 'burnVault', amount: backing }),
        approveAll('owner', 'amt', 'master'),
        approveAll('owner', 'btcb', 'master'),
        call('owner', 'master.addLiquidityLocking', { amountAmt: amt('100'), amountBtcb: btcb('1') }),
      ],
    },
  ],
})

/** An agent that sends the same plans every day; `agent` overrides its fields. */
export const scriptedAgent = (name: string, plans: readonly Plan[], agent: Partial<Agent> = {}): Agent => ({
  name,
  people: [],
  phase: 'day',
  act: () => plans,
  ...agent,
})

/** Pays 1 BTCB every day, 20% of it to the RCL. Agent and stream are named `patron`. */
export const dailyPayer: Agent = scriptedAgent(
  'patron',
  [
    [
      call('binance', 'btcb.mint', { amount: btcb('1') }),
      call('binance', 'btcb.transfer', { to: 'payer', amount: btcb('1') }),
      call('payer', 'master.payRent', { amountBtcb: btcb('1'), vaultParticipation: 20n }),
    ],
  ],
  { phase: 'payment', prepare: () => [approveAll('payer', 'btcb', 'master')] },
)

/** The accounts alice and bruno, without actions of their own. */
export const initialHolders: Agent = scriptedAgent('villagers', [], {
  people: [{ name: 'alice' }, { name: 'bruno' }],
})

/** The sim world as a scenario of 3 days, with these agents in addition to the initial holders. */
export function simWorld(
  agents: readonly Agent[],
  more: {
    readonly always?: readonly AnyInvariant[]
    readonly hypotheses?: readonly Hypothesis[]
    readonly parameters?: Declarations
    readonly initialState?: InitialState
    readonly ordering?: TransactionOrdering
    readonly fleet?: Process<Fleet>
  } = {},
): Scenario {
  return scenario({
    name: 'sim-world',
    question: 'Does the engine behave as specified?',
    days: 3,
    parameters: more.parameters ?? { unused: integer({ title: 'Not used', unit: '', default: '1' }) },
    initialState: () => more.initialState ?? initialStateWith(),
    processes: () => ({
      btc: gbm({ usd: 30_400, drift: 0, volatility: 0.5 }),
      network: constantProcess('network', {
        height: 798_200,
        blocks: 144,
        difficulty: 53.91e12,
        hashRate: 3.86e20,
        epochSeconds: 0,
      }),
      fleet: more.fleet ?? constantProcess('fleet', { ths: 223_446, bought: 0 }),
      power: constantProcess('power', { value: 0.055 }),
    }),
    agents: () => [initialHolders, ...agents],
    ordering: () => more.ordering ?? 'random',
    record: () => ({
      day: gauges.day,
      date: gauges.date,
      btcPrice: gauges.btcPrice,
      poolPrice: gauges.poolPrice,
      floorPrice: gauges.floorPrice,
      payoutPerAmt: gauges.payoutPerAmt,
      payoutToDate: gauges.payoutToDate,
      backing: gauges.backing,
      supply: gauges.supply,
      poolAmt: gauges.poolAmt,
      poolBtcb: gauges.poolBtcb,
      unclaimed: gauges.unclaimed,
      claimedByHolders: gauges.claimedByHolders,
      claimedByProviders: gauges.claimedByProviders,
      redeemedAmt: gauges.redeemedAmt,
      redeemedBtcb: gauges.redeemedBtcb,
      boughtFor: gauges.boughtFor,
      soldFor: gauges.soldFor,
      refused: gauges.refused,
      alice: gauges.holding('btcb', 'alice'),
    }),
    metrics: () => ({}),
    charts: [],
    always: more.always ?? INVARIANTS,
    hypotheses: () => more.hypotheses ?? [],
  })
}
