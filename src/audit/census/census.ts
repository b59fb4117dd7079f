/**
 * Census: every difference by its signature, with the first sequence of actions that shows it.
 */
import type { Action } from '../../model/interface/action.ts'
import { RULES } from '../../lockstep/compare/rules.ts'
import { deployedChainOf, deploymentOf } from '../../lockstep/compare/deployed-chain.ts'
import { genesisActions, peopleOf } from '../../lockstep/generate/genesis.ts'
import { actionsOf, type Sequence } from '../../lockstep/generate/sequence.ts'
import { ALL_COMMANDS } from '../../lockstep/generate/commands.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import { FUNCTION_NAMES } from '../../model/interface/functions.ts'
import { functionOf, stateDifference, type Difference } from './difference.ts'
import { actorOf, effectsOf, isPrivileged, weightOf } from './effect.ts'
import type { Calls, Entry } from './entry.ts'
import { Authority } from './authority.ts'
import { Preconditions } from './preconditions.ts'
import type { SavedCensus } from './saved.ts'
import { CensusRunner, type AmtSorts, type CensusSetup, type Taken } from './runner.ts'

export type { Calls, Entry } from './entry.ts'

export class Census {
  readonly entries = new Map<string, Entry>()
  readonly calls = new Map<string, Calls>(
    FUNCTION_NAMES.map((name) => [name, { calls: 0, done: 0, undone: 0 }]),
  )
  /** Reverts of the model, as `master.charge: BadRange`. */
  readonly reverts = new Set<string>()
  actions = 0
  answers = 0
  /** Actions after which both sides are in another state than before, and in equal ones. */
  states = 0
  private readonly setup: CensusSetup
  private readonly authority = new Authority()
  private readonly preconditions = new Preconditions()

  /** `saved`: a census to go on with. */
  constructor(setup: CensusSetup, saved?: SavedCensus) {
    this.setup = setup
    if (saved !== undefined) {
      this.restore(saved)
      return
    }
    for (const amtSorts of ['below', 'above'] as const) this.compareDeployment(amtSorts)
  }

  /** What another census needs to go on. */
  save(): SavedCensus {
    const { entries, calls, reverts, actions, answers, states, authority, preconditions } = this
    return {
      entries: [...entries],
      calls: [...calls],
      reverts: [...reverts],
      actions,
      answers,
      states,
      turns: [authority.turn, preconditions.turn],
    }
  }

  private restore(saved: SavedCensus): void {
    for (const [signature, entry] of saved.entries) this.entries.set(signature, entry)
    for (const [name, calls] of saved.calls) this.calls.set(name, calls)
    for (const revert of saved.reverts) this.reverts.add(revert)
    this.actions = saved.actions
    this.answers = saved.answers
    this.states = saved.states
    ;[this.authority.turn, this.preconditions.turn] = saved.turns
  }

  /** Runs a list of actions. */
  runActions(amtSorts: AmtSorts, actions: readonly Action[]): void {
    this.run(new CensusRunner(this.setup, amtSorts, peopleIn(actions)), amtSorts, (take) =>
      actions.forEach(take),
    )
  }

  /** Runs a generated sequence: its genesis, then at most `maxActions` actions. */
  runSequence({ genesis, steps }: Sequence, maxActions: number): void {
    const { amtSorts } = genesis
    const runner = new CensusRunner(this.setup, amtSorts, peopleOf(genesis))
    this.run(runner, amtSorts, (take) => {
      genesisActions(genesis).forEach(take)
      let left = maxActions
      for (const step of steps)
        for (const action of actionsOf(step, runner.context(), ALL_COMMANDS)) if (left-- > 0) take(action)
    })
  }

  private run(
    runner: CensusRunner,
    amtSorts: AmtSorts,
    drive: (take: (action: Action) => void) => void,
  ): void {
    const kept: Action[] = []
    const take = (action: Action): void => {
      const taken = runner.step(action)
      this.actions++
      this.count(action, taken)
      for (const difference of taken.differences)
        this.add(difference, runner, amtSorts, action, () => [...kept, action])
      if (!taken.undone) kept.push(action)
    }
    drive((action) => {
      for (const attempt of this.authority.attemptsOf(action, runner.deployment.people))
        if (runner.reverts(attempt)) take(attempt)
      this.withoutPrecondition(action, runner, kept, take)
      take(action)
    })
    this.answers += runner.compared
  }

  /** Tries an action without one of its preconditions, then goes back to before. */
  private withoutPrecondition(
    action: Action,
    runner: CensusRunner,
    kept: Action[],
    take: (action: Action) => void,
  ): void {
    const removal = runner.reverts(action)
      ? undefined
      : this.preconditions.removalFor(action, () => runner.context())
    if (removal === undefined) return
    const [mark, length] = [runner.checkpoint(), kept.length]
    take(removal)
    // If the action is still done, it is the plain action, which comes next.
    if (kept.length > length && runner.reverts(action)) take(action)
    runner.rewind(mark)
    kept.length = length
  }

  private count(action: Action, { model, chain, undone }: Taken): void {
    const known = this.calls.get(functionOf(action))
    if (known === undefined || model === undefined) return
    const isDone = !undone && model.ok && chain?.ok === true
    if (isDone) this.states++
    if (!model.ok) this.reverts.add(`${functionOf(action)}: ${model.revert}`)
    this.calls.set(functionOf(action), {
      calls: known.calls + 1,
      done: known.done + (isDone ? 1 : 0),
      undone: known.undone + (undone ? 1 : 0),
    })
  }

  private add(
    difference: Difference,
    { deployment, economy }: CensusRunner,
    amtSorts: AmtSorts,
    action: Action,
    actions: () => readonly Action[],
  ): void {
    const { signature } = difference
    const effects = effectsOf(difference.views)
    const weight = weightOf(effects, this.setup.rules ?? RULES, economy)
    const known = this.entries.get(signature)
    if (known === undefined) {
      this.entries.set(signature, {
        difference,
        amtSorts,
        deployment,
        actions: actions(),
        foundAfter: this.actions,
        count: 1,
        worst: { ...weight, effects },
      })
      return
    }
    const worst = weight.weight > known.worst.weight ? { ...weight, effects } : known.worst
    const seen = { ...known, count: known.count + 1, worst }
    // An example without a privileged account says more than one with.
    const better = isPrivileged(actorOf(known.actions)) && !isPrivileged(actorOf([action]))
    this.entries.set(
      signature,
      better ? { ...seen, difference, amtSorts, deployment, actions: actions() } : seen,
    )
  }

  /** Each view that differs right after deployment is an entry without actions. */
  private compareDeployment(amtSorts: AmtSorts): void {
    const runner = new CensusRunner(this.setup, amtSorts, ['alice'])
    const deployment = deploymentOf(deployedChainOf(this.setup.build, amtSorts), ['alice'])
    for (const view of runner.atDeployment()) {
      const difference = stateDifference('deployment', [view])
      if (this.entries.has(difference.signature)) continue
      const worst = { weight: 0, effects: [] }
      this.entries.set(difference.signature, {
        difference,
        amtSorts,
        deployment,
        actions: [],
        foundAfter: 0,
        count: 1,
        worst,
      })
    }
  }
}
