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

type Reader = (economy: Economy, on: Account, args: View['args']) => Value

const READERS: { readonly [V in ViewName]: Reader } = {
  totalSupply: (economy, on) => totalSupply(economy, coin(on)),
  balanceOf: (economy, on, args) => balanceOf(economy, coin(on), account(args[0])),
  allowance: (economy, on, args) => allowanceOf(economy, coin(on), account(args[0]), account(args[1])),
  owner: (economy, on) => {
    if (on === 'master' || on === 'market') return economy[on].owner
    return economy.tokens[coin(on)].owner
  },
  getCurrentSnapshotId: (economy, on) => BigInt(economy.tokens[coin(on)].snapshots.count),
  balanceOfAt: (economy, on, args) => balanceOfAt(economy, coin(on), account(args[0]), amount(args[1])),
  totalSupplyAt: (economy, on, args) => totalSupplyAt(economy, coin(on), amount(args[0])),
  pays: (economy, _on, args) => potOf(economy, HOLDERS, amount(args[0])),
  liqPays: (economy, _on, args) => potOf(economy, PROVIDERS, amount(args[0])),
  alreadyCharged: (economy, _on, args) => claimed(economy, HOLDERS, args),
  liqAlreadyCharged: (economy, _on, args) => claimed(economy, PROVIDERS, args),
  payerWallet: (economy) => economy.master.payerWallet,
  liqLocked: (economy) => economy.master.liqLocked,
  addrLiqLocker: (economy) => (economy.locker === undefined ? 'zero' : 'locker'),
  beneficiary: (economy) => locker(economy).beneficiary,
  releaseTime: (economy) => locker(economy).releaseTime,
  feeTo: (economy) => economy.factory.feeTo,
  feeToSetter: (economy) => economy.factory.feeToSetter,
  getPair: (economy, _on, args) => {
    const [a, b] = [account(args[0]), account(args[1])]
    const pair = isToken(a) && isToken(b) ? pairOf(a, b) : undefined
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
  depositOf: (economy, on, args) => depositOf(economy, vault(on), account(args[0])),
  owedTo: (economy, on, args) => depositorOf(economy, vault(on), account(args[0])).owed,
  settledTo: (economy, on, args) => depositorOf(economy, vault(on), account(args[0])).settledTo,
  pendingBtcb: (economy) => economy.purchases.pendingBtcb,
  rounds: (economy) => BigInt(economy.purchases.count),
  round: (economy, _on, args) => {
    const { lastSnapId, spent, bought, left } = get(economy.purchases.rounds, Number(amount(args[0])))
    return [lastSnapId, spent, bought, left]
  },
  boughtAt: (economy) => economy.purchases.boughtAt ?? 0n,
  priceRecord: ({ purchases: { newest, older } }, _on, args) => {
    const record = amount(args[0]) === 0n ? newest : older
    return record === undefined ? [0n, 0n, 0n] : [record.cumulative, record.reserve, record.time]
  },
  reserve: (economy) => distributor(economy).reserve,
  snapshotId: (economy) => distributor(economy).snapshotId,
  deadline: (economy) => distributor(economy).deadline,
  isClaimed: (economy, _on, args) => isClaimed(distributor(economy), amount(args[0])),
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
  allPairs: (economy, _on, args) => pairAt(economy, amount(args[0])),
  allPairsLength: (economy) => BigInt(economy.factory.pairs.length),
  factory: () => 'factory',
  token0: (economy, on) => poolOf(economy, on).token0,
  token1: (economy, on) => poolOf(economy, on).token1,
  MINIMUM_LIQUIDITY: () => MINIMUM_LIQUIDITY,
  quote: (_economy, _on, args) => quote(amount(args[0]), amount(args[1]), amount(args[2])),
  getAmountOut: (_economy, _on, args) => amountOut(amount(args[0]), amount(args[1]), amount(args[2])),
  getAmountIn: (_economy, _on, args) => amountIn(amount(args[0]), amount(args[1]), amount(args[2])),
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
export function read(economy: Economy, view: View): Value {
  return READERS[view.fn](economy, view.on, view.args)
}

function claimed(economy: Economy, side: Side, args: View['args']): boolean {
  return claimMade(economy.master[side.claims], indexOf(economy.names, account(args[0])), amount(args[1]))
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

function account(arg: Account | bigint | undefined): Account {
  if (typeof arg !== 'string') throw new NoAnswer('an account as argument', String(arg))
  return arg
}

function amount(arg: Account | bigint | undefined): bigint {
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
