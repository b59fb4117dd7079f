/**
 * Failing swaps: small swaps that revert only because of their receiver, their limit or their path.
 */
import type { Account, Token } from '../../../model/interface/accounts.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { balance, call, holderOf, type Command } from '../../generate/context.ts'
import { reservesOf } from './pool-choice.ts'
import { approval } from '../tokens/actions.ts'

type Swap =
  | 'swapExactTokensForTokens'
  | 'swapTokensForExactTokens'
  | 'swapExactTokensForTokensSupportingFeeOnTransferTokens'

export const FAILING_SWAPS: readonly Command[] = [
  failing('swapExactTokensForTokens', { to: 'itself' }),
  failing('swapExactTokensForTokens', { to: 'zero' }),
  failing('swapTokensForExactTokens', { to: 'itself' }),
  failing('swapTokensForExactTokens', { to: 'zero' }),
  failing('swapExactTokensForTokensSupportingFeeOnTransferTokens', { to: 'itself' }),
  failing('swapExactTokensForTokensSupportingFeeOnTransferTokens', { to: 'zero' }),
  failing('swapExactTokensForTokensSupportingFeeOnTransferTokens', { limit: UINT256_MAX }),
  thereAndBack('swapExactTokensForTokens'),
  thereAndBack('swapTokensForExactTokens'),
  thereAndBack('swapTokensForExactTokens'),
  (context, entropy) => {
    const by = holderOf(context, entropy, 'btcb')
    const amountA = reservesOf(context, 'btcb', 'amt')[1] + 1n
    const terms = {
      amountA,
      limit: UINT256_MAX,
      path: ['btcb', 'amt'] as const,
      to: by,
      deadline: UINT256_MAX,
    }
    return [call(by, 'router.swapTokensForExactTokens', terms)]
  },
]

function failing(
  fn: Swap,
  { to, limit }: { readonly to?: 'itself' | 'zero'; readonly limit?: bigint },
): Command {
  return (context, entropy) => {
    const path: readonly [Token, Token] = entropy.chance(50) ? ['btcb', 'amt'] : ['amt', 'btcb']
    const by = holderOf(context, entropy, path[0])
    const exact = fn === 'swapTokensForExactTokens'
    const amountA = exact ? 1n : balance(context, path[0], by) / 1_000n
    const receivers: Readonly<Record<'itself' | 'zero', Account>> = { itself: path[1], zero: 'zero' }
    return [
      approval(by, path[0], 'router', UINT256_MAX),
      call(by, `router.${fn}`, {
        amountA,
        limit: limit ?? (exact ? UINT256_MAX : 0n),
        path,
        to: to === undefined ? by : receivers[to],
        deadline: UINT256_MAX,
      }),
    ]
  }
}

/**
 * Through one pair, which finds nothing that has come in for the way back; if it also gets what comes out,
 * its product falls.
 */
function thereAndBack(fn: 'swapExactTokensForTokens' | 'swapTokensForExactTokens'): Command {
  return (context, entropy) => {
    const path: readonly [Token, Token, Token] = entropy.chance(50)
      ? ['btcb', 'amt', 'btcb']
      : ['amt', 'btcb', 'amt']
    const by = holderOf(context, entropy, path[0])
    const held = balance(context, path[0], by)
    const to = entropy.chance(50) ? 'pair' : by
    const [amountA, limit] =
      fn === 'swapTokensForExactTokens' ? [held / 1_000n, UINT256_MAX] : [held / 100n, 0n]
    return [
      approval(by, path[0], 'router', UINT256_MAX),
      call(by, `router.${fn}`, { amountA, limit, path, to, deadline: UINT256_MAX }),
    ]
  }
}
