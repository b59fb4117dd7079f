/**
 * Order within a part of a day: at random, or by what each plan offers for gas.
 *
 * Every plan draws a place. In random order the places decide; by gas price the higher offer comes first, and places decide among equal
 * offers. Each agent's places come from a stream of its own, so another agent changes nobody's place, and the order among the others stays.
 *
 * Not modelled: that a sender's own transactions keep their order whatever they offer, and that validators refuse less than their floor.
 */
import type { Bid, Proposal } from './agent.ts'
import { uniform } from './random/uniform.ts'
import type { Stream } from './random/stream.ts'

export const ORDERS = ['random', 'gas'] as const
export type Order = (typeof ORDERS)[number]

/** A bid with the place, from 0 to 1, that its sender's stream has given it. */
export interface Placed extends Bid {
  readonly place: number
}

/** Bids for proposals, at `usual` wei per gas where they name no price, each with the next place from `draw`. */
export function placed(proposals: readonly Proposal[], usual: bigint, draw: Stream): readonly Placed[] {
  return proposals.map((proposal) => {
    const bid = 'plan' in proposal ? proposal : { plan: proposal, gasPrice: usual }
    return { plan: bid.plan, gasPrice: bid.gasPrice, place: uniform(draw) }
  })
}

/** The bids in the order in which they are carried out. */
export function inOrder(order: Order, bids: readonly Placed[]): readonly Bid[] {
  if (bids.length < 2) return bids
  return bids.toSorted((a, b) =>
    order === 'random' || a.gasPrice === b.gasPrice ? a.place - b.place : a.gasPrice > b.gasPrice ? -1 : 1,
  )
}
