/**
 * Parameters of the scenario `halving`, with their units, ranges and sources.
 */
import { percent, type Settings } from '../../sim/definition/parameter.ts'
import { CROWD } from '../shared/traders.ts'
import { OPENING } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'
import { ORDERED } from '../shared/machine-orders.ts'

export const PARAMETERS = {
  ...PAYMENT,
  kept: percent({
    title: 'AMT outside the pool that the project has kept to pay costs (assumption, as in the baseline)',
    default: '14',
    min: '0',
    max: '80',
  }),
  ...OPENING,
  ...MINE,
  ...ORDERED,
  ...CROWD,
}

export type Halving = Settings<typeof PARAMETERS>
