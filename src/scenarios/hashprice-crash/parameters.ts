/**
 * Parameters of the scenario `hashprice-crash`, with their units, ranges and sources.
 */
import { integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'

export const PARAMETERS = {
  fall: percent({
    title: 'By how much BTC falls (4 May to 18 June 2022: from some 39,700 to some 19,000 USD)',
    default: '52',
    min: '0',
    max: '99',
  }),
  fallFrom: integer({
    title: 'Day on which it begins to fall',
    unit: 'day',
    default: '30',
    min: '1',
    max: '3650',
  }),
  fallDays: integer({ title: 'Days that it takes', unit: 'days', default: '45', min: '1', max: '3650' }),
  ...PAYMENT,
  ...INITIAL_STATE,
  hashRate: MINE.hashRate,
  efficiency: MINE.efficiency,
  powerPrice: MINE.powerPrice,
  uptime: MINE.uptime,
  poolFee: MINE.poolFee,
  loss: MINE.loss,
  machinePrice: MINE.machinePrice,
  machineLife: MINE.machineLife,
  feesPerBlock: MINE.feesPerBlock,
  powerSpread: MINE.powerSpread,
  feesSpread: MINE.feesSpread,
  btcPrice: MINE.btcPrice,
  difficultyGrowth: MINE.difficultyGrowth,
}

export type Crash = Settings<typeof PARAMETERS>
