/**
 * Campaign: generated sequences in hostile worlds, model beside chain, until they part.
 */
import * as fc from 'fast-check'
import { tokensOf, type Account } from '../../model/interface/accounts.ts'
import { projectBuild, type Build } from '../../evm/build.ts'
import { MAX_WORD, WORDS_PER_STEP } from '../generate/entropy.ts'
import { genesisActions, peopleOf, type Genesis } from '../generate/genesis.ts'
import { RULES, type Rules } from '../compare/rules.ts'
import type { Scene } from '../generate/context.ts'
import { arbitraryGenesis } from '../generate/sequence.ts'
import { foundingOf, type World } from '../compare/deployed-chain.ts'
import { hostileWorldOf, type HostileChain } from './adversarial-chain.ts'
import type { Deed } from './adversarial-action.ts'
import { deedsOf, type HostileScene, type HostileStep, type Hostility } from './generate.ts'
import { gifts, leave, makePeace } from './exit-liveness.ts'
import { Duel, type DuelOptions, type Parting, type Told } from './reentrancy-checker.ts'

export interface CampaignOptions extends DuelOptions {
  readonly hostility: Hostility
  readonly sequences: number
  readonly seed: number
  /** The project's own contracts unless given. */
  readonly build?: Build
  /** The model unless given. */
  readonly rules?: Rules
  /** The most deeds of a sequence after its genesis. */
  readonly maxDeeds?: number
  /** Whether in the end the tokens behave again and everybody leaves. */
  readonly leaves?: boolean
  /** Whether in the end everything is compared, and not only what may have changed; it is unless told otherwise. */
  readonly endsWhole?: boolean
}

/** Model and chain parted, or the model broke an invariant. */
export interface HostileFinding extends Parting {
  /** Number of the sequence, from 1. */
  readonly sequence: number
  readonly deeds: readonly Deed[]
}

export interface CampaignReport {
  readonly sequences: number
  readonly deeds: number
  /** Answers to views that were compared. */
  readonly answers: number
  /** Every deed up to the end of the sequences proper. */
  readonly told: readonly Told[]
  /** Everybody's leaving. */
  readonly left: readonly Told[]
  /** Where something was missing, everybody's leaving after gifts of more than that. */
  readonly leftAfterGifts: readonly Told[]
  /** In how many sequences an invariant broke that may, by name. */
  readonly broken: ReadonlyMap<string, number>
  readonly finding: HostileFinding | undefined
}

interface HostileSequence {
  readonly genesis: Genesis
  readonly steps: readonly HostileStep[]
}

/** Runs a campaign. What is found is in the report; nothing of it is thrown. */
export function runCampaign(options: CampaignOptions): CampaignReport {
  const { sequences, seed, maxDeeds = MAX_DEEDS, build = projectBuild() } = options
  const told: Told[] = []
  const left: Told[] = []
  const leftAfterGifts: Told[] = []
  const broken = new Map<string, number>()
  const sums = { sequences: 0, deeds: 0, answers: 0 }
  let finding: HostileFinding | undefined
  const property = fc.property(arbitraryHostileSequence(maxDeeds), (sequence) => {
    const played = playHostile({ ...options, build }, sequence, maxDeeds)
    sums.sequences++
    sums.deeds += played.deeds.length
    sums.answers += played.answers
    told.push(...played.told)
    left.push(...played.left)
    leftAfterGifts.push(...played.leftAfterGifts)
    for (const name of played.broken) broken.set(name, (broken.get(name) ?? 0) + 1)
    if (played.parting === undefined) return true
    finding = { ...played.parting, sequence: sums.sequences, deeds: played.deeds }
    return false
  })
  const details = fc.check(property, { numRuns: sequences, seed, endOnFailure: true })
  // Only a mistake of the machinery itself fails a sequence without a finding.
  if (details.failed && finding === undefined)
    throw details.errorInstance ?? new Error('expected a finding of the failed sequence')
  return { ...sums, told, left, leftAfterGifts, broken, finding }
}

