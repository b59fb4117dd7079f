/**
 * Commands that swap through PancakeSwap's router, along paths of every kind.
 */
import { TOKENS, type Account } from '../../../model/interface/accounts.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { bounded, drawAmount, drawDeadline, fraction } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import {
  anyone,
  call,
  holderOf,
  receiver,
  type Command,
  type GeneratorContext,
} from '../../generate/context.ts'
import { guessOut, held, isToken, reservesOf, someTokens } from './pool-choice.ts'
import { preparation } from '../tokens/actions.ts'

/**
 * A path: mostly two tokens of a pair, at times three, or too short, or through a pair that does not exist.
 */
function somePath(context: GeneratorContext, entropy: Entropy): readonly Account[] {
  const [a, b] = someTokens(context, entropy)
  return entropy.weighted<readonly Account[]>([
    [12, [a, b]],
    [4, [a, b, entropy.pick(TOKENS)]],
    [1.5, [a, b, a]],
    [0.7, [a]],
    [0.5, []],
  ])
}

/** Where a swap pays to: the swapper mostly, at times a pair or one of the tokens themselves. */
export function payee(
  context: GeneratorContext,
  entropy: Entropy,
  by: Account,
  path: readonly Account[],
): Account {
  // There and back again through one pair that also gets the output: only then does the product fail in the
  // router.
  if (path.length === 3 && path[0] === path[2] && entropy.chance(50)) return 'pair'
  return entropy.weighted<Account>([
    [8, by],
    [2, receiver(context, entropy)],
    [0.7, path.at(-1) ?? by],
    [0.5, 'pair'],
    [0.8, 'zero'],
  ])
}

export function swapExact(
  fn: 'swapExactTokensForTokens' | 'swapExactTokensForTokensSupportingFeeOnTransferTokens',
): Command {
  return (context, entropy) => {
    const path = somePath(context, entropy)
    const first = path[0] ?? 'amt'
    const by = isToken(first) ? holderOf(context, entropy, first) : anyone(context, entropy)
    const [reserveIn, reserveOut] = reservesOf(context, first, path[1] ?? first)
    const amountA = drawAmount(entropy, held(context, first, by) / 3n, reserveIn)
    const out = bounded(guessOut(amountA, reserveIn, reserveOut))
    const limit = entropy.weighted([
      [6, 0n],
      [2, out],
      [1, bounded(out + 1n)],
    ])
    return [
      ...(isToken(first) ? preparation(context, entropy, by, first, 'router', amountA) : []),
      call(by, `router.${fn}`, {
        amountA,
        limit,
        path,
        to: payee(context, entropy, by, path),
        deadline: drawDeadline(entropy, context.now),
      }),
    ]
  }
}

export const swapForExact: Command = (context, entropy) => {
  const path = somePath(context, entropy)
  const first = path[0] ?? 'amt'
  const by = isToken(first) ? holderOf(context, entropy, first) : anyone(context, entropy)
  const [reserveIn, reserveOut] = reservesOf(context, first, path[1] ?? first)
  const out = fraction(entropy, guessOut(held(context, first, by) / 3n, reserveIn, reserveOut))
  const amountA = entropy.chance(70) ? out : drawAmount(entropy, out, reserveOut)
  const limit = entropy.weighted([
    [6, UINT256_MAX],
    [3, held(context, first, by)],
    [1, 0n],
  ])
  return [
    ...(isToken(first) ? preparation(context, entropy, by, first, 'router', held(context, first, by)) : []),
    call(by, 'router.swapTokensForExactTokens', {
      amountA,
      limit,
      path,
      to: payee(context, entropy, by, path),
      deadline: drawDeadline(entropy, context.now),
    }),
  ]
}
