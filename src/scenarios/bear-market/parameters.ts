/**
 * Parameters of the scenario `bear-market`, with their units, ranges and sources.
 */
import { EXITS } from '../../sim/agents/plans/exit.ts'
import { choice, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { PARTICIPANTS } from '../shared/participants.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'
import { GAS } from '../shared/exogenous-models.ts'

export const ARBITRAGE = ['none', 'free', 'gas', 'slow'] as const

export const PARAMETERS = {
  arbitrage: choice({
    title: 'Arbitrageur: none; without gas; with gas; with gas and slow (acts on the morning’s prices)',
    default: 'gas',
    choices: ARBITRAGE,
  }),
  selling: percent({
    title:
      'Share of the AMT outside the pool held by drawdown sellers, out of all wallets but the traders’ in proportion, and then the reserve (assumption)',
    default: '80',
    min: '0',
    max: '80',
  }),
  sellers: integer({
    title: 'Drawdown sellers (assumption)',
    unit: 'people',
    default: '21',
    min: '1',
    max: '2000',
  }),
  firstThreshold: integer({
    title: 'Drawdown from the highest close of 60 days at which the first of them sells (assumption)',
    unit: '%',
    default: '15',
    min: '0',
    max: '100',
  }),
  lastThreshold: integer({
    title: 'Drawdown at which the last of them sells (assumption)',
    unit: '%',
    default: '60',
    min: '0',
    max: '100',
  }),
  part: integer({
    title: 'Share of its holding that each of them sells per week (assumption)',
    unit: '%',
    default: '20',
    min: '0',
    max: '100',
  }),
  sellersExit: choice({
    title: 'Exit venue of the sellers: the RCL, the pool without comparing, or the optimal split',
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
  ...POOL_TERMS,
  backing: {
    ...INITIAL_STATE.backing,
    title: 'Initial BTCB in the RCL (the whitepaper has 30, which does not test the floor)',
    default: '120',
  },
  ...GAS,
  ...MINING,
  ...PARTICIPANTS,
  btcGrowth: {
    ...MINING.btcGrowth,
    title: 'Annual growth of the expected BTC price (2022: 46,300 to 16,500 USD)',
    default: '-64',
  },
  btcVolatility: { ...MINING.btcVolatility, default: '64' },
}

export type Bear = Settings<typeof PARAMETERS>
