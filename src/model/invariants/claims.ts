/**
 * Claims: each account claims a payment at most once, and all claims stay within the payment.
 *
 * The `charged` event does not name the token that the claim is for (AMT or liqAMT); the called function
 * determines it.
 */
import { type Account, CONTRACT_ACCOUNTS } from '../interface/accounts.ts'
import type { Action } from '../interface/action.ts'
import { internNames, type Names } from '../kernel/names.ts'
import { answerOf, type Observed, type ViewName } from '../surface/observation.ts'
import { type Event, eventsOf } from '../interface/outcome.ts'
import { FlagsEdit, NO_FLAGS, type Flags } from '../kernel/flags.ts'
import { get, set, vector, type Vector } from '../kernel/vector.ts'
import { VectorEdit } from '../kernel/vector-edit.ts'
import { readAmount } from './books.ts'
import { type Invariant } from './invariant.ts'
import { masterBtcb } from './master-btcb.ts'
import { subjects } from './touched.ts'

type Side = 'holders' | 'providers'

const MADE: Readonly<Record<Side, ViewName>> = { holders: 'alreadyCharged', providers: 'liqAlreadyCharged' }
const POT: Readonly<Record<Side, ViewName>> = { holders: 'pays', providers: 'liqPays' }

const BY_PROVIDERS: readonly string[] = [
  'master.liqCharge',
  'master.liqChargeFromTo',
  'master.LiqHandleDust',
  'locker.charge',
]

function sideOf(action: Action): Side {
  return 'call' in action && BY_PROVIDERS.includes(action.call) ? 'providers' : 'holders'
}

function isClaim({ on, name }: Event): boolean {
  return on === 'master' && name === 'charged'
}

export interface ClaimsMade {
  readonly names: Names
  /** By account, then by payment. */
  readonly holders: Vector<Flags>
  readonly providers: Vector<Flags>
}

export const claimedOnce: Invariant<ClaimsMade> = {
  name: 'claimed-once',
  statement: 'No account claims the same payment twice for the same token, and each claim is recorded.',
  source: 'whitepaper, annex: charge; mechanism: Master',
  about: subjects('master'),
  start(observed, domain) {
    const names = internNames(CONTRACT_ACCOUNTS, domain.people)
    const none: ClaimsMade = { names, holders: vector(NO_FLAGS), providers: vector(NO_FLAGS) }
    let state = none
    for (const side of ['holders', 'providers'] as const)
      for (const by of names.list)
        for (let id = 1; id <= domain.snapshots; id++)
          if (isOnRecord(observed, side, by, BigInt(id))) state = withClaim(state, side, by, id)
    return state
  },
  next(before, { action, outcome, observed, domain }) {
    const side = sideOf(action)
    let claims = before[side]
    let open: Claimant | undefined
    for (const event of eventsOf(outcome)) {
      if (!isClaim(event)) continue
      const [id, by] = event.args as readonly [bigint, Account, bigint]
      if (open?.by !== by) {
        claims = withClaimant(claims, open)
        open = claimantOf(claims, before.names, by)
      }
      if (id > domain.snapshots)
        return { violation: `${by} claimed payment ${id} of ${domain.snapshots} among ${side}` }
      if (open.made.get(Number(id))) return { violation: `${by} claimed payment ${id} twice among ${side}` }
      if (!isOnRecord(observed, side, by, id))
        return { violation: `${by} claimed payment ${id} among ${side}, ${MADE[side]} denies it` }
      open.made.set(Number(id))
    }
    claims = withClaimant(claims, open)
    return { state: claims === before[side] ? before : withSide(before, side, claims) }
  },
}

/** The claims of one account while an action's events are read; a range of claims is one edit. */
interface Claimant {
  readonly by: Account
  /** Undefined for an account outside the domain, whose claims are compared within one action only. */
  readonly account: number | undefined
  readonly made: FlagsEdit
}

