/**
 * State: the whole economy as one immutable value, and a step that is being taken from it.
 *
 * A {@link Step} is the only thing that changes, and only while an action is under way: its slots are replaced by new immutable
 * values, everything untouched stays shared, and a refusal simply abandons it.
 */
import { type Account, type Pair, type Token, type Coin } from '../interface/accounts.ts'
import type { Master } from './master.ts'
import type { Names } from '../kernel/names.ts'
import type { Event, Value } from '../interface/outcome.ts'
import type { Amt, Btcb, LiqAmt, Lp, Timestamp, Usdt } from '../kernel/units.ts'
import type { Deposits, VaultName } from './deposits.ts'
import type { Purchases } from './purchases.ts'
import type { Distributor } from './distributor.ts'
import type { Locker } from './locker.ts'
import type { Market } from './market.ts'
import type { Factory } from './factory.ts'
import type { Pool } from './pool.ts'
import type { TokenState } from './token.ts'
import type { TransferPolicy } from './transfer-policy.ts'

interface TokenUnits {
  amt: Amt
  liqAmt: LiqAmt
  btcb: Btcb
  usdt: Usdt
}

export type UnitOf<C extends Coin> = C extends Token ? TokenUnits[C] : Lp

export interface Economy {
  readonly names: Names
  /** Ascending by address on the chain: it decides which token of a pair is `token0`. */
  readonly tokenOrder: readonly Token[]
  readonly timestamp: Timestamp
  /** A pair that does not exist has no LP shares. */
  readonly tokens: Readonly<Record<Coin, TokenState>>
  readonly factory: Factory
  /** Undefined until the pair is created. */
  readonly pools: Readonly<Record<Pair, Pool | undefined>>
  readonly master: Master
  /** Undefined until the project's liquidity is locked. */
  readonly locker: Locker | undefined
  readonly market: Market
  readonly vaults: Readonly<Record<VaultName, Deposits>>
  /** The buy-back vault's. */
  readonly purchases: Purchases
  /** Undefined until somebody deploys it. */
  readonly distributor: Distributor | undefined
}

/** An economy whose slots may still be replaced. */
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

/** An action under way. */
export interface Step {
  readonly state: Draft
  readonly events: Event[]
  /** Undefined: tokens as deployed. */
  readonly policy: TransferPolicy | undefined
}

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

/** The same economy at another time. */
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

// These copies are made for every action, and written out they cost a fraction of a spread.

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

/** A token by name. A switch, as looking a property up by a name that changes costs several times as much. */
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

/** Puts a token in its slot: the other side of {@link tokenOf}. */
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

export function emit(step: Step, on: Account, name: string, args: readonly Value[]): void {
  step.events.push({ on, name, args })
}
