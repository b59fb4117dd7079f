/**
 * Findings: the entries of a census, shrunk and ranked.
 *
 * Ranked by what is lost, by whom, and whether a privileged account is needed, measured on the shrunk example
 * as the change of everybody's net worth against the model: losses of others come first, without a privileged
 * account before with one, then one's own; then broken properties, what the chain does although the model
 * reverts it, states that differ, what the chain reverts, and at last what is returned, emitted and said.
 * Within a rank the larger part of all wealth that others lose comes first, then the larger part of a coin's
 * supply in any example, then what the actor gains by, then the shorter story.
 */
import type { PrologueDifference } from './deployment/prologue.ts'
import type { ExtraFunction } from './input/extra-functions.ts'
import { TOKENS, type Account } from '../model/interface/accounts.ts'
import type { Timestamp } from '../model/kernel/units.ts'
import type { Census, Entry } from './census/census.ts'
import type { Kind } from './census/difference.ts'
import { actorOf, effectsOf, isPrivileged, type Effect } from './census/effect.ts'
import { shrinkEntry, type Shown } from './census/shrink.ts'
import { lostShare, NO_CHANGE, type WorthChange } from './worth/net-worth.ts'
import type { CensusSetup } from './census/runner.ts'
import { revertClassOf } from './revert-classes.ts'

/** In order of rank. */
export const SEVERITIES = [
  'value',
  'privileged-value',
  'own-value',
  'property',
  'permits',
  'state',
  'blocks',
  'crash',
  'returns',
  'events',
  'wording',
] as const
export type Severity = (typeof SEVERITIES)[number]

/** What a severity says, for people. */
export const SEVERITY_TEXTS: Readonly<Record<Severity, string>> = {
  value: 'somebody has less than in the model, without any privileged account',
  'privileged-value': 'somebody has less than in the model, by an action of a privileged account',
  'own-value': 'only whoever acts has more or less than in the model, and nobody else has less',
  property: 'the chain alone breaks a property',
  permits: 'the chain does what the model reverts',
  state: 'the state differs',
  blocks: 'the chain reverts what the model does',
  crash: "the chain's answer cannot be read",
  returns: 'another return value',
  events: 'other events',
  wording: 'another reason of a revert',
}

/** Whether a severity ranks above other events and other reasons of a revert. */
export function isAboveEvents(severity: Severity): boolean {
  return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf('events')
}

export interface Finding {
  /** From 1, in order of rank. */
  readonly rank: number
  readonly signature: string
  readonly severity: Severity
  readonly kind: Kind
  /** Who acts in the last action; undefined for a wait, or after deployment. */
  readonly actor: Account | undefined
  /** Whether a privileged account has to act. */
  readonly needsPrivilege: boolean
  readonly shown: Shown
  /** False if time was over: the example is the one that was found. */
  readonly isShrunk: boolean
  /** Number of the whitepaper's statement by whose design a property fails. */
  readonly claim?: number
  /** Of the shrunk example, losses first. */
  readonly effects: readonly Effect[]
  readonly worst: Entry['worst']
  readonly count: number
  readonly foundAfter: number
}

export interface FindingsOptions {
  /** Called for each finding that is shrunk. */
  readonly onShrunk?: ((done: number, of: number) => void) | undefined
  /** Whether time is over, so that the rest is not shrunk. @default never */
  readonly isLate?: () => boolean
}

/** The findings of a census, in order of rank. */
export function findingsOf(
  setup: CensusSetup,
  census: Census,
  { onShrunk = () => {}, isLate = () => false }: FindingsOptions = {},
): readonly Finding[] {
  const entries = [...census.entries.values()]
  const found = entries.map((entry, index) => {
    const late = isLate()
    const finding = findingOf(entry, shrinkEntry(setup, entry, late ? 0 : undefined), !late)
    onShrunk(index + 1, entries.length)
    return finding
  })
  return ranked(found)
}

function findingOf(entry: Entry, shown: Shown, isShrunk: boolean): Omit<Finding, 'rank'> {
  const { difference, worst, count, foundAfter } = entry
  const actor = actorOf(shown.actions)
  const effects = effectsOf(shown.difference.views)
  const reverted = shown.outcomes.at(-1)
  const lacksAuthority = reverted?.ok === false && revertClassOf(reverted.revert) === 'authority'
  // What the model reverts for lack of authority needs no privileged account on the chain.
  const needsPrivilege = isPrivileged(actor) && !lacksAuthority
  const { signature, kind } = difference
  const severity = severityOf(kind, effects, shown.worth, actor, needsPrivilege)
  return {
    signature,
    severity,
    kind,
    actor,
    needsPrivilege,
    shown,
    isShrunk,
    effects,
    worst,
    count,
    foundAfter,
  }
}

/** The findings of several sources in one order of rank. */
export function ranked(findings: readonly Omit<Finding, 'rank'>[]): readonly Finding[] {
  return findings.toSorted(byRank).map((finding, index) => ({ ...finding, rank: index + 1 }))
}

/** Extra functions that somebody may call: findings of their own, since no action calls them. */
export function extraFindings(extras: readonly ExtraFunction[]): readonly Omit<Finding, 'rank'>[] {
  return extras.flatMap(({ role, signature, callers, mover, effects, worth, changed }) => {
    const actor = mover ?? callers[0]
    if (actor === undefined || (effects.length === 0 && changed.length === 0)) return []
    const needsPrivilege = isPrivileged(actor)
    const severity = severityOf('permits', effects, worth, actor, needsPrivilege)
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
  worth: NO_CHANGE,
} as const

function severityOf(
  kind: Kind,
  effects: readonly Effect[],
  { changes }: WorthChange,
  actor: Account | undefined,
  needsPrivilege: boolean,
): Severity {
  if (kind === 'extra') return 'permits'
  // What is reverted moves nothing: the model's effects are no loss on the chain.
  if (kind !== 'permits' && kind !== 'state') return kind
  if (effects.length === 0 && changes.length === 0) return kind
  // Who does what the model does as well, and has less than in the model, is a victim; who does what the
  // model reverts has chosen it.
  const loses = changes.some(({ account, btcb }) => btcb < 0n && (account !== actor || kind === 'state'))
  if (!loses) return 'own-value'
  return needsPrivilege ? 'privileged-value' : 'value'
}

function byRank(a: Omit<Finding, 'rank'>, b: Omit<Finding, 'rank'>): number {
  return (
    // What the design breaks is accepted, and comes last.
    Number(a.claim !== undefined) - Number(b.claim !== undefined) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    lostShare(b.shown.worth, b.actor) - lostShare(a.shown.worth, a.actor) ||
    b.worst.weight - a.worst.weight ||
    Number(actorGains(b)) - Number(actorGains(a)) ||
    a.shown.actions.length - b.shown.actions.length ||
    (a.signature < b.signature ? -1 : 1)
  )
}

function actorGains({ shown, actor }: Omit<Finding, 'rank'>): boolean {
  return shown.worth.changes.some(({ account, btcb }) => account === actor && btcb > 0n)
}
