/**
 * Parameters of the scenario `baseline`: July 2023, with units, ranges and sources.
 */
import { TRANSACTION_ORDERINGS } from '../../sim/engine/transaction-ordering.ts'
import { amount, choice, decimal, type Settings } from '../../sim/definition/parameter.ts'
import { PARTICIPANTS } from '../shared/participants.ts'
import { OPTIONAL_AGENTS } from '../shared/optional-agents.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'
import { MACHINE_ORDERS } from '../shared/machine-orders.ts'
import { GAS } from '../shared/exogenous-models.ts'

export const PARAMETERS = {
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...MACHINE_ORDERS,
  ...PARTICIPANTS,
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
