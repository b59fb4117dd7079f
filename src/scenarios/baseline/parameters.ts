/**
 * The baseline's parameters: what the whitepaper, the market and this project's assumptions say of July 2023, each with its source.
 */
import { ORDERS } from '../../sim/engine/transaction-ordering.ts'
import { amount, choice, decimal, integer, type Settings } from '../../sim/definition/parameter.ts'
import { CROWD } from '../shared/traders.ts'
import { GUESTS } from '../shared/optional-agents.ts'
import { OPENING } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'
import { ORDERED } from '../shared/machine-orders.ts'
import { GAS } from '../shared/exogenous-models.ts'

export const PARAMETERS = {
  ...PAYMENT,
  ...OPENING,
  ...MINE,
  ...ORDERED,
  holders: integer({
    title: 'Holders who keep and claim: a tenth daily, four weekly, five quarterly (assumption)',
    unit: 'people',
    default: '100',
    min: '10',
    max: '5000',
  }),
  ...CROWD,
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
    choices: ORDERS,
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
  ...GUESTS,
}

export type Baseline = Settings<typeof PARAMETERS>
