/**
 * Parameters of the scenario `great-reset`, with their units, ranges and sources.
 */
import { POLICIES } from '../../model/planning/great-reset/compensation.ts'
import { amount, choice, decimal, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'

export const PARAMETERS = {
  factor: decimal({
    title: 'By how much the price is to fall (4,950 to 1,082 sat: launch to the reading of February 2024)',
    unit: 'times',
    default: '4.575',
    min: '1',
    max: '100',
  }),
  policy: choice({
    title: 'What the airdrop makes up for: the value at the pool’s price, or what selling would have paid',
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
  ...MINE,
}

export type GreatReset = Settings<typeof PARAMETERS>
