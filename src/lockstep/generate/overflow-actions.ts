/**
 * Flood moves: more BTCB in the pair than its reserves, or the arithmetic on them, can count.
 *
 * Whoever brought it takes it away again in most cases, and burns it, so that the sequence is good for something afterwards.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { UINT112_MAX, UINT256_MAX } from '../../model/kernel/uint256.ts'
import type { Entropy } from './entropy.ts'
import { actors, anyone, balance, call, holderOf, ownerOf, type Move, type Scene } from './context.ts'
import { reservesOf } from '../systems/pancake/pool-choice.ts'
import { somethingToSpend } from '../systems/buy-back-vault/actions.ts'
import { approval } from '../systems/tokens/actions.ts'
import { provideWith } from './bulk-actions.ts'

/** Up to the edge of a reserve and beyond, and beyond that of products with it. */
function flood(entropy: Entropy): bigint {
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
export const floodedPair: Move = (scene, entropy) => {
  const by = anyone(scene, entropy)
  const amount = flood(entropy)
  const uses = Array.from({ length: 2 + entropy.below(2) }, () => entropy.pick(USES)(scene, entropy))
  return [
    ...provideWith(scene, 'pair', amount),
    ...uses.flat(),
    ...(entropy.chance(85) ? ebb(by, amount) : []),
  ]
}

/** Takes away what came. */
function ebb(by: Account, amount: bigint): readonly Action[] {
  return [call(by, 'pair.skim', { to: by }), call(by, 'btcb.burn', { amount })]
}

/** What is done with a flooded pair, each with all that it needs. */
const USES: readonly Move[] = [
  (scene, entropy) => [call(anyone(scene, entropy), 'pair.sync', {})],
  (scene, entropy) => {
    const by = holderOf(scene, entropy, 'amt')
    const amount = balance(scene, 'amt', by) / 100n
    return [call(by, 'amt.transfer', { to: 'pair', amount }), call(by, 'pair.mint', { to: by })]
  },
  (scene, entropy) => {
    const by = holderOf(scene, entropy, 'pair')
    const amount = balance(scene, 'pair', by) / 100n
    return [call(by, 'pair.transfer', { to: 'pair', amount }), call(by, 'pair.burn', { to: by })]
  },
  (scene, entropy) => [
    call(anyone(scene, entropy), 'pair.swap', { amount0Out: 1n, amount1Out: 1n, to: 'owner', data: '0x' }),
  ],
  (scene, entropy) => {
    const by = holderOf(scene, entropy, 'pair')
    const [tokenA, tokenB] = ['amt', 'btcb'] as const
    const liquidity = balance(scene, 'pair', by) / 100n
    const terms = { tokenA, tokenB, liquidity, amountAMin: 0n, amountBMin: 0n, to: by, deadline: UINT256_MAX }
    return [approval(by, 'pair', 'router', UINT256_MAX), call(by, 'router.removeLiquidity', terms)]
  },
  (scene, entropy) => {
    const by = holderOf(scene, entropy, 'liqAmt')
    const amount = balance(scene, 'liqAmt', by) / 100n
    return [approval(by, 'liqAmt', 'master', UINT256_MAX), call(by, 'master.removeLiquidity', { amount })]
  },
  (scene, entropy) => {
    const by = holderOf(scene, entropy, 'amt')
    const [tokenA, tokenB] = ['amt', 'btcb'] as const
    const { amountAmt: amountADesired, amountBtcb: amountBDesired } = inRatio(scene, by)
    const desired = { tokenA, tokenB, amountADesired, amountBDesired, amountAMin: 0n, amountBMin: 0n }
    return [
      ...trustOf(by, 'router'),
      call(by, 'router.addLiquidity', { ...desired, to: by, deadline: UINT256_MAX }),
    ]
  },
  (scene, entropy) => {
    const by = holderOf(scene, entropy, 'amt')
    return [...trustOf(by, 'master'), call(by, 'master.addLiquidity', inRatio(scene, by))]
  },
  locking,
  locking,
  sale('swapExactTokensForTokens'),
  sale('swapExactTokensForTokensSupportingFeeOnTransferTokens'),
  sale('swapTokensForExactTokens'),
]

/** The owner locks, unless that is done. */
function locking(scene: Scene): readonly Action[] {
  const by = ownerOf(scene, 'master')
  if (!actors(scene).includes(by)) return []
  const issued = 1_000_000n
  return [
    call(by, 'master.mintMaster', { account: by, amount: issued }),
    ...trustOf(by, 'master'),
    call(by, 'master.addLiquidityLocking', inRatio(scene, by, issued)),
  ]
}

/** What somebody can provide of both tokens in the pool's ratio: a hundredth of it, or just `amountAmt`. */
function inRatio(
  scene: Scene,
  by: Account,
  amountAmt = balance(scene, 'amt', by) / 100n,
): {
  readonly amountAmt: bigint
  readonly amountBtcb: bigint
} {
  const [reserveAmt, reserveBtcb] = reservesOf(scene, 'amt', 'btcb')
  if (reserveAmt === 0n) return { amountAmt, amountBtcb: amountAmt }
  const affordable = reserveBtcb === 0n ? 0n : (balance(scene, 'btcb', by) * reserveAmt) / reserveBtcb
  const amount = amountAmt < affordable ? amountAmt : affordable
  return { amountAmt: amount, amountBtcb: (amount * reserveBtcb) / reserveAmt }
}

/** Somebody sells a little AMT to the pair. */
function sale(
  fn:
    | 'swapExactTokensForTokens'
    | 'swapTokensForExactTokens'
    | 'swapExactTokensForTokensSupportingFeeOnTransferTokens',
): Move {
  return (scene, entropy) => {
    const by = holderOf(scene, entropy, 'amt')
    const [amountA, limit] =
      fn === 'swapTokensForExactTokens' ? [1n, UINT256_MAX] : [balance(scene, 'amt', by) / 100n, 0n]
    const terms = { amountA, limit, path: ['amt', 'btcb'] as const, to: by, deadline: UINT256_MAX }
    return [approval(by, 'amt', 'router', UINT256_MAX), call(by, `router.${fn}`, terms)]
  }
}

function trustOf(by: Account, spender: 'master' | 'router'): readonly Action[] {
  return (['amt', 'btcb'] as const).map((token) => approval(by, token, spender, UINT256_MAX))
}

/** A flood between a price record and the purchase. */
export const floodedPurchase: Move = (scene, entropy) => {
  const by = anyone(scene, entropy)
  const amount = flood(entropy)
  return [
    ...somethingToSpend(scene, entropy),
    call(by, 'buyBackVault.poke', {}),
    { wait: 1_800n },
    ...provideWith(scene, 'pair', amount),
    call(by, 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX }),
    ...ebb(by, amount),
  ]
}

/** Provides liquidity with more BTCB than fits. */
export const hugeLiquidity: Move = (scene, entropy) => {
  const locking = entropy.chance(40)
  const by = locking ? ownerOf(scene, 'master') : anyone(scene, entropy)
  if (!actors(scene).includes(by)) return []
  const amountBtcb = flood(entropy)
  const issued = 10n ** 24n
  const amountAmt = entropy.chance(50) ? balance(scene, 'amt', by) + (locking ? issued : 0n) : 0n
  return [
    ...provideWith(scene, by, amountBtcb),
    ...(locking ? [call(by, 'master.mintMaster', { account: by, amount: issued })] : []),
    approval(by, 'btcb', 'master', UINT256_MAX),
    approval(by, 'amt', 'master', UINT256_MAX),
    call(by, locking ? 'master.addLiquidityLocking' : 'master.addLiquidity', { amountAmt, amountBtcb }),
    ...(entropy.chance(70) ? [call(by, 'btcb.burn', { amount: amountBtcb })] : []),
  ]
}
