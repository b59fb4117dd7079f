/**
 * Parameters of the scenario `split-policy`, with their units, ranges and sources.
 */
import { decimal, type Settings } from '../../sim/definition/parameter.ts'
import { LONG_RUN } from '../shared/long-run.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'

export const PARAMETERS = {
  emission: decimal({
    title: 'AMT issued on day 180, with matching hash power and without a deposit',
    unit: 'AMT',
    default: '0',
    min: '0',
    max: '44900000',
  }),
  ...LONG_RUN,
  ...POOL_TERMS,
}

export type SplitPolicy = Settings<typeof PARAMETERS>
