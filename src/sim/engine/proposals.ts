/**
 * Proposals: checks what an agent returns before anything of it is executed.
 *
 * Types check most of it, but not an agent in plain JavaScript or behind a cast, where a bracket too many
 * would surface far from the agent. Arguments of calls are not checked here.
 */
import { isFunctionName } from '../../model/interface/functions.ts'
import type { Proposal } from '../agent.ts'

/**
 * The proposals, unchanged.
 *
 * @throws {InvalidProposal} when they are not a list of plans or bids of known functions and waits.
 */
export function checkedProposals(
  agent: string,
  day: number,
  proposals: readonly Proposal[],
): readonly Proposal[] {
  const wrong = (expected: string, got: unknown, advice: string): InvalidProposal =>
    new InvalidProposal(`agent "${agent}", day ${day}`, expected, got, advice)
  if (!Array.isArray(proposals)) throw wrong('a list of plans', proposals, 'Return [] to do nothing.')
  for (const [index, proposal] of proposals.entries()) {
    const plan = planOf(proposal)
    const place = `as plan ${index + 1}`
    if (!Array.isArray(plan))
      throw wrong(`a list of actions ${place}`, plan, 'A plan is a list: return [[action]] for one action.')
    for (const action of plan as readonly unknown[])
      if (!isAction(action))
        throw wrong(
          `actions ${place}`,
          action,
          Array.isArray(action)
            ? 'Remove one pair of brackets around the actions.'
            : 'Make actions by call(by, "contract.function", arguments).',
        )
  }
  return proposals
}

/** The plan of a bid, or what is in its place. */
function planOf(proposal: unknown): unknown {
  return typeof proposal === 'object' && proposal !== null && 'plan' in proposal ? proposal.plan : proposal
}

function isAction(action: unknown): boolean {
  if (typeof action !== 'object' || action === null) return false
  if ('wait' in action) return typeof action.wait === 'bigint'
  return 'call' in action && typeof action.call === 'string' && isFunctionName(action.call)
}

/** An agent returned something else than plans. */
export class InvalidProposal extends TypeError {
  override readonly name = 'InvalidProposal'
  constructor(where: string, expected: string, got: unknown, advice: string) {
    super(`${where}: expected ${expected}; got ${described(got)}. ${advice}`)
  }
}

/** A short description of any value: its JSON, cut after 60 characters. */
function described(value: unknown): string {
  if (Array.isArray(value)) return `a list of length ${value.length}`
  const text = JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'bigint' ? each.toString() : each,
  )
  if (text === undefined) return typeof value
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
