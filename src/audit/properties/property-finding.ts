/** Broken properties as findings, beside those of the comparison. */
import type { Build } from '../../evm/build.ts'
import { deployedChainOf, deploymentOf } from '../../lockstep/compare/deployed-chain.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import { actorOf, isPrivileged } from '../census/effect.ts'
import type { Finding } from '../finding.ts'
import { shrinkProperty } from './shrink-property.ts'
import type { BrokenProperty } from './watch.ts'

const PREFIX = 'property '

/** The signature of a property's finding. */
export function signatureOfProperty(name: string): string {
  return `${PREFIX}${name}`
}

/** The name of the property that a signature is about; undefined for a difference. */
export function propertyIn(signature: string): string | undefined {
  return signature.startsWith(PREFIX) ? signature.slice(PREFIX.length) : undefined
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
