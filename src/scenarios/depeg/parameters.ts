/**
 * Parameters of the scenario `depeg`, with their units, ranges and sources.
 */
import { amount, choice, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'

/** What the bridge and its wallets are like. */
export const BRIDGE = {
  buffer: amount({
    title: 'BTCB in the backing wallets (assumption: the whitepaper names no amount)',
    unit: 'BTC',
    default: '1',
    min: '0',
    max: '1000000',
  }),
  batch: amount({
    title: 'The least that crosses the bridge at once (assumption: about three days of July 2023)',
    unit: 'BTC',
    default: '0.5',
    min: '0.00000001',
    max: '1000000',
  }),
  delayDays: integer({
    title: 'Days that a batch is under way (assumption: what is sent today is there tomorrow)',
    unit: 'days',
    default: '1',
    min: '1',
    max: '365',
  }),
  fee: amount({
    title: 'What each batch costs, borne by the payments; less than a batch (assumption)',
    unit: 'BTC',
    default: '0.0005',
    min: '0',
    max: '1000000',
  }),
}

export const PARAMETERS = {
  ...BRIDGE,
  meanUpDays: decimal({
    title: 'Mean days between outages of the bridge (assumption)',
    unit: 'days',
    default: '45',
    min: '1',
    max: '100000',
  }),
  meanDownDays: decimal({
    title: 'Mean days of an outage (assumption)',
    unit: 'days',
    default: '5',
    min: '1',
    max: '1000',
  }),
  peg: choice({
    title: 'The peg: breaks and recovers, or breaks once and is lost',
    default: 'breaks',
    choices: ['breaks', 'lost'],
  }),
  breaksPerYear: decimal({
    title: 'Mean number of breaks of the peg a year, to 0.90 to 0.97 (assumption)',
    unit: 'breaks',
    default: '6',
    min: '0',
    max: '365',
  }),
  breakLowest: percent({
    title: 'What BTCB is worth in BTC right after a break, at least (domain range: 90 to 97)',
    default: '90',
    min: '0',
    max: '100',
  }),
  breakHighest: percent({
    title: 'The same at most; breaks are uniform in between',
    default: '97',
    min: '0',
    max: '100',
  }),
  halfLife: decimal({
    title: 'Days after which half of a break has recovered (assumption)',
    unit: 'days',
    default: '3',
    min: '0.1',
    max: '10000',
  }),
  lostTo: percent({
    title: 'What BTCB is worth in BTC if the peg is lost, on day 180 (assumption)',
    default: '50',
    min: '0',
    max: '100',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...MINE,
}

export type Depeg = Settings<typeof PARAMETERS>
