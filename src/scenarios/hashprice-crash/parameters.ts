/**
 * Parameters of the scenario `hashprice-crash`, with their units, ranges and sources.
 */
import { integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'
import { NETWORK } from '../shared/network.ts'
import { PARTICIPANTS } from '../shared/participants.ts'

export const PARAMETERS = {
  fall: percent({
    title: 'Fall of BTC (4 May to 18 June 2022: from some 39,700 to some 19,000 USD)',
    default: '52',
    min: '0',
    max: '99',
  }),
  fallFrom: integer({
    title: 'First day of the fall',
    unit: 'day',
    default: '30',
    min: '1',
    max: '3650',
  }),
  fallDays: integer({ title: 'Duration of the fall', unit: 'days', default: '45', min: '1', max: '3650' }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  hashRate: MINING.hashRate,
  efficiency: MINING.efficiency,
  powerPrice: MINING.powerPrice,
  uptime: MINING.uptime,
  standby: MINING.standby,
  poolFee: MINING.poolFee,
  loss: MINING.loss,
  machinePrice: MINING.machinePrice,
  machineLife: MINING.machineLife,
  feesModel: MINING.feesModel,
  feesShare: MINING.feesShare,
  feesPerBlock: MINING.feesPerBlock,
  powerSpread: MINING.powerSpread,
  feesSpread: MINING.feesSpread,
  btcPrice: MINING.btcPrice,
  btcGrowth: {
    ...MINING.btcGrowth,
    title: 'Annual growth of the BTC price that holders expect; the fall is the scenario’s own',
  },
  difficultyGrowth: MINING.difficultyGrowth,
  ...NETWORK,
  ...PARTICIPANTS,
}

export type Crash = Settings<typeof PARAMETERS>
