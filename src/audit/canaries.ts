/**
 * Canaries: what an audit must catch to be believed.
 *
 * A build from elsewhere has no known source, so the defect is injected on the other side: in the model that
 * the build is compared with. A false property is watched on the chain alone. Both go through the same
 * comparison and the same campaign as the audit. Only the injected difference counts: one whose signature the
 * audit finds anyway is not used.
 */
import { loadShortLists } from '../lockstep/corpus/corpus.ts'
import type { CorpusEntry } from '../lockstep/corpus/entry.ts'
import { RULES, type Rules } from '../lockstep/compare/rules.ts'
import { BACKING_NEVER_FALLS, plantedIn } from '../lockstep/mutation/canaries.ts'
import type { FunctionName } from '../model/interface/functions.ts'
import { MAX_ACTIONS, runCampaign } from './census/campaign.ts'
import { Census } from './census/census.ts'
import type { CensusSetup } from './census/runner.ts'
import { watch } from './properties/watch.ts'

export interface Canary {
  /** What is injected. */
  readonly name: string
  /** Actions after which it was noticed; undefined if it survived. */
  readonly caughtAfter: number | undefined
}

/** A defect of the model, and how the comparison tells it. */
interface Plant {
  readonly name: string
  readonly signature: string
  /** Where the build lacks it, nothing can show. */
  readonly fn: FunctionName
  readonly isHidden: (setup: CensusSetup) => boolean
  readonly rules: (rules: Rules) => Rules
}

const PLANTS: readonly Plant[] = [
  {
    name: 'a claim of the model returns one base unit more',
    signature: 'master.charge: returns something else',
    fn: 'master.charge',
    isHidden: ({ grades }) => grades?.returns === 'any',
    rules: plantedIn,
  },
  {
    name: 'the model records one base unit more of a payment',
    signature: 'master.payRent: then master.pays differs',
    fn: 'master.payRent',
    isHidden: ({ ignoredViews }) => ignoredViews?.has('master.pays') === true,
    rules: (rules) => ({
      ...rules,
      read: (economy, view) => {
        const answer = rules.read(economy, view)
        const isPot = view.on === 'master' && view.fn === 'pays' && typeof answer === 'bigint'
        return isPot && answer > 0n ? answer + 1n : answer
      },
    }),
  },
]

/** Actions within which a canary must be caught. */
const CANARY_ACTIONS = 3000

export interface CanaryOptions {
  readonly seed: number
  /** @default the checked-in corpus */
  readonly corpus?: readonly CorpusEntry[] | undefined
  /** Signatures that the audit finds without any canary. */
  readonly known: ReadonlySet<string>
  /** Actions within which each must be caught. @default 3000 */
  readonly budget?: number
}

/** Lets every canary go that the build, its defects and the configuration leave visible. */
export function releaseAuditCanaries(
  setup: CensusSetup,
  { seed, corpus = loadShortLists(), known, budget = CANARY_ACTIONS }: CanaryOptions,
): readonly Canary[] {
  const { rules = RULES, build } = setup
  const used = PLANTS.filter(
    ({ signature, fn, isHidden }) =>
      !known.has(signature) && !isHidden(setup) && build.lacks?.includes(fn) !== true,
  )
  return [
    ...used.map(({ name, signature, rules: injected }) => ({
      name,
      caughtAfter: caughtAfter({ ...setup, rules: injected(rules) }, signature, seed, corpus, budget),
    })),
    {
      name: BACKING_NEVER_FALLS.name.replace('canary: ', 'false property: '),
      caughtAfter: brokenAfter(setup, seed, corpus, budget),
    },
  ]
}

function caughtAfter(
  setup: CensusSetup,
  signature: string,
  seed: number,
  corpus: readonly CorpusEntry[],
  budget: number,
): number | undefined {
  const census = new Census(setup)
  for (const { amtSorts, actions } of corpus) {
    if (census.actions >= budget || census.entries.has(signature)) break
    census.runActions(amtSorts, actions)
  }
  const found = census.entries.get(signature)
  if (found !== undefined) return found.foundAfter
  const rest = runCampaign(setup, { budget, seed, corpus: [] })
  return rest.census.entries.get(signature)?.foundAfter
}

function brokenAfter(
  { build }: CensusSetup,
  seed: number,
  corpus: readonly CorpusEntry[],
  budget: number,
): number | undefined {
  const properties = [BACKING_NEVER_FALLS]
  const watched = watch({ build, properties, budget, seed, maxActions: MAX_ACTIONS, corpus })
  return watched.broken[0]?.foundAfter
}
