/**
 * Economy: entry point of the model. Deploys an economy, applies actions to it, answers views.
 *
 * An economy is an immutable value with structural sharing. `apply` is the only transition: it returns the
 * next economy and the outcome, or the same economy and the revert. A reference to an older economy serves as
 * snapshot and fork.
 */
import { INFINITE, withAllowance } from './kernel/allowances.ts'
import { indexOf, internNames } from './kernel/names.ts'
import type { Timestamp } from './kernel/units.ts'
import {
  PRIVILEGED_ACCOUNTS,
  PAIRS,
  type Account,
  type Pair,
  type Token,
  type Coin,
  CONTRACT_ACCOUNTS,
} from './interface/accounts.ts'
import { NO_DEPOSITS } from './state/deposits.ts'
import { begin, type Economy } from './state/economy-state.ts'
import { newMarket } from './state/market.ts'
import { newMaster } from './state/master.ts'
import { NO_PURCHASES } from './state/purchases.ts'
import { newToken, type TokenState } from './state/token.ts'
import { createPair } from './contracts/pancake/factory.ts'

export { apply, type Applied } from './surface/apply.ts'
export { changedViews } from './surface/changes.ts'
export { viewDomainOf, isOutgrown } from './surface/view-domain.ts'
export type { Economy } from './state/economy-state.ts'
export { answer, read } from './surface/views.ts'

/** Parameters of a deployment. */
export interface DeploymentSpec {
  /** All people except the privileged accounts; they are interned in this order. */
  readonly people: readonly Account[]
  /** The four tokens by ascending chain address. */
  readonly tokenOrder: readonly Token[]
  /** Clock after deployment. */
  readonly timestamp: Timestamp
}

/**
 * The economy after deployment.
 *
 * - No token is issued. Master owns AMT and liqAMT, `owner` owns Master and Market, `binance` owns BTCB and
 *   USDT.
 * - The AMT/BTCB pair exists and is empty.
 * - The router has an infinite allowance over Master's AMT, BTCB and LP shares and over the buy-back vault's
 *   BTCB.
 */
export function deployEconomy(deployment: DeploymentSpec): Economy {
  const names = internNames(CONTRACT_ACCOUNTS, [...PRIVILEGED_ACCOUNTS, ...deployment.people])
  const pegged = newToken('binance')
  const shares = newToken('zero')
  const routed = (token: TokenState, by: Account = 'master'): TokenState => ({
    ...token,
    allowances: withAllowance(token.allowances, indexOf(names, by), indexOf(names, 'router'), INFINITE),
  })
  const tokens: Record<Coin, TokenState> = {
    amt: routed(newToken('master')),
    liqAmt: newToken('master'),
    btcb: routed(routed(pegged), 'buyBackVault'),
    usdt: pegged,
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
    factory: { feeTo: 'zero', feeToSetter: 'pancake', pairs: [] },
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
