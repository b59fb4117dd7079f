/**
 * Moves on liquidity through PancakeSwap's router.
 */
import { PAIRS, tokensOf, type Account } from '../../../model/interface/accounts.ts'
import { bounded, drawAmount, drawDeadline, fraction } from '../../generate/amounts.ts'
import { anyone, balance, call, holderOf, receiver, supply, type Move } from '../../generate/context.ts'
import { held, isToken, reservesOf, sink, someTokens } from './pool-choice.ts'
import { preparation } from '../tokens/actions.ts'

export const addLiquidity: Move = (scene, entropy) => {
  const [tokenA, tokenB] = someTokens(scene, entropy)
  const by = isToken(tokenA) ? holderOf(scene, entropy, tokenA) : anyone(scene, entropy)
  const [reserveA, reserveB] = reservesOf(scene, tokenA, tokenB)
  const amountADesired = drawAmount(entropy, held(scene, tokenA, by) / 4n, held(scene, tokenA, by))
  const inRatio = reserveA === 0n ? 0n : (amountADesired * reserveB) / reserveA
  const amountBDesired =
    inRatio > 0n && entropy.chance(75)
      ? bounded((inRatio * entropy.pick([100n, 103n, 90n, 200n])) / 100n)
      : drawAmount(entropy, held(scene, tokenB, by) / 4n)
  const minimum = (amount: bigint): bigint =>
    entropy.weighted([
      [5, 0n],
      [2, (amount * 98n) / 100n],
      [1, amount],
      [0.5, bounded(amount + 1n)],
    ])
  return [
    ...(isToken(tokenA) ? preparation(scene, entropy, by, tokenA, 'router', amountADesired) : []),
    ...(isToken(tokenB) ? preparation(scene, entropy, by, tokenB, 'router', amountBDesired) : []),
    call(by, 'router.addLiquidity', {
      tokenA,
      tokenB,
      amountADesired,
      amountBDesired,
      amountAMin: minimum(amountADesired),
      amountBMin: minimum(amountBDesired),
      to: entropy.chance(75) ? by : receiver(scene, entropy),
      deadline: drawDeadline(entropy, scene.now),
    }),
  ]
}

export const removeLiquidity: Move = (scene, entropy) => {
  const [tokenA, tokenB] = someTokens(scene, entropy)
  const pair = PAIRS.find((candidate) => {
    const tokens: readonly Account[] = tokensOf(candidate)
    return tokenA !== tokenB && tokens.includes(tokenA) && tokens.includes(tokenB)
  })
  const by = pair === undefined ? anyone(scene, entropy) : holderOf(scene, entropy, pair)
  const liquidity = drawAmount(entropy, pair === undefined ? 0n : balance(scene, pair, by))
  const [reserveA, reserveB] = reservesOf(scene, tokenA, tokenB)
  const total = pair === undefined ? 0n : supply(scene, pair)
  const minimum = (reserve: bigint): bigint => {
    const owed = total === 0n ? 0n : bounded((liquidity * reserve) / total)
    return entropy.weighted([
      [5, 0n],
      [2, owed],
      [1, bounded(owed + 1n)],
    ])
  }
  const exists = pair !== undefined && scene.extent.pairs.includes(pair)
  return [
    ...(exists ? preparation(scene, entropy, by, pair, 'router', liquidity) : []),
    call(by, 'router.removeLiquidity', {
      tokenA,
      tokenB,
      liquidity,
      amountAMin: minimum(reserveA),
      amountBMin: minimum(reserveB),
      to: entropy.chance(75) ? by : sink(scene, entropy),
      deadline: drawDeadline(entropy, scene.now),
    }),
  ]
}

/** Somebody gives the pair so much that the protocol fee on it is large, and a provider leaves. */
export const exitAfterGift: Move = (scene, entropy) => {
  const by = holderOf(scene, entropy, 'liqAmt')
  const given = entropy.pick(['amt', 'btcb'] as const)
  const giver = holderOf(scene, entropy, given)
  const amount = fraction(entropy, balance(scene, given, giver))
  const leaving = fraction(entropy, balance(scene, 'liqAmt', by))
  return [
    call(giver, `${given}.transfer`, { to: 'pair', amount }),
    call(by, 'pair.sync', {}),
    ...preparation(scene, entropy, by, 'liqAmt', 'master', leaving),
    call(by, 'master.removeLiquidity', { amount: leaving }),
  ]
}
