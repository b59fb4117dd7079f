/**
 * Parameters of the scenario `buyback-flywheel`, with their units, ranges and sources.
 */
import { amount, choice, flag, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { PARTICIPANTS } from '../shared/participants.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING } from '../shared/mining.ts'
import { PAYMENT } from '../shared/payment.ts'

export const PARAMETERS = {
  vault: choice({
    title: 'Vault of the deposits: buy-back, or staking, which pays BTCB',
    default: 'buyBackVault',
    choices: VAULTS,
  }),
  staked: integer({
    title:
      'Share of the AMT outside the pool that is deposited, besides the deposits of the cap table, out of all wallets in proportion, and then the reserve (assumption)',
    unit: '%',
    default: '20',
    min: '1',
    max: '70',
  }),
  every: integer({
    title: 'Days between the vault’s claims; the proceeds are spent from that day on (assumption)',
    unit: 'days',
    default: '7',
    min: '1',
    max: '365',
  }),
  sellers: percent({
    title:
      'Share of a purchase that others, with 20% of the AMT outside the pool out of all wallets, sell into on the next day (assumption)',
    default: '100',
    min: '0',
    max: '1000',
  }),
  sandwich: flag({ title: 'Whether a sandwicher trades around purchases if profitable', default: 'true' }),
  forced: amount({
    title:
      'Size of a forced sandwich around every purchase, profitable or not, within the average-price limit; 0: only profitable ones',
    unit: 'BTC',
    default: '0',
    min: '0',
    max: '50',
  }),
  sandwichGas: amount({
    title: 'Gas cost of a sandwich (some 600k gas at 3 gwei, BNB at 250 USD)',
    unit: 'BTC',
    default: '0.000015',
    min: '0',
    max: '1',
  }),
  leaveOn: integer({
    title: 'Day on which the depositors begin to withdraw and sell; 0: they stay',
    unit: 'day',
    default: '0',
    min: '0',
    max: '100000',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  ...MINING,
  ...PARTICIPANTS,
}

export type Flywheel = Settings<typeof PARAMETERS>
