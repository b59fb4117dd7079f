/**
 * Tables of the scenario `great-reset`, except `daily` and `wealth`.
 */
import type { TableEntry } from '../entry.ts'
import { DECIMAL } from '../type.ts'

const of = ['great-reset']
const PLANS = 'plans of a reset from the state before it (src/model/planning/great-reset)'
const VERSION = 'Version of the reset: as literally described, looked through, or made whole at execution.'
const ELIGIBLE = 'Part of every holding on the list that is compensated.'
const FACTOR = { meaning: 'Factor φ by which the reset lowers the price.', type: DECIMAL }

export const GREAT_RESET: readonly TableEntry[] = [
  {
    table: 'largest',
    of,
    source: PLANS,
    columns: {
      version: VERSION,
      eligible: ELIGIBLE,
      factor: 'Largest φ that the reserve can pay for.',
    },
  },
  {
    table: 'parts',
    of,
    source: PLANS,
    columns: {
      version: VERSION,
      factor: FACTOR,
      eligible: 'Largest eligible part that the reserve can pay for, or `not even the sale`.',
    },
  },
  {
    table: 'feasibility',
    of,
    source: PLANS,
    columns: {
      version: VERSION,
      eligible: ELIGIBLE,
      factor: FACTOR,
      sale: 'AMT that the reserve must sell to the pool.',
      airdrop: 'AMT that it must give to holders; empty where no amount makes them whole.',
      shortfall: 'AMT that the reserve lacks for both; empty where no amount makes them whole.',
      feasible: '`yes`, or what makes the reset impossible.',
    },
  },
  {
    table: 'totals',
    of,
    source: 'variants of the run',
    columns: {
      case: 'World, version and φ of the variant.',
      take: 'BTCB that the project receives for the sale.',
    },
    families: [
      {
        shown: 'peopleSpot, peopleJoint, peopleOutside, projectSpot, projectJoint',
        pattern: /^(?:people|project)[A-Z]/,
        meaning: 'Wealth after the reset in percent of that before, by the measure that the title names.',
      },
    ],
  },
  {
    table: 'outcomes',
    of,
    source: 'variants of the run',
    columns: {
      world: 'Opening of the variant: the baseline, or one with a smaller pool.',
      version: VERSION,
      factor: FACTOR,
      class: 'Whose wealth.',
      take: 'BTCB that the project receives for the sale; empty without a reset.',
    },
    families: [
      {
        shown: 'spot, alone, joint, outside',
        pattern: /^(?:spot|alone|joint|outside)$/,
        meaning:
          'Wealth after the reset in percent of that before, by this measure; `no reset` if it did not happen.',
      },
    ],
  },
]
