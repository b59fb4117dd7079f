/**
 * Severity: what a finding says, in order of rank.
 *
 * It rests on what a difference comes to once everybody has taken out all that is theirs. So a share that a
 * vault has not settled yet is nobody's loss, and a state in which nothing has moved yet is one if an exit
 * does not get what the model's gets. Where that cannot be measured, it rests on net worth right after the
 * action. Contracts without an exit, such as the Market, and the holders of AMT as a whole, who are diluted,
 * lose what they have less right after it; so do contracts that no longer hold what they owe.
 */
import { isPair, isToken, type Account } from '../model/interface/accounts.ts'
import type { Kind } from './census/difference.ts'
import type { Effect } from './census/effect.ts'
import type { Measured } from './worth/measured.ts'
import { lostShare, type Change } from './worth/net-worth.ts'

/** In order of rank. */
export const SEVERITIES = [
  'value',
  'privileged-value',
  'own-value',
  'property',
  'permits',
  'state',
  'blocks',
  'rounding',
  'crash',
  'returns',
  'events',
  'wording',
] as const
/** How serious a finding is; one of {@link SEVERITIES}. */
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
  rounding: 'somebody has less than in the model, by no more than a rounding',
  crash: "the chain's answer cannot be read",
  returns: 'another return value',
  events: 'other events',
  wording: 'another reason of a revert',
}

/** Whether a severity ranks above other events and other reasons of a revert. */
export function isAboveEvents(severity: Severity): boolean {
  return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf('events')
}

/** A loss of at most so many base units of BTCB of net worth is one of rounding. */
export const ROUNDING = 100n

/** What others than the actor lose. */
export interface Loss {
  /** The largest loss first. None if nobody has less. */
  readonly changes: readonly Change[]
  /** Part of all wealth, from 0 to 1. */
  readonly share: number
  /** The largest of one account, in base units of BTCB; 0 if there is none. */
  readonly largest: bigint
}

export const NO_LOSS: Loss = { changes: [], share: 0, largest: 0n }

/**
 * Who loses by a difference. Who does what the model does as well, and has less than in the model, is a
 * victim; who does what the model reverts has chosen it.
 */
export function lossOf(kind: Kind, measured: Measured, actor: Account | undefined): Loss {
  const { worth, blocked } = measured
  // What is reverted moves nothing: only exits that revert are a loss.
  if (kind === 'blocks' && blocked.length === 0) return NO_LOSS
  if (!['permits', 'state', 'blocks', 'extra'].includes(kind)) return NO_LOSS
  const isVictim = ({ account, btcb }: Change): boolean =>
    btcb < 0n && (account !== actor || kind === 'state' || kind === 'blocks')
  const changes = changesOf(kind, measured, actor).filter(isVictim)
  const largest = changes.reduce((most, { btcb }) => (-btcb > most ? -btcb : most), 0n)
  return { changes, largest, share: lostShare({ changes, total: worth.total }, undefined) }
}

/** The end, and what contracts without an exit, or that are short, have less or more at once. */
function changesOf(
  kind: Kind,
  { worth, exit, shortfalls }: Measured,
  actor: Account | undefined,
): readonly Change[] {
  if (exit === undefined) return worth.changes
  if (kind === 'blocks') return exit.changes
  const ended = new Set(exit.changes.map(({ account }) => account))
  // Who claims last may be the actor in a story of few people, and somebody else in any other.
  const isShort = (account: Account): boolean => shortfalls.some(({ debtor }) => debtor === account)
  // What an actor loses by a share in a vault, everybody else with a share loses as well.
  const isShared =
    kind === 'permits' && exit.changes.some(({ account, btcb }) => account === actor && btcb < 0n)
  const counts = (account: Account): boolean =>
    hasNoExit(account) || isShort(account) || (isShared && SHARED.has(account))
  const standing = worth.changes.filter(({ account }) => counts(account) && !ended.has(account))
  return [...exit.changes, ...standing].toSorted((a, b) =>
    a.btcb < b.btcb ? -1 : a.btcb > b.btcb ? 1 : a.account < b.account ? -1 : 1,
  )
}

/** Whether what an account has is not taken out by an exit, nor owed by it to somebody who exits. */
function hasNoExit(account: Account): boolean {
  return isToken(account) || isPair(account) || NO_EXIT.has(account)
}

/** Contracts that hold what several people have shares in. */
const SHARED: ReadonlySet<Account> = new Set(['master', 'stakingVault', 'buyBackVault'])

const NO_EXIT: ReadonlySet<Account> = new Set([
  'market',
  'burnVault',
  'locker',
  'distributor',
  'dead',
  'router',
])

/** The severity. `isRounding`: whether the loss stays one of rounding, whatever the amounts. */
export function severityOf(
  kind: Kind,
  effects: readonly Effect[],
  measured: Measured,
  loss: Loss,
  needsPrivilege: boolean,
  isRounding: () => boolean,
): Severity {
  if (kind === 'extra') return 'permits'
  if (loss.changes.length > 0) {
    if (isRounding()) return 'rounding'
    return needsPrivilege && kind !== 'blocks' ? 'privileged-value' : 'value'
  }
  if (kind !== 'permits' && kind !== 'state') return kind
  const { worth, exit } = measured
  const moves =
    exit === undefined ? effects.length + worth.changes.length : changesOf(kind, measured, undefined).length
  return moves === 0 ? kind : 'own-value'
}
