/** Broken properties as findings, beside those of the comparison. */
import type { Build } from '../../evm/build.ts'
import { deployedChainOf, deploymentOf } from '../../lockstep/compare/deployed-chain.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import { INVARIANTS, type AnyInvariant } from '../../model/invariants/invariants.ts'
import { actorOf, isPrivileged } from '../census/effect.ts'
import type { Finding } from '../finding.ts'
import { shrinkProperty } from './shrink-property.ts'
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
export function propertyNamed(name: string): AnyInvariant {
  const property = INVARIANTS.find((each) => each.name === name)
  if (property === undefined) throw new UnknownProperty(name)
  return property
}

/** A broken property, shrunk. */
export function propertyFinding(build: Build, example: BrokenProperty): Omit<Finding, 'rank'> {
  const { property, violation, amtSorts, actions, outcomes, foundAfter } = shrinkProperty(build, example)
  const signature = signatureOfProperty(property.name)
  const actor = actorOf(actions)
  return {
    signature,
    severity: 'property',
    kind: 'property',
    actor,
    needsKey: isPrivileged(actor),
    shown: {
      amtSorts,
      deployment: deploymentOf(deployedChainOf(build, amtSorts), peopleIn(actions)),
      actions,
      difference: { kind: 'property', signature, model: property.statement, chain: violation, views: [] },
      outcomes,
      chainOutcomes: outcomes,
    },
    effects: [],
    worst: { weight: 0, effects: [] },
    count: 1,
    foundAfter,
  }
}

/** A signature names a property that the model does not have. */
export class UnknownProperty extends Error {
  override readonly name = 'UnknownProperty'
  constructor(got: string) {
    const known = INVARIANTS.map(({ name }) => name).join(', ')
    super(
      `expected one of the properties ${known}, got ${JSON.stringify(got)}; correct \`about\` in the case`,
    )
  }
}
