/**
 * Parameters of the scenario `liquidity-flight`, with their units, ranges and sources.
 */
import { flag, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'

export const PARAMETERS = {
  projectLeaves: flag({
    title: 'Whether the project takes its liquidity back when the lock ends',
    default: 'true',
  }),
  flight: percent({
    title: 'Of the others’ liquidity, what leaves five days after the lock ends (assumption)',
    default: '50',
    min: '0',
    max: '100',
  }),
  rawPart: percent({
    title: 'Of the others’ liquidity, what is straight on PancakeSwap (assumption)',
    default: '30',
    min: '0',
    max: '100',
  }),
  whale: percent({
    title: 'AMT that a holder leaves with at the end, of all there is (assumption)',
    default: '5',
    min: '0',
    max: '50',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  backing: {
    ...INITIAL_STATE.backing,
    title: 'BTCB that the RCL has after two years (what two years of the baseline leave, seed 1)',
    default: '41',
  },
  ...MINE,
  btcPrice: { ...MINE.btcPrice, title: 'BTC on the first day (21 April 2025)', default: '88000' },
}

export type Flight = Settings<typeof PARAMETERS>
