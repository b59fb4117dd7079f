/** How much an audit has searched: what was run, reached and watched, and how little that is. */
import { expectationOf } from '../../lockstep/systems/expectation.ts'
import { FUNCTION_NAMES } from '../../model/interface/functions.ts'
import type { Audit } from '../audit.ts'
import { PROPERTIES } from '../properties/properties.ts'
import { counted, grouped } from './counted.ts'

/** Where the properties have their statements. */
export const PROPERTIES_PAGE = 'docs/how-to/audit.md#properties'

/** Where the statements of the whitepaper are. */
export const claimPage = (claim: number): string => `docs/claims.md#claim-${claim}`

/** What was reached of everything that the model knows. */
export interface Reached {
  readonly states: number
  readonly functions: number
  /** Functions that no action of both sides has done. */
  readonly undone: readonly string[]
  readonly reverts: number
  readonly allReverts: number
}

export function reachedBy({ campaign }: Pick<Audit, 'campaign'>): Reached {
  const { calls, states, reverts } = campaign.census
  const undone = [...calls].filter(([, { done }]) => done === 0).map(([name]) => name)
  const all = new Set(
    FUNCTION_NAMES.flatMap((name) => [...expectationOf(name).reached].map((code) => `${name}: ${code}`)),
  )
  return {
    states,
    functions: calls.size,
    undone,
    reverts: [...reverts].filter((each) => all.has(each)).length,
    allReverts: all.size,
  }
}

/**
 * Actions after which the defect of the wrong builds that is found last is found: `docs/how-to/audit.md`,
 * seed 1.
 */
const LATEST = 14_116

/** What was reached, and what that does not say. */
export function searchedLines(audit: Audit): readonly string[] {
  const { states, functions, undone, reverts, allReverts } = reachedBy(audit)
  const { actions } = audit.campaign.census
  return [
    `reached: ${counted(states, 'state')}, ${functions - undone.length} of ${functions} functions done, ` +
      `${reverts} of ${allReverts} reverts of the model met`,
    ...(undone.length === 0 ? [] : [`never done: ${undone.join(', ')}`]),
    `${counted(PROPERTIES.length, 'property', 'properties')} watched (${PROPERTIES_PAGE}): ` +
      PROPERTIES.map(({ name }) => name).join(', '),
    ...audit.canaries.map(({ name, caughtAfter, noticedBy }) =>
      caughtAfter === undefined
        ? `canary SURVIVED, so that what is not found says nothing: ${name}`
        : `canary caught after ${counted(caughtAfter, 'action')}: ${name}` +
          (noticedBy === undefined ? '' : `, noticed as "${noticedBy}"`),
    ),
    `${counted(actions, 'action')} prove nothing: of builds with one known defect each, the last was found after ` +
      `${grouped(LATEST)}, and what needs a rarer state needs more, such as --budget ` +
      `${10 * Math.max(actions, 1)}`,
  ]
}
