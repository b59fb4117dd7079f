/**
 * Parameters of the scenario `buyback-flywheel`, with their units, ranges and sources.
 */
import { amount, choice, flag, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { MINE, PAYMENT } from '../shared/mine.ts'

export const PARAMETERS = {
  vault: choice({
    title: 'The vault that they deposit in: with purchases, or the one that pays BTCB',
    default: 'buyBackVault',
    choices: VAULTS,
  }),
  staked: integer({
    title: 'Deposited, of the AMT outside the pool (assumption)',
    unit: '%',
    default: '20',
    min: '1',
    max: '70',
  }),
  every: integer({
    title: 'Days from one claim to the next; what it brings is spent on the days from then on (assumption)',
    unit: 'days',
    default: '7',
    min: '1',
    max: '365',
  }),
  sellers: percent({
    title: 'Of what a purchase has spent, what others take out the day after by selling (assumption)',
    default: '100',
    min: '0',
    max: '1000',
  }),
  sandwich: flag({ title: 'Whether somebody trades around the purchases if it pays', default: 'true' }),
  forced: amount({
    title:
      'What goes into a sandwich around every purchase, whether it pays or not, as far as the average price allows; 0: only what pays',
    unit: 'BTC',
    default: '0',
    min: '0',
    max: '50',
  }),
  sandwichGas: amount({
    title: 'Gas of a sandwich (some 600k gas at 3 gwei, BNB at 250 USD)',
    unit: 'BTC',
    default: '0.000015',
    min: '0',
    max: '1',
  }),
  leaveOn: integer({
    title: 'Day on which the depositors begin to leave and to sell; 0 if they stay',
    unit: 'day',
    default: '0',
    min: '0',
    max: '100000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...MINE,
}

export type Flywheel = Settings<typeof PARAMETERS>
