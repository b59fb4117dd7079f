/**
 * Findings: the entries of a census, shrunk and ranked.
 *
 * Ranked by severity (`severity.ts`), measured on the shrunk example. Within one, the larger part of all
 * wealth that is lost comes first, then the larger part of a coin's supply in any example, then what the
 * actor gains by, then the shorter story.
 */
import type { Account } from '../model/interface/accounts.ts'
import type { Census, Entry } from './census/census.ts'
import type { Kind } from './census/difference.ts'
import { actorOf, effectsOf, isPrivileged, type Effect } from './census/effect.ts'
import { shrinkEntry, showing, type Shown } from './census/shrink.ts'
import { scaled } from './census/scaled.ts'
import { agreesThroughout, endingsOf, nearestAgreeing, type Nearest } from './census/nearest.ts'
import type { CensusSetup } from './census/runner.ts'
import { revertClassOf } from './revert-classes.ts'
import { lossOf, ROUNDING, severityOf, SEVERITIES, type Loss, type Severity } from './severity.ts'

/** A finding of an audit: what differs from the model, its evidence and its grade. */
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
  /** What the severity rests on: who has less, and how much of all wealth that is. */
  readonly loss: Loss
  /** The closest case on which the sides agree; undefined if none was found or looked for. */
  readonly nearest?: Nearest
  /** Number of the whitepaper's statement by whose design a property fails. */
  readonly claim?: number
  /** Of the shrunk example, losses first. */
  readonly effects: readonly Effect[]
  readonly worst: Entry['worst']
  readonly count: number
  readonly foundAfter: number
}

/** A finding before all of them are put in order. */
export type Unranked = Omit<Finding, 'rank'>

export interface FindingsOptions {
  /** Called for each finding that is shrunk. */
  readonly onShrunk?: ((done: number, of: number) => void) | undefined
  /** Whether time is over, so that the rest is not shrunk. @default never */
  readonly isLate?: () => boolean
  /** Losses of at most so many base units of BTCB are of rounding. @default ROUNDING */
  readonly rounding?: bigint
  /** The first findings, of an audit that goes on. @default none */
  readonly resumed?: readonly Unranked[] | undefined
  /** Called after each finding with all so far. */
  readonly onProgress?: (found: readonly Unranked[]) => void
}

/** The findings of a census, in order of rank. */
export function findingsOf(
  setup: CensusSetup,
  census: Census,
  options: FindingsOptions = {},
): readonly Finding[] {
  return ranked(unrankedOf(setup, census, options))
}

/** The findings of a census, in the order in which they were found. */
export function unrankedOf(
  setup: CensusSetup,
  census: Census,
  { onShrunk, isLate = () => false, rounding = ROUNDING, resumed = [], onProgress }: FindingsOptions = {},
): readonly Unranked[] {
  const entries = [...census.entries.values()]
  const found = [...resumed]
  for (const entry of entries.slice(resumed.length)) {
    const late = isLate()
    const shown = shrinkEntry(setup, entry, late ? 0 : undefined)
    const plain = findingOf(setup, entry, shown, { isShrunk: !late, rounding })
    found.push(late ? plain : withNearest(setup, plain))
    onShrunk?.(found.length, entries.length)
    onProgress?.([...found])
  }
  return found
}

/** The finding of an entry, by an example of it. */
export function findingOf(
  setup: CensusSetup,
  entry: Entry,
  shown: Shown,
  { isShrunk, rounding }: { readonly isShrunk: boolean; readonly rounding: bigint },
): Unranked {
  const { difference, worst, count, foundAfter } = entry
  const { signature, kind } = difference
  const actor = actorOf(shown.actions)
  const effects = effectsOf(shown.difference.views)
  const reverted = shown.outcomes.at(-1)
  const lacksAuthority = reverted?.ok === false && revertClassOf(reverted.revert) === 'authority'
  // What the model reverts for lack of authority needs no privileged account on the chain.
  const needsPrivilege = isPrivileged(actor) && !lacksAuthority
  const loss = lossOf(kind, shown, actor)
  const isRounding = (): boolean =>
    loss.largest <= rounding && !losesMore(setup, entry, shown, isShrunk, rounding)
  return {
    signature,
    severity: severityOf(kind, effects, shown, loss, needsPrivilege, isRounding),
    kind,
    actor,
    needsPrivilege,
    shown,
    isShrunk,
    loss,
    effects,
    worst,
    count,
    foundAfter,
  }
}

/** The finding with the closest case on which the sides agree. */
function withNearest(setup: CensusSetup, finding: Unranked): Unranked {
  const { shown } = finding
  const { amtSorts, actions, outcomes } = shown
  if (actions.length === 0) return finding
  const last = outcomes.at(-1)
  const lacksAuthority = last?.ok === false && revertClassOf(last.revert) === 'authority'
  const nearest = nearestAgreeing(actions, endingsOf(setup, shown), lacksAuthority)
  return nearest !== undefined && agreesThroughout(setup, amtSorts, nearest.actions)
    ? { ...finding, nearest }
    : finding
}

/** By what the amounts of a story are multiplied, to see whether its loss grows with them. */
const SCALES = [10n ** 6n, 10n ** 12n]
const SLACK = 4n

/**
 * Whether a loss is larger than a rounding in another example: the one that was found, since shrinking makes
 * all amounts small, or the shrunk one with larger amounts.
 */
function losesMore(
  setup: CensusSetup,
  { difference, amtSorts, actions }: Entry,
  shown: Shown,
  isShrunk: boolean,
  rounding: bigint,
): boolean {
  if (!isShrunk) return false
  const { signature, kind } = difference
  const last = shown.actions.length - 1
  // Also with more of everything that the last action uses up: the story may have just enough.
  const larger = SCALES.flatMap((scale) => [
    scaled(shown.actions, scale),
    [...scaled(shown.actions.slice(0, last), SLACK * scale), ...scaled(shown.actions.slice(last), scale)],
  ])
  return [actions, ...larger].some((list) => {
    const example = showing(setup, amtSorts, list, signature, true)
    return example !== undefined && lossOf(kind, example, actorOf(example.actions)).largest > rounding
  })
}

/** The findings of several sources in one order of rank. */
export function ranked(findings: readonly Unranked[]): readonly Finding[] {
  return findings.toSorted(byRank).map((finding, index) => ({ ...finding, rank: index + 1 }))
}

function byRank(a: Unranked, b: Unranked): number {
  return (
    // What the design breaks is accepted, and comes last.
    Number(a.claim !== undefined) - Number(b.claim !== undefined) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.loss.share - a.loss.share ||
    b.worst.weight - a.worst.weight ||
    Number(actorGains(b)) - Number(actorGains(a)) ||
    a.shown.actions.length - b.shown.actions.length ||
    (a.signature < b.signature ? -1 : 1)
  )
}

function actorGains({ shown, actor }: Unranked): boolean {
  return shown.worth.changes.some(({ account, btcb }) => account === actor && btcb > 0n)
}
