/**
 * Parameters of the scenario `halving`, with their units, ranges and sources.
 */
import { percent, type Settings } from '../../sim/definition/parameter.ts'
import { POOL_TRADERS } from '../shared/traders.ts'
import { VALUATION } from '../shared/valuation.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING, PAYMENT } from '../shared/mining.ts'
import { MACHINE_ORDERS } from '../shared/machine-orders.ts'

export const PARAMETERS = {
  ...PAYMENT,
  kept: percent({
    title:
      'Share of the AMT outside the pool that the project retains to pay costs (assumption, as in the baseline)',
    default: '14',
    min: '0',
    max: '80',
  }),
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...MACHINE_ORDERS,
  ...POOL_TRADERS,
  ...VALUATION,
  valuation: { ...VALUATION.valuation, default: 'perpetuity' as const },
}

export type Halving = Settings<typeof PARAMETERS>
