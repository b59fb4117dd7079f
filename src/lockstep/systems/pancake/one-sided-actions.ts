/**
 * One-sided pairs: commands on pairs that hold only one of their tokens; every use of such a pair reverts.
 */
import { PAIRS, tokensOf, type Account, type Pair, type Token } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { fraction } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import {
  actors,
  balance,
  call,
  holderOf,
  ownerOf,
  reserves,
  type Command,
  type GeneratorContext,
} from '../../generate/context.ts'
import { addLiquidity } from './liquidity-actions.ts'
import { approval } from '../tokens/actions.ts'

/** Makes a pair with one reserve only, and uses it. */
export const oneSidedPair: Command = (context, entropy) => {
  const isEmpty = (pair: Pair): boolean => {
    const { reserve0, reserve1 } = reserves(context, pair)
    return reserve0 === 0n && reserve1 === 0n
  }
  const empty = PAIRS.filter(isEmpty)
  if (empty.length === 0) return addLiquidity(context, entropy)
  const pair = isEmpty('pair') && entropy.chance(60) ? 'pair' : entropy.pick(empty)
  const [tokenA, tokenB] = tokensOf(pair)
  const given = entropy.chance(50) && balance(context, tokenA, 'binance') > 0n ? tokenA : tokenB
  const by = holderOf(context, entropy, given)
  const exists = context.domain.pairs.includes(pair)
  return [
    ...(exists ? [] : [call(by, 'factory.createPair', { tokenA, tokenB })]),
    call(by, `${given}.transfer`, { to: pair, amount: 1000n }),
    call(by, 'pair.sync', {}, pair),
    ...(pair === 'pair' ? throughMaster(context, entropy) : []),
    ...swaps(by, given === tokenA ? tokenB : tokenA, given, context.now),
    call(by, 'router.addLiquidity', {
      tokenA,
      tokenB,
      amountADesired: 1000n,
      amountBDesired: 1000n,
      amountAMin: 0n,
      amountBMin: 0n,
      to: by,
      deadline: context.now,
    }),
  ]
}

/** One wei of what the pair holds, for what it lacks: by either function of the router, and the other way. */
function swaps(by: Account, lacking: Token, held: Token, deadline: bigint): readonly Action[] {
  const [limit, path] = [UINT256_MAX, [lacking, held]]
  return [
    call(by, 'router.swapTokensForExactTokens', { amountA: 1n, limit, path, to: by, deadline }),
    call(by, 'router.swapExactTokensForTokens', { amountA: 1n, limit: 0n, path, to: by, deadline }),
    call(by, 'router.swapExactTokensForTokens', {
      amountA: 1n,
      limit: 0n,
      path: path.toReversed(),
      to: by,
      deadline,
    }),
  ]
}

/** Somebody provides a little liquidity through Master, and the owner locks some. */
function throughMaster(context: GeneratorContext, entropy: Entropy): ReturnType<Command> {
  return (['master.addLiquidity', 'master.addLiquidityLocking'] as const).flatMap((fn) => {
    const by = fn === 'master.addLiquidity' ? holderOf(context, entropy, 'amt') : ownerOf(context, 'master')
    if (!actors(context).includes(by)) return []
    const amountAmt = fraction(entropy, balance(context, 'amt', by))
    const amountBtcb = fraction(entropy, balance(context, 'btcb', by))
    return [
      approval(by, 'amt', 'master', UINT256_MAX),
      approval(by, 'btcb', 'master', UINT256_MAX),
      call(by, fn, { amountAmt, amountBtcb }),
    ]
  })
}
