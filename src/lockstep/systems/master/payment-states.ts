/**
 * Abstract states of payments: their size, who holds what at the snapshot, what happened since the last one.
 */
import { get } from '../../../model/kernel/vector.ts'
import { PAYMENT_FLOOR } from '../../../model/contracts/master/payment.ts'
import { balanceOf, totalSupply } from '../../../model/contracts/token.ts'
import { VAULTS, type VaultName } from '../../../model/state/deposits.ts'
import type { Economy } from '../../../model/state/economy-state.ts'
import { state, type AbstractState } from '../abstract-state.ts'

const PAYMENT = ['master.payRent'] as const

function holdersOf({ tokens, names }: Economy, token: 'amt' | 'liqAmt'): number {
  const { balances } = tokens[token].ledger
  let count = 0
  for (let account = 0; account < names.list.length; account++) if (get(balances, account) > 0n) count++
  return count
}

function depositorsOf({ vaults, names }: Economy, vault: VaultName): number {
  const { put, depositors } = vaults[vault]
  let count = 0
  for (let account = 0; account < names.list.length; account++)
    if (get(put, account) + get(depositors, account).grown > 0n) count++
  return count
}

/** The part of the latest payment that is set aside for a side. */
function latestPot({ master, tokens }: Economy, side: 'holders' | 'providers'): bigint {
  return get(master[side].payments, tokens.amt.snapshots.count).pot
}

export const PAYMENT_STATES: readonly AbstractState[] = [
  state('payment: the smallest', 'A payment of one base unit above the floor.', PAYMENT, 'ok', ({ args }) => {
    return args.amountBtcb === PAYMENT_FLOOR + 1n
  }),
  state(
    'payment: at the floor',
    'A payment of exactly the floor.',
    PAYMENT,
    'PaymentTooSmall',
    ({ args }) => {
      return args.amountBtcb === PAYMENT_FLOOR
    },
  ),
  state(
    'payment: all to the RCL',
    'The RCL gets 100%.',
    PAYMENT,
    'ok',
    ({ args }) => args.vaultParticipation === 100n,
  ),
  state(
    'payment: none to the RCL',
    'The RCL gets 0%.',
    PAYMENT,
    'ok',
    ({ args }) => args.vaultParticipation === 0n,
  ),
  state('payment: a per cent too much', 'The RCL would get 101%.', PAYMENT, 'ShareOutOfRange', ({ args }) => {
    return args.vaultParticipation === 101n
  }),
  state('payment: empty pool', 'No AMT is in the pool.', PAYMENT, 'ok', ({ before }) => {
    return balanceOf(before, 'amt', 'pair') === 0n
  }),
  state(
    'payment: everything in the pool',
    'All AMT is in the pool, so no holder can claim.',
    PAYMENT,
    'ok',
    ({ before }) => {
      return balanceOf(before, 'amt', 'pair') === totalSupply(before, 'amt')
    },
  ),
  state(
    'payment: no liqAMT',
    'The providers get a part, and no liqAMT exists to claim it.',
    PAYMENT,
    'ok',
    ({ after }) => {
      return totalSupply(after, 'liqAmt') === 0n && latestPot(after, 'providers') > 0n
    },
  ),
  state('payment: no part for holders', 'The holders part rounds to nothing.', PAYMENT, 'ok', ({ after }) => {
    return latestPot(after, 'holders') === 0n
  }),
  state(
    'payment: one holder',
    'One account holds all AMT.',
    PAYMENT,
    'ok',
    ({ before }) => holdersOf(before, 'amt') === 1,
  ),
  state('payment: many holders', 'At least eight accounts hold AMT.', PAYMENT, 'ok', ({ before }) => {
    return holdersOf(before, 'amt') >= 8
  }),
  state('payment: one provider', 'One account holds all liqAMT.', PAYMENT, 'ok', ({ before }) => {
    return holdersOf(before, 'liqAmt') === 1
  }),
  state('payment: many providers', 'At least four accounts hold liqAMT.', PAYMENT, 'ok', ({ before }) => {
    return holdersOf(before, 'liqAmt') >= 4
  }),
  state(
    'payment: right after another',
    'No AMT has moved since the last payment.',
    PAYMENT,
    'ok',
    ({ before }) => {
      const { ledger, snapshots } = before.tokens.amt
      return snapshots.count > 0 && get(snapshots.kept, snapshots.count) === ledger
    },
  ),
  state(
    'payment: the pair holds liqAMT',
    'A payment while the AMT/BTCB pair holds liqAMT.',
    PAYMENT,
    'ok',
    ({ before }) => {
      return balanceOf(before, 'liqAmt', 'pair') > 0n
    },
  ),
  state(
    'payment: another pair holds liqAMT',
    'A payment while liqAMT is traded.',
    PAYMENT,
    'ok',
    ({ before }) => {
      return (
        balanceOf(before, 'liqAmt', 'pair:amt/liqAmt') > 0n ||
        balanceOf(before, 'liqAmt', 'pair:liqAmt/btcb') > 0n ||
        balanceOf(before, 'liqAmt', 'pair:liqAmt/usdt') > 0n
      )
    },
  ),
  state('payment: Master holds AMT', 'A payment while Master holds AMT.', PAYMENT, 'ok', ({ before }) => {
    return balanceOf(before, 'amt', 'master') > 0n
  }),
  ...VAULTS.flatMap((vault) => [
    state(
      `payment: one depositor of ${vault}`,
      `One account has a deposit in ${vault}.`,
      PAYMENT,
      'ok',
      ({ before }) => {
        return before.vaults[vault].total > 0n && depositorsOf(before, vault) === 1
      },
    ),
    state(
      `payment: many depositors of ${vault}`,
      `At least three accounts have deposits in ${vault}.`,
      PAYMENT,
      'ok',
      ({ before }) => before.vaults[vault].total > 0n && depositorsOf(before, vault) >= 3,
    ),
    state(
      `payment: ${vault} holds more than deposits`,
      `A payment while ${vault} holds AMT that nobody has deposited.`,
      PAYMENT,
      'ok',
      ({ before }) => before.vaults[vault].total === 0n && balanceOf(before, 'amt', vault) > 0n,
    ),
    state(
      `payment: ${vault} lags`,
      `A payment while ${vault} has not claimed at least two others.`,
      PAYMENT,
      'ok',
      ({ before }) => before.tokens.amt.snapshots.count - Number(before.vaults[vault].harvestedTo) >= 2,
    ),
  ]),
]
