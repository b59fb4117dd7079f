/**
 * Distribution: the airdrop of a Great Reset through the distributor contract, instead of as transfers.
 *
 * The reserve sells, deploys the distributor for the list and funds it with the list's sum; then anyone may claim for each entry, once, until
 * the deadline, after which what is left goes back to the reserve. Entries that receive nothing are not on the contract's list, so its numbers
 * count those that do, by account name.
 */
import type { Account } from '../accounts.ts'
import { call, type Action } from '../action.ts'
import { resetActions, type Entry, type Reset } from './reset.ts'

/** The reserve's part. `claimDeadline` is the last second for claims, `swapDeadline` that of the sale. */
export function distributionActions(
  reset: Reset,
  { swapDeadline, claimDeadline }: { readonly swapDeadline: bigint; readonly claimDeadline: bigint },
): readonly Action[] {
  const sale = resetActions({ ...reset, list: [] }, swapDeadline)
  const listed = receivers(reset)
  if (listed.length === 0) return sale
  return [
    ...sale,
    call(reset.reserve, 'deploy.distributor', {
      reserve: reset.reserve,
      deadline: claimDeadline,
      accounts: listed.map(({ account }) => account),
      amounts: listed.map(({ airdrop }) => airdrop),
    }),
    call(reset.reserve, 'amt.transfer', { to: 'distributor', amount: reset.airdrop }),
  ]
}

/** Everybody's claim, sent by `by`, such as a keeper. */
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

function receivers({ list }: Reset): readonly Entry[] {
  return list.filter(({ airdrop }) => airdrop > 0n)
}
