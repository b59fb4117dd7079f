/**
 * Against: two builds of the system, such as a version and the one before it: what is fixed, new and
 * unchanged.
 *
 * A campaign need not meet in one build what it met in the other. So a finding of one is played on the other
 * before it is called fixed or new.
 */
import { play } from './properties/watch.ts'
import { propertyIn, propertyNamed } from './properties/property-finding.ts'
import { showing } from './census/shrink.ts'
import { setupOf, type Audit } from './audit.ts'
import type { Finding } from './finding.ts'

export interface Comparison {
  /** Name of the other build. */
  readonly other: string
  /** Signatures that only the other build shows. */
  readonly fixed: readonly string[]
  /** Signatures that only this build shows. */
  readonly added: readonly string[]
  readonly unchanged: readonly string[]
}

/** Compares the findings of a build with those of another. */
export function comparedWith(audit: Audit, other: Audit): Comparison {
  const here = audit.findings.map(({ signature }) => signature)
  const there = new Set(other.findings.map(({ signature }) => signature))
  const added = audit.findings
    .filter((finding) => !there.has(finding.signature) && !shows(other, finding))
    .map(({ signature }) => signature)
  const fixed = other.findings
    .filter((finding) => !here.includes(finding.signature) && !shows(audit, finding))
    .map(({ signature }) => signature)
  const gone = new Set([...added, ...fixed])
  const all = new Set([...here, ...there])
  return {
    other: other.subject.name,
    fixed,
    added,
    unchanged: [...all].filter((signature) => !gone.has(signature)),
  }
}

/** Whether a build shows the shrunk example of another build's finding. */
function shows({ subject, config }: Audit, { shown, signature }: Finding): boolean {
  const { amtSorts, actions } = shown
  if (actions.length === 0) return false
  const name = propertyIn(signature)
  if (name !== undefined)
    return play(subject.build, amtSorts, actions, [propertyNamed(name)]).broken.length > 0
  return showing(setupOf(subject.build, config), amtSorts, actions, signature) !== undefined
}
