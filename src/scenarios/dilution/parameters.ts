/**
 * Parameters of the scenario `dilution`, with their units, ranges and sources.
 */
import { decimal, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'

export const PARAMETERS = {
  emission: decimal({
    title: 'AMT issued on day 10 (between launch and July 2023 it was 11,285,719)',
    unit: 'AMT',
    default: '10000000',
    min: '0',
    max: '44900000',
  }),
  hashMatch: percent({
    title:
      'Hash power that comes with it, of what keeps TH/s per AMT (whitepaper: AMT is issued for hash power)',
    default: '100',
    min: '0',
    max: '1000',
  }),
  depositMatch: percent({
    title: 'BTCB that the RCL gets for it, of what keeps the floor (the whitepaper has none)',
    default: '0',
    min: '0',
    max: '1000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...MINE,
}

export type Dilution = Settings<typeof PARAMETERS>
