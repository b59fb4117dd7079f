/**
 * Abstract states of claims and dust: the distance to the latest payment, the order of claims, holders who
 * sold or bought since, the first and the last claimant. Each of holders (AMT) and providers (liqAMT).
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { isSet } from '../../../model/kernel/flags.ts'
import { indexOf } from '../../../model/kernel/names.ts'
import { get } from '../../../model/kernel/vector.ts'
import { HOLDERS, PROVIDERS, type Side } from '../../../model/contracts/master/claims.ts'
import { balanceOf } from '../../../model/contracts/token.ts'
import type { Economy } from '../../../model/state/economy-state.ts'
import type { Payment } from '../../../model/state/master.ts'
import { state, type AbstractState, type Moment } from '../abstract-state.ts'

/** The claims of a successful call, by its events. */
function claimsMade({ events }: Moment): number {
  return events.reduce((count, { name }) => count + (name === 'charged' ? 1 : 0), 0)
}

function paymentOf({ master }: Economy, { claims }: Side, snapId: bigint): Payment {
  return get(master[claims].payments, Number(snapId))
}

function heldAt({ tokens, names }: Economy, { token }: Side, who: Account, snapId: bigint): bigint {
  return get(get(tokens[token].snapshots.kept, Number(snapId)).balances, indexOf(names, who))
}

/** All units that share a payment. */
function claimable({ tokens, names }: Economy, { token }: Side, snapId: bigint): bigint {
  const { supply, balances } = get(tokens[token].snapshots.kept, Number(snapId))
  return token === 'amt' ? supply - get(balances, indexOf(names, 'pair')) : supply
}

/** How many payments are later than this one. */
function laterPayments({ tokens }: Economy, { token }: Side, snapId: bigint): number {
  return tokens[token].snapshots.count - Number(snapId)
}

function hasClaimedLater(economy: Economy, side: Side, who: Account, snapId: bigint): boolean {
  const made = get(economy.master[side.claims].made, indexOf(economy.names, who))
  for (let id = Number(snapId) + 1; id <= economy.tokens[side.token].snapshots.count; id++)
    if (isSet(made, id)) return true
  return false
}

/** BTCB that was paid beyond the claims, before the call: dust that has been collected. */
function collectedBefore(economy: Economy, side: Side, snapId: bigint): bigint {
  const { pot, paid } = paymentOf(economy, side, snapId)
  const units = claimable(economy, side, snapId)
  if (units === 0n || paid === 0n) return 0n
  const { balances } = get(economy.tokens[side.token].snapshots.kept, Number(snapId))
  let claimed = 0n
  for (let account = 0; account < economy.names.list.length; account++)
    if (isSet(get(economy.master[side.claims].made, account), Number(snapId)))
      claimed += (pot * get(balances, account)) / units
  return paid - claimed
}

