/**
 * Changes: the views whose answers may differ between two economies.
 *
 * Compares by reference and skips shared parts: the cost grows with what an action touched, not with the
 * number of people. The result is conservative: it may contain a view whose answer is unchanged, but misses
 * none. Views that a new snapshot, pair, locker or distributor adds count as changed.
 */
import { changedFlags } from '../kernel/flags.ts'
import { changedIndices, get } from '../kernel/vector.ts'
import { COINS, isPair, isToken, type Coin } from '../interface/accounts.ts'
import { VAULTS, type Deposits, type VaultName } from '../state/deposits.ts'
import { type Economy } from '../state/economy-state.ts'
import type { Claims } from '../state/master.ts'
import {
  depositorViews,
  distributorViews,
  entryView,
  LOCKER_VIEWS,
  MARKET_VIEWS,
  ownerViews,
  PAIR_REGISTER_VIEWS,
  pairAtView,
  pairConstants,
  PRICE_RECORD_VIEWS,
  pairViews,
  roundView,
  snapshotViews,
  tokenViews,
  type View,
  type ViewName,
} from './observation.ts'
import { viewDomainOf, snapshotsOf } from './view-domain.ts'

/** Views whose answers may differ after `before` became `after`. */
export function changedViews(before: Economy, after: Economy): View[] {
  const views: View[] = []
  for (const coin of COINS) {
    if (isPair(coin) && after.pools[coin] === undefined) continue
    if (isPair(coin) && before.pools[coin] === undefined)
      views.push(...tokenViews(coin, viewDomainOf(after)), ...pairConstants(coin))
    else if (before.tokens[coin] !== after.tokens[coin]) tokenChanges(before, after, coin, views)
    if (isPair(coin) && before.pools[coin] !== after.pools[coin]) views.push(...pairViews(coin))
  }
  snapshotChanges(before, after, views)
  masterChanges(before, after, views)
  factoryChanges(before, after, views)
  if (before.locker !== after.locker)
    views.push(...LOCKER_VIEWS, { on: 'master', fn: 'addrLiqLocker', args: [] })
  if (before.market !== after.market) views.push(...MARKET_VIEWS, { on: 'market', fn: 'owner', args: [] })
  for (const vault of VAULTS) vaultChanges(after, vault, before.vaults[vault], after.vaults[vault], views)
  purchaseChanges(before, after, views)
  distributorChanges(before, after, views)
  return views
}

function tokenChanges(before: Economy, after: Economy, on: Coin, views: View[]): void {
  const [old, now] = [before.tokens[on], after.tokens[on]]
  const { list } = after.names
  if (old.ledger !== now.ledger) {
    if (old.ledger.supply !== now.ledger.supply) views.push({ on, fn: 'totalSupply', args: [] })
    for (const holder of changedIndices(old.ledger.balances, now.ledger.balances))
      views.push({ on, fn: 'balanceOf', args: [list[holder]!] })
  }
  for (const owner of changedIndices(old.allowances, now.allowances))
    for (const spender of changedIndices(get(old.allowances, owner), get(now.allowances, owner)))
      views.push({ on, fn: 'allowance', args: [list[owner]!, list[spender]!] })
  if (old.owner !== now.owner && isToken(on)) views.push(...ownerViews(on))
}

function snapshotChanges(before: Economy, after: Economy, views: View[]): void {
  for (const on of ['amt', 'liqAmt'] as const)
    if (before.tokens[on].snapshots.count !== after.tokens[on].snapshots.count)
      views.push({ on, fn: 'getCurrentSnapshotId', args: [] })
  const [old, now] = [snapshotsOf(before), snapshotsOf(after)]
  if (old === now) return
  const domain = viewDomainOf(after)
  for (let id = old + 1; id <= now; id++) views.push(...snapshotViews(BigInt(id), domain))
}

function masterChanges(before: Economy, after: Economy, views: View[]): void {
  const [old, now] = [before.master, after.master]
  if (old === now) return
  if (old.owner !== now.owner) views.push({ on: 'master', fn: 'owner', args: [] })
  if (old.payerWallet !== now.payerWallet) views.push({ on: 'master', fn: 'payerWallet', args: [] })
  if (old.liqLocked !== now.liqLocked) views.push({ on: 'master', fn: 'liqLocked', args: [] })
  claimChanges(after, old.holders, now.holders, 'alreadyCharged', views)
  claimChanges(after, old.providers, now.providers, 'liqAlreadyCharged', views)
}

/** Claims made. Pots need no comparison: they are set once, with the snapshot, whose views are new. */
function claimChanges(after: Economy, old: Claims, now: Claims, made: ViewName, views: View[]): void {
  for (const holder of changedIndices(old.made, now.made))
    for (const id of changedFlags(get(old.made, holder), get(now.made, holder)))
      views.push({ on: 'master', fn: made, args: [after.names.list[holder]!, BigInt(id)] })
}

function vaultChanges(after: Economy, on: VaultName, old: Deposits, now: Deposits, views: View[]): void {
  if (old === now) return
  if (old.harvestedTo !== now.harvestedTo) views.push({ on, fn: 'harvestedTo', args: [] })
  if (old.total !== now.total) views.push({ on, fn: 'totalDeposits', args: [] })
  const touched = new Set([
    ...changedIndices(old.put, now.put),
    ...changedIndices(old.depositors, now.depositors),
  ])
  for (const depositor of touched) views.push(...depositorViews(on, after.names.list[depositor]!))
}

function purchaseChanges(before: Economy, after: Economy, views: View[]): void {
  const [old, now] = [before.purchases, after.purchases]
  if (old.pendingBtcb !== now.pendingBtcb) views.push({ on: 'buyBackVault', fn: 'pendingBtcb', args: [] })
  if (old.newest !== now.newest) views.push(...PRICE_RECORD_VIEWS)
  if (old.count === now.count) return
  views.push({ on: 'buyBackVault', fn: 'rounds', args: [] }, { on: 'buyBackVault', fn: 'boughtAt', args: [] })
  for (let index = old.count; index < now.count; index++) views.push(roundView(index))
}

function distributorChanges(before: Economy, after: Economy, views: View[]): void {
  const [old, now] = [before.distributor, after.distributor]
  if (old === now || now === undefined) return
  if (old === undefined) views.push(...distributorViews(viewDomainOf(after)))
  else for (const index of changedIndices(old.claimed, now.claimed)) views.push(entryView(index))
}

function factoryChanges(before: Economy, after: Economy, views: View[]): void {
  const [old, now] = [before.factory, after.factory]
  if (old === now) return
  if (old.feeTo !== now.feeTo) views.push({ on: 'factory', fn: 'feeTo', args: [] })
  if (old.feeToSetter !== now.feeToSetter) views.push({ on: 'factory', fn: 'feeToSetter', args: [] })
  if (old.pairs === now.pairs) return
  views.push(...PAIR_REGISTER_VIEWS)
  for (let index = old.pairs.length; index < now.pairs.length; index++) views.push(pairAtView(index))
}
