/**
 * Choices that commands on PancakeSwap share: which pair, which tokens in which order, what somebody has of
 * them, who is paid.
 */
import {
  PAIRS,
  TOKENS,
  tokensOf,
  type Account,
  type Pair,
  type Token,
} from '../../../model/interface/accounts.ts'
import { outDown } from '../../../model/contracts/pancake/quotes.ts'
import type { Entropy } from '../../generate/entropy.ts'
import { balance, receiver, reserves, type GeneratorContext } from '../../generate/context.ts'

/** Mostly AMT/BTCB, at times another pair that exists, now and then one that does not. */
export function somePair(context: GeneratorContext, entropy: Entropy): Pair {
  return entropy.weighted<() => Pair>([
    [70, () => 'pair'],
    [26, () => entropy.pick(context.domain.pairs)],
    [4, () => entropy.pick(PAIRS)],
  ])()
}

/**
 * Two tokens in either order: mostly those of a pair, at times any two, or the same twice, or the zero
 * address.
 */
export function someTokens(context: GeneratorContext, entropy: Entropy): readonly [Account, Account] {
  const [a, b] = tokensOf(somePair(context, entropy))
  return entropy.weighted<readonly [Account, Account]>([
    [8, [a, b]],
    [8, [b, a]],
    [4, [entropy.pick(TOKENS), entropy.pick(TOKENS)]],
    [0.5, [a, a]],
    [0.5, [a, 'zero']],
    [0.5, ['zero', b]],
  ])
}

export function isToken(account: Account): account is Token {
  return (TOKENS as readonly string[]).includes(account)
}

export function held(context: GeneratorContext, token: Account, who: Account): bigint {
  return isToken(token) ? balance(context, token, who) : 0n
}

/** Reserves of two tokens in the order given, zero where there is no such pair. */
export function reservesOf(context: GeneratorContext, a: Account, b: Account): readonly [bigint, bigint] {
  const pair = PAIRS.find((candidate) => {
    const tokens: readonly Account[] = tokensOf(candidate)
    return a !== b && tokens.includes(a) && tokens.includes(b)
  })
  if (pair === undefined) return [0n, 0n]
  const { reserve0, reserve1 } = reserves(context, pair)
  return context.token0(pair) === a ? [reserve0, reserve1] : [reserve1, reserve0]
}

/** Approximate output of a swap, to draw amounts at the edge. Model and chain compute the exact one. */
export function guessOut(amountIn: bigint, reserveIn: bigint, reserveOut: bigint): bigint {
  return reserveIn === 0n ? 0n : outDown(amountIn, reserveIn, reserveOut)
}

/** Any account, often the zero address, to which the tokens revert. */
export function sink(context: GeneratorContext, entropy: Entropy): Account {
  return entropy.chance(25) ? 'zero' : receiver(context, entropy)
}
