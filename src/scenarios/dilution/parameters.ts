/**
 * Parameters of the scenario `dilution`, with their units, ranges and sources.
 */
import { amount, decimal, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE, replacedBy } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'
import { PARTICIPANTS } from '../shared/participants.ts'

export const PARAMETERS = {
  emission: decimal({
    title: 'AMT issued on day 10 (launch to July 2023: 11,285,719)',
    unit: 'AMT',
    default: '10000000',
    min: '0',
    max: '44900000',
  }),
  hashMatch: percent({
    title:
      'Hash power added, as a share of what keeps TH/s per AMT (whitepaper: AMT is issued for hash power)',
    default: '100',
    min: '0',
    max: '1000',
  }),
  depositMatch: percent({
    title: 'BTCB deposited in the RCL, as a share of what keeps the floor (whitepaper: none)',
    default: '0',
    min: '0',
    max: '1000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  backing: {
    ...INITIAL_STATE.backing,
    title: 'BTCB in the RCL at launch (the whitepaper has 30 and does not say since when)',
  },
  depositsSinceLaunch: amount({
    title: 'BTCB deposited in the RCL between launch and July 2023 (assumption: none is published)',
    unit: 'BTC',
    default: '0',
    min: '0',
    max: '15',
    replacedBy,
  }),
  ...MINING,
  ...PARTICIPANTS,
}

export type Dilution = Settings<typeof PARAMETERS>
