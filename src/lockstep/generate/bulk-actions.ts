/**
 * Bulk actions: amounts that no economy has, and that uint256 and uint112 must survive.
 *
 * Binance can mint any amount, which brings the arithmetic behind payments, claims and reserves to its end. A
 * sequence is of little use after such a command, so they are rare.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { isqrt, UINT256_MAX } from '../../model/kernel/uint256.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import { bounded, fraction } from './amounts.ts'
import type { Entropy } from './entropy.ts'
import {
  actors,
  anyone,
  balance,
  call,
  holderOf,
  ownerOf,
  supply,
  type Command,
  type GeneratorContext,
} from './context.ts'
import { approval } from '../systems/tokens/actions.ts'
import { sureDeposit } from '../systems/staking-vault/actions.ts'

/** Binance mints and sends what `to` lacks to `amount`, as far as the supply allows. */
export function provideWith(context: GeneratorContext, to: Account, amount: bigint): ReturnType<Command> {
  const binance = ownerOf(context, 'btcb')
  const room = UINT256_MAX - supply(context, 'btcb')
  if (!actors(context).includes(binance) || amount === 0n) return []
  const minted = amount < room ? amount : room
  return [
    call(binance, 'btcb.mint', { amount: minted }),
    call(binance, 'btcb.transfer', { to, amount: minted }),
  ]
}

const KEEPERS = ['stakingVault', 'buyBackVault', 'market'] as const

/** AMT for those who are to hold some at the payment. */
function stockOf(
  context: GeneratorContext,
  entropy: Entropy,
  kept: (typeof KEEPERS)[number],
): ReturnType<Command> {
  if (kept !== 'market') return sureDeposit(context, entropy, kept)
  const by = holderOf(context, entropy, 'amt')
  return [call(by, 'amt.transfer', { to: kept, amount: fraction(entropy, balance(context, 'amt', by)) })]
}

/**
 * Wrapped liquidity of the largest provider and of the locker, where it is more than all AMT: only then can a
 * payment be divided by AMT and not by liquidity. Of two such the payment that is just small enough for the
 * larger one is too large for both together, and the dust.
 */
function earningProviders(context: GeneratorContext): readonly bigint[] {
  const [pooled, circulating] = [balance(context, 'amt', 'pair'), supply(context, 'amt')]
  const wrapped = actors(context).map((who) => balance(context, 'liqAmt', who))
  const largest = wrapped.reduce((most, held) => (held > most ? held : most), 0n)
  return pooled === 0n
    ? []
    : [largest, balance(context, 'liqAmt', 'locker')].filter((held) => held > circulating)
}

/**
 * A payment so large that a claim, or only the sum of all claims, leaves uint256; then everybody claims, and
 * the dust is collected.
 */
export const hugePayment: Command = (context, entropy) => {
  const holdings = actors(context).map((who) => balance(context, 'amt', who))
  const largest = holdings.reduce((most, held) => (held > most ? held : most), 0n)
  const kept = entropy.pick(KEEPERS)
  const pooled = balance(context, 'amt', 'pair')
  const circulating = supply(context, 'amt')
  const over = (divisor: bigint): bigint => UINT256_MAX / (divisor < 2n ? 2n : divisor)
  const justEnough = earningProviders(context).map((held) => (over(held) / pooled) * circulating)
  const forProviders = justEnough.length > 0 && entropy.chance(60)
  const amount = forProviders
    ? bounded(entropy.pick(justEnough) * entropy.pick([1n, 2n]))
    : entropy.weighted([
        [1, over(largest)],
        [3, over(balance(context, 'amt', kept))],
        [1, over(pooled)],
        [1, over(circulating)],
      ])
  return [
    ...(balance(context, 'amt', kept) === 0n ? stockOf(context, entropy, kept) : []),
    ...payAndClaim(context, entropy, amount, forProviders ? 60 : 30),
  ]
}

/** The payment, and everybody's claims of it; `ranges` in 100 claim by range. */
function payAndClaim(
  context: GeneratorContext,
  entropy: Entropy,
  amount: bigint,
  ranges: number,
): ReturnType<Command> {
  const payer = context.read({ on: 'master', fn: 'payerWallet', args: [] }) as Account
  const snapId = context.domain.snapshots + 1n
  const range = { from: snapId, to: snapId }
  const owner = ownerOf(context, 'master')
  return [
    ...provideWith(context, payer, amount),
    approval(payer, 'btcb', 'master', UINT256_MAX),
    call(payer, 'master.payRent', { amountBtcb: amount, vaultParticipation: 0n }),
    ...actors(context).flatMap((who) =>
      entropy.chance(ranges)
        ? [call(who, 'master.chargeFromTo', range), call(who, 'master.liqChargeFromTo', range)]
        : [call(who, 'master.charge', { snapId }), call(who, 'master.liqCharge', { snapId })],
    ),
    call(anyone(context, entropy), 'locker.charge', { snapId }),
    call(ownerOf(context, 'market'), 'market.charge', { snapId }),
    ...VAULTS.map((vault) => call(anyone(context, entropy), `${vault}.harvest`, { upTo: snapId })),
    ...VAULTS.map((vault) => call(anyone(context, entropy), `${vault}.deposit`, { amount: 1n })),
    ...VAULTS.map((vault) => call(anyone(context, entropy), `${vault}.withdraw`, { amount: 0n })),
    call(anyone(context, entropy), 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX }),
    call(owner, 'master.handleDust', { snapId }),
    call(owner, 'master.LiqHandleDust', { snapId }),
  ].filter((action) => !('by' in action) || actors(context).includes(action.by))
}

/**
 * Where nobody has provided yet, the owner locks, and somebody wraps, liquidity so dear that there is more of
 * it than AMT; then a payment that the locker can just claim, or cannot.
 */
export const dearLiquidity: Command = (context, entropy) => {
  const [owner, by] = [ownerOf(context, 'master'), holderOf(context, entropy, 'amt')]
  if (supply(context, 'pair') > 0n || !actors(context).includes(owner)) return hugePayment(context, entropy)
  const [locked, btcb] = [10n ** 20n, 1n << 110n]
  const half = locked / 2n
  const wrapped = balance(context, 'amt', by) < half ? balance(context, 'amt', by) : half
  const paid = (btcb * wrapped) / locked
  const circulating = supply(context, 'amt') + locked
  const justEnough = (UINT256_MAX / isqrt(locked * btcb) / (locked + wrapped)) * circulating
  return [
    call(owner, 'master.mintMaster', { account: owner, amount: locked }),
    ...provideWith(context, owner, btcb),
    ...provideWith(context, by, paid),
    ...[owner, by].flatMap((who) =>
      (['amt', 'btcb'] as const).map((token) => approval(who, token, 'master', UINT256_MAX)),
    ),
    call(owner, 'master.addLiquidityLocking', { amountAmt: locked, amountBtcb: btcb }),
    call(by, 'master.addLiquidity', { amountAmt: wrapped, amountBtcb: paid }),
    ...payAndClaim(context, entropy, bounded(justEnough * entropy.pick([1n, 2n])), 60),
  ]
}
