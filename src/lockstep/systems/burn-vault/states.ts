/**
 * Abstract states of the RCL: redemptions at the edges of balance, supply and backing.
 */
import { balanceOf, totalSupply } from '../../../model/contracts/token.ts'
import { state, type AbstractState } from '../abstract-state.ts'

const REDEMPTION = ['burnVault.backingWithdraw'] as const

export const BURN_VAULT_STATES: readonly AbstractState[] = [
  state(
    'rcl: everything of a holder',
    'A holder redeems everything.',
    REDEMPTION,
    'ok',
    ({ before, by, args }) => {
      return args.amount > 0n && args.amount === balanceOf(before, 'amt', by)
    },
  ),
  state(
    'rcl: the last holder',
    'The whole supply is redeemed at once.',
    REDEMPTION,
    'ok',
    ({ before, args }) => {
      return args.amount === totalSupply(before, 'amt')
    },
  ),
  state('rcl: one wei', 'One base unit is redeemed.', REDEMPTION, 'ok', ({ args }) => args.amount === 1n),
  state('rcl: nothing', 'Nothing is redeemed.', REDEMPTION, 'ok', ({ args }) => args.amount === 0n),
  state('rcl: no backing', 'AMT is redeemed of an empty RCL.', REDEMPTION, 'ok', ({ before, args }) => {
    return args.amount > 0n && balanceOf(before, 'btcb', 'burnVault') === 0n
  }),
  state('rcl: rounds to nothing', 'A redemption of some AMT pays nothing.', REDEMPTION, 'ok', (moment) => {
    const [then, now] = [moment.before, moment.after].map((economy) =>
      balanceOf(economy, 'btcb', 'burnVault'),
    )
    return moment.args.amount > 0n && then === now && then! > 0n
  }),
  state(
    'rcl: holds AMT',
    'A redemption while the RCL holds AMT, which counts as supply.',
    REDEMPTION,
    'ok',
    (moment) => {
      return moment.args.amount > 0n && balanceOf(moment.before, 'amt', 'burnVault') > 0n
    },
  ),
]
