/**
 * Parameters of the scenario `halving`, with their units, ranges and sources.
 */
import { percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'
import { MACHINE_ORDERS } from '../shared/machine-orders.ts'
import { PARTICIPANTS } from '../shared/participants.ts'

export const PARAMETERS = {
  ...PAYMENT,
  kept: percent({
    title:
      'Share of the AMT outside the pool that the project retains to pay costs (assumption: the reserve that the cap table leaves); at another share all wallets have more or less, in proportion',
    default: '10',
    min: '0',
    max: '80',
  }),
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...MACHINE_ORDERS,
  ...PARTICIPANTS,
}

export type Halving = Settings<typeof PARAMETERS>
