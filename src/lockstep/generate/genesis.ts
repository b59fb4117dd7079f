/**
 * Genesis: the generated initial state of a sequence, as data, and the actions that create it.
 *
 * The actions go through the same `apply` on both sides as everything after them, and are compared like it.
 * Base units.
 */
import { PRIVILEGED_ACCOUNTS, type Account, type Token } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { CAP } from '../../model/kernel/units.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { call } from './context.ts'

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

/** The initial holdings of a person. */
export interface Holding {
  readonly name: Account
  readonly amt: bigint
  readonly btcb: bigint
  readonly usdt: bigint
  /**
   * AMT put straight into the pair on PancakeSwap, in percent of what is held; the BTCB for it comes on top.
   */
  readonly rawPercent: number
  /** AMT put into the pair through Master, likewise. */
  readonly wrappedPercent: number
  /**
   * AMT deposited in the staking vault, in percent of what is held outside the pool; and in the buy-back
   * vault.
   */
  readonly stakedPercent: number
  readonly buyBackPercent: number
  /** Whether Master, router, RCL, Market and vaults have unlimited allowances from the start. */
  readonly trusting: boolean
}

/** State before the first action of a sequence: accounts, balances and settings. */
export interface Genesis {
  /** Whether AMT's address is below BTCB's. */
  readonly amtSorts: 'below' | 'above'
  readonly holdings: readonly Holding[]
  /** BTCB in the RCL. */
  readonly rcl: bigint
  /** BTCB base units for a million AMT base units, at which all liquidity of AMT/BTCB is added. */
  readonly price: bigint
  /** AMT in the project's own liquidity, locked; none if undefined. */
  readonly locked: bigint | undefined
  /** The Market's inventory: AMT in percent of the owner's, and USDT. */
  readonly market: { readonly amtPercent: number; readonly usdt: bigint }
  /** What the owner holds besides. */
  readonly owner: { readonly amt: bigint; readonly btcb: bigint }
  /** BTCB of the payer, and whether Master may take it. */
  readonly payer: { readonly btcb: bigint; readonly trusting: boolean }
  /** Who gets PancakeSwap's protocol fee; off if undefined. */
  readonly feeTo: Account | undefined
  /** Liquidity of BTCB/USDT. */
  readonly outsidePair: { readonly btcb: bigint; readonly usdt: bigint } | undefined
}

const FOREVER = UINT256_MAX

/** AMT base units that a price is for. */
const PRICE_UNIT = 1_000_000n

/** The people of a genesis, in order. */
export function peopleOf(genesis: Genesis): readonly Account[] {
  return genesis.holdings.map(({ name }) => name)
}

