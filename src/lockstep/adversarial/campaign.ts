/**
 * Campaign: generated sequences of adversarial actions until model and chain diverge.
 */
import * as fc from 'fast-check'
import { tokensOf, type Account } from '../../model/interface/accounts.ts'
import { projectBuild, type Build } from '../../evm/build.ts'
import { MAX_WORD, WORDS_PER_STEP } from '../generate/entropy.ts'
import { genesisActions, peopleOf, type Genesis } from '../generate/genesis.ts'
import { RULES, type Rules } from '../compare/rules.ts'
import type { GeneratorContext } from '../generate/context.ts'
import { arbitraryGenesis } from '../generate/sequence.ts'
import { deploymentOf, type DeployedChain } from '../compare/deployed-chain.ts'
import { adversarialChainOf, type AdversarialChain } from './adversarial-chain.ts'
import type { AdversarialAction } from './adversarial-action.ts'
import {
  adversarialActionsOf,
  type AdversarialContext,
  type AdversarialChoice,
  type Adversary,
} from './generate.ts'
import { exits, gifts, restoreTokens } from './exit-liveness.ts'
import {
  ReentrancyChecker,
  type CheckerOptions,
  type CheckerDivergence,
  type CheckedAction,
} from './reentrancy-checker.ts'

/** Sequences and seed of a campaign against adversarial tokens. */
export interface CampaignOptions extends CheckerOptions {
  readonly adversary: Adversary
  readonly sequences: number
  readonly seed: number
  /** @default the project's own contracts */
  readonly build?: Build
  /** @default the model */
  readonly rules?: Rules
  /** The most adversarial actions of a sequence after its genesis. */
  readonly maxActions?: number
  /** Whether the run ends with the exit-liveness check. @default false */
  readonly leaves?: boolean
  /** Whether the run ends with the full comparison. @default true */
  readonly endsWhole?: boolean
}

/** A divergence, or a violated invariant. */
export interface AdversarialFinding extends CheckerDivergence {
  /** Number of the sequence, from 1. */
  readonly sequence: number
  readonly adversarialActions: readonly AdversarialAction[]
}

/** What a campaign reached, and its first failure. */
export interface CampaignReport {
  readonly sequences: number
  readonly adversarialActions: number
  /** Answers to views that were compared. */
  readonly answers: number
  /** The checked actions of the sequences, without the exits. */
  readonly checked: readonly CheckedAction[]
  /** Exits of every account. */
  readonly left: readonly CheckedAction[]
  /** Exits once more after gifts that cover any shortage, where one occurred. */
  readonly leftAfterGifts: readonly CheckedAction[]
  /** Number of sequences that violated an invariant that may break, by name. */
  readonly broken: ReadonlyMap<string, number>
  readonly finding: AdversarialFinding | undefined
}

interface AdversarialSequence {
  readonly genesis: Genesis
  readonly steps: readonly AdversarialChoice[]
}

/** Runs a campaign. What is found is in the report; nothing of it is thrown. */
export function runCampaign(options: CampaignOptions): CampaignReport {
  const { sequences, seed, maxActions = MAX_ACTIONS, build = projectBuild() } = options
  const checked: CheckedAction[] = []
  const left: CheckedAction[] = []
  const leftAfterGifts: CheckedAction[] = []
  const broken = new Map<string, number>()
  const sums = { sequences: 0, adversarialActions: 0, answers: 0 }
  let finding: AdversarialFinding | undefined
  const property = fc.property(arbitraryAdversarialSequence(maxActions), (sequence) => {
    const run = runAdversarial({ ...options, build }, sequence, maxActions)
    sums.sequences++
    sums.adversarialActions += run.adversarialActions.length
    sums.answers += run.answers
    checked.push(...run.checked)
    left.push(...run.left)
    leftAfterGifts.push(...run.leftAfterGifts)
    for (const name of run.broken) broken.set(name, (broken.get(name) ?? 0) + 1)
    if (run.divergence === undefined) return true
    finding = {
      ...run.divergence,
      sequence: sums.sequences,
      adversarialActions: run.adversarialActions,
    }
    return false
  })
  const details = fc.check(property, { numRuns: sequences, seed, endOnFailure: true })
  // A failed sequence without a finding is a bug of the runner.
  if (details.failed && finding === undefined)
    throw details.errorInstance ?? new Error('expected a finding of the failed sequence')
  return { ...sums, checked, left, leftAfterGifts, broken, finding }
}

