/**
 * Genesis: what the world looks like when a sequence begins, as data, and the actions that bring it about.
 *
 * A genesis goes through the same `apply` on both sides as everything after it, so that it is compared like everything after it.
 * Base units throughout.
 */
import type { Account, Token } from '../model/accounts.ts'
import type { Action } from '../model/action.ts'
import { CAP } from '../model/units.ts'
import { UINT256_MAX } from '../model/uint256.ts'
import { call } from './scene.ts'

/** Names of people, in the order in which a genesis takes them. */
export const ROSTER = [
  'alice',
  'bruno',
  'carmen',
  'diego',
  'elena',
  'farid',
  'greta',
  'hiro',
] as const satisfies readonly Account[]

/** What a person starts with. */
export interface Holding {
  readonly name: Account
  readonly amt: bigint
  readonly btcb: bigint
  readonly usdt: bigint
  /** Liquidity straight on PancakeSwap, in percent of the AMT and BTCB held; 0 for none. */
  readonly rawPercent: number
  /** Liquidity through Master, in percent of what is held. */
  readonly wrappedPercent: number
  /** Whether Master, router and RCL may already spend everything. */
  readonly trusting: boolean
}

export interface Genesis {
  /** Whether AMT's address is below BTCB's. */
  readonly amtSorts: 'below' | 'above'
  readonly holdings: readonly Holding[]
  /** BTCB in the RCL. */
  readonly rcl: bigint
  /** The project's own liquidity, locked; none if undefined. */
  readonly locked: { readonly amt: bigint; readonly btcb: bigint } | undefined
  /** BTCB of the payer, and whether Master may take it. */
  readonly payer: { readonly btcb: bigint; readonly trusting: boolean }
  /** Who gets PancakeSwap's protocol fee; off if undefined. */
  readonly feeTo: Account | undefined
  /** Liquidity of BTCB/USDT. */
  readonly outsidePair: { readonly btcb: bigint; readonly usdt: bigint } | undefined
}

const FOREVER = UINT256_MAX

/** The people of a genesis, in order. */
export function peopleOf(genesis: Genesis): readonly Account[] {
  return genesis.holdings.map(({ name }) => name)
}

/** The actions that bring a genesis about, from a deployment on which nobody holds anything. */
export function genesisActions(genesis: Genesis): readonly Action[] {
  const { holdings, rcl, locked, payer, feeTo, outsidePair } = genesis
  const btcb = sum(holdings, 'btcb') + rcl + (locked?.btcb ?? 0n) + payer.btcb + (outsidePair?.btcb ?? 0n)
  const usdt = sum(holdings, 'usdt') + (outsidePair?.usdt ?? 0n)
  return [
    ...(btcb > 0n ? [call('binance', 'btcb.mint', { amount: btcb })] : []),
    ...(usdt > 0n ? [call('binance', 'usdt.mint', { amount: usdt })] : []),
    ...(feeTo === undefined ? [] : [call('pancake', 'factory.setFeeTo', { feeTo })]),
    ...give('btcb', 'burnVault', rcl),
    ...give('btcb', 'payer', payer.btcb),
    ...(payer.trusting ? [trust('payer', 'btcb', 'master')] : []),
    ...lockedLiquidity(locked),
    ...outsideLiquidity(outsidePair),
    ...holdings.flatMap(endow),
    ...holdings.flatMap(provide),
  ]
}

function sum(holdings: readonly Holding[], of: 'btcb' | 'usdt'): bigint {
  return holdings.reduce((total, holding) => total + holding[of], 0n)
}

function give(token: 'btcb' | 'usdt', to: Account, amount: bigint): readonly Action[] {
  return amount > 0n ? [call('binance', `${token}.transfer`, { to, amount })] : []
}

function trust(owner: Account, token: Token, spender: Account): Action {
  return call(owner, `${token}.approve`, { spender, amount: UINT256_MAX })
}

function lockedLiquidity(locked: Genesis['locked']): readonly Action[] {
  if (locked === undefined) return []
  return [
    ...give('btcb', 'owner', locked.btcb),
    ...(locked.amt > 0n
      ? [call('owner', 'master.mintMaster', { account: 'owner', amount: locked.amt })]
      : []),
    call('owner', 'amt.approve', { spender: 'master', amount: locked.amt }),
    call('owner', 'btcb.approve', { spender: 'master', amount: locked.btcb }),
    call('owner', 'master.addLiquidityLocking', { amountAmt: locked.amt, amountBtcb: locked.btcb }),
  ]
}

function outsideLiquidity(pair: Genesis['outsidePair']): readonly Action[] {
  if (pair === undefined) return []
  return [
    trust('binance', 'btcb', 'router'),
    trust('binance', 'usdt', 'router'),
    call('binance', 'router.addLiquidity', {
      tokenA: 'btcb',
      tokenB: 'usdt',
      amountADesired: pair.btcb,
      amountBDesired: pair.usdt,
      amountAMin: 0n,
      amountBMin: 0n,
      to: 'binance',
      deadline: FOREVER,
    }),
  ]
}

function endow({ name, amt, btcb, usdt, trusting }: Holding): readonly Action[] {
  return [
    ...(amt > 0n ? [call('owner', 'master.mintMaster', { account: name, amount: amt })] : []),
    ...give('btcb', name, btcb),
    ...give('usdt', name, usdt),
    ...(trusting
      ? [
          trust(name, 'amt', 'burnVault'),
          trust(name, 'liqAmt', 'master'),
          ...(['amt', 'btcb'] as const).flatMap((token) => [
            trust(name, token, 'master'),
            trust(name, token, 'router'),
          ]),
        ]
      : []),
  ]
}

function provide({ name, amt, btcb, rawPercent, wrappedPercent, trusting }: Holding): readonly Action[] {
  const raw = { amt: part(amt, rawPercent), btcb: part(btcb, rawPercent) }
  const wrapped = { amountAmt: part(amt, wrappedPercent), amountBtcb: part(btcb, wrappedPercent) }
  const actions: Action[] = []
  if (rawPercent > 0) {
    if (!trusting) actions.push(trust(name, 'amt', 'router'), trust(name, 'btcb', 'router'))
    actions.push(
      call(name, 'router.addLiquidity', {
        tokenA: 'amt',
        tokenB: 'btcb',
        amountADesired: raw.amt,
        amountBDesired: raw.btcb,
        amountAMin: 0n,
        amountBMin: 0n,
        to: name,
        deadline: FOREVER,
      }),
    )
  }
  if (wrappedPercent > 0) {
    if (!trusting) actions.push(trust(name, 'amt', 'master'), trust(name, 'btcb', 'master'))
    actions.push(call(name, 'master.addLiquidity', wrapped))
  }
  return actions
}

function part(amount: bigint, percent: number): bigint {
  return (amount * BigInt(percent)) / 100n
}

/** The most AMT that one person of a genesis may get, so that a full roster and a lock stay below the cap. */
export const MOST_AMT = CAP / BigInt(ROSTER.length + 2)
