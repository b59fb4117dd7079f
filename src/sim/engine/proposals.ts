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
  if (Array.isArray(proposals) && proposals.every(isProposal)) return proposals
  throw firstMistake(`agent "${agent}", day ${day}`, proposals)
}

function isProposal(proposal: unknown): boolean {
  const plan = planOf(proposal)
  return Array.isArray(plan) && plan.every(isAction)
}

function firstMistake(where: string, proposals: unknown): InvalidProposal {
  if (!Array.isArray(proposals))
    return new InvalidProposal(where, 'a list of plans', proposals, 'Return [] to do nothing.')
  const index = proposals.findIndex((proposal) => !isProposal(proposal))
  const place = `as plan ${index + 1}`
  const plan = planOf(proposals[index])
  if (!Array.isArray(plan)) {
    const advice = 'A plan is a list: return [[action]] for one action.'
    return new InvalidProposal(where, `a list of actions ${place}`, plan, advice)
  }
  const action: unknown = plan.find((each) => !isAction(each))
  const advice = Array.isArray(action)
    ? 'Remove one pair of brackets around the actions.'
    : 'Make actions by call(by, "contract.function", arguments).'
  return new InvalidProposal(where, `actions ${place}`, action, advice)
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
