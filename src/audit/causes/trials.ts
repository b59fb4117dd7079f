/**
 * Trials: whether a finding shows in the state of another one, or by the story of a broken property, and no
 * longer with the closest case.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import { PRIVILEGED_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import { exits } from '../../lockstep/adversarial/exit-liveness.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import { isPrivileged } from '../census/effect.ts'
import type { CensusRunner, CensusSetup } from '../census/runner.ts'
import type { Finding } from '../finding.ts'
import { shownBy, stateAfter } from './evidence.ts'

/** States in which findings are tried at most, with all actors: each takes a few milliseconds. */
const MOST_TRIALS = 4000

/** Contracts that act on others. */
const CONTRACT_ACTORS: readonly Account[] = ['stakingVault', 'buyBackVault', 'market', 'locker']

/** Tries findings in the states of others. */
export class Trials {
  private readonly setup: CensusSetup
  private left = MOST_TRIALS

  constructor(setup: CensusSetup) {
    this.setup = setup
  }

  /** Whether another finding shows in the state of one, and not in its closest case. */
  showsWith({ shown, nearest }: Finding, other: Finding): boolean {
    const { actions, amtSorts } = shown
    // A change of the last action leaves the state before it as it is.
    if (nearest === undefined || nearest.changed.at === actions.length - 1) return false
    return (
      this.shows(other, amtSorts, actions.slice(0, -1)) &&
      !this.shows(other, amtSorts, nearest.actions.slice(0, -1))
    )
  }

  /** How a property breaks by what a finding says. */
  breaksBy({ shown, nearest }: Finding, other: Finding): string | undefined {
    const { actions, amtSorts } = shown
    const at = this.shownAt(other, amtSorts, actions)
    if (at !== undefined) return `action ${at + 1} of its story shows ${other.signature}`
    const [here, there] = [actions, nearest?.actions].map((list) => this.exitsAfter(amtSorts, list))
    const { signature } = other
    if (here!.includes(signature) && !there!.includes(signature))
      return `everybody's exits from where its story ends show ${signature}`
    if (nearest === undefined) return undefined
    return this.shows(other, amtSorts, actions) && !this.shows(other, amtSorts, nearest.actions)
      ? `where its story ends ${signature.split(':')[0]!} differs, and with the closest case it does not`
      : undefined
  }

  private readonly exited = new Map<readonly Action[], readonly string[]>()

  /** What everybody's exits show after a list of actions, each in the state after the one before. */
  private exitsAfter(
    amtSorts: Finding['shown']['amtSorts'],
    actions: readonly Action[] | undefined,
  ): readonly string[] {
    if (actions === undefined) return []
    const known = this.exited.get(actions)
    if (known !== undefined) return known
    const found: string[] = []
    const runner = stateAfter(this.setup, amtSorts, actions, peopleIn(actions))
    if (runner !== undefined)
      for (const exit of exits(() => runner.context()))
        if (exit.kind === 'act')
          found.push(...runner.step(exit.action).differences.map(({ signature }) => signature))
    this.exited.set(actions, found)
    return found
  }

  /** The action of a list that shows a finding. */
  private shownAt(
    { signature }: Finding,
    amtSorts: Finding['shown']['amtSorts'],
    actions: readonly Action[],
  ): number | undefined {
    const runner = stateAfter(this.setup, amtSorts, [], peopleIn(actions))
    for (const [index, action] of actions.entries()) {
      const taken = runner?.step(action)
      if (taken?.differences.some((each) => each.signature === signature) === true) return index
      if (taken === undefined || taken.undone) return undefined
    }
    return undefined
  }

  /** Whether somebody's last action of a finding shows it after a list of actions. */
  private shows(
    { signature, shown }: Finding,
    amtSorts: Finding['shown']['amtSorts'],
    actions: readonly Action[],
  ): boolean {
    const last = shown.actions.at(-1)
    if (last === undefined || isWait(last)) return false
    const people = [...new Set([...peopleIn(actions), ...peopleIn([last])])]
    const runner = stateAfter(this.setup, amtSorts, actions, people)
    if (runner === undefined) return false
    return actorsFor(last.by, people).some((by) => this.tried(runner, { ...last, by }, signature))
  }

  private tried(runner: CensusRunner, action: Action, signature: string): boolean {
    return this.left-- > 0 && shownBy(runner, action).includes(signature)
  }
}

/** The same actor first; a role is played by its holder only, and everybody else by anybody. */
function actorsFor(by: Account, people: readonly Account[]): readonly Account[] {
  return isPrivileged(by) ? [by] : [...new Set([by, ...people, ...CONTRACT_ACTORS, ...PRIVILEGED_ACCOUNTS])]
}
