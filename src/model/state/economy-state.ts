/**
 * State of the economy: one immutable value, and the mutable step that an action executes on.
 *
 * Only a {@link Step} is mutable, and only during an action. Transitions replace its slots with new immutable
 * values and share everything else. A revert discards the step.
 */
import type { Names } from '../kernel/names.ts'
import type { Amt, Btcb, LiqAmt, Lp, Timestamp, Usdt } from '../kernel/units.ts'
import { type Account, type Pair, type Token, type Coin } from '../interface/accounts.ts'
import type { Event, Value } from '../interface/outcome.ts'
import type { Deposits, VaultName } from './deposits.ts'
import type { Distributor } from './distributor.ts'
import type { Factory } from './factory.ts'
import type { Locker } from './locker.ts'
import type { Market } from './market.ts'
import type { Master } from './master.ts'
import type { Pool } from './pool.ts'
import type { Purchases } from './purchases.ts'
import type { TokenState } from './token.ts'
import type { TransferPolicy } from './transfer-policy.ts'

interface TokenUnits {
  amt: Amt
  liqAmt: LiqAmt
  btcb: Btcb
  usdt: Usdt
}

/** Branded amount of a coin; {@link Lp} for the shares of any pair. */
export type UnitOf<C extends Coin> = C extends Token ? TokenUnits[C] : Lp

/** State of all contracts, as immutable data. */
export interface Economy {
  readonly names: Names
  /** The four tokens by ascending chain address, which determines `token0` of each pair. */
  readonly tokenOrder: readonly Token[]
  readonly timestamp: Timestamp
  /** By coin. A pair that is not created has an empty LP token. */
  readonly tokens: Readonly<Record<Coin, TokenState>>
  readonly factory: Factory
  /** `undefined` until the pair is created. */
  readonly pools: Readonly<Record<Pair, Pool | undefined>>
  readonly master: Master
  /** `undefined` until the project's liquidity is locked. */
  readonly locker: Locker | undefined
  readonly market: Market
  readonly vaults: Readonly<Record<VaultName, Deposits>>
  /** Purchases of the buy-back vault. */
  readonly purchases: Purchases
  /** `undefined` until it is deployed. */
  readonly distributor: Distributor | undefined
}

/** An economy whose slots can be replaced. */
export interface Draft {
  readonly names: Names
  readonly tokenOrder: readonly Token[]
  readonly timestamp: Timestamp
  readonly tokens: Record<Coin, TokenState>
  readonly pools: Record<Pair, Pool | undefined>
  factory: Factory
  master: Master
  locker: Locker | undefined
  market: Market
  vaults: Readonly<Record<VaultName, Deposits>>
  purchases: Purchases
  distributor: Distributor | undefined
}

/** Execution context of one action. */
export interface Step {
  readonly state: Draft
  /** Emitted so far, in order. */
  readonly events: Event[]
  /** @default undefined, the tokens as deployed */
  readonly policy: TransferPolicy | undefined
}

/** Begins a step on a draft of `economy`. */
export function begin(economy: Economy, policy?: TransferPolicy): Step {
  return {
    state: {
      names: economy.names,
      tokenOrder: economy.tokenOrder,
      timestamp: economy.timestamp,
      tokens: copyOfTokens(economy.tokens),
      pools: copyOfPools(economy.pools),
      factory: economy.factory,
      master: economy.master,
      locker: economy.locker,
      market: economy.market,
      vaults: economy.vaults,
      purchases: economy.purchases,
      distributor: economy.distributor,
    },
    events: [],
    policy,
  }
}

/** The same economy with another clock. */
export function later(economy: Economy, timestamp: Timestamp): Economy {
  return {
    names: economy.names,
    tokenOrder: economy.tokenOrder,
    timestamp,
    tokens: economy.tokens,
    pools: economy.pools,
    factory: economy.factory,
    master: economy.master,
    locker: economy.locker,
    market: economy.market,
    vaults: economy.vaults,
    purchases: economy.purchases,
    distributor: economy.distributor,
  }
}

// Explicit copies: these run for every action, and object spread is V8's slow path
// (docs/explanation/performance.md).

function copyOfTokens(tokens: Economy['tokens']): Draft['tokens'] {
  return {
    amt: tokens.amt,
    liqAmt: tokens.liqAmt,
    btcb: tokens.btcb,
    usdt: tokens.usdt,
    pair: tokens.pair,
    'pair:amt/liqAmt': tokens['pair:amt/liqAmt'],
    'pair:amt/usdt': tokens['pair:amt/usdt'],
    'pair:liqAmt/btcb': tokens['pair:liqAmt/btcb'],
    'pair:liqAmt/usdt': tokens['pair:liqAmt/usdt'],
    'pair:btcb/usdt': tokens['pair:btcb/usdt'],
  }
}

function copyOfPools(pools: Economy['pools']): Draft['pools'] {
  return {
    pair: pools.pair,
    'pair:amt/liqAmt': pools['pair:amt/liqAmt'],
    'pair:amt/usdt': pools['pair:amt/usdt'],
    'pair:liqAmt/btcb': pools['pair:liqAmt/btcb'],
    'pair:liqAmt/usdt': pools['pair:liqAmt/usdt'],
    'pair:btcb/usdt': pools['pair:btcb/usdt'],
  }
}

/** The state of a coin. A switch is several times as fast as a property lookup by a varying key. */
export function tokenOf(tokens: Economy['tokens'], coin: Coin): TokenState {
  switch (coin) {
    case 'amt':
      return tokens.amt
    case 'btcb':
      return tokens.btcb
    case 'liqAmt':
      return tokens.liqAmt
    case 'pair':
      return tokens.pair
    case 'usdt':
      return tokens.usdt
    default:
      return tokens[coin]
  }
}

/** Replaces the state of a coin; the counterpart of {@link tokenOf}. */
export function putToken(tokens: Draft['tokens'], coin: Coin, token: TokenState): void {
  switch (coin) {
    case 'amt':
      tokens.amt = token
      return
    case 'btcb':
      tokens.btcb = token
      return
    case 'liqAmt':
      tokens.liqAmt = token
      return
    case 'pair':
      tokens.pair = token
      return
    case 'usdt':
      tokens.usdt = token
      return
    default:
      tokens[coin] = token
  }
}

/** Records an event of contract `on`, with `args` in ABI order. */
export function emit(step: Step, on: Account, name: string, args: readonly Value[]): void {
  step.events.push({ on, name, args })
}