const MAX_DEEDS = 60

function arbitraryHostileSequence(maxSteps: number): fc.Arbitrary<HostileSequence> {
  const word = fc.noBias(fc.nat({ max: MAX_WORD }))
  const words = (count: number): fc.Arbitrary<readonly number[]> =>
    fc.array(word, { minLength: count, maxLength: count })
  return fc.record({
    genesis: arbitraryGenesis,
    steps: fc.noBias(
      fc.array(fc.record({ action: words(2 * WORDS_PER_STEP), hostile: words(WORDS_PER_STEP) }), {
        minLength: 1,
        maxLength: maxSteps,
        size: 'max',
      }),
    ),
  })
}

interface PlayedHostile {
  readonly deeds: readonly Deed[]
  readonly told: readonly Told[]
  readonly left: readonly Told[]
  readonly leftAfterGifts: readonly Told[]
  readonly answers: number
  /** Names of the invariants that broke and may. */
  readonly broken: readonly string[]
  readonly parting: Parting | undefined
}

function playHostile(
  {
    hostility,
    build,
    rules = RULES,
    leaves = false,
    endsWhole = true,
    ...options
  }: CampaignOptions & { readonly build: Build },
  { genesis, steps }: HostileSequence,
  maxDeeds: number,
): PlayedHostile {
  const world = hostileWorldOf(build, genesis.amtSorts)
  world.chain.rewind(world.deployed)
  const duel = new Duel(rules, world.chain, foundingOf(world, peopleOf(genesis)), options)
  const look = (): HostileScene => seenBy(duel, world, rules)
  const deeds: Deed[] = []
  let parting: Parting | undefined
  /** Does deeds for as long as the two agree; what was told about them. */
  const perform = (some: Iterable<Deed>): readonly Told[] => {
    const start = duel.told.length
    for (const deed of some) {
      if (parting !== undefined) break
      deeds.push(deed)
      parting = duel.perform(deed)
    }
    return duel.told.slice(start)
  }
  const main: (readonly Told[])[] = []
  let left: readonly Told[] = []
  let leftAfterGifts: readonly Told[] = []
  try {
    main.push(perform(genesisActions(genesis).map((action): Deed => ({ kind: 'act', action }))))
    let spent = 0
    for (const step of steps) {
      if (parting !== undefined) break
      const meant = deedsOf(hostility, step, look()).slice(0, maxDeeds - spent)
      spent += meant.length
      main.push(perform(meant))
    }
    if (leaves) {
      perform(makePeace(look()))
      left = perform(leave(() => look().scene))
      const amends = left.some(isShort) ? gifts(look().scene) : []
      if (amends.length > 0) {
        perform(amends)
        leftAfterGifts = perform(leave(() => look().scene))
      }
    }
    if (endsWhole) parting ??= duel.whole()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    parting = { about: `crash: ${error.name}`, text: error.stack ?? String(error) }
  }
  return {
    deeds,
    told: main.flat(),
    left,
    leftAfterGifts,
    answers: duel.compared,
    broken: duel.broken,
    parting,
  }
}

/** Whether a contract had less than it owes. */
export function isShort({ outcome }: Told): boolean {
  return outcome?.ok === false && outcome.refusal === 'InsufficientBalance'
}

function seenBy(duel: Duel, { chain }: World<HostileChain>, rules: Rules): HostileScene {
  const { economy } = duel
  const order: readonly Account[] = economy.tokenOrder
  const scene: Scene = {
    extent: rules.extentOf(economy),
    now: economy.timestamp,
    read: (view) => rules.read(economy, view),
    airdrop: economy.distributor?.entries ?? [],
    token0: (pair) => tokensOf(pair).toSorted((a, b) => order.indexOf(a) - order.indexOf(b))[0]!,
  }
  return {
    scene,
    behaviourOf: (token) => duel.behaviourOf(token),
    canStrike: (action) => chain.canStrike(action),
    transfersOf: (actions) => duel.transfersOf(actions),
  }
}
