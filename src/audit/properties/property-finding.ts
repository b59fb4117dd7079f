/** Broken properties as findings, beside those of the comparison. */
import type { Build } from '../../evm/build.ts'
import { deployedChainOf, deploymentOf } from '../../lockstep/compare/deployed-chain.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import { actorOf, isPrivileged } from '../census/effect.ts'
import { RULES, type Rules } from '../../lockstep/compare/rules.ts'
import { PRIVILEGED_ACCOUNTS } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Shown } from '../census/shrink.ts'
import { nearestAgreeing, type Ending, type Nearest } from '../census/nearest.ts'
import { predict } from '../census/predict.ts'
import { CensusRunner, type AmtSorts, type CensusSetup } from '../census/runner.ts'
import type { Finding } from '../finding.ts'
import { EXACT } from '../grades.ts'
import { NO_LOSS } from '../severity.ts'
import { UNMEASURED } from '../worth/measured.ts'
import { publishedBuild } from '../input/abi-items.ts'
import { NO_CHANGE, worthAgainstModel, type WorthChange } from '../worth/net-worth.ts'
import { PROPERTIES } from './properties.ts'
import { isProbe, type Property } from './property.ts'
import { shrinkProperty } from './shrink-property.ts'
import { play } from './play.ts'
import type { BrokenProperty } from './watch.ts'

const PREFIX = 'property '

/** The signature of a property's finding. */
function signatureOfProperty(name: string): string {
  return `${PREFIX}${name}`
}

/** The name of the property that a signature is about; undefined for a difference. */
export function propertyIn(signature: string): string | undefined {
  return signature.startsWith(PREFIX) ? signature.slice(PREFIX.length) : undefined
}

/**
 * The property of a name.
 *
 * @throws {UnknownProperty} when there is none.
 */
export function propertyNamed(name: string): Property {
  const property = PROPERTIES.find((each) => each.name === name)
  if (property === undefined) throw new UnknownProperty(name)
  return property
}

/**
 * A broken property, shrunk unless time is over or it fails by design, which is accepted and not told. Net
 * worth is measured against what the model has after the same actions.
 */
export function propertyFinding(
  setup: CensusSetup,
  example: BrokenProperty,
  isLate = false,
): Omit<Finding, 'rank'> {
  const { build, rules = RULES } = setup
  const claim = claimOf(example)
  const isShrunk = !isLate && claim === undefined
  const shrunk: BrokenProperty & Pick<Shown, 'apart'> = isShrunk ? shrinkProperty(setup, example) : example
  const { property, violation, amtSorts, actions, outcomes, foundAfter, apart } = shrunk
  const signature = signatureOfProperty(property.name)
  const actor = actorOf(actions)
  return {
    signature,
    severity: isOfEvents(setup, property, amtSorts, actions) ? 'events' : 'property',
    kind: 'property',
    actor,
    needsPrivilege: isPrivileged(actor),
    shown: {
      amtSorts,
      deployment: deploymentOf(deployedChainOf(build, amtSorts), peopleIn(actions)),
      actions,
      difference: { kind: 'property', signature, model: property.statement, chain: violation, views: [] },
      outcomes,
      chainOutcomes: outcomes,
      ...(apart === undefined ? {} : { apart }),
      ...UNMEASURED,
      worth: worthAtEnd(build, rules, amtSorts, actions),
    },
    isShrunk,
    loss: NO_LOSS,
    ...(claim === undefined ? {} : { claim }),
    effects: [],
    ...(isShrunk ? nearestHolding(setup, property, amtSorts, actions, outcomes) : {}),
    worst: { weight: 0, effects: [] },
    count: 1,
    foundAfter,
  }
}

/**
 * Whether a property breaks by what is emitted only: an invariant reads events, and on the way model and
 * contracts differ in them and in nothing that counts. A probe asks what can be done, and never breaks so.
 */
function isOfEvents(
  setup: CensusSetup,
  property: Property,
  amtSorts: AmtSorts,
  actions: readonly Action[],
): boolean {
  if (isProbe(property)) return false
  const runner = new CensusRunner({ ...setup, grades: EXACT }, amtSorts, peopleIn(actions))
  const taken = actions.map((action) => runner.step(action))
  return (
    taken.every(({ undone }) => !undone) &&
    taken.some(({ differences }) => differences.some(({ kind }) => kind === 'events'))
  )
}

/** Lists that are tried for the nearest case: each is played and probed from deployment. */
const NEAREST_ATTEMPTS = 200

/** The nearest case in which the property holds. */
function nearestHolding(
  { build, adaptors }: CensusSetup,
  property: Property,
  amtSorts: AmtSorts,
  actions: readonly Action[],
  outcomes: readonly Outcome[],
): { readonly nearest?: Nearest } {
  const reverting = new Set(actions.filter((_, index) => outcomes[index]?.ok === false))
  const endingOf: Ending = (list) => {
    const played = play(build, amtSorts, list, [property], adaptors)
    if (played.broken.length > 0 || played.outcomes.length < list.length) return undefined
    const isAsTold = played.outcomes.every(
      ({ ok }, index) => ok || index === list.length - 1 || reverting.has(list[index]!),
    )
    if (!isAsTold) return undefined
    return played.outcomes.at(-1)?.ok === true ? 'done' : 'reverted'
  }
  const nearest = nearestAgreeing(actions, endingOf, false, NEAREST_ATTEMPTS)
  return nearest === undefined ? {} : { nearest }
}

/**
 * The statement of the whitepaper by whose design a property fails: the project's own contracts, which do
 * what the whitepaper says, break it by the same actions.
 */
function claimOf({ property, amtSorts, actions }: BrokenProperty): number | undefined {
  if (!isProbe(property) || property.claim === undefined) return undefined
  return play(publishedBuild(), amtSorts, actions, [property]).broken.length > 0 ? property.claim : undefined
}

/** The chain after the actions against the model; no change where the model does not cover one of them. */
function worthAtEnd(build: Build, rules: Rules, amtSorts: AmtSorts, actions: readonly Action[]): WorthChange {
  const deployed = deployedChainOf(build, amtSorts)
  const people = peopleIn(actions)
  let economy = rules.deployEconomy(deploymentOf(deployed, people))
  for (const action of actions) {
    const predicted = predict(rules, economy, action)
    if (predicted === undefined) return NO_CHANGE
    economy = predicted.economy
  }
  // The chain is left as it is at the end.
  play(build, amtSorts, actions, [])
  return worthAgainstModel(deployed.chain, rules, economy, [...PRIVILEGED_ACCOUNTS, ...people])
}

/** A signature names a property that the model does not have. */
export class UnknownProperty extends Error {
  override readonly name = 'UnknownProperty'
  constructor(got: string) {
    const known = PROPERTIES.map(({ name }) => name).join(', ')
    super(
      `expected one of the properties ${known}, got ${JSON.stringify(got)}; correct \`about\` in the case`,
    )
  }
}
