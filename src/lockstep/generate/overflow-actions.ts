/**
 * Overflow actions: more BTCB in the pair than its reserves, or the arithmetic on them, can represent.
 *
 * The amount is mostly withdrawn and burnt afterwards, so that the sequence remains useful.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { MIN_WINDOW } from '../../model/contracts/vaults/buy-back.ts'
import { UINT112_MAX, UINT256_MAX } from '../../model/kernel/uint256.ts'
import type { Entropy } from './entropy.ts'
import {
  actors,
  anyone,
  balance,
  call,
  holderOf,
  ownerOf,
  type Command,
  type GeneratorContext,
} from './context.ts'
import { reservesOf } from '../systems/pancake/pool-choice.ts'
import { somethingToSpend } from '../systems/buy-back-vault/actions.ts'
import { approval } from '../systems/tokens/actions.ts'
import { provideWith } from './bulk-actions.ts'

/** Up to the edge of a reserve and beyond, and beyond that of products with it. */
function overflow(entropy: Entropy): bigint {
  return entropy.weighted([
    [1, UINT112_MAX],
    [1, UINT112_MAX + 1n],
    [3, 1n << 114n],
    [2, 1n << 150n],
    [3, 1n << 250n],
    [1, UINT256_MAX],
  ])
}

/** Puts more BTCB into the pair than fits, and then somebody does two or three things there. */
export const overflowingPair: Command = (context, entropy) => {
  const by = anyone(context, entropy)
  const amount = overflow(entropy)
  const uses = Array.from({ length: 2 + entropy.below(2) }, () => entropy.pick(USES)(context, entropy))
  return [
    ...provideWith(context, 'pair', amount),
    ...uses.flat(),
    ...(entropy.chance(85) ? withdrawExcess(by, amount) : []),
  ]
}

/** Withdraws the excess. */
function withdrawExcess(by: Account, amount: bigint): readonly Action[] {
  return [call(by, 'pair.skim', { to: by }), call(by, 'btcb.burn', { amount })]
}

/** Calls on an overflowing pair, each with all that it needs. */
const USES: readonly Command[] = [
  (context, entropy) => [call(anyone(context, entropy), 'pair.sync', {})],
  (context, entropy) => {
    const by = holderOf(context, entropy, 'amt')
    const amount = balance(context, 'amt', by) / 100n
    return [call(by, 'amt.transfer', { to: 'pair', amount }), call(by, 'pair.mint', { to: by })]
  },
  (context, entropy) => {
    const by = holderOf(context, entropy, 'pair')
    const amount = balance(context, 'pair', by) / 100n
    return [call(by, 'pair.transfer', { to: 'pair', amount }), call(by, 'pair.burn', { to: by })]
  },
  (context, entropy) => [
    call(anyone(context, entropy), 'pair.swap', { amount0Out: 1n, amount1Out: 1n, to: 'owner', data: '0x' }),
  ],
  (context, entropy) => {
    const by = holderOf(context, entropy, 'pair')
    const [tokenA, tokenB] = ['amt', 'btcb'] as const
    const liquidity = balance(context, 'pair', by) / 100n
    const terms = { tokenA, tokenB, liquidity, amountAMin: 0n, amountBMin: 0n, to: by, deadline: UINT256_MAX }
    return [approval(by, 'pair', 'router', UINT256_MAX), call(by, 'router.removeLiquidity', terms)]
  },
  (context, entropy) => {
    const by = holderOf(context, entropy, 'liqAmt')
    const amount = balance(context, 'liqAmt', by) / 100n
    return [approval(by, 'liqAmt', 'master', UINT256_MAX), call(by, 'master.removeLiquidity', { amount })]
  },
  (context, entropy) => {
    const by = holderOf(context, entropy, 'amt')
    const [tokenA, tokenB] = ['amt', 'btcb'] as const
    const { amountAmt: amountADesired, amountBtcb: amountBDesired } = inRatio(context, by)
    const desired = { tokenA, tokenB, amountADesired, amountBDesired, amountAMin: 0n, amountBMin: 0n }
    return [
      ...trustOf(by, 'router'),
      call(by, 'router.addLiquidity', { ...desired, to: by, deadline: UINT256_MAX }),
    ]
  },
  (context, entropy) => {
    const by = holderOf(context, entropy, 'amt')
    return [...trustOf(by, 'master'), call(by, 'master.addLiquidity', inRatio(context, by))]
  },
  locking,
  locking,
  sale('swapExactTokensForTokens'),
  sale('swapExactTokensForTokensSupportingFeeOnTransferTokens'),
  sale('swapTokensForExactTokens'),
]

