/**
 * Claims: each account claims a payment at most once, and all claims stay within the payment.
 *
 * The `charged` event does not name the token that the claim is for (AMT or liqAMT); the called function
 * determines it.
 */
import { type Account, CONTRACT_ACCOUNTS } from '../interface/accounts.ts'
import type { Action } from '../interface/action.ts'
import { internNames, type Names } from '../kernel/names.ts'
import { type Observed, type ViewName } from '../surface/observation.ts'
import { type Event, eventsOf } from '../interface/outcome.ts'
import { get, set, vector, type Vector } from '../kernel/vector.ts'
import { readAmount } from './books.ts'
import { type Invariant, type ObservedStep } from './invariant.ts'
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

interface Claim {
  readonly id: number
  readonly by: Account
  readonly amount: bigint
}

function claimsIn({ outcome }: ObservedStep): Claim[] {
  return eventsOf(outcome).filter(isClaim).map(claimOf)
}

function isClaim({ on, name }: Event): boolean {
  return on === 'master' && name === 'charged'
}

function claimOf({ args }: Event): Claim {
  const [id, by, amount] = args as readonly [bigint, Account, bigint]
  return { id: Number(id), by, amount }
}

export interface ClaimsMade {
  readonly names: Names
  /** By account, then by payment. */
  readonly holders: Vector<Vector<boolean>>
  readonly providers: Vector<Vector<boolean>>
}

export const claimedOnce: Invariant<ClaimsMade> = {
  name: 'claimed-once',
  statement: 'No account claims the same payment twice for the same token, and each claim is recorded.',
  source: 'whitepaper, annex: charge; mechanism: Master',
  about: subjects('master'),
  start(observed, domain) {
    const names = internNames(CONTRACT_ACCOUNTS, domain.people)
    const none: ClaimsMade = { names, holders: vector(vector(false)), providers: vector(vector(false)) }
    let state = none
    for (const side of ['holders', 'providers'] as const)
      for (const by of names.list)
        for (let id = 1; id <= domain.snapshots; id++)
          if (isOnRecord(observed, side, by, id)) state = withClaim(state, side, by, id)
    return state
  },
  next(before, taken) {
    const side = sideOf(taken.action)
    let state = before
    for (const { id, by } of claimsIn(taken)) {
      if (get(get(state[side], state.names.index.get(by) ?? 0), id))
        return { violation: `${by} claimed payment ${id} twice among ${side}` }
      if (!isOnRecord(taken.observed, side, by, id))
        return { violation: `${by} claimed payment ${id} among ${side}, ${MADE[side]} denies it` }
      state = withClaim(state, side, by, id)
    }
    return { state }
  },
}

function isOnRecord(observed: Observed, side: Side, by: Account, id: number): boolean {
  return observed.read({ on: 'master', fn: MADE[side], args: [by, BigInt(id)] }) === true
}

function withClaim(state: ClaimsMade, side: Side, by: Account, id: number): ClaimsMade {
  const { names, holders, providers } = state
  const account = names.index.get(by)!
  const made = set(state[side], account, set(get(state[side], account), id, true))
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
    let paid = before[side]
    for (const { id, amount } of outflowsIn(taken)) {
      paid = set(paid, id, get(paid, id) + amount)
      const pot = readAmount(taken.observed, { on: 'master', fn: POT[side], args: [BigInt(id)] })
      if (get(paid, id) > pot)
        return { violation: `payment ${id} paid ${get(paid, id)} to ${side}, their part is ${pot}` }
    }
    if (paid === before[side]) return { state: before }
    const { holders, providers } = before
    return {
      state: side === 'holders' ? { holders: paid, providers } : { holders, providers: paid },
    }
  },
}

function outflowsIn({ outcome }: ObservedStep): { readonly id: number; readonly amount: bigint }[] {
  return eventsOf(outcome)
    .filter((event) => isClaim(event) || isDust(event))
    .map(({ args }) => ({ id: Number(args[0]), amount: args.at(-1) as bigint }))
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
  return readAmount(observed, { on: 'btcb', fn: 'balanceOf', args: ['master'] })
}
