/**
 * Moves on PancakeSwap's factory: new pairs, and who gets the protocol fee. A pair's `initialize` is the factory's, too.
 */
import { PAIRS, tokensOf, type Account } from '../../../model/interface/accounts.ts'
import { anyone, call, roleHolder, type Move } from '../../generate/context.ts'
import { somePair, someTokens } from './pool-choice.ts'

export const createPair: Move = (scene, entropy) => {
  const [tokenA, tokenB] = entropy.chance(50)
    ? someTokens(scene, entropy)
    : tokensOf(entropy.pick(PAIRS.slice(1)))
  return [call(anyone(scene, entropy), 'factory.createPair', { tokenA, tokenB })]
}

export const setFeeTo: Move = (scene, entropy) => {
  const setter = scene.read({ on: 'factory', fn: 'feeToSetter', args: [] }) as Account
  const feeTo = entropy.weighted<Account>([
    [4, 'pancake'],
    [2, 'zero'],
    [1, anyone(scene, entropy)],
  ])
  return [call(roleHolder(scene, entropy, setter), 'factory.setFeeTo', { feeTo })]
}

export const setFeeToSetter: Move = (scene, entropy) => {
  const setter = scene.read({ on: 'factory', fn: 'feeToSetter', args: [] }) as Account
  const feeToSetter = entropy.weighted<Account>([
    [5, 'pancake'],
    [1, anyone(scene, entropy)],
    [0.2, 'zero'],
  ])
  return [call(roleHolder(scene, entropy, setter), 'factory.setFeeToSetter', { feeToSetter })]
}

/** Only the factory may call it, once: everybody else is refused. */
export const initialize: Move = (scene, entropy) => {
  const [token0, token1] = someTokens(scene, entropy)
  const pair = entropy.chance(30) ? entropy.pick(PAIRS) : somePair(scene, entropy)
  return [call(anyone(scene, entropy), 'pair.initialize', { token0, token1 }, pair)]
}
