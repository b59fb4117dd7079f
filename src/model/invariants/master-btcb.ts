/**
 * Master's BTCB by cause: who may claim each unit, and which units are stuck and why.
 *
 * A full breakdown for reports and tests that reads every holder of every payment; the invariants keep
 * running sums instead. Exact: the causes sum to the balance. Claims round down for each holder; the
 * remainder of a payment is dust.
 */
import type { Account } from '../interface/accounts.ts'
import { holdersOf, type ViewDomain, type Observed, type ViewName } from '../surface/observation.ts'
import { readAmount } from './books.ts'

export interface MasterBtcb {
  /** Claimable by holders of AMT. */
  readonly unclaimedByHolders: bigint
  /** Claimable by holders of liqAMT, the locker included. */
  readonly unclaimedByProviders: bigint
  /** Share of AMT or liqAMT held by accounts that cannot claim: contracts and dead addresses. */
  readonly heldByUnable: bigint
  /** Parts of payments without a claimant: no liqAMT existed, or no AMT outside the pool. */
  readonly withoutClaimant: bigint
  /** Rounding remainders not collected. */
  readonly dust: bigint
  /** Remainder: BTCB sent to Master by mistake. Negative only if an invariant is violated. */
  readonly stray: bigint
}

interface Side {
  readonly token: 'amt' | 'liqAmt'
  readonly pot: ViewName
  readonly made: ViewName
}

const HOLDERS: Side = { token: 'amt', pot: 'pays', made: 'alreadyCharged' }
const PROVIDERS: Side = { token: 'liqAmt', pot: 'liqPays', made: 'liqAlreadyCharged' }

/** One side's part of the payments that nobody has claimed, by cause. */
interface Part {
  unclaimed: bigint
  unable: bigint
  withoutClaimant: bigint
  dust: bigint
}

/**
 * Breaks down Master's BTCB balance by cause.
 *
 * `collected` is the dust that the owner has collected, the sum of the `dustCollected` events: no view
 * reports it.
 */
export function masterBtcb(observed: Observed, domain: ViewDomain, collected = 0n): MasterBtcb {
  const holders = sumOf(observed, domain, HOLDERS)
  const providers = sumOf(observed, domain, PROVIDERS)
  const account = {
    unclaimedByHolders: holders.unclaimed,
    unclaimedByProviders: providers.unclaimed,
    heldByUnable: holders.unable + providers.unable,
    withoutClaimant: holders.withoutClaimant + providers.withoutClaimant,
    dust: holders.dust + providers.dust - collected,
  }
  const balance = readAmount(observed, 'btcb', 'balanceOf', 'master')
  return { ...account, stray: Object.values(account).reduce((rest, amount) => rest - amount, balance) }
}

function sumOf(observed: Observed, domain: ViewDomain, side: Side): Part {
  const sum: Part = { unclaimed: 0n, unable: 0n, withoutClaimant: 0n, dust: 0n }
  for (let id = 1n; id <= domain.snapshots; id++) addPayment(sum, observed, domain, side, id)
  return sum
}

function addPayment(sum: Part, observed: Observed, domain: ViewDomain, side: Side, id: bigint): void {
  const pot = readAmount(observed, 'master', side.pot, id)
  const unitsOf = (account: Account): bigint => readAmount(observed, side.token, 'balanceOfAt', account, id)
  const supply = readAmount(observed, side.token, 'totalSupplyAt', id)
  const claimable = side === HOLDERS ? supply - unitsOf('pair') : supply
  if (claimable === 0n) {
    sum.withoutClaimant += pot
    return
  }
  let rest = pot
  for (const account of holdersOf(domain)) {
    if (side === HOLDERS && account === 'pair') continue
    const share = (pot * unitsOf(account)) / claimable
    rest -= share
    if (observed.read({ on: 'master', fn: side.made, args: [account, id] }) === true) continue
    if (canClaim(account, side, domain)) sum.unclaimed += share
    else sum.unable += share
  }
  sum.dust += rest
}

/** Contracts that can claim as holders, for themselves or their depositors. */
const CLAIMING_HOLDERS: readonly Account[] = ['market', 'stakingVault', 'buyBackVault']

function canClaim(account: Account, side: Side, domain: ViewDomain): boolean {
  if (account === 'locker') return side === PROVIDERS
  if (CLAIMING_HOLDERS.includes(account)) return side === HOLDERS
  return domain.people.includes(account)
}