const MAX_ACTIONS = 60

function arbitraryAdversarialSequence(maxSteps: number): fc.Arbitrary<AdversarialSequence> {
  const word = fc.noBias(fc.nat({ max: MAX_WORD }))
  const words = (count: number): fc.Arbitrary<readonly number[]> =>
    fc.array(word, { minLength: count, maxLength: count })
  return fc.record({
    genesis: arbitraryGenesis,
    steps: fc.noBias(
      fc.array(fc.record({ action: words(2 * WORDS_PER_STEP), adversarial: words(WORDS_PER_STEP) }), {
        minLength: 1,
        maxLength: maxSteps,
        size: 'max',
      }),
    ),
  })
}

interface AdversarialRun {
  readonly adversarialActions: readonly AdversarialAction[]
  readonly checked: readonly CheckedAction[]
  readonly left: readonly CheckedAction[]
  readonly leftAfterGifts: readonly CheckedAction[]
  readonly answers: number
  /** Names of violated invariants that may break. */
  readonly broken: readonly string[]
  readonly divergence: CheckerDivergence | undefined
}

function runAdversarial(
  {
    adversary,
    build,
    rules = RULES,
    leaves = false,
    endsWhole = true,
    ...options
  }: CampaignOptions & { readonly build: Build },
  { genesis, steps }: AdversarialSequence,
  maxActions: number,
): AdversarialRun {
  const deployed = adversarialChainOf(build, genesis.amtSorts)
  deployed.chain.rewind(deployed.start)
  const checker = new ReentrancyChecker(
    rules,
    deployed.chain,
    deploymentOf(deployed, peopleOf(genesis)),
    options,
  )
  const seen = (): AdversarialContext => seenBy(checker, deployed, rules)
  const adversarialActions: AdversarialAction[] = []
  let divergence: CheckerDivergence | undefined
  /** Checks actions until the sides diverge; returns what was checked. */
  const perform = (some: Iterable<AdversarialAction>): readonly CheckedAction[] => {
    const start = checker.checked.length
    for (const adversarial of some) {
      if (divergence !== undefined) break
      adversarialActions.push(adversarial)
      divergence = checker.check(adversarial)
    }
    return checker.checked.slice(start)
  }
  const main: (readonly CheckedAction[])[] = []
  let left: readonly CheckedAction[] = []
  let leftAfterGifts: readonly CheckedAction[] = []
  try {
    main.push(perform(genesisActions(genesis).map((action): AdversarialAction => ({ kind: 'act', action }))))
    let spent = 0
    for (const step of steps) {
      if (divergence !== undefined) break
      const meant = adversarialActionsOf(adversary, step, seen()).slice(0, maxActions - spent)
      spent += meant.length
      main.push(perform(meant))
    }
    if (leaves) {
      perform(restoreTokens(seen()))
      left = perform(exits(() => seen().context))
      const amends = left.some(isShort) ? gifts(seen().context) : []
      if (amends.length > 0) {
        perform(amends)
        leftAfterGifts = perform(exits(() => seen().context))
      }
    }
    if (endsWhole) divergence ??= checker.compareAll()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    divergence = { about: `crash: ${error.name}`, text: error.stack ?? String(error) }
  }
  return {
    adversarialActions,
    checked: main.flat(),
    left,
    leftAfterGifts,
    answers: checker.compared,
    broken: checker.broken,
    divergence,
  }
}

/** Whether a contract holds less than it owes. */
export function isShort({ outcome }: CheckedAction): boolean {
  return outcome?.ok === false && outcome.revert === 'InsufficientBalance'
}

function seenBy(
  checker: ReentrancyChecker,
  { chain }: DeployedChain<AdversarialChain>,
  rules: Rules,
): AdversarialContext {
  const { economy } = checker
  const order: readonly Account[] = economy.tokenOrder
  const context: GeneratorContext = {
    domain: rules.viewDomainOf(economy),
    now: economy.timestamp,
    read: (view) => rules.read(economy, view),
    airdrop: economy.distributor?.entries ?? [],
    token0: (pair) => tokensOf(pair).toSorted((a, b) => order.indexOf(a) - order.indexOf(b))[0]!,
  }
  return {
    context,
    behaviourOf: (token) => checker.behaviourOf(token),
    canReenter: (action) => chain.canReenter(action),
    transfersOf: (actions) => checker.transfersOf(actions),
  }
}
