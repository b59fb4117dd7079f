/**
 * Parameters of the scenario `great-reset`, with their units, ranges and sources.
 */
import { choice, decimal, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'
import { PARTICIPANTS } from '../shared/participants.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { VERSIONS } from './versions.ts'

export const PARAMETERS = {
  factor: decimal({
    title:
      'Factor φ by which the price is lowered (launch to the reading of February 2024: 4.575; the default is payable by the reserve)',
    unit: 'times',
    default: '1.05',
    min: '1',
    max: '100',
  }),
  policy: choice({
    title:
      'Version of the reset: AMT in wallets alone, at the pool price, as the whitepaper describes it (literal); also the people behind vaults and liquidity (spot); these made whole for the proceeds of selling (execution)',
    default: 'spot',
    choices: VERSIONS,
  }),
  eligible: percent({
    title: 'Part of every holding that is on the list of the airdrop (whitepaper: all holders of the moment)',
    default: '100',
    min: '0',
    max: '100',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...PARTICIPANTS,
}

export type GreatReset = Settings<typeof PARAMETERS>

/** Whether the pool is not that of July 2023. */
export const isAnotherPool = ({ pool, opening }: Pick<GreatReset, 'pool' | 'opening'>): boolean =>
  pool === 'launch' || opening !== undefined
