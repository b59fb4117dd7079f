/**
 * Findings: the entries of a census, shrunk and ranked.
 *
 * Ranked by what is lost: value that moves otherwise than in the model comes first, without a key before with
 * one, at others' expense before one's own; then what the chain does although the model reverts it, states
 * that differ, what the chain reverts, and at last what is returned, emitted and said. Within a rank the
 * larger part of a coin's supply comes first, then the shorter story.
 */
import type { ExtraFunction } from './input/extra-functions.ts'
import { TOKENS, type Account } from '../model/interface/accounts.ts'
import type { Timestamp } from '../model/kernel/units.ts'
import type { Census, Entry } from './census/census.ts'
import type { Kind } from './census/difference.ts'
import { actorOf, effectsOf, harmsOthers, isPrivileged, type Effect } from './census/effect.ts'
import { shrinkEntry, type Shown } from './census/shrink.ts'
import type { CensusSetup } from './census/runner.ts'
import { revertClassOf } from './revert-classes.ts'

/** In order of rank. */
export const SEVERITIES = [
  'value',
  'value-by-key',
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
  value: 'somebody has less than in the model, without any privileged key',
  'value-by-key': 'somebody has less than in the model, by an action of a privileged account',
  'own-value': 'only whoever acts has more or less than in the model',
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
  readonly needsKey: boolean
  readonly shown: Shown
  /** Of the shrunk example, losses first. */
  readonly effects: readonly Effect[]
  readonly worst: Entry['worst']
  readonly count: number
  readonly foundAfter: number
}

/** The findings of a census, in order of rank. */
export function findingsOf(
  setup: CensusSetup,
  census: Census,
  onShrunk: (done: number, of: number) => void = () => {},
): readonly Finding[] {
  const entries = [...census.entries.values()]
  const found = entries.map((entry, index) => {
    const finding = findingOf(entry, shrinkEntry(setup, entry))
    onShrunk(index + 1, entries.length)
    return finding
  })
  return ranked(found)
}

function findingOf({ difference, worst, count, foundAfter }: Entry, shown: Shown): Omit<Finding, 'rank'> {
  const actor = actorOf(shown.actions)
  const effects = effectsOf(shown.difference.views)
  const reverted = shown.outcomes.at(-1)
  const lacksAuthority = reverted?.ok === false && revertClassOf(reverted.revert) === 'authority'
  // What the model reverts for lack of authority needs no key on the chain.
  const needsKey = isPrivileged(actor) && !lacksAuthority
  const { signature, kind } = difference
  const severity = severityOf(kind, effects, actor, needsKey)
  return { signature, severity, kind, actor, needsKey, shown, effects, worst, count, foundAfter }
}

/** The findings of several sources in one order of rank. */
export function ranked(findings: readonly Omit<Finding, 'rank'>[]): readonly Finding[] {
  return findings.toSorted(byRank).map((finding, index) => ({ ...finding, rank: index + 1 }))
}

/** Extra functions that somebody may call: findings of their own, since no action calls them. */
export function extraFindings(extras: readonly ExtraFunction[]): readonly Omit<Finding, 'rank'>[] {
  return extras.flatMap(({ role, signature, callers, mover, effects, changed }) => {
    const actor = mover ?? callers[0]
    if (actor === undefined || (effects.length === 0 && changed.length === 0)) return []
    const needsKey = isPrivileged(actor)
    const harms = harmsOthers(effects, actor)
    const severity = harms
      ? needsKey
        ? 'value-by-key'
        : 'value'
      : effects.length > 0
        ? 'own-value'
        : 'permits'
    const chain = `${callers.join(', ')} may call it${changed.length === 0 ? '' : `; it changes ${changed.join(', ')}`}`
    const name = `${role}.${signature}: not in the published interface`
    const difference = {
      kind: 'extra',
      signature: name,
      model: 'has no such function',
      chain,
      views: [],
    } as const
    const shown = { ...NOWHERE, difference }
    const worst = { weight: 0, effects }
    return [
      {
        signature: name,
        severity,
        kind: 'extra',
        actor,
        needsKey,
        shown,
        effects,
        worst,
        count: 1,
        foundAfter: 0,
      },
    ]
  })
}

/** Of no list of actions. */
const NOWHERE = {
  amtSorts: 'below',
  deployment: { people: [], tokenOrder: TOKENS, timestamp: 0n as Timestamp },
  actions: [],
  outcomes: [],
  chainOutcomes: [],
} as const

function severityOf(
  kind: Kind,
  effects: readonly Effect[],
  actor: Account | undefined,
  needsKey: boolean,
): Severity {
  if (kind === 'extra') return 'permits'
  // What is reverted moves nothing: the model's effects are no loss on the chain.
  if ((kind !== 'permits' && kind !== 'state') || effects.length === 0) return kind
  if (!harmsOthers(effects, actor)) return 'own-value'
  return needsKey ? 'value-by-key' : 'value'
}

function byRank(a: Omit<Finding, 'rank'>, b: Omit<Finding, 'rank'>): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.worst.weight - a.worst.weight ||
    a.shown.actions.length - b.shown.actions.length ||
    (a.signature < b.signature ? -1 : 1)
  )
}
