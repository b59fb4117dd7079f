/**
 * TransactionOrdering within a part of a day: at random, or by what each plan offers for gas.
 *
 * Every plan draws a place. In random order the places decide; by gas price the higher offer comes first, and places decide among equal
 * offers. Each agent's places come from a stream of its own, so another agent changes nobody's place, and the order among the others stays.
 *
 * Not modelled: that a sender's own transactions keep their order whatever they offer, and that validators refuse less than their floor.
 */
import type { Bid, Proposal } from '../agent.ts'
import { uniform } from '../random/uniform.ts'
import type { Stream } from '../random/stream.ts'

export const TRANSACTION_ORDERINGS = ['random', 'gas'] as const
export type TransactionOrdering = (typeof TRANSACTION_ORDERINGS)[number]

/** A bid with the stream that its sender's plans draw their places from. */
export interface Offer extends Bid {
  readonly places: Stream
}

/** A bid with its place, from 0 to 1. */
export interface Placed extends Bid {
  readonly place: number
}

/** Adds one sender's proposals to the offers, at `usual` wei per gas where they name no price. */
export function offer(all: Offer[], proposals: readonly Proposal[], usual: bigint, places: Stream): void {
  for (const proposal of proposals)
    if ('plan' in proposal) all.push({ plan: proposal.plan, gasPrice: proposal.gasPrice, places })
    else all.push({ plan: proposal, gasPrice: usual, places })
}

/** Bids for offers, each with the next place of its sender's stream. */
export function placed(offers: readonly Offer[]): readonly Placed[] {
  return offers.map(({ plan, gasPrice, places }) => ({ plan, gasPrice, place: uniform(places) }))
}

/** The bids in the order in which they are carried out. */
export function inOrder(order: TransactionOrdering, bids: readonly Placed[]): readonly Bid[] {
  return bids.toSorted((a, b) =>
    order === 'random' || a.gasPrice === b.gasPrice ? a.place - b.place : a.gasPrice > b.gasPrice ? -1 : 1,
  )
}
