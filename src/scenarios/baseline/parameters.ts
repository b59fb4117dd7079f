/**
 * Parameters of the scenario `baseline`: July 2023, with units, ranges and sources.
 */
import { TRANSACTION_ORDERINGS } from '../../sim/engine/transaction-ordering.ts'
import { amount, choice, decimal, integer, type Settings } from '../../sim/definition/parameter.ts'
import { POOL_TRADERS } from '../shared/traders.ts'
import { OPTIONAL_AGENTS } from '../shared/optional-agents.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING, PAYMENT } from '../shared/mining.ts'
import { MACHINE_ORDERS } from '../shared/machine-orders.ts'
import { GAS } from '../shared/exogenous-models.ts'

export const PARAMETERS = {
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...MACHINE_ORDERS,
  holders: integer({
    title: 'Holders who only claim: 10% daily, 40% weekly, 50% quarterly (assumption)',
    unit: 'people',
    default: '100',
    min: '10',
    max: '5000',
  }),
  ...POOL_TRADERS,
  redemptionsPerMonth: decimal({
    title: 'Mean number of redemptions in 30 days (assumption)',
    unit: 'redemptions',
    default: '2',
    min: '0',
    max: '3000',
  }),
  liquidityChangesPerMonth: decimal({
    title: 'Mean number of liquidity deposits and withdrawals in 30 days (assumption)',
    unit: 'changes',
    default: '6',
    min: '0',
    max: '3000',
  }),
  arbitrageCapital: amount({
    title: "The arbitrageur's BTCB (assumption)",
    unit: 'BTC',
    default: '5',
    min: '0',
    max: '1000000',
  }),
  arbitrageGas: amount({
    title: 'Gas cost of a swap and a redemption (some 300k gas at 3 gwei, BNB at 250 USD)',
    unit: 'BTC',
    default: '0.0000075',
    min: '0',
    max: '1',
  }),
  ...GAS,
  order: choice({
    title: 'Transaction ordering within a phase of the day: random, or by gas price',
    default: 'random',
    choices: TRANSACTION_ORDERINGS,
  }),
  tip: decimal({
    title: 'Mean of the traders’ bids above the day’s gas price, with order=gas (assumption)',
    unit: 'gwei',
    default: '1',
    min: '0',
    max: '1000',
  }),
  sandwichCapital: amount({
    title: 'BTCB of a sandwicher of purchases in the pool, which needs order=gas (assumption: none)',
    unit: 'BTC',
    default: '0',
    min: '0',
    max: '1000000',
  }),
  ...OPTIONAL_AGENTS,
}

export type Baseline = Settings<typeof PARAMETERS>
