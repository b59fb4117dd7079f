/**
 * The baseline's parameters: what the whitepaper, the market and this project's assumptions say of July 2023, each with its source.
 */
import { TRANSACTION_ORDERINGS } from '../../sim/engine/transaction-ordering.ts'
import { amount, choice, decimal, integer, type Settings } from '../../sim/definition/parameter.ts'
import { POOL_TRADERS } from '../shared/traders.ts'
import { OPTIONAL_AGENTS } from '../shared/optional-agents.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'
import { MACHINE_ORDERS } from '../shared/machine-orders.ts'
import { GAS } from '../shared/exogenous-models.ts'

export const PARAMETERS = {
  ...PAYMENT,
  ...INITIAL_STATE,
  ...MINE,
  ...MACHINE_ORDERS,
  holders: integer({
    title: 'Holders who keep and claim: a tenth daily, four weekly, five quarterly (assumption)',
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
    title: 'Gas of a swap and a redemption (some 300k gas at 3 gwei, BNB at 250 USD)',
    unit: 'BTC',
    default: '0.0000075',
    min: '0',
    max: '1',
  }),
  ...GAS,
  order: choice({
    title: 'What decides within a part of a day: chance, or what is offered for gas',
    default: 'random',
    choices: TRANSACTION_ORDERINGS,
  }),
  tip: decimal({
    title: 'Mean of what traders offer above the day’s gas price with order=gas (assumption)',
    unit: 'gwei',
    default: '1',
    min: '0',
    max: '1000',
  }),
  sandwichCapital: amount({
    title:
      'BTCB of somebody who trades around purchases in the pool, which takes order=gas (assumption: nobody)',
    unit: 'BTC',
    default: '0',
    min: '0',
    max: '1000000',
  }),
  ...OPTIONAL_AGENTS,
}

export type Baseline = Settings<typeof PARAMETERS>
