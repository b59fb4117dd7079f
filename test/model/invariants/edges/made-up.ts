/**
 * Made-up answers and events, for states into which no correct contract gets.
 */
import { CONTRACT_ACCOUNTS } from '../../../../src/model/interface/accounts.ts'
import type { Action } from '../../../../src/model/interface/action.ts'
import type { Event, Value } from '../../../../src/model/interface/outcome.ts'
import type { Invariant } from '../../../../src/model/invariants/invariant.ts'
import { internNames } from '../../../../src/model/kernel/names.ts'
import { viewKey, type Observed, type ViewDomain } from '../../../../src/model/surface/observation.ts'

export type Answers = Readonly<Record<string, Value>>

export const DOMAIN: ViewDomain = {
  people: ['alice', 'bruno', 'carmen'],
  snapshots: 1n,
  pairs: ['pair', 'pair:btcb/usdt'],
  lockerExists: true,
  rounds: 0,
  airdrops: undefined,
}
export const NAMES = internNames(CONTRACT_ACCOUNTS, DOMAIN.people)

/** Without `otherwise`, asking for another answer is an error. */
export function answering(answers: Answers, otherwise?: Value): Observed {
  return {
    read(view) {
      const answer = answers[viewKey(view)] ?? otherwise
      if (answer === undefined) throw new Error(`expected no question about ${viewKey(view)}`)
      return answer
    },
  }
}

export const event = (on: string, name: string, ...args: Event['args']): Event => ({ on, name, args })

export type Step = readonly [Answers, (readonly Event[])?, Action?]

/** Follows an invariant through steps of answers and events; the violation of the last one, if any. */
export function violationOf<S>(
  invariant: Invariant<S>,
  start: Answers,
  ...steps: readonly Step[]
): string | undefined {
  let state = invariant.start(answering(start), DOMAIN)
  for (const [index, [answers, events = [], action = { wait: 0n }]] of steps.entries()) {
    const outcome = { ok: true as const, returned: undefined, events }
    const verdict = invariant.next(state, { action, outcome, observed: answering(answers), domain: DOMAIN })
    if ('state' in verdict) state = verdict.state
    else if (index === steps.length - 1) return verdict.violation
    else throw new Error(`expected a violation at the last step only, got ${verdict.violation}`)
  }
  return undefined
}
