/**
 * Abstract states of deposits, in either vault: distances between payments, claims and settlements, first and
 * last depositors.
 */
import { indexOf } from '../../../model/kernel/names.ts'
import { get } from '../../../model/kernel/vector.ts'
import type { Account } from '../../../model/interface/accounts.ts'
import { depositOf } from '../../../model/contracts/vaults/vault.ts'
import { VAULTS, type Depositor, type VaultName } from '../../../model/state/deposits.ts'
import type { Economy } from '../../../model/state/economy-state.ts'
import { state, type AbstractState } from '../abstract-state.ts'

export function depositorIn({ vaults, names }: Economy, vault: VaultName, who: Account): Depositor {
  return get(vaults[vault].depositors, indexOf(names, who))
}

function payments({ tokens }: Economy): number {
  return tokens.amt.snapshots.count
}

/** Payments that the vault has not claimed. */
function unclaimed(economy: Economy, vault: VaultName): number {
  return payments(economy) - Number(economy.vaults[vault].harvestedTo)
}

/** Payments that a depositor is not settled for. */
function unsettled(economy: Economy, vault: VaultName, who: Account): number {
  return payments(economy) - Number(depositorIn(economy, vault, who).settledTo)
}

function depositStates(vault: VaultName): readonly AbstractState[] {
  const changes = [`${vault}.deposit`, `${vault}.withdraw`] as const
  return [
    state(
      `${vault}: the first deposit`,
      'Nobody else has a deposit.',
      [`${vault}.deposit`],
      'ok',
      ({ before }) => {
        return before.vaults[vault].total === 0n
      },
    ),
    state(
      `${vault}: one more deposit`,
      'A depositor adds to its deposit.',
      [`${vault}.deposit`],
      'ok',
      ({ before, by }) => {
        return depositOf(before, vault, by) > 0n
      },
    ),
    state(
      `${vault}: after a payment`,
      'A deposit between a payment and its claim.',
      [`${vault}.deposit`],
      'ok',
      (moment) => {
        return unclaimed(moment.before, vault) > 0 && moment.before.vaults[vault].total > 0n
      },
    ),
    state(
      `${vault}: settled to date`,
      'A deposit changes that is settled to date.',
      changes,
      'ok',
      ({ before, by }) => {
        return depositOf(before, vault, by) > 0n && unsettled(before, vault, by) === 0
      },
    ),
    state(
      `${vault}: one payment behind`,
      'A deposit changes that one payment is due to.',
      changes,
      'ok',
      (moment) => {
        const { before, by } = moment
        return depositOf(before, vault, by) > 0n && unsettled(before, vault, by) === 1
      },
    ),
    state(
      `${vault}: two payments behind`,
      'A deposit changes that two payments are due to.',
      changes,
      'ok',
      (moment) => {
        const { before, by } = moment
        return depositOf(before, vault, by) > 0n && unsettled(before, vault, by) === 2
      },
    ),
    state(
      `${vault}: far behind`,
      'A deposit changes that three or more payments are due to.',
      changes,
      'ok',
      (moment) => {
        const { before, by } = moment
        return depositOf(before, vault, by) > 0n && unsettled(before, vault, by) >= 3
      },
    ),
    state(
      `${vault}: everything withdrawn`,
      'A depositor leaves.',
      [`${vault}.withdraw`],
      'ok',
      ({ after, by, args }) => {
        return args.amount > 0n && depositOf(after, vault, by) === 0n
      },
    ),
    state(
      `${vault}: the last withdrawal`,
      'Nobody has a deposit any more.',
      [`${vault}.withdraw`],
      'ok',
      (moment) => {
        return moment.args.amount > 0n && moment.after.vaults[vault].total === 0n
      },
    ),
    state(
      `${vault}: collected only`,
      'A depositor collects and withdraws nothing.',
      [`${vault}.withdraw`],
      'ok',
      (moment) => {
        return moment.args.amount === 0n && depositOf(moment.before, vault, moment.by) > 0n
      },
    ),
    state(
      `${vault}: without a deposit`,
      'Somebody without a deposit withdraws nothing.',
      [`${vault}.withdraw`],
      'ok',
      (moment) => {
        return moment.args.amount === 0n && depositOf(moment.before, vault, moment.by) === 0n
      },
    ),
    state(
      `${vault}: one wei too much`,
      'A withdrawal of one base unit too much.',
      [`${vault}.withdraw`],
      'InsufficientDeposit',
      (moment) => {
        const { before, by, args } = moment
        return args.amount === depositOf(before, vault, by) + 1n
      },
    ),
    state(
      `${vault}: claims several`,
      'The vault claims at least two payments at once.',
      [`${vault}.harvest`],
      'ok',
      (moment) => {
        return moment.args.upTo - moment.before.vaults[vault].harvestedTo >= 2n
      },
    ),
    state(
      `${vault}: claims a part`,
      'The vault leaves later payments unclaimed.',
      [`${vault}.harvest`],
      'ok',
      ({ after }) => {
        return unclaimed(after, vault) > 0
      },
    ),
    state(
      `${vault}: claims nothing`,
      'A payment at which the vault held nothing is claimed.',
      [`${vault}.harvest`],
      'ok',
      (moment) => {
        return moment.events.every(({ name }) => name !== 'charged')
      },
    ),
    state(
      `${vault}: settled in part`,
      'An account is settled up to a payment before the last claimed one.',
      [`${vault}.settle`],
      'ok',
      (moment) => {
        const { before, args } = moment
        return args.upTo < before.vaults[vault].harvestedTo && depositOf(before, vault, args.account) > 0n
      },
    ),
    state(
      `${vault}: settled to the last claim`,
      'An account is settled up to the last claimed payment.',
      [`${vault}.settle`],
      'ok',
      (moment) => {
        const { before, args } = moment
        return args.upTo === before.vaults[vault].harvestedTo && depositOf(before, vault, args.account) > 0n
      },
    ),
    state(
      `${vault}: several settled at once`,
      'An account is settled for two payments or more.',
      [`${vault}.settle`],
      'ok',
      (moment) => {
        const { before, args } = moment
        return (
          args.upTo - depositorIn(before, vault, args.account).settledTo >= 2n &&
          depositOf(before, vault, args.account) > 0n
        )
      },
    ),
    state(
      `${vault}: settled without a deposit`,
      'An account without a deposit is settled.',
      [`${vault}.settle`],
      'ok',
      (moment) => {
        return depositOf(moment.before, vault, moment.args.account) === 0n
      },
    ),
  ]
}

export const DEPOSIT_STATES: readonly AbstractState[] = VAULTS.flatMap(depositStates)
