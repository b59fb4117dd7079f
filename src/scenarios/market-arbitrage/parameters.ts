/**
 * Parameters of the scenario `market-arbitrage`, with their units, ranges and sources.
 */
import { amount, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { PARTICIPANTS } from '../shared/participants.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'

export const PARAMETERS = {
  premium: percent({
    title:
      'Premium of the Market’s rate over the pool price when it is set (whitepaper: somewhat above at first)',
    default: '10',
    min: '-50',
    max: '1000',
  }),
  every: integer({
    title: 'Days between rate updates; 0: the initial rate stays',
    unit: 'days',
    default: '7',
    min: '0',
    max: '100000',
  }),
  fee: integer({
    title: 'The Market’s fee on purchases from sellers (assumption)',
    unit: 'per mille',
    default: '10',
    min: '0',
    max: '999',
  }),
  stock: amount({
    title:
      'AMT for sale: the Market’s own of the cap table, and the rest out of the reserve (assumption; whitepaper: limited)',
    unit: 'AMT',
    default: '1000000',
    min: '0',
    max: '5000000',
  }),
  marketUsdt: amount({
    title: 'USDT of the Market for purchases',
    unit: 'USDT',
    default: '0',
    min: '0',
    max: '100000000',
  }),
  customersPerDay: decimal({
    title: 'Mean number of potential customers per day (assumption)',
    unit: 'people',
    default: '6',
    min: '0',
    max: '1000',
  }),
  customerUsd: decimal({
    title: 'Mean spending of a customer (assumption)',
    unit: 'USD',
    default: '800',
    min: '1',
    max: '1000000',
  }),
  customerPremium: percent({
    title: 'Mean premium that a customer accepts (assumption)',
    default: '8',
    min: '0.01',
    max: '1000',
  }),
  pairDepth: amount({
    title: 'BTCB in the BTCB/USDT pair (assumption)',
    unit: 'BTC',
    default: '500',
    min: '1',
    max: '100000',
  }),
  marketArbitrageGas: amount({
    title: 'Gas cost of one arbitrage with the Market (some 400k gas at 3 gwei, BNB at 250 USD)',
    unit: 'USDT',
    default: '0.3',
    min: '0',
    max: '1000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...PARTICIPANTS,
}

export type MarketArbitrage = Settings<typeof PARAMETERS>
