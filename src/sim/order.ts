/**
 * Order within a day: every plan draws a place, and the places decide.
 *
 * Each agent's places come from a stream of its own, so another agent changes nobody's place and the order among the others stays.
 */
import type { Plan } from './agent.ts'
import { uniform } from './random/uniform.ts'
import type { Stream } from './random/stream.ts'

/** The plans of several agents, each list with the stream that its places are drawn from, in random order. */
export function inRandomOrder(
  proposals: readonly { readonly plans: readonly Plan[]; readonly draw: Stream }[],
): readonly Plan[] {
  return proposals
    .flatMap(({ plans, draw }) => plans.map((plan) => ({ plan, place: uniform(draw) })))
    .toSorted((a, b) => a.place - b.place)
    .map(({ plan }) => plan)
}
