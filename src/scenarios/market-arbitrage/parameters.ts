/**
 * Parameters of the scenario `market-arbitrage`, with their units, ranges and sources.
 */
import { amount, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { POOL_TRADERS } from '../shared/traders.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'

export const PARAMETERS = {
  premium: percent({
    title: 'The Market’s price above the pool’s, when it is set (the whitepaper: somewhat above at first)',
    default: '10',
    min: '-50',
    max: '1000',
  }),
  every: integer({
    title: 'Days from one rate to the next; 0: it stays as the opening sets it',
    unit: 'days',
    default: '7',
    min: '0',
    max: '100000',
  }),
  fee: integer({
    title: 'What a seller to the Market leaves behind (assumption)',
    unit: 'per mille',
    default: '10',
    min: '0',
    max: '999',
  }),
  stock: amount({
    title: 'AMT for sale (assumption: limited, says the whitepaper)',
    unit: 'AMT',
    default: '1000000',
    min: '0',
    max: '5000000',
  }),
  marketUsdt: amount({
    title: 'USDT that the Market buys with',
    unit: 'USDT',
    default: '0',
    min: '0',
    max: '100000000',
  }),
  customersPerDay: decimal({
    title: 'Mean number of people a day who think of buying (assumption)',
    unit: 'people',
    default: '6',
    min: '0',
    max: '1000',
  }),
  customerUsd: decimal({
    title: 'What one of them spends on average (assumption)',
    unit: 'USD',
    default: '800',
    min: '1',
    max: '1000000',
  }),
  customerPremium: percent({
    title: 'Premium that one of them accepts on average (assumption)',
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
  arbitrageGas: amount({
    title: 'Gas of a round (some 400k gas at 3 gwei, BNB at 250 USD)',
    unit: 'USDT',
    default: '0.3',
    min: '0',
    max: '1000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...MINE,
  ...POOL_TRADERS,
}

export type MarketArbitrage = Settings<typeof PARAMETERS>
