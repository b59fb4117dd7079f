/**
 * Parameters of the scenario `great-reset`, with their units, ranges and sources.
 */
import { POLICIES } from '../../model/planning/great-reset/compensation.ts'
import { amount, choice, decimal, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING, PAYMENT } from '../shared/mining.ts'

export const PARAMETERS = {
  factor: decimal({
    title:
      'Factor φ by which the price is lowered (4,950 to 1,082 sat: launch to the reading of February 2024)',
    unit: 'times',
    default: '4.575',
    min: '1',
    max: '100',
  }),
  policy: choice({
    title: 'Basis of the compensation: value at the pool price (spot), or proceeds of selling (execution)',
    default: 'spot',
    choices: POLICIES,
  }),
  whale: amount({
    title: 'AMT of the largest holder (assumption)',
    unit: 'AMT',
    default: '2000000',
    min: '0',
    max: '5000000',
  }),
  ...PAYMENT,
  backing: INITIAL_STATE.backing,
  ...POOL_TERMS,
  ...MINING,
}

export type GreatReset = Settings<typeof PARAMETERS>
