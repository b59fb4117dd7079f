/**
 * Parameters of the scenario `small-holder`, with their units, ranges and sources.
 */
import { TRANSACTION_ORDERINGS } from '../../sim/engine/transaction-ordering.ts'
import {
  amount,
  choice,
  decimal,
  flag,
  integer,
  percent,
  type Settings,
} from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { PARTICIPANTS } from '../shared/participants.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'
import { GAS } from '../shared/exogenous-models.ts'

export const PARAMETERS = {
  ...GAS,
  bnbPrice: decimal({
    title: 'Price of BNB (July 2023)',
    unit: 'USD/BNB',
    dated: true,
    default: '250',
    min: '0.01',
    max: '100000',
  }),
  claimGas: integer({
    title: 'Fixed gas of a claim (rounded, g0)',
    unit: 'gas',
    default: '94000',
    min: '21000',
    max: '10000000',
  }),
  paymentGas: integer({
    title: 'Gas of a claim per payment (rounded, g1)',
    unit: 'gas',
    default: '70000',
    min: '1000',
    max: '10000000',
  }),
  stakeGas: integer({
    title: 'Gas of staking: approve, deposit and withdraw once, right after a harvest (gas.md, rounded up)',
    unit: 'gas',
    default: '300000',
    min: '63000',
    max: '100000000',
  }),
  harvestGas: integer({
    title: 'Gas of the keeper’s harvest per payment (gas.md: 3,909,894 for 30, 991,249 for 7)',
    unit: 'gas',
    default: '127000',
    min: '0',
    max: '10000000',
  }),
  settleGas: integer({
    title: 'Gas of the keeper’s settlement per payment and depositor (gas.md: 211,668 for 30, 105,408 for 7)',
    unit: 'gas',
    default: '4620',
    min: '0',
    max: '10000000',
  }),
  keeperGas: integer({
    title: 'Fixed gas of each harvest and settlement (gas.md: 103k and 73k)',
    unit: 'gas',
    default: '90000',
    min: '21000',
    max: '10000000',
  }),
  mostPart: percent({
    title: 'Maximum gas as a share of a claim that a wallet accepts (assumption)',
    default: '10',
    min: '0.01',
    max: '100',
  }),
  keeperEvery: integer({
    title: 'Days between the keeper’s harvests (assumption)',
    unit: 'days',
    default: '7',
    min: '1',
    max: '365',
  }),
  every: integer({
    title: 'Days between payments (whitepaper: daily)',
    unit: 'days',
    default: '1',
    min: '1',
    max: '365',
  }),
  sniperStake: amount({
    title:
      'BTCB of a dividend sniper, who buys before a payment and sells after it if profitable (assumption)',
    unit: 'BTC',
    default: '10',
    min: '0',
    max: '1000000',
  }),
  sniping: flag({
    title: 'Whether the sniper trades; otherwise they keep their BTCB',
    default: 'true',
    onlyWith: 'sniping',
  }),
  snipeGas: integer({
    title: 'Gas of a snipe: two swaps and a claim (gas.md, rounded up)',
    unit: 'gas',
    default: '400000',
    min: '0',
    max: '10000000',
  }),
  order: choice({
    title: 'Transaction ordering within a phase of the day: random, or by gas price',
    default: 'random',
    choices: TRANSACTION_ORDERINGS,
  }),
  leaveOn: integer({
    title: 'Day on which the depositors withdraw',
    unit: 'day',
    default: '181',
    min: '1',
    max: '100000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...PARTICIPANTS,
}

export type SmallHolder = Settings<typeof PARAMETERS>
