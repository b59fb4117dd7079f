/**
 * Tried findings: what is found without a list of actions, because it is tried beside the comparison: extra
 * functions, and calls while the build is deployed.
 */
import { TOKENS } from '../model/interface/accounts.ts'
import type { Timestamp } from '../model/kernel/units.ts'
import { isPrivileged } from './census/effect.ts'
import type { PrologueDifference } from './deployment/acts.ts'
import type { Finding } from './finding.ts'
import type { ExtraFunction } from './input/extra-functions.ts'
import { lossOf, NO_LOSS, severityOf } from './severity.ts'
import { UNMEASURED } from './worth/measured.ts'

/** Extra functions that somebody may call: findings of their own, since no action calls them. */
export function extraFindings(extras: readonly ExtraFunction[]): readonly Omit<Finding, 'rank'>[] {
  return extras.flatMap(({ role, signature, callers, mover, effects, worth, changed }) => {
    const actor = mover ?? callers[0]
    if (actor === undefined || (effects.length === 0 && changed.length === 0)) return []
    const needsPrivilege = isPrivileged(actor)
    const measured = { ...UNMEASURED, worth }
    const loss = lossOf('permits', measured, actor)
    // Edge values are small: who takes one base unit so may take more.
    const severity = severityOf('permits', effects, measured, loss, needsPrivilege, () => false)
    const chain = `${callers.join(', ')} may call it${changed.length === 0 ? '' : `; it changes ${changed.join(', ')}`}`
    const name = `${role}.${signature}: not in the published interface`
    const difference = {
      kind: 'extra',
      signature: name,
      model: 'has no such function',
      chain,
      views: [],
    } as const
    const finding: Omit<Finding, 'rank'> = {
      signature: name,
      severity,
      kind: 'extra',
      actor,
      needsPrivilege,
      shown: { ...NOWHERE, difference, worth },
      isShrunk: true,
      loss,
      effects,
      worst: { weight: 0, effects },
      count: 1,
      foundAfter: 0,
    }
    return [finding]
  })
}

/** What differs while the build is deployed: findings of their own, since no action comes so early. */
export function prologueFindings(
  differences: readonly PrologueDifference[],
): readonly Omit<Finding, 'rank'>[] {
  return differences.map(({ signature, kind, by, model, chain }) => ({
    signature,
    severity: kind,
    kind,
    actor: by,
    needsPrivilege: isPrivileged(by),
    shown: { ...NOWHERE, difference: { kind, signature, model, chain, views: [] } },
    isShrunk: true,
    loss: NO_LOSS,
    effects: [],
    worst: { weight: 0, effects: [] },
    count: 1,
    foundAfter: 0,
  }))
}

/** Of no list of actions. */
const NOWHERE = {
  amtSorts: 'below',
  deployment: { people: [], tokenOrder: TOKENS, timestamp: 0n as Timestamp },
  actions: [],
  outcomes: [],
  chainOutcomes: [],
  ...UNMEASURED,
} as const
