/**
 * Transaction ordering within a phase of a day: at random, or by gas price.
 *
 * Every plan draws a uniform sort key. Under random ordering the keys decide. Under ordering by gas price the
 * higher offer executes first, and keys decide between equal offers. Each agent draws keys from a stream of
 * its own, so adding an agent does not change the relative order of the others.
 *
 * Not modelled: the nonce order of a sender's own transactions, and the validators' minimum gas price.
 */
import type { Bid, Proposal } from '../agent.ts'
import { uniform } from '../random/uniform.ts'
import type { Stream } from '../random/stream.ts'

/** Orders of transactions within a phase of a day. */
export const TRANSACTION_ORDERINGS = ['random', 'gas'] as const
/** One of {@link TRANSACTION_ORDERINGS}. */
export type TransactionOrdering = (typeof TRANSACTION_ORDERINGS)[number]

/** A bid with the stream from which its sender's plans draw their sort keys. */
export interface Offer extends Bid {
  readonly sortKeys: Stream
}

/** A bid with its sort key, in [0, 1). */
export interface KeyedBid extends Bid {
  readonly sortKey: number
}

/** Appends one sender's proposals to `all`; a bare plan offers `defaultGasPrice` wei per gas. */
export function addOffers(
  all: Offer[],
  proposals: readonly Proposal[],
  defaultGasPrice: bigint,
  sortKeys: Stream,
): void {
  for (const proposal of proposals)
    if ('plan' in proposal) all.push({ plan: proposal.plan, gasPrice: proposal.gasPrice, sortKeys })
    else all.push({ plan: proposal, gasPrice: defaultGasPrice, sortKeys })
}

/** The offers as bids, each with the next sort key of its sender's stream. */
export function drawSortKeys(offers: readonly Offer[]): readonly KeyedBid[] {
  return offers.map(({ plan, gasPrice, sortKeys }) => ({ plan, gasPrice, sortKey: uniform(sortKeys) }))
}

/** The bids in the order of their execution. */
export function sortBids(ordering: TransactionOrdering, bids: readonly KeyedBid[]): readonly Bid[] {
  return bids.toSorted((a, b) =>
    ordering === 'random' || a.gasPrice === b.gasPrice
      ? a.sortKey - b.sortKey
      : a.gasPrice > b.gasPrice
        ? -1
        : 1,
  )
}