/** The actions that create a genesis on an empty deployment. */
export function genesisActions(genesis: Genesis): readonly Action[] {
  const { holdings, rcl, locked, owner, payer, feeTo, outsidePair, price, market } = genesis
  const pooled = holdings.map((holding) => worth(inPool(holding), price))
  const btcb =
    sum([...holdings.map((holding) => holding.btcb), ...pooled]) +
    rcl +
    worth(locked ?? 0n, price) +
    owner.btcb +
    payer.btcb +
    (outsidePair?.btcb ?? 0n)
  const usdt = sum(holdings.map((holding) => holding.usdt)) + (outsidePair?.usdt ?? 0n) + market.usdt
  return [
    ...(btcb > 0n ? [call('binance', 'btcb.mint', { amount: btcb })] : []),
    ...(usdt > 0n ? [call('binance', 'usdt.mint', { amount: usdt })] : []),
    ...(feeTo === undefined ? [] : [call('pancake', 'factory.setFeeTo', { feeTo })]),
    ...give('btcb', 'burnVault', rcl),
    ...give('btcb', 'owner', owner.btcb),
    ...give('btcb', 'payer', payer.btcb),
    ...(owner.amt > 0n ? [call('owner', 'master.mintMaster', { account: 'owner', amount: owner.amt })] : []),
    ...(payer.trusting ? [trust('payer', 'btcb', 'master')] : []),
    ...lockedLiquidity(locked, price),
    ...outsideLiquidity(outsidePair),
    ...holdings.flatMap((holding, index) => endow(holding, pooled[index]!)),
    ...holdings.flatMap((holding) => provide(holding, price)),
    ...give('usdt', 'market', market.usdt),
    ...transferred('owner', 'market', part(owner.amt, market.amtPercent)),
    ...holdings.flatMap(stake),
  ]
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

/** BTCB that is added to the pool with `amt`, rounded up. */
function worth(amt: bigint, price: bigint): bigint {
  return (amt * price + PRICE_UNIT - 1n) / PRICE_UNIT
}

function inPool({ amt, rawPercent, wrappedPercent }: Holding): bigint {
  return part(amt, rawPercent) + part(amt, wrappedPercent)
}

function give(token: 'btcb' | 'usdt', to: Account, amount: bigint): readonly Action[] {
  return amount > 0n ? [call('binance', `${token}.transfer`, { to, amount })] : []
}

function trust(owner: Account, token: Token, spender: Account): Action {
  return call(owner, `${token}.approve`, { spender, amount: UINT256_MAX })
}

function lockedLiquidity(amt: bigint | undefined, price: bigint): readonly Action[] {
  if (amt === undefined) return []
  const btcb = worth(amt, price)
  return [
    ...give('btcb', 'owner', btcb),
    ...(amt > 0n ? [call('owner', 'master.mintMaster', { account: 'owner', amount: amt })] : []),
    call('owner', 'amt.approve', { spender: 'master', amount: amt }),
    call('owner', 'btcb.approve', { spender: 'master', amount: btcb }),
    call('owner', 'master.addLiquidityLocking', { amountAmt: amt, amountBtcb: btcb }),
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

function endow({ name, amt, btcb, usdt, trusting }: Holding, pooled: bigint): readonly Action[] {
  return [
    ...(amt > 0n ? [call('owner', 'master.mintMaster', { account: name, amount: amt })] : []),
    ...give('btcb', name, btcb + pooled),
    ...give('usdt', name, usdt),
    ...(trusting
      ? [
          trust(name, 'amt', 'burnVault'),
          ...(['market', 'stakingVault', 'buyBackVault'] as const).map((spender) =>
            trust(name, 'amt', spender),
          ),
          trust(name, 'usdt', 'market'),
          trust(name, 'liqAmt', 'master'),
          ...(['amt', 'btcb'] as const).flatMap((token) => [
            trust(name, token, 'master'),
            trust(name, token, 'router'),
          ]),
        ]
      : []),
  ]
}

function provide(holding: Holding, price: bigint): readonly Action[] {
  const { name, amt, rawPercent, wrappedPercent, trusting } = holding
  const [raw, wrapped] = [part(amt, rawPercent), part(amt, wrappedPercent)]
  const actions: Action[] = []
  if (rawPercent > 0) {
    if (!trusting) actions.push(trust(name, 'amt', 'router'), trust(name, 'btcb', 'router'))
    actions.push(
      call(name, 'router.addLiquidity', {
        tokenA: 'amt',
        tokenB: 'btcb',
        amountADesired: raw,
        amountBDesired: worth(raw, price),
        amountAMin: 0n,
        amountBMin: 0n,
        to: name,
        deadline: FOREVER,
      }),
    )
  }
  if (wrappedPercent > 0) {
    if (!trusting) actions.push(trust(name, 'amt', 'master'), trust(name, 'btcb', 'master'))
    actions.push(call(name, 'master.addLiquidity', { amountAmt: wrapped, amountBtcb: worth(wrapped, price) }))
  }
  return actions
}

function transferred(from: Account, to: Account, amount: bigint): readonly Action[] {
  return amount > 0n ? [call(from, 'amt.transfer', { to, amount })] : []
}

function stake(holding: Holding): readonly Action[] {
  const { name, amt, trusting, stakedPercent, buyBackPercent } = holding
  const outside = amt - inPool(holding)
  return (
    [
      ['stakingVault', part(outside, stakedPercent)],
      ['buyBackVault', part(outside, buyBackPercent)],
    ] as const
  ).flatMap(([vault, amount]) =>
    amount === 0n
      ? []
      : [...(trusting ? [] : [trust(name, 'amt', vault)]), call(name, `${vault}.deposit`, { amount })],
  )
}

function part(amount: bigint, percent: number): bigint {
  return (amount * BigInt(percent)) / 100n
}

/** Everyone with a key in a full genesis: privileged accounts, then people. */
export const ACTORS: readonly Account[] = [...PRIVILEGED_ACCOUNTS, ...ROSTER]

/** The most AMT that one person of a genesis may get, so that a full roster and a lock stay below the cap. */
export const MOST_AMT = CAP / BigInt(ROSTER.length + 2)
