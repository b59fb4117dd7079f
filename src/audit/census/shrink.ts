/**
 * Shrinks an entry of the census: the shortest and plainest list of actions that shows its signature.
 *
 * A list must show it without any action that is undone, so that it can be replayed where nothing is rewound:
 * as a case file, and in Foundry. A probe compares only what can show the signature, and shares the states of
 * common prefixes; a whole run confirms the result. People are not merged, unless that is much shorter.
 */
import { ROSTER } from '../../lockstep/generate/genesis.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import { plainlyNamed } from '../../lockstep/shrink/shrink-finding.ts'
import type { Actions, Shows } from '../../lockstep/shrink/reductions.ts'
import { shrinkActions } from '../../lockstep/shrink/shrink.ts'
import type { DeploymentSpec } from '../../model/economy.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { functionOf, type Difference } from './difference.ts'
import type { Entry } from './census.ts'
import { UNMEASURED, type Measured } from '../worth/measured.ts'
import { CensusRunner, type AmtSorts, type CensusSetup, type RunnerMark } from './runner.ts'

/** A list of actions whose last one shows a difference. */
export interface Shown extends Measured {
  readonly amtSorts: AmtSorts
  readonly deployment: DeploymentSpec
  readonly actions: Actions
  readonly difference: Difference
  /** Each side's, one for each action; the chain has none where its last answer cannot be read. */
  readonly outcomes: readonly Outcome[]
  readonly chainOutcomes: readonly Outcome[]
  /** If one person does what several did: the number of actions without that. */
  readonly apart?: number
}

/**
 * The most lists that are tried for one entry. A list of a hundred actions takes a few hundred; the rest is
 * for numbers, which shrink by halves. Probes share prefixes, so that this is about two seconds.
 */
const ATTEMPTS = 3000

/** The smallest list found that shows the entry's signature; the entry's own one if none is smaller. */
export function shrinkEntry(
  setup: CensusSetup,
  { difference, amtSorts, deployment, actions }: Entry,
  attempts: number = ATTEMPTS,
): Shown {
  const { signature } = difference
  if (actions.length === 0)
    return { amtSorts, deployment, actions, difference, outcomes: [], chainOutcomes: [], ...UNMEASURED }
  const probe = new Probe(setup, amtSorts, actions, signature)
  const shows: Shows = (list) => probe.shows(list)
  const confirmed = (list: Actions): Shown | undefined => {
    const shown = showing(setup, amtSorts, list, signature, true)
    probe.forget()
    return shown
  }
  const byRuns: Shows = (list) => showing(setup, amtSorts, list, signature)?.actions
  for (const each of attempts === 0 ? [] : [shows, byRuns]) {
    const start = each(actions)
    if (start === undefined) continue
    const { actions: list, apart } = told(start, each, attempts)
    const found = confirmed(list)
    if (found !== undefined) return { ...found, ...apart }
  }
  return (
    confirmed(actions) ?? {
      amtSorts,
      deployment,
      actions,
      difference,
      outcomes: [],
      chainOutcomes: [],
      ...UNMEASURED,
    }
  )
}

/** So many actions less make it worth that one person does what several did. */
const MERGED = 4

/**
 * The shortest list with everybody in a place of their own, so that who acts and who loses are told apart; or
 * one with fewer people that is much shorter, and how long it is with all of them.
 */
export function told(
  start: Actions,
  shows: Shows,
  attempts: number,
): { readonly actions: Actions; readonly apart: { readonly apart?: number } } {
  const apart = shrinkActions(start, shows, { attempts, merges: false })
  const merged = shrinkActions(apart, shows, { attempts: Math.ceil(attempts / 2) })
  return merged.length + MERGED > apart.length
    ? { actions: plainlyNamed(apart, shows), apart: {} }
    : { actions: plainlyNamed(merged, shows), apart: { apart: apart.length } }
}

/**
 * The run of a list up to the first action that shows the signature; undefined if none does, or one is
 * undone.
 *
 * @param measures whether net worth and exits are measured, which takes as long as a hundred actions.
 *   @default false
 */
export function showing(
  setup: CensusSetup,
  amtSorts: AmtSorts,
  actions: Actions,
  signature: string,
  measures = false,
): Shown | undefined {
  const runner = new CensusRunner(setup, amtSorts, peopleIn(actions))
  const outcomes: Outcome[] = []
  const chainOutcomes: Outcome[] = []
  for (const [index, action] of actions.entries()) {
    const { differences, undone, model, chain } = runner.step(action)
    if (model !== undefined) outcomes.push(model)
    if (chain !== undefined) chainOutcomes.push(chain)
    const difference = differences.find((each) => each.signature === signature)
    if (difference !== undefined) {
      const { deployment } = runner
      return {
        amtSorts,
        deployment,
        actions: actions.slice(0, index + 1),
        difference,
        outcomes,
        chainOutcomes,
        ...(undone && measures ? runner.measure(action) : UNMEASURED),
      }
    }
    if (undone) return undefined
  }
  return undefined
}

/** The state after some actions of the list that was probed last. */
interface Prefix {
  /** Absent at the deployment. */
  readonly action: Action | undefined
  readonly mark: RunnerMark
}

class Probe {
  private readonly setup: CensusSetup
  private readonly amtSorts: AmtSorts
  private readonly people: readonly string[]
  private readonly signature: string
  private readonly target: string
  private runner: CensusRunner
  private prefixes: Prefix[]

  constructor(setup: CensusSetup, amtSorts: AmtSorts, actions: Actions, signature: string) {
    this.setup = setup
    this.amtSorts = amtSorts
    this.people = [...new Set([...peopleIn(actions), ...ROSTER])]
    this.signature = signature
    this.target = functionOf(actions.at(-1)!)
    this.runner = this.fresh()
    this.prefixes = [{ action: undefined, mark: this.runner.checkpoint() }]
  }

  /** To be called after anything else has used the chain. */
  forget(): void {
    this.runner = this.fresh()
    this.prefixes = [{ action: undefined, mark: this.runner.checkpoint() }]
  }

  /** The list up to the difference, or undefined if it does not show it. */
  shows(actions: Actions): Actions | undefined {
    // Without a call of the function nothing can show it.
    if (!actions.some((action) => functionOf(action) === this.target)) return undefined
    let shared = 0
    while (shared < actions.length && this.prefixes[shared + 1]?.action === actions[shared]) shared++
    this.prefixes.length = shared + 1
    this.runner.rewind(this.prefixes[shared]!.mark)
    for (let index = shared; index < actions.length; index++) {
      const action = actions[index]!
      if (functionOf(action) === this.target) {
        const { differences, undone } = this.runner.step(action)
        if (differences.some(({ signature }) => signature === this.signature)) {
          // The action is not part of the shared prefix: it is undone, or may come again.
          this.runner.rewind(this.prefixes.at(-1)!.mark)
          return actions.slice(0, index + 1)
        }
        if (undone) return undefined
      } else if (this.runner.follow(action) === undefined) {
        this.runner.rewind(this.prefixes.at(-1)!.mark)
        return undefined
      }
      this.prefixes.push({ action, mark: this.runner.checkpoint() })
    }
    return undefined
  }

  private fresh(): CensusRunner {
    return new CensusRunner(this.setup, this.amtSorts, this.people)
  }
}
