/**
 * Wholesale moves: amounts that no economy has, and that uint256 and uint112 must survive.
 *
 * Binance can mint any amount, so that the arithmetic behind payments, claims and reserves can be brought to its end. A sequence with such a
 * move is of little use afterwards: they are rare.
 */
import type { Account } from '../../model/accounts.ts'
import { UINT112_MAX, UINT256_MAX } from '../../model/uint256.ts'
import { VAULTS } from '../../model/vaults/deposits.ts'
import { bounded } from '../amounts.ts'
import type { Entropy } from '../entropy.ts'
import { actors, anyone, balance, call, ownerOf, supply, type Move, type Scene } from '../scene.ts'
import { approval } from './token-moves.ts'

/** Mints so much that `to` can have `amount`, as far as the supply allows, and sends it. */
function provideWith(scene: Scene, to: Account, amount: bigint): ReturnType<Move> {
  const binance = ownerOf(scene, 'btcb')
  const room = UINT256_MAX - supply(scene, 'btcb')
  if (!actors(scene).includes(binance) || amount === 0n) return []
  const minted = amount < room ? amount : room
  return [
    call(binance, 'btcb.mint', { amount: minted }),
    call(binance, 'btcb.transfer', { to, amount: minted }),
  ]
}

/**
 * A payment so large that a claim, or only the sum of all claims, leaves uint256; then everybody claims, and the dust is collected.
 */
export const hugePayment: Move = (scene, entropy) => {
  const payer = scene.read({ on: 'master', fn: 'payerWallet', args: [] }) as Account
  const holdings = actors(scene).map((who) => balance(scene, 'amt', who))
  const largest = holdings.reduce((most, held) => (held > most ? held : most), 0n)
  const wrapped = actors(scene).map((who) => balance(scene, 'liqAmt', who))
  const largestWrapped = wrapped.reduce((most, held) => (held > most ? held : most), 0n)
  const kept = entropy.pick(['stakingVault', 'buyBackVault', 'market'])
  const pooled = balance(scene, 'amt', 'pair')
  const circulating = supply(scene, 'amt')
  const over = (divisor: bigint): bigint => UINT256_MAX / (divisor < 2n ? 2n : divisor)
  // The last one gives the providers just as much as their largest can claim, so that two of them are too many for the dust.
  const amount = entropy.pick([
    over(largest),
    over(balance(scene, 'amt', kept)),
    over(pooled),
    over(circulating),
    pooled === 0n ? over(largestWrapped) : bounded((over(largestWrapped) / pooled) * circulating),
  ])
  const snapId = scene.extent.snapshots + 1n
  const range = { from: snapId, to: snapId }
  const owner = ownerOf(scene, 'master')
  return [
    ...provideWith(scene, payer, amount),
    approval(payer, 'btcb', 'master', UINT256_MAX),
    call(payer, 'master.payRent', { amountBtcb: amount, vaultParticipation: 0n }),
    ...actors(scene).flatMap((who) =>
      entropy.chance(30)
        ? [call(who, 'master.chargeFromTo', range), call(who, 'master.liqChargeFromTo', range)]
        : [call(who, 'master.charge', { snapId }), call(who, 'master.liqCharge', { snapId })],
    ),
    call(anyone(scene, entropy), 'locker.charge', { snapId }),
    call(ownerOf(scene, 'market'), 'market.charge', { snapId }),
    ...VAULTS.map((vault) => call(anyone(scene, entropy), `${vault}.harvest`, { upTo: snapId })),
    ...VAULTS.map((vault) => call(anyone(scene, entropy), `${vault}.withdraw`, { amount: 0n })),
    call(anyone(scene, entropy), 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX }),
    call(owner, 'master.handleDust', { snapId }),
    call(owner, 'master.LiqHandleDust', { snapId }),
  ].filter((action) => !('by' in action) || actors(scene).includes(action.by))
}

/** More BTCB than a reserve can count, and then the most that can be. */
function flood(entropy: Entropy): bigint {
  return entropy.pick([UINT112_MAX, UINT112_MAX + 1n, 1n << 150n, 1n << 250n, UINT256_MAX])
}

/** Puts more BTCB into the pair than fits, and then does something there. */
export const floodedPair: Move = (scene, entropy) => {
  const by = anyone(scene, entropy)
  return [
    ...provideWith(scene, 'pair', flood(entropy)),
    ...entropy.pick([
      [call(by, 'pair.sync', {})],
      [call(by, 'pair.mint', { to: by })],
      [call(by, 'pair.burn', { to: by })],
      [call(by, 'pair.swap', { amount0Out: 1n, amount1Out: 1n, to: by, data: '0x' as const })],
      [],
    ]),
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
  ]
}
