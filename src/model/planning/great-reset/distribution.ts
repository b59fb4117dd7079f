/**
 * Distribution: the Great Reset as one procedure, from the snapshot to the reclaim.
 *
 * 1. {@link snapshotPayment}: a payment, because only a payment takes snapshots. The planner keeps the
 *    resulting economy.
 * 2. {@link distributionActions}: the reserve sells, deploys the distributor for the list, which names the
 *    snapshot, and funds it with the list's sum. The sale comes first: if somebody has traded in between it
 *    reverts before any airdrop is distributed.
 * 3. {@link claimActions}: anyone, once for each entry, until the deadline.
 * 4. {@link reclaimAction}: anyone, after the deadline: the remainder returns to the reserve.
 *
 * Nothing is emitted. The contract's list omits entries of zero; its indices count the others by account
 * name. Not modelled: who pays the gas of claims.
 */
import type { Account } from '../../interface/accounts.ts'
import { call, type Action } from '../../interface/action.ts'
import { PAYMENT_FLOOR } from '../../contracts/master/payment.ts'
import { receivers, saleActions, type Reset } from './reset.ts'

/**
 * The least payment that Master accepts, all of it to the RCL: it takes the snapshots and leaves nothing to
 * claim.
 */
export function snapshotPayment(payer: Account): Action {
  return call(payer, 'master.payRent', { amountBtcb: LEAST_PAYMENT, vaultParticipation: 100n })
}

/** Least payment that `payRent` accepts, in wei of BTCB. */
export const LEAST_PAYMENT = PAYMENT_FLOOR + 1n

/**
 * The reserve's actions. `claimDeadline` is the last second for claims, `swapDeadline` that of the sale.
 *
 * @throws {NotFeasible} if the reset is not feasible.
 * @throws {NotAtSnapshot} if no snapshot keeps the state that the list was computed from: it could not be
 * verified.
 */
export function distributionActions(
  reset: Reset,
  { swapDeadline, claimDeadline }: { readonly swapDeadline: bigint; readonly claimDeadline: bigint },
): readonly Action[] {
  const sale = saleActions(reset, swapDeadline)
  const { reserve, snapshotId, airdrop: sum } = reset
  const listed = receivers(reset)
  if (listed.length === 0) return sale
  if (snapshotId === undefined) throw new NotAtSnapshot()
  return [
    ...sale,
    call(reserve, 'deploy.distributor', {
      reserve,
      snapshotId,
      deadline: claimDeadline,
      accounts: listed.map(({ account }) => account),
      amounts: listed.map(({ airdrop }) => airdrop),
    }),
    call(reserve, 'amt.transfer', { to: 'distributor', amount: sum }),
  ]
}

/** The claim of each entry, sent by `by`, such as a keeper. In the list's order; any order is valid. */
export function claimActions(reset: Reset, by: Account): readonly Action[] {
  return receivers(reset).map(({ account, airdrop }, index) =>
    call(by, 'distributor.claim', {
      index: BigInt(index),
      account,
      amount: airdrop,
      proof: BigInt(index),
    }),
  )
}

/** Returns unclaimed AMT to the reserve, after the deadline. */
export function reclaimAction(by: Account): Action {
  return call(by, 'distributor.reclaim', {})
}

/** No snapshot keeps the state that the list was computed from. */
export class NotAtSnapshot extends Error {
  override readonly name = 'NotAtSnapshot'
  constructor() {
    super('expected a state kept by a snapshot, got one after a transfer: plan right after a payment')
  }
}
