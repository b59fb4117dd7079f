/**
 * Snapshots: historical balances never change.
 *
 * A book is kept from the events. Each `Snapshot` event archives it, and the token's answers about that
 * snapshot are compared with the archive: for every account that a later action touches, and for one further
 * account in rotation; likewise one older snapshot in rotation, with every account in turn.
 */
import { type Account, CONTRACT_ACCOUNTS } from '../interface/accounts.ts'
import type { Ledger } from '../kernel/ledger.ts'
import { internNames, type Names } from '../kernel/names.ts'
import { type ViewDomain, type Observed } from '../surface/observation.ts'
import { type Event, eventsOf } from '../interface/outcome.ts'
import { keep, type Snapshots } from '../state/snapshots.ts'
import { EMPTY_LEDGER } from '../kernel/ledger.ts'
import { get, set, vector } from '../kernel/vector.ts'
import { book, openBook, readAmount } from './books.ts'
import { type Invariant } from './invariant.ts'
import { EVERYTHING, subjects } from './touched.ts'

const TOKENS = ['amt', 'liqAmt'] as const
type SnapshotToken = (typeof TOKENS)[number]

/** A token that an action did not touch answers as before about every snapshot. */
const ABOUT = { amt: subjects('amt'), liqAmt: subjects('liqAmt') } as const

export interface Archive {
  readonly names: Names
  readonly amt: Kept
  readonly liqAmt: Kept
  readonly turn: number
}

interface Kept {
  readonly book: Ledger
  readonly snapshots: Snapshots
}

export const snapshotsNeverChange: Invariant<Archive> = {
  name: 'snapshots-never-change',
  statement: 'A snapshot reports the balances and supply at its time, and never changes.',
  source: 'mechanism: Tokens; OpenZeppelin ERC20Snapshot',
  about: subjects('amt', 'liqAmt'),
  start(observed, domain) {
    const names = internNames(CONTRACT_ACCOUNTS, domain.people)
    const open = (token: SnapshotToken): Kept => ({
      book: openBook(token, names, observed, domain),
      snapshots: earlier(token, names, observed, domain),
    })
    return { names, amt: open('amt'), liqAmt: open('liqAmt'), turn: 0 }
  },
  next(before, { outcome, observed, touched = EVERYTHING }) {
    const events = eventsOf(outcome)
    const state = { names: before.names, amt: before.amt, liqAmt: before.liqAmt, turn: before.turn + 1 }
    for (const token of TOKENS) {
      if ((touched & ABOUT[token]) === 0) continue
      const kept = archived(before[token], token, before.names, events)
      if (typeof kept === 'string') return { violation: kept }
      const wrong = contradiction(kept, token, state, events, observed)
      if (wrong !== undefined) return { violation: wrong }
      state[token] = kept
    }
    return { state }
  },
}

/** Snapshots taken before the fold began, as reported at its start. */
function earlier(token: SnapshotToken, names: Names, observed: Observed, domain: ViewDomain): Snapshots {
  let snapshots: Snapshots = { count: 0, kept: vector(EMPTY_LEDGER) }
  for (let id = 1n; id <= domain.snapshots; id++) {
    let balances = vector(0n)
    for (const [index, holder] of names.list.entries())
      balances = set(balances, index, readAmount(observed, token, 'balanceOfAt', holder, id))
    const supply = readAmount(observed, token, 'totalSupplyAt', id)
    snapshots = keep(snapshots, { balances, supply })
  }
  return snapshots
}

function archived(kept: Kept, token: SnapshotToken, names: Names, events: readonly Event[]): Kept | string {
  let { book: ledger, snapshots } = kept
  for (const event of events) {
    if (event.on !== token) continue
    const next = book(ledger, token, names, event)
    if (typeof next === 'string') return next
    ledger = next
    if (event.name !== 'Snapshot') continue
    snapshots = keep(snapshots, ledger)
    if (event.args[0] !== BigInt(snapshots.count))
      return `${token} numbered its snapshot ${event.args[0]}, expected ${snapshots.count}`
  }
  return ledger === kept.book && snapshots === kept.snapshots ? kept : { book: ledger, snapshots }
}

/**
 * Checks the first, the latest and one further snapshot, for touched accounts and one account in rotation.
 *
 * The further snapshot moves on every turn, and its account after all snapshots had theirs: with one counter
 * for both, some pairs would never be asked where their numbers share a factor.
 */
function contradiction(
  { snapshots }: Kept,
  token: SnapshotToken,
  { names, turn }: Archive,
  events: readonly Event[],
  observed: Observed,
): string | undefined {
  if (snapshots.count === 0) return undefined
  const { count } = snapshots
  const round = Math.floor(turn / count)
  for (const id of idsInTurn(count, turn)) {
    const kept = get(snapshots.kept, id)
    const supply = readAmount(observed, token, 'totalSupplyAt', BigInt(id))
    if (supply !== kept.supply)
      return `${token}'s snapshot ${id} reports a supply of ${supply}, expected ${kept.supply}`
    const at = (id === 1 || id === count ? turn : round) % names.list.length
    let wrong = difference(kept, token, id, names, at, observed)
    for (const { on, name, args } of events) {
      if (on !== token || name !== 'Transfer') continue
      const [from, to] = args as readonly [Account, Account]
      wrong ??=
        difference(kept, token, id, names, names.index.get(from)!, observed) ??
        difference(kept, token, id, names, names.index.get(to)!, observed)
    }
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function difference(
  kept: Ledger,
  token: SnapshotToken,
  id: number,
  names: Names,
  index: number,
  observed: Observed,
): string | undefined {
  const holder = names.list[index]!
  const reported = readAmount(observed, token, 'balanceOfAt', holder, BigInt(id))
  const expected = get(kept.balances, index)
  return reported === expected
    ? undefined
    : `${token}'s snapshot ${id} reports ${reported} for ${holder}, expected ${expected}`
}

function idsInTurn(count: number, turn: number): readonly number[] {
  const inTurn = 1 + (turn % count)
  if (count === 1) return [1]
  return inTurn === 1 || inTurn === count ? [1, count] : [1, count, inTurn]
}
