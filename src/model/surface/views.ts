/**
 * Views: the economy's answers to view functions.
 *
 * One reader per view function, exhaustive by type. The chain's answers are converted to the same form.
 */
import { indexOf } from '../kernel/names.ts'
import { CAP } from '../kernel/units.ts'
import { get } from '../kernel/vector.ts'
import { pairOf, type Account, isPair, isToken, type Coin, type Token } from '../interface/accounts.ts'
import type { Value } from '../interface/outcome.ts'
import type { VaultName } from '../state/deposits.ts'
import { type Economy } from '../state/economy-state.ts'
import type { Pool } from '../state/pool.ts'
import { isClaimed } from '../contracts/distributor.ts'
import { claimMade, HOLDERS, potOf, PROVIDERS, type Side } from '../contracts/master/claims.ts'
import { amountIn, amountOut, MINIMUM_LIQUIDITY, quote } from '../contracts/pancake/formulas.ts'
import { reservesOf } from '../contracts/pancake/pool.ts'
import { allowanceOf, balanceOf, balanceOfAt, totalSupply, totalSupplyAt } from '../contracts/token.ts'
import { depositOf, depositorOf } from '../contracts/vaults/vault.ts'
import type { View, ViewName } from './observation.ts'

type Arg = View['args'][number] | undefined
type Reader = (economy: Economy, on: Account, a: Arg, b: Arg, c: Arg) => Value

const READERS: { readonly [V in ViewName]: Reader } = {
  totalSupply: (economy, on) => totalSupply(economy, coin(on)),
  balanceOf: (economy, on, a) => balanceOf(economy, coin(on), account(a)),
  allowance: (economy, on, a, b) => allowanceOf(economy, coin(on), account(a), account(b)),
  owner: (economy, on) => {
    if (on === 'master' || on === 'market') return economy[on].owner
    return economy.tokens[coin(on)].owner
  },
  getCurrentSnapshotId: (economy, on) => BigInt(economy.tokens[coin(on)].snapshots.count),
  balanceOfAt: (economy, on, a, b) => balanceOfAt(economy, coin(on), account(a), amount(b)),
  totalSupplyAt: (economy, on, a) => totalSupplyAt(economy, coin(on), amount(a)),
  pays: (economy, _on, a) => potOf(economy, HOLDERS, amount(a)),
  liqPays: (economy, _on, a) => potOf(economy, PROVIDERS, amount(a)),
  alreadyCharged: (economy, _on, a, b) => claimed(economy, HOLDERS, a, b),
  liqAlreadyCharged: (economy, _on, a, b) => claimed(economy, PROVIDERS, a, b),
  payerWallet: (economy) => economy.master.payerWallet,
  liqLocked: (economy) => economy.master.liqLocked,
  addrLiqLocker: (economy) => (economy.locker === undefined ? 'zero' : 'locker'),
  beneficiary: (economy) => locker(economy).beneficiary,
  releaseTime: (economy) => locker(economy).releaseTime,
  feeTo: (economy) => economy.factory.feeTo,
  feeToSetter: (economy) => economy.factory.feeToSetter,
  getPair: (economy, _on, a, b) => {
    const [one, other] = [account(a), account(b)]
    const pair = isToken(one) && isToken(other) ? pairOf(one, other) : undefined
    return pair !== undefined && economy.pools[pair] !== undefined ? pair : 'zero'
  },
  getReserves: (economy, on) => {
    const pool = poolOf(economy, on)
    return [...reservesOf(pool, pool.token0), pool.updatedAt]
  },
  kLast: (economy, on) => poolOf(economy, on).kLast,
  price0CumulativeLast: (economy, on) => poolOf(economy, on).price0Cumulative,
  price1CumulativeLast: (economy, on) => poolOf(economy, on).price1Cumulative,
  usdPer100Amt: (economy) => economy.market.rate,
  fee: (economy) => economy.market.fee,
  harvestedTo: (economy, on) => economy.vaults[vault(on)].harvestedTo,
  totalDeposits: (economy, on) => economy.vaults[vault(on)].total,
  depositOf: (economy, on, a) => depositOf(economy, vault(on), account(a)),
  owedTo: (economy, on, a) => depositorOf(economy, vault(on), account(a)).owed,
  settledTo: (economy, on, a) => depositorOf(economy, vault(on), account(a)).settledTo,
  pendingBtcb: (economy) => economy.purchases.pendingBtcb,
  rounds: (economy) => BigInt(economy.purchases.count),
  round: (economy, _on, a) => {
    const { lastSnapId, spent, bought, left } = get(economy.purchases.rounds, Number(amount(a)))
    return [lastSnapId, spent, bought, left]
  },
  boughtAt: (economy) => economy.purchases.boughtAt ?? 0n,
  priceRecord: ({ purchases: { newest, older } }, _on, a) => {
    const record = amount(a) === 0n ? newest : older
    return record === undefined ? [0n, 0n, 0n] : [record.cumulative, record.reserve, record.time]
  },
  reserve: (economy) => distributor(economy).reserve,
  snapshotId: (economy) => distributor(economy).snapshotId,
  deadline: (economy) => distributor(economy).deadline,
  isClaimed: (economy, _on, a) => isClaimed(distributor(economy), amount(a)),
  CAP: () => CAP,
  name: (_economy, on) => (isPair(on) ? SHARES : LABELS[token(on)]).name,
  symbol: (_economy, on) => (isPair(on) ? SHARES : LABELS[token(on)]).symbol,
  decimals: () => DECIMALS,
  getOwner: (economy, on) => economy.tokens[token(on)].owner,
  amt: () => 'amt',
  vault: () => 'burnVault',
  liqPool: () => 'pair',
  liqToken: () => 'liqAmt',
  addrBtcb: () => 'btcb',
  addrRouter: () => 'router',
  token: () => 'pair',
  adminWallet: (economy) => economy.market.adminWallet,
  allPairs: (economy, _on, a) => pairAt(economy, amount(a)),
  allPairsLength: (economy) => BigInt(economy.factory.pairs.length),
  factory: () => 'factory',
  token0: (economy, on) => poolOf(economy, on).token0,
  token1: (economy, on) => poolOf(economy, on).token1,
  MINIMUM_LIQUIDITY: () => MINIMUM_LIQUIDITY,
  quote: (_economy, _on, a, b, c) => quote(amount(a), amount(b), amount(c)),
  getAmountOut: (_economy, _on, a, b, c) => amountOut(amount(a), amount(b), amount(c)),
  getAmountIn: (_economy, _on, a, b, c) => amountIn(amount(a), amount(b), amount(c)),
}

