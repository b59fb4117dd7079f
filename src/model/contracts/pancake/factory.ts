/**
 * Factory: creates pairs and says who gets the protocol fee.
 *
 * Mirrors `UniswapV2Factory`. Only AMT, liqAMT, BTCB and USDT are paired in this economy; pairs of anything else are not modelled.
 */
import { pairOf, type Account, type Pair, isToken } from '../../interface/accounts.ts'
import { Revert } from '../../kernel/revert.ts'
import { emit, type Step } from '../../state/economy-state.ts'
import { newPool } from '../../state/pool.ts'
import type { Handlers } from '../../state/handler.ts'

/** `FactoryIdenticalAddresses`, `FactoryZeroAddress`, `PairExists`. */
export function createPair(step: Step, tokenA: Account, tokenB: Account): Pair {
  const { state } = step
  checkPairable(tokenA, tokenB)
  if (!isToken(tokenA) || !isToken(tokenB)) throw new NotModelled(`a pair of ${tokenA} and ${tokenB}`)
  const pair = pairOf(tokenA, tokenB)!
  if (state.pools[pair] !== undefined) throw new PairExists()
  const [token0, token1] =
    state.tokenOrder.indexOf(tokenA) < state.tokenOrder.indexOf(tokenB) ? [tokenA, tokenB] : [tokenB, tokenA]
  const pairCount = state.factory.pairCount + 1
  state.factory = { ...state.factory, pairCount }
  state.pools[pair] = newPool(token0, token1)
  emit(step, 'factory', 'PairCreated', [token0, token1, pair, BigInt(pairCount)])
  return pair
}

/** The checks that come before a pair is looked for. */
export function checkPairable(tokenA: Account, tokenB: Account): void {
  if (tokenA === tokenB) throw new FactoryIdenticalAddresses()
  if (tokenA === 'zero' || tokenB === 'zero') throw new FactoryZeroAddress()
}

export function setFeeTo(step: Step, by: Account, feeTo: Account): void {
  const { factory } = step.state
  if (by !== factory.feeToSetter) throw new PancakeForbidden()
  step.state.factory = { ...factory, feeTo }
}

export function setFeeToSetter(step: Step, by: Account, feeToSetter: Account): void {
  const { factory } = step.state
  if (by !== factory.feeToSetter) throw new PancakeForbidden()
  step.state.factory = { ...factory, feeToSetter }
}

/** A pair's `initialize` is for the factory alone, which calls it once. */
export function initialize(by: Account): void {
  if (by !== 'factory') throw new PancakeForbidden()
  throw new NotModelled('the factory acting by itself')
}

export const FACTORY: Handlers<'factory'> = {
  createPair: (step, { args }) => createPair(step, args.tokenA, args.tokenB),
  setFeeTo: (step, { by, args }) => setFeeTo(step, by, args.feeTo),
  setFeeToSetter: (step, { by, args }) => setFeeToSetter(step, by, args.feeToSetter),
}

/** A token cannot be paired with itself. */
export class FactoryIdenticalAddresses extends Revert {
  readonly code = 'FactoryIdenticalAddresses'
}

/** The zero address cannot be paired. */
export class FactoryZeroAddress extends Revert {
  readonly code = 'FactoryZeroAddress'
}

/** These two have a pair. */
export class PairExists extends Revert {
  readonly code = 'PairExists'
}

/** Only PancakeSwap's `feeToSetter`, or for a pair its factory, may do this. */
export class PancakeForbidden extends Revert {
  readonly code = 'PancakeForbidden'
}

/** The action would leave the economy that is modelled: an error of whoever made the action, not a refusal. */
export class NotModelled extends Error {
  override readonly name = 'NotModelled'
  constructor(what: string) {
    super(`expected an action among the modelled tokens and accounts, got ${what}`)
  }
}
