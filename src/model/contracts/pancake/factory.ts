/**
 * Factory: creates pairs and sets the receiver of the protocol fee.
 *
 * Mirrors `UniswapV2Factory`. No amounts; nothing is rounded. Not modelled: pairs of tokens other than AMT,
 * liqAMT, BTCB and USDT.
 */
import { Revert } from '../../kernel/revert.ts'
import { pairOf, type Account, type Pair, isToken } from '../../interface/accounts.ts'
import { emit, type Step } from '../../state/economy-state.ts'
import type { Handlers } from '../../state/handler.ts'
import { newPool } from '../../state/pool.ts'

/**
 * Anyone: creates a pair.
 *
 * @throws {FactoryIdenticalAddresses | FactoryZeroAddress | PairExists} in that order.
 * @throws {NotModelled} when one of the two is not a token.
 */
export function createPair(step: Step, tokenA: Account, tokenB: Account): Pair {
  const { state } = step
  checkPairable(tokenA, tokenB)
  if (!isToken(tokenA) || !isToken(tokenB)) throw new NotModelled(`a pair of ${tokenA} and ${tokenB}`)
  const pair = pairOf(tokenA, tokenB)!
  if (state.pools[pair] !== undefined) throw new PairExists()
  const [token0, token1] =
    state.tokenOrder.indexOf(tokenA) < state.tokenOrder.indexOf(tokenB) ? [tokenA, tokenB] : [tokenB, tokenA]
  const pairs = [...state.factory.pairs, pair]
  state.factory = { ...state.factory, pairs }
  state.pools[pair] = newPool(token0, token1)
  emit(step, 'factory', 'PairCreated', [token0, token1, pair, BigInt(pairs.length)])
  return pair
}

/**
 * The checks that precede the lookup of a pair.
 *
 * @throws {FactoryIdenticalAddresses | FactoryZeroAddress} in that order.
 */
export function checkPairable(tokenA: Account, tokenB: Account): void {
  if (tokenA === tokenB) throw new FactoryIdenticalAddresses()
  if (tokenA === 'zero' || tokenB === 'zero') throw new FactoryZeroAddress()
}

/**
 * Fee setter only.
 *
 * @throws {PancakeForbidden}
 */
export function setFeeTo(step: Step, by: Account, feeTo: Account): void {
  const { factory } = step.state
  if (by !== factory.feeToSetter) throw new PancakeForbidden()
  step.state.factory = { ...factory, feeTo }
}

/**
 * Fee setter only.
 *
 * @throws {PancakeForbidden}
 */
export function setFeeToSetter(step: Step, by: Account, feeToSetter: Account): void {
  const { factory } = step.state
  if (by !== factory.feeToSetter) throw new PancakeForbidden()
  step.state.factory = { ...factory, feeToSetter }
}

/**
 * A pair's `initialize`: only the factory may call it.
 *
 * @throws {PancakeForbidden}
 */
export function initialize(by: Account): void {
  if (by !== 'factory') throw new PancakeForbidden()
  throw new NotModelled('a call by the factory')
}

export const FACTORY: Handlers<'factory'> = {
  createPair: (step, { args }) => createPair(step, args.tokenA, args.tokenB),
  setFeeTo: (step, { by, args }) => setFeeTo(step, by, args.feeTo),
  setFeeToSetter: (step, { by, args }) => setFeeToSetter(step, by, args.feeToSetter),
}

/** The two tokens are the same. */
export class FactoryIdenticalAddresses extends Revert {
  readonly code = 'FactoryIdenticalAddresses'
}

/** One of the two tokens is the zero address. */
export class FactoryZeroAddress extends Revert {
  readonly code = 'FactoryZeroAddress'
}

/** The pair exists already. */
export class PairExists extends Revert {
  readonly code = 'PairExists'
}

/** The caller is not PancakeSwap's `feeToSetter` or, for a pair, not its factory. */
export class PancakeForbidden extends Revert {
  readonly code = 'PancakeForbidden'
}

/** The action is outside the model. A mistake of the caller, not a revert. */
export class NotModelled extends Error {
  override readonly name = 'NotModelled'
  constructor(what: string) {
    super(`expected an action among the modelled tokens and accounts, got ${what}`)
  }
}
