/**
 * Abstract states of the Great Reset distributor: the deadline's seconds, the order of claims, its funds.
 */
import { get } from '../../../model/kernel/vector.ts'
import { balanceOf } from '../../../model/contracts/token.ts'
import type { Economy } from '../../../model/state/economy-state.ts'
import { state, type AbstractState } from '../abstract-state.ts'

/** Whether every entry but `but` is claimed. */
function allClaimed({ distributor }: Economy, but?: bigint): boolean {
  if (distributor === undefined) return false
  return distributor.entries.every((_, index) => BigInt(index) === but || get(distributor.claimed, index))
}

export const DISTRIBUTOR_STATES: readonly AbstractState[] = [
  state(
    'airdrop: in the last second',
    'A claim exactly at the deadline.',
    ['distributor.claim'],
    'ok',
    ({ before }) => {
      return before.timestamp === before.distributor?.deadline
    },
  ),
  state(
    'airdrop: a second late',
    'A claim one second after the deadline.',
    ['distributor.claim'],
    'Expired',
    (moment) => {
      const { timestamp, distributor } = moment.before
      return distributor !== undefined && timestamp === distributor.deadline + 1n
    },
  ),
  state(
    'airdrop: reclaimed a second early',
    'A reclaim exactly at the deadline.',
    ['distributor.reclaim'],
    'NotExpired',
    ({ before: { timestamp, distributor } }) => timestamp === distributor?.deadline,
  ),
  state(
    'airdrop: reclaimed at once',
    'A reclaim in the first second after the deadline.',
    ['distributor.reclaim'],
    'ok',
    ({ before: { timestamp, distributor } }) =>
      distributor !== undefined && timestamp === distributor.deadline + 1n,
  ),
  state(
    'airdrop: out of order',
    'An entry is claimed after a later one.',
    ['distributor.claim'],
    'ok',
    (moment) => {
      const { distributor } = moment.before
      const from = Number(moment.args.index) + 1
      return (
        distributor?.entries.some((_, index) => index >= from && get(distributor.claimed, index)) ?? false
      )
    },
  ),
  state(
    'airdrop: the last entry',
    'The last open entry of several is claimed.',
    ['distributor.claim'],
    'ok',
    (moment) => {
      const { before, args } = moment
      return before.distributor!.entries.length > 1 && allClaimed(before, args.index)
    },
  ),
  state(
    'airdrop: a single entry',
    'The entry of a list of one is claimed.',
    ['distributor.claim'],
    'ok',
    ({ before }) => {
      return before.distributor!.entries.length === 1
    },
  ),
  state(
    'airdrop: nine entries',
    'An entry of the deepest tree is claimed.',
    ['distributor.claim'],
    'ok',
    ({ before }) => {
      return before.distributor!.entries.length === 9
    },
  ),
  state(
    'airdrop: nothing due',
    'An entry of zero AMT is claimed.',
    ['distributor.claim'],
    'ok',
    ({ args }) => {
      return args.amount === 0n
    },
  ),
  state(
    'airdrop: not funded',
    'A claim reverts because the distributor holds too little AMT.',
    ['distributor.claim'],
    'InsufficientBalance',
  ),
  state(
    'airdrop: a gift remains',
    'AMT remains though every entry is claimed.',
    ['distributor.reclaim'],
    'ok',
    (moment) => {
      return allClaimed(moment.before) && balanceOf(moment.before, 'amt', 'distributor') > 0n
    },
  ),
]
