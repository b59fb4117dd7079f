/**
 * Economy: the model's whole surface. Found one, apply actions to it, ask it anything.
 *
 * An economy is an immutable value with structural sharing. `apply` is the only transition: it yields the next economy and what happened,
 * or the same economy and the reason why nothing did. Keeping an older economy is a snapshot, a fork and a rewind.
 */
import {
  PRIVILEGED_ACCOUNTS,
  PAIRS,
  type Account,
  type Pair,
  type Token,
  type Coin,
  CONTRACT_ACCOUNTS,
} from './interface/accounts.ts'
import { INFINITE, withAllowance } from './kernel/allowances.ts'
import { newMaster } from './state/master.ts'
import { indexOf, internNames } from './kernel/names.ts'
import { createPair } from './contracts/pancake/factory.ts'
import { begin, type Economy } from './state/economy-state.ts'
import type { Timestamp } from './kernel/units.ts'
import { NO_DEPOSITS } from './state/deposits.ts'
import { NO_PURCHASES } from './state/purchases.ts'
import { newMarket } from './state/market.ts'
import { newToken, type TokenState } from './state/token.ts'

export { apply, type Applied } from './surface/apply.ts'
export { changedViews } from './surface/changes.ts'
export { viewDomainOf, isOutgrown } from './surface/view-domain.ts'
export type { Economy } from './state/economy-state.ts'
export { read } from './surface/views.ts'

/** What deployment does not decide by itself. */
export interface DeploymentSpec {
  /** Everybody besides the system's own accounts, in the genesis's order. */
  readonly people: readonly Account[]
  /** The four tokens ascending by their addresses on the chain. */
  readonly tokenOrder: readonly Token[]
  /** The clock right after deployment. */
  readonly timestamp: Timestamp
}

/**
 * The economy as deployment leaves it: no token issued, AMT and liqAMT owned by Master, Master and Market by `owner`, the AMT/BTCB pair
 * created and empty, the router allowed to take Master's AMT, BTCB and LP shares and the buy-back vault's BTCB without limit.
 */
export function deployEconomy(deployment: DeploymentSpec): Economy {
  const names = internNames(CONTRACT_ACCOUNTS, [...PRIVILEGED_ACCOUNTS, ...deployment.people])
  const outside = newToken('binance')
  const shares = newToken('zero')
  const routed = (token: TokenState, by: Account = 'master'): TokenState => ({
    ...token,
    allowances: withAllowance(token.allowances, indexOf(names, by), indexOf(names, 'router'), INFINITE),
  })
  const tokens: Record<Coin, TokenState> = {
    amt: routed(newToken('master')),
    liqAmt: newToken('master'),
    btcb: routed(routed(outside), 'buyBackVault'),
    usdt: outside,
    pair: routed(shares),
    'pair:amt/liqAmt': shares,
    'pair:amt/usdt': shares,
    'pair:liqAmt/btcb': shares,
    'pair:liqAmt/usdt': shares,
    'pair:btcb/usdt': shares,
  }
  const step = begin({
    names,
    tokenOrder: deployment.tokenOrder,
    timestamp: deployment.timestamp,
    tokens,
    factory: { feeTo: 'zero', feeToSetter: 'pancake', pairCount: 0 },
    pools: Object.fromEntries(PAIRS.map((pair) => [pair, undefined])) as Record<Pair, undefined>,
    master: newMaster('owner', 'payer'),
    locker: undefined,
    market: newMarket(),
    vaults: { stakingVault: NO_DEPOSITS, buyBackVault: NO_DEPOSITS },
    purchases: NO_PURCHASES,
    distributor: undefined,
  })
  createPair(step, 'amt', 'btcb')
  return step.state
}
