/**
 * Parameters of the scenario `bear-market`, with their units, ranges and sources.
 */
import { EXITS } from '../../sim/agents/plans/exit.ts'
import { amount, choice, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { POOL_TRADERS } from '../shared/traders.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINING, PAYMENT } from '../shared/mining.ts'
import { GAS } from '../shared/exogenous-models.ts'

export const ARBITRAGE = ['none', 'free', 'gas', 'slow'] as const

export const PARAMETERS = {
  arbitrage: choice({
    title: 'The arbitrageur: nobody; without gas; with gas; with gas and slow, on the morning’s prices',
    default: 'gas',
    choices: ARBITRAGE,
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
  selling: percent({
    title: 'AMT outside the pool whose owners sell when the price falls (assumption)',
    default: '80',
    min: '0',
    max: '80',
  }),
  sellers: integer({
    title: 'How many they are (assumption)',
    unit: 'people',
    default: '21',
    min: '1',
    max: '2000',
  }),
  firstThreshold: integer({
    title: 'Fall from the last 60 days’ highest close at which the first of them sells (assumption)',
    unit: '%',
    default: '15',
    min: '0',
    max: '100',
  }),
  lastThreshold: integer({
    title: 'The same for the last of them (assumption)',
    unit: '%',
    default: '60',
    min: '0',
    max: '100',
  }),
  part: integer({
    title: 'What each of them sells a week, of what they have (assumption)',
    unit: '%',
    default: '20',
    min: '0',
    max: '100',
  }),
  sellersExit: choice({
    title: 'Where they sell: without comparing in the pool, or where it pays most',
    default: 'pool',
    choices: EXITS,
  }),
  whale: decimal({
    title: 'AMT that a whale sells on day 10 (assumption)',
    unit: 'AMT',
    default: '2000000',
    min: '0',
    max: '5000000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  backing: {
    ...INITIAL_STATE.backing,
    title: 'BTCB that the RCL starts with (the whitepaper has 30; see above)',
    default: '120',
  },
  ...GAS,
  ...MINING,
  btcGrowth: {
    ...MINING.btcGrowth,
    title: 'Growth of BTC a year (2022: 46,300 to 16,500 USD)',
    default: '-64',
  },
  btcVolatility: { ...MINING.btcVolatility, default: '64' },
  ...POOL_TRADERS,
}

export type Bear = Settings<typeof PARAMETERS>
