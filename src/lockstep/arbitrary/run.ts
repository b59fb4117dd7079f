/**
 * Arbitrary runs: a generated genesis and actions that fit the state they meet, as one list of concrete
 * actions from a deployment on.
 *
 * The actions are decided on the model. Shrinking works on them and not on the words they were decided from:
 * it removes chunks, then single actions, halves numbers and merges people. So a property over runs shrinks
 * to a list in which nothing can be left out, halved or merged.
 */
import * as fc from 'fast-check'
import { projectBuild, type Build } from '../../evm/build.ts'
import type { Action } from '../../model/interface/action.ts'
import type { DeploymentSpec } from '../../model/economy.ts'
import { deployedChainOf, deploymentOf } from '../compare/deployed-chain.ts'
import { contextOf } from '../compare/live-context.ts'
import { RULES, type Rules } from '../compare/rules.ts'
import { peopleIn } from '../compare/run-sequence.ts'
import { genesisActions, ROSTER } from '../generate/genesis.ts'
import { actionsOf, arbitrarySequence, type Sequence } from '../generate/sequence.ts'
import { reductionsOf } from '../shrink/reductions.ts'

/** A deployment and what happens from there on. */
export interface GeneratedRun {
  readonly deployment: DeploymentSpec
  readonly actions: readonly Action[]
}

/** Options of the arbitrary of runs, as fast-check takes them. */
export interface RunArbitraryOptions {
  /** Decides the order of the token addresses. @default the project's own contracts */
  readonly build?: Build
  /** Decides the actions. @default the model */
  readonly rules?: Rules
  /** The most actions after the genesis. @default 60 */
  readonly maxActions?: number
}

/** Runs from deployment on: the genesis, then up to `maxActions` actions. */
export function arbitraryRun(options: RunArbitraryOptions = {}): fc.Arbitrary<GeneratedRun> {
  return new RunArbitrary(options)
}

class RunArbitrary extends fc.Arbitrary<GeneratedRun> {
  private readonly sequences: fc.Arbitrary<Sequence>
  private readonly build: Build
  private readonly rules: Rules
  private readonly maxActions: number

  constructor({ build = projectBuild(), rules = RULES, maxActions = 60 }: RunArbitraryOptions) {
    super()
    this.build = build
    this.rules = rules
    this.maxActions = maxActions
    this.sequences = arbitrarySequence(maxActions)
  }

  override generate(mrng: fc.Random, biasFactor: number | undefined): fc.Value<GeneratedRun> {
    return new fc.Value(this.resolved(this.sequences.generate(mrng, biasFactor).value), undefined)
  }

  override canShrinkWithoutContext(value: unknown): value is GeneratedRun {
    return typeof value === 'object' && value !== null && 'deployment' in value && 'actions' in value
  }

  override shrink({ deployment, actions }: GeneratedRun): fc.Stream<fc.Value<GeneratedRun>> {
    return fc.stream(smaller(actions)).map((fewer) => new fc.Value({ deployment, actions: fewer }, undefined))
  }

  /** The actions of a sequence, decided on the model. */
  private resolved({ genesis, steps }: Sequence): GeneratedRun {
    const { rules, maxActions } = this
    const deployed = deployedChainOf(this.build, genesis.amtSorts)
    const begin = genesisActions(genesis)
    const people = [...new Set([...genesis.holdings.map(({ name }) => name), ...peopleIn(begin), ...ROSTER])]
    const deployment = deploymentOf(deployed, people)
    let economy = rules.deployEconomy(deployment)
    const actions: Action[] = []
    const take = (action: Action): void => {
      actions.push(action)
      economy = rules.apply(economy, action).economy
    }
    begin.forEach(take)
    for (const step of steps)
      for (const action of actionsOf(step, contextOf(rules, economy, deployment.tokenOrder)))
        if (actions.length < begin.length + maxActions) take(action)
    return { deployment, actions }
  }
}

/** Lists with a chunk less, the largest chunks first, then every other reduction. */
function* smaller(actions: readonly Action[]): Generator<readonly Action[]> {
  for (let size = Math.ceil(actions.length / 2); size > 1; size = Math.ceil(size / 2))
    for (let end = actions.length; end > 0; end -= size)
      yield actions.toSpliced(Math.max(0, end - size), Math.min(size, end))
  for (const { actions: reduced } of reductionsOf(actions)) yield reduced
}
