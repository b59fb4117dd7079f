/**
 * Commands on PancakeSwap's factory: new pairs, and who gets the protocol fee. A pair's `initialize` is the
 * factory's, too.
 */
import { PAIRS, tokensOf, type Account } from '../../../model/interface/accounts.ts'
import { anyone, call, roleHolder, type Command } from '../../generate/context.ts'
import { somePair, someTokens } from './pool-choice.ts'

export const createPair: Command = (context, entropy) => {
  const [tokenA, tokenB] = entropy.chance(50)
    ? someTokens(context, entropy)
    : tokensOf(entropy.pick(PAIRS.slice(1)))
  return [call(anyone(context, entropy), 'factory.createPair', { tokenA, tokenB })]
}

export const setFeeTo: Command = (context, entropy) => {
  const setter = context.read({ on: 'factory', fn: 'feeToSetter', args: [] }) as Account
  const feeTo = entropy.weighted<Account>([
    [4, 'pancake'],
    [2, 'zero'],
    [1, anyone(context, entropy)],
  ])
  return [call(roleHolder(context, entropy, setter), 'factory.setFeeTo', { feeTo })]
}

export const setFeeToSetter: Command = (context, entropy) => {
  const setter = context.read({ on: 'factory', fn: 'feeToSetter', args: [] }) as Account
  const feeToSetter = entropy.weighted<Account>([
    [5, 'pancake'],
    [1, anyone(context, entropy)],
    [0.2, 'zero'],
  ])
  return [call(roleHolder(context, entropy, setter), 'factory.setFeeToSetter', { feeToSetter })]
}

/** Somebody without the role wants it. */
export const namedByStranger: Command = (context, entropy) => {
  const by = anyone(context, entropy)
  return [call(by, 'factory.setFeeToSetter', { feeToSetter: by })]
}

/** Only the factory may call it, once: everybody else reverts. */
export const initialize: Command = (context, entropy) => {
  const [token0, token1] = someTokens(context, entropy)
  const pair = entropy.chance(30) ? entropy.pick(PAIRS) : somePair(context, entropy)
  return [call(anyone(context, entropy), 'pair.initialize', { token0, token1 }, pair)]
}
