/**
 * Commands on liquidity through PancakeSwap's router.
 */
import { PAIRS, tokensOf, type Account } from '../../../model/interface/accounts.ts'
import { bounded, drawAmount, drawDeadline, fraction } from '../../generate/amounts.ts'
import { anyone, balance, call, holderOf, receiver, supply, type Command } from '../../generate/context.ts'
import { held, isToken, reservesOf, sink, someTokens } from './pool-choice.ts'
import { preparation } from '../tokens/actions.ts'

export const addLiquidity: Command = (context, entropy) => {
  const [tokenA, tokenB] = someTokens(context, entropy)
  const by = isToken(tokenA) ? holderOf(context, entropy, tokenA) : anyone(context, entropy)
  const [reserveA, reserveB] = reservesOf(context, tokenA, tokenB)
  const amountADesired = drawAmount(entropy, held(context, tokenA, by) / 4n, held(context, tokenA, by))
  const inRatio = reserveA === 0n ? 0n : (amountADesired * reserveB) / reserveA
  const amountBDesired =
    inRatio > 0n && entropy.chance(75)
      ? bounded((inRatio * entropy.pick([100n, 103n, 90n, 200n])) / 100n)
      : drawAmount(entropy, held(context, tokenB, by) / 4n)
  const minimum = (amount: bigint): bigint =>
    entropy.weighted([
      [5, 0n],
      [2, (amount * 98n) / 100n],
      [1, amount],
      [0.5, bounded(amount + 1n)],
    ])
  return [
    ...(isToken(tokenA) ? preparation(context, entropy, by, tokenA, 'router', amountADesired) : []),
    ...(isToken(tokenB) ? preparation(context, entropy, by, tokenB, 'router', amountBDesired) : []),
    call(by, 'router.addLiquidity', {
      tokenA,
      tokenB,
      amountADesired,
      amountBDesired,
      amountAMin: minimum(amountADesired),
      amountBMin: minimum(amountBDesired),
      to: entropy.chance(75) ? by : receiver(context, entropy),
      deadline: drawDeadline(entropy, context.now),
    }),
  ]
}

export const removeLiquidity: Command = (context, entropy) => {
  const [tokenA, tokenB] = someTokens(context, entropy)
  const pair = PAIRS.find((candidate) => {
    const tokens: readonly Account[] = tokensOf(candidate)
    return tokenA !== tokenB && tokens.includes(tokenA) && tokens.includes(tokenB)
  })
  const by = pair === undefined ? anyone(context, entropy) : holderOf(context, entropy, pair)
  const liquidity = drawAmount(entropy, pair === undefined ? 0n : balance(context, pair, by))
  const [reserveA, reserveB] = reservesOf(context, tokenA, tokenB)
  const total = pair === undefined ? 0n : supply(context, pair)
  const minimum = (reserve: bigint): bigint => {
    const owed = total === 0n ? 0n : bounded((liquidity * reserve) / total)
    return entropy.weighted([
      [5, 0n],
      [2, owed],
      [1, bounded(owed + 1n)],
    ])
  }
  const exists = pair !== undefined && context.domain.pairs.includes(pair)
  return [
    ...(exists ? preparation(context, entropy, by, pair, 'router', liquidity) : []),
    call(by, 'router.removeLiquidity', {
      tokenA,
      tokenB,
      liquidity,
      amountAMin: minimum(reserveA),
      amountBMin: minimum(reserveB),
      to: entropy.chance(75) ? by : sink(context, entropy),
      deadline: drawDeadline(entropy, context.now),
    }),
  ]
}

/** Somebody gives the pair so much that the protocol fee on it is large, and a provider leaves. */
export const exitAfterGift: Command = (context, entropy) => {
  const by = holderOf(context, entropy, 'liqAmt')
  const given = entropy.pick(['amt', 'btcb'] as const)
  const giver = holderOf(context, entropy, given)
  const amount = fraction(entropy, balance(context, given, giver))
  const leaving = fraction(entropy, balance(context, 'liqAmt', by))
  return [
    call(giver, `${given}.transfer`, { to: 'pair', amount }),
    call(by, 'pair.sync', {}),
    ...preparation(context, entropy, by, 'liqAmt', 'master', leaving),
    call(by, 'master.removeLiquidity', { amount: leaving }),
  ]
}
