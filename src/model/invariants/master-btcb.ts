/**
 * Master's BTCB, by cause: to whom each unit belongs, and what is stuck and why.
 *
 * A whole account for reports and tests, which reads every holder of every payment; the invariants keep running sums instead. Exact:
 * the causes sum to the balance. Claims round down per holder, and what that leaves of a payment is dust.
 */
import type { Account } from '../interface/accounts.ts'
import { holdersOf, type ViewDomain, type Observed, type ViewName } from '../surface/observation.ts'
import { readAmount } from './books.ts'

export interface MasterBtcb {
  /** Holders of AMT may still claim this. */
  readonly unclaimedByHolders: bigint
  /** Holders of liqAMT, the locker among them, may still claim this. */
  readonly unclaimedByProviders: bigint
  /** Belongs to AMT or liqAMT that lay with accounts that cannot claim: contracts, dead addresses. */
  readonly heldByUnable: bigint
  /** The providers' part of payments at which nobody held liqAMT, and the holders' where nobody held AMT outside the pool. */
  readonly withoutClaimant: bigint
  /** Left by rounding and not collected. */
  readonly dust: bigint
  /** All else: sent to Master by mistake. Negative only if something is wrong. */
  readonly stray: bigint
}

interface Side {
  readonly token: 'amt' | 'liqAmt'
  readonly pot: ViewName
  readonly made: ViewName
}

const HOLDERS: Side = { token: 'amt', pot: 'pays', made: 'alreadyCharged' }
const PROVIDERS: Side = { token: 'liqAmt', pot: 'liqPays', made: 'liqAlreadyCharged' }

/** One side's part of one payment, by what became of it. */
interface Part {
  claimed: bigint
  unclaimed: bigint
  unable: bigint
  withoutClaimant: bigint
  dust: bigint
}

/** `collected`: all dust that the owner has taken, which no view tells; the `dustCollected` events do. */
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
  const balance = readAmount(observed, { on: 'btcb', fn: 'balanceOf', args: ['master'] })
  return { ...account, stray: Object.values(account).reduce((rest, amount) => rest - amount, balance) }
}

function sumOf(observed: Observed, domain: ViewDomain, side: Side): Part {
  const sum: Part = { claimed: 0n, unclaimed: 0n, unable: 0n, withoutClaimant: 0n, dust: 0n }
  for (let id = 1n; id <= domain.snapshots; id++) addPayment(sum, observed, domain, side, id)
  return sum
}

function addPayment(sum: Part, observed: Observed, domain: ViewDomain, side: Side, id: bigint): void {
  const pot = readAmount(observed, { on: 'master', fn: side.pot, args: [id] })
  const unitsOf = (account: Account): bigint =>
    readAmount(observed, { on: side.token, fn: 'balanceOfAt', args: [account, id] })
  const supply = readAmount(observed, { on: side.token, fn: 'totalSupplyAt', args: [id] })
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
    if (observed.read({ on: 'master', fn: side.made, args: [account, id] }) === true) sum.claimed += share
    else if (canClaim(account, side, domain)) sum.unclaimed += share
    else sum.unable += share
  }
  sum.dust += rest
}

/** Contracts that pass on, or keep for depositors, what they claim as holders. */
const CLAIMING_HOLDERS: readonly Account[] = ['market', 'stakingVault', 'buyBackVault']

function canClaim(account: Account, side: Side, domain: ViewDomain): boolean {
  if (account === 'locker') return side === PROVIDERS
  if (CLAIMING_HOLDERS.includes(account)) return side === HOLDERS
  return domain.people.includes(account)
}
