/**
 * Parameters of the scenario `depeg`, with their units, ranges and sources.
 */
import { amount, choice, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'
import { PARTICIPANTS } from '../shared/participants.ts'

/** Parameters of the bridge and its backing wallets. */
export const BRIDGE = {
  buffer: amount({
    title: 'BTCB in the backing wallets (assumption: the whitepaper names no amount)',
    unit: 'BTC',
    default: '1',
    min: '0',
    max: '1000000',
  }),
  batch: amount({
    title: 'Minimum batch of the bridge (assumption: about three days of July 2023)',
    unit: 'BTC',
    default: '0.5',
    min: '0.00000001',
    max: '1000000',
  }),
  delayDays: integer({
    title: 'Transfer time of a batch (assumption: what is sent today arrives tomorrow)',
    unit: 'days',
    default: '1',
    min: '1',
    max: '365',
  }),
  fee: amount({
    title: 'Fee per batch, deducted from the payments; below batch (assumption)',
    unit: 'BTC',
    default: '0.0005',
    min: '0',
    max: '1000000',
  }),
}

export const PARAMETERS = {
  ...BRIDGE,
  meanUpDays: decimal({
    title: 'Mean time between outages of the bridge (assumption)',
    unit: 'days',
    default: '45',
    min: '1',
    max: '100000',
  }),
  meanDownDays: decimal({
    title: 'Mean duration of an outage (assumption)',
    unit: 'days',
    default: '5',
    min: '1',
    max: '1000',
  }),
  peg: choice({
    title: 'Peg model: breaks and recovers, or breaks once and is lost',
    default: 'breaks',
    choices: ['breaks', 'lost'],
  }),
  breaksPerYear: decimal({
    title: 'Mean number of peg breaks per year, to 0.90 to 0.97 (assumption)',
    unit: 'breaks',
    default: '6',
    min: '0',
    max: '365',
  }),
  breakLowest: percent({
    title: 'Lowest value of BTCB in BTC right after a break (domain range: 90 to 97)',
    default: '90',
    min: '0',
    max: '100',
  }),
  breakHighest: percent({
    title: 'Highest value of BTCB in BTC right after a break; breaks are uniform in between',
    default: '97',
    min: '0',
    max: '100',
  }),
  halfLife: decimal({
    title: 'Half-life of the recovery from a break (assumption)',
    unit: 'days',
    default: '3',
    min: '0.1',
    max: '10000',
  }),
  lostTo: percent({
    title: 'Value of BTCB in BTC once the peg is lost, on day 180 (assumption)',
    default: '50',
    min: '0',
    max: '100',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...PARTICIPANTS,
}

export type Depeg = Settings<typeof PARAMETERS>