/** Names and symbols, as the contracts of chain 56 have them. */
const LABELS: Readonly<Record<Token, { readonly name: string; readonly symbol: string }>> = {
  amt: { name: 'AutoMiningToken', symbol: 'AMT' },
  liqAmt: { name: 'liqAutoMiningToken', symbol: 'liqAMT' },
  btcb: { name: 'BTCB Token', symbol: 'BTCB' },
  usdt: { name: 'Tether USD', symbol: 'USDT' },
}

/** The shares of every pair. */
const SHARES = { name: 'Pancake LPs', symbol: 'Cake-LP' }

/** Of every token and of every pair's shares. */
const DECIMALS = 18n

/**
 * Answers a view.
 *
 * @throws {NoAnswer} when the view refers to something that does not exist. The views that `viewsOf` lists
 *   for the economy's own domain all have answers.
 * @throws {SnapshotIdZero | SnapshotNonexistent} when no snapshot has that id.
 */
export function read(economy: Economy, { on, fn, args }: View): Value {
  return READERS[fn](economy, on, args[0], args[1], args[2])
}

/** {@link read} for a view of at most two arguments that no object is made for. */
export function answer(economy: Economy, on: Account, fn: ViewName, a?: Arg, b?: Arg): Value {
  return READERS[fn](economy, on, a, b, undefined)
}

function claimed(economy: Economy, side: Side, a: Arg, b: Arg): boolean {
  return claimMade(economy.master[side.claims], indexOf(economy.names, account(a)), amount(b))
}

function coin(on: Account): Coin {
  if (!isToken(on) && !isPair(on)) throw new NoAnswer('a token or a pair', on)
  return on
}

function token(on: Account): Token {
  if (!isToken(on)) throw new NoAnswer('a token', on)
  return on
}

function pairAt({ factory: { pairs } }: Economy, index: bigint): Account {
  const pair = pairs[Number(index)]
  if (pair === undefined) throw new NoAnswer('a pair that exists', `the one at ${index}`)
  return pair
}

function poolOf(economy: Economy, on: Account): Pool {
  const pool = isPair(on) ? economy.pools[on] : undefined
  if (pool === undefined) throw new NoAnswer('a pair that exists', on)
  return pool
}

function locker(economy: Economy): NonNullable<Economy['locker']> {
  if (economy.locker === undefined) throw new NoAnswer('a locker that exists', 'locker')
  return economy.locker
}

function distributor(economy: Economy): NonNullable<Economy['distributor']> {
  if (economy.distributor === undefined) throw new NoAnswer('a distributor that exists', 'distributor')
  return economy.distributor
}

function vault(on: Account): VaultName {
  if (on !== 'stakingVault' && on !== 'buyBackVault') throw new NoAnswer('a vault', on)
  return on
}

function account(arg: Arg): Account {
  if (typeof arg !== 'string') throw new NoAnswer('an account as argument', String(arg))
  return arg
}

function amount(arg: Arg): bigint {
  if (typeof arg !== 'bigint') throw new NoAnswer('a number as argument', String(arg))
  return arg
}

/** The called account does not have that view function, or does not exist. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  constructor(expected: string, got: string) {
    super(`expected ${expected}, got "${got}"`)
  }
}