/** The owner locks, unless that is done. */
function locking(context: GeneratorContext): readonly Action[] {
  const by = ownerOf(context, 'master')
  if (!actors(context).includes(by)) return []
  const issued = 1_000_000n
  return [
    call(by, 'master.mintMaster', { account: by, amount: issued }),
    ...trustOf(by, 'master'),
    call(by, 'master.addLiquidityLocking', inRatio(context, by, issued)),
  ]
}

/** What somebody can provide of both tokens in the pool's ratio: a hundredth of it, or just `amountAmt`. */
function inRatio(
  context: GeneratorContext,
  by: Account,
  amountAmt = balance(context, 'amt', by) / 100n,
): {
  readonly amountAmt: bigint
  readonly amountBtcb: bigint
} {
  const [reserveAmt, reserveBtcb] = reservesOf(context, 'amt', 'btcb')
  if (reserveAmt === 0n) return { amountAmt, amountBtcb: amountAmt }
  const affordable = reserveBtcb === 0n ? 0n : (balance(context, 'btcb', by) * reserveAmt) / reserveBtcb
  const amount = amountAmt < affordable ? amountAmt : affordable
  return { amountAmt: amount, amountBtcb: (amount * reserveBtcb) / reserveAmt }
}

/** Somebody sells a little AMT to the pair. */
function sale(
  fn:
    | 'swapExactTokensForTokens'
    | 'swapTokensForExactTokens'
    | 'swapExactTokensForTokensSupportingFeeOnTransferTokens',
): Command {
  return (context, entropy) => {
    const by = holderOf(context, entropy, 'amt')
    const [amountA, limit] =
      fn === 'swapTokensForExactTokens' ? [1n, UINT256_MAX] : [balance(context, 'amt', by) / 100n, 0n]
    const terms = { amountA, limit, path: ['amt', 'btcb'] as const, to: by, deadline: UINT256_MAX }
    return [approval(by, 'amt', 'router', UINT256_MAX), call(by, `router.${fn}`, terms)]
  }
}

function trustOf(by: Account, spender: 'master' | 'router'): readonly Action[] {
  return (['amt', 'btcb'] as const).map((token) => approval(by, token, spender, UINT256_MAX))
}

/** An overflowing pair between a price record and the purchase. */
export const overflowingPurchase: Command = (context, entropy) => {
  const by = anyone(context, entropy)
  const amount = overflow(entropy)
  return [
    ...somethingToSpend(context, entropy),
    call(by, 'buyBackVault.poke', {}),
    { wait: MIN_WINDOW },
    ...provideWith(context, 'pair', amount),
    call(by, 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX }),
    ...withdrawExcess(by, amount),
  ]
}

/** Provides liquidity with more BTCB than fits. */
export const hugeLiquidity: Command = (context, entropy) => {
  const locking = entropy.chance(40)
  const by = locking ? ownerOf(context, 'master') : anyone(context, entropy)
  if (!actors(context).includes(by)) return []
  const amountBtcb = overflow(entropy)
  const issued = 10n ** 24n
  const amountAmt = entropy.chance(50) ? balance(context, 'amt', by) + (locking ? issued : 0n) : 0n
  return [
    ...provideWith(context, by, amountBtcb),
    ...(locking ? [call(by, 'master.mintMaster', { account: by, amount: issued })] : []),
    approval(by, 'btcb', 'master', UINT256_MAX),
    approval(by, 'amt', 'master', UINT256_MAX),
    call(by, locking ? 'master.addLiquidityLocking' : 'master.addLiquidity', { amountAmt, amountBtcb }),
    ...(entropy.chance(70) ? [call(by, 'btcb.burn', { amount: amountBtcb })] : []),
  ]
}
