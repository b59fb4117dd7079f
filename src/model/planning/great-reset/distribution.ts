/**
 * Distribution: the Great Reset as one procedure, from the moment to what comes back.
 *
 * 1. {@link takeMoment}: a payment, because only a payment takes snapshots. Whoever plans keeps the economy that it leaves.
 * 2. {@link distributionActions}: the reserve sells, deploys the distributor for the list, which names the snapshot, and funds it with the list's sum.
 *    The sale comes first: if somebody has traded in between it refuses, and nobody has got anything yet.
 * 3. {@link claimActions}: anyone, for each entry once, until the deadline.
 * 4. {@link reclaimAction}: anyone, after it: what is left goes back to the reserve.
 *
 * Nothing is emitted. Entries that receive nothing are not on the contract's list, so its numbers count those that do, by account name.
 * Not modelled: who pays for the gas of claims.
 */
import type { Account } from '../../interface/accounts.ts'
import { call, type Action } from '../../interface/action.ts'
import { receivers, saleActions, type Reset } from './reset.ts'

/** The least payment that Master takes, all of it for the RCL: it snapshots AMT and liqAMT, and nobody has anything to claim. */
export function takeMoment(payer: Account): Action {
  return call(payer, 'master.payRent', { amountBtcb: LEAST_PAYMENT, vaultParticipation: 100n })
}

/** `payRent` refuses 100 wei of BTCB or less. */
export const LEAST_PAYMENT = 101n

/**
 * The reserve's part. `claimDeadline` is the last second for claims, `swapDeadline` that of the sale.
 *
 * @throws {NotFeasible}
 * @throws {NotAtSnapshot} if the list is of a moment that no snapshot keeps: nobody could check it.
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

/** Everybody's claim, sent by `by`, such as a keeper; in the list's order, and as good in any other. */
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

/** What nobody has claimed goes back to the reserve, once the deadline is over. */
export function reclaimAction(by: Account): Action {
  return call(by, 'distributor.reclaim', {})
}

/** The moment is between snapshots. */
export class NotAtSnapshot extends Error {
  override readonly name = 'NotAtSnapshot'
  constructor() {
    super(
      'expected a moment that a snapshot keeps, got one at which AMT or liqAMT had moved: take it right after a payment',
    )
  }
}
