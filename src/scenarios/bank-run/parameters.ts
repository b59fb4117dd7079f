/**
 * Parameters of the scenario `bank-run`, with their units, ranges and sources.
 */
import { EXITS } from '../../sim/agents/plans/exit.ts'
import { choice, flag, integer, percent } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'
import { PARTICIPANTS } from '../shared/participants.ts'

export const PARAMETERS = {
  leaving: percent({
    title:
      'Share of the AMT supply that leaves, out of all wallets in proportion, and then the reserve (given by the question)',
    default: '40',
    min: '0',
    max: '80',
  }),
  leavers: integer({
    title: 'Leavers, with equal holdings (assumption)',
    unit: 'people',
    default: '50',
    min: '1',
    max: '2000',
  }),
  exit: choice({
    title: 'Exit venue: the RCL, the pool, or the optimal split of both',
    default: 'rcl',
    choices: EXITS,
  }),
  payments: flag({ title: 'Whether production is paid during the run', default: 'true' }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...PARTICIPANTS,
}