function claimantOf(claims: ClaimsMade['holders'], { index }: Names, by: Account): Claimant {
  const account = index.get(by)
  return { by, account, made: new FlagsEdit(account === undefined ? NO_FLAGS : get(claims, account)) }
}

function withClaimant(claims: ClaimsMade['holders'], of: Claimant | undefined): ClaimsMade['holders'] {
  return of?.account === undefined ? claims : set(claims, of.account, of.made.done())
}

function isOnRecord(observed: Observed, side: Side, by: Account, id: bigint): boolean {
  return answerOf(observed, 'master', MADE[side], by, id) === true
}

function withClaim(state: ClaimsMade, side: Side, by: Account, id: number): ClaimsMade {
  const open = claimantOf(state[side], state.names, by)
  open.made.set(id)
  return withSide(state, side, withClaimant(state[side], open))
}

function withSide(
  { names, holders, providers }: ClaimsMade,
  side: Side,
  made: ClaimsMade['holders'],
): ClaimsMade {
  return side === 'holders' ? { names, holders: made, providers } : { names, holders, providers: made }
}

/** Amount paid out of each payment, by payment id. */
export interface PaidOut {
  readonly holders: Vector<bigint>
  readonly providers: Vector<bigint>
}

export const claimsWithinPayment: Invariant<PaidOut> = {
  name: 'claims-within-payment',
  statement: "The claims of a payment, dust included, never exceed its holders' or providers' part.",
  source: 'mechanism: Master, payRent',
  about: subjects('master'),
  start: () => ({ holders: vector(0n), providers: vector(0n) }),
  next(before, taken) {
    const side = sideOf(taken.action)
    const edit = new VectorEdit(before[side])
    for (const event of eventsOf(taken.outcome)) {
      if (!isClaim(event) && !isDust(event)) continue
      const [id] = event.args as readonly [bigint]
      const sum = edit.get(Number(id)) + (event.args.at(-1) as bigint)
      edit.set(Number(id), sum)
      const pot = readAmount(taken.observed, 'master', POT[side], id)
      if (sum > pot) return { violation: `payment ${id} paid ${sum} to ${side}, their part is ${pot}` }
    }
    const paid = edit.done()
    if (paid === before[side]) return { state: before }
    const { holders, providers } = before
    return {
      state: side === 'holders' ? { holders: paid, providers } : { holders, providers: paid },
    }
  },
}

function isDust({ on, name }: Event): boolean {
  return on === 'master' && name === 'dustCollected'
}

export interface Owed {
  /** BTCB paid in for claims, less claims and collected dust. */
  readonly owed: bigint
  /** Master's balance beyond that: BTCB sent to it by mistake. */
  readonly stray: bigint
}

/** Must start at deployment, or before any dust is collected: no view reports dust collected earlier. */
export const masterCoversClaims: Invariant<Owed> = {
  name: 'master-covers-claims',
  statement: "Master's BTCB covers everything paid in for claims that is neither claimed nor collected.",
  source: 'mechanism: Master',
  about: subjects('master', 'btcb'),
  start(observed, domain) {
    const { stray } = masterBtcb(observed, domain)
    return { owed: masterHolds(observed) - stray, stray }
  },
  next(before, taken) {
    let { owed } = before
    for (const event of eventsOf(taken.outcome)) if (event.on === 'master') owed += owedChange(event)
    const stray = masterHolds(taken.observed) - owed
    const least = before.stray < 0n ? 0n : before.stray
    if (stray < least)
      return {
        violation: `Master holds ${stray + owed} BTCB base units, expected at least ${owed} + ${least}`,
      }
    return { state: owed === before.owed && stray === before.stray ? before : { owed, stray } }
  },
}

function owedChange(event: Event): bigint {
  if (isClaim(event) || isDust(event)) return -(event.args.at(-1) as bigint)
  if (event.name !== 'rentPaid') return 0n
  const [amount, toVault] = event.args as readonly [bigint, bigint]
  return amount - toVault
}

function masterHolds(observed: Observed): bigint {
  return readAmount(observed, 'btcb', 'balanceOf', 'master')
}