function claimStates(
  side: Side,
  who: string,
  one: 'master.charge' | 'master.liqCharge',
  range: 'master.chargeFromTo' | 'master.liqChargeFromTo',
  dust: 'master.handleDust' | 'master.LiqHandleDust',
): readonly AbstractState[] {
  return [
    state(`${who}: the latest payment`, 'The latest payment is claimed.', [one], 'ok', ({ before, args }) => {
      return laterPayments(before, side, args.snapId) === 0
    }),
    state(
      `${who}: the payment before`,
      'The last but one payment is claimed.',
      [one],
      'ok',
      ({ before, args }) => {
        return laterPayments(before, side, args.snapId) === 1
      },
    ),
    state(
      `${who}: an older payment`,
      'A payment is claimed that two or three follow.',
      [one],
      'ok',
      (moment) => {
        const later = laterPayments(moment.before, side, moment.args.snapId)
        return later === 2 || later === 3
      },
    ),
    state(
      `${who}: an old payment`,
      'A payment is claimed that at least four follow.',
      [one],
      'ok',
      (moment) => {
        return laterPayments(moment.before, side, moment.args.snapId) >= 4
      },
    ),
    state(`${who}: out of order`, 'A payment is claimed after a later one.', [one], 'ok', (moment) => {
      return hasClaimedLater(moment.before, side, moment.by, moment.args.snapId)
    }),
    state(
      `${who}: sold since`,
      'A claim of somebody who holds none any more.',
      [one],
      'ok',
      ({ before, by }) => {
        return balanceOf(before, side.token, by) === 0n
      },
    ),
    state(`${who}: bought since`, 'A claim of somebody who holds more than then.', [one], 'ok', (moment) => {
      const { before, by, args } = moment
      return balanceOf(before, side.token, by) > heldAt(before, side, by, args.snapId)
    }),
    state(
      `${who}: the last claimant`,
      'All units have claimed, of more than one holder.',
      [one],
      'ok',
      (moment) => {
        const { before, after, args } = moment
        const { claimedUnits } = paymentOf(after, side, args.snapId)
        return (
          paymentOf(before, side, args.snapId).claimedUnits > 0n &&
          claimedUnits === claimable(after, side, args.snapId)
        )
      },
    ),
    state(`${who}: a single claimant`, 'One holder has all units.', [one], 'ok', ({ before, by, args }) => {
      return heldAt(before, side, by, args.snapId) === claimable(before, side, args.snapId)
    }),
    state(
      `${who}: rounds to nothing`,
      'A claim of some units pays nothing.',
      [one],
      'ok',
      ({ before, after, args }) => {
        return paymentOf(before, side, args.snapId).paid === paymentOf(after, side, args.snapId).paid
      },
    ),
    state(
      `${who}: three or more at once`,
      'A range claims at least three payments.',
      [range],
      'ok',
      (moment) => {
        return claimsMade(moment) >= 3
      },
    ),
    state(
      `${who}: a range with gaps`,
      'A range claims some of its payments only.',
      [range],
      'ok',
      (moment) => {
        const made = claimsMade(moment)
        return made > 0 && made <= Number(moment.args.to - moment.args.from)
      },
    ),
    state(
      `${who}: a range over a claim`,
      'A range passes over a payment that the caller has claimed.',
      [range],
      'ok',
      ({ before, by, args }) => {
        const made = get(before.master[side.claims].made, indexOf(before.names, by))
        for (let id = Number(args.from); id <= Number(args.to); id++) if (isSet(made, id)) return true
        return false
      },
    ),
    state(
      `${who}: a range for nothing`,
      'A range claims no payment.',
      [range],
      'ok',
      (moment) => claimsMade(moment) === 0,
    ),
    state(`${who}: dust paid`, 'Dust is collected.', [dust], 'ok', ({ events }) => {
      return events.some(({ name }) => name === 'Transfer')
    }),
    state(`${who}: no dust`, 'There is no dust to collect.', [dust], 'ok', ({ events }) => {
      return events.every(({ name }) => name !== 'Transfer')
    }),
    state(
      `${who}: dust a second time`,
      'Dust of a payment is collected again.',
      [dust],
      'ok',
      ({ before, args }) => {
        return collectedBefore(before, side, args.snapId) > 0n
      },
    ),
    state(
      `${who}: dust paid a second time`,
      'A second collection pays dust of later claims.',
      [dust],
      'ok',
      (moment) => {
        const { before, args, events } = moment
        return (
          events.some(({ name }) => name === 'Transfer') && collectedBefore(before, side, args.snapId) > 0n
        )
      },
    ),
    state(
      `${who}: dust after all claims`,
      'Dust is collected after the last claim.',
      [dust],
      'ok',
      (moment) => {
        const { before, args } = moment
        const { claimedUnits } = paymentOf(before, side, args.snapId)
        return claimedUnits > 0n && claimedUnits === claimable(before, side, args.snapId)
      },
    ),
  ]
}

export const CLAIM_STATES: readonly AbstractState[] = [
  ...claimStates(HOLDERS, 'holders', 'master.charge', 'master.chargeFromTo', 'master.handleDust'),
  ...claimStates(
    PROVIDERS,
    'providers',
    'master.liqCharge',
    'master.liqChargeFromTo',
    'master.LiqHandleDust',
  ),
]
