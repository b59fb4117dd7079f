/**
 * Rare situations of the buy-back vault: several rounds that are due at once, settlements at the edge of a
 * round, purchases with nobody left, pools of a few base units.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { LOCK_SECONDS } from '../../../model/contracts/locker.ts'
import { MIN_WINDOW } from '../../../model/contracts/vaults/buy-back.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { fraction } from '../../generate/amounts.ts'
import {
  actors,
  anyone,
  balance,
  call,
  holderOf,
  ownerOf,
  type Command,
  type GeneratorContext,
} from '../../generate/context.ts'
import type { Entropy } from '../../generate/entropy.ts'
import { wrappedProvision } from '../pancake/sure-liquidity.ts'
import { surePayment, surePayments } from '../master/actions.ts'
import { sureDeposit } from '../staking-vault/actions.ts'
import { approval } from '../tokens/actions.ts'

function deposits(context: GeneratorContext): readonly Account[] {
  return actors(context).filter(
    (who) => (context.read({ on: 'buyBackVault', fn: 'depositOf', args: [who] }) as bigint) > 0n,
  )
}

/** A price record, its waiting time and a purchase. */
function round(by: Account): readonly [Action, Action, Action] {
  return [
    call(by, 'buyBackVault.poke', {}),
    { wait: MIN_WINDOW },
    call(by, 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX }),
  ]
}

/**
 * Two rounds, with one or two payments before each or none before the second, and a settlement: at the edge
 * of a round, of several at once, or of somebody without a deposit.
 */
export const twoRounds: Command = (context, entropy) => {
  const known = deposits(context)
  const deposit = known.length === 0 ? sureDeposit(context, entropy, 'buyBackVault') : []
  const [placed] = deposit.slice(-1)
  const depositor = known.length > 0 ? entropy.pick(known) : (placed as { readonly by: Account }).by
  const by = anyone(context, entropy)
  const idle = actors(context).filter((who) => who !== depositor && !known.includes(who))
  const first = context.domain.snapshots + 1n
  const second = entropy.pick<readonly Action[]>([surePayment(context, entropy), []])
  const latest = first + (second.length > 0 ? 2n : 1n)
  const settle = (account: Account, upTo: bigint): Action =>
    call(by, 'buyBackVault.settle', { account, upTo })
  const newcomer = idle[0] ?? by
  const uses = entropy.pick<readonly Action[]>([
    [settle(depositor, first), settle(depositor, first + 1n), settle(depositor, latest)],
    [settle(depositor, first + 1n)],
    [settle(depositor, latest)],
    [settle(newcomer, latest)],
    [settle(newcomer, first + 1n)],
    [
      approval(newcomer, 'amt', 'buyBackVault', UINT256_MAX),
      call(newcomer, 'buyBackVault.deposit', {
        amount: fraction(entropy, balance(context, 'amt', newcomer)),
      }),
    ],
    [call(depositor, 'buyBackVault.withdraw', { amount: 1n })],
    [call(depositor, 'buyBackVault.deposit', { amount: 1n })],
  ])
  return [...deposit, ...surePayments(context, entropy, 2), ...round(by), ...second, ...round(by), ...uses]
}

/**
 * A payment of far more than the vault may spend at once; then the pool loses BTCB between the price record
 * and the purchase: somebody removes liquidity, or sells AMT. The purchase is limited by the lesser pool.
 */
export const thinnerPool: Command = (context, entropy) => {
  const isEmpty = balance(context, 'amt', 'buyBackVault') === 0n
  const by = anyone(context, entropy)
  const binance = ownerOf(context, 'btcb')
  const payer = context.read({ on: 'master', fn: 'payerWallet', args: [] }) as Account
  const amount = balance(context, 'btcb', 'pair') * 4n
  const isPayable = [binance, payer].every((who) => actors(context).includes(who))
  if (!isPayable || amount === 0n || amount > 10n ** 40n) return twoRounds(context, entropy)
  const provider = actors(context).find((who) => balance(context, 'liqAmt', who) > 0n)
  const seller = holderOf(context, entropy, 'amt')
  const thins: readonly Action[] =
    provider !== undefined && entropy.chance(60)
      ? [
          approval(provider, 'liqAmt', 'master', UINT256_MAX),
          call(provider, 'master.removeLiquidity', {
            amount: fraction(entropy, balance(context, 'liqAmt', provider)),
          }),
        ]
      : [
          approval(seller, 'amt', 'router', UINT256_MAX),
          call(seller, 'router.swapExactTokensForTokens', {
            amountA: fraction(entropy, balance(context, 'amt', seller)),
            limit: 0n,
            path: ['amt', 'btcb'],
            to: seller,
            deadline: UINT256_MAX,
          }),
        ]
  const [poke, wait, buyBack] = round(by)
  return [
    ...(isEmpty ? sureDeposit(context, entropy, 'buyBackVault') : []),
    call(binance, 'btcb.mint', { amount }),
    call(binance, 'btcb.transfer', { to: payer, amount }),
    approval(payer, 'btcb', 'master', UINT256_MAX),
    call(payer, 'master.payRent', { amountBtcb: amount, vaultParticipation: 0n }),
    poke,
    wait,
    ...thins,
    buyBack,
  ]
}

/** All depositors leave after a payment, and the vault buys with what rounding has left. */
export const nobodyLeft: Command = (context, entropy) => {
  const holders = actors(context).filter((who) => balance(context, 'amt', who) > 1000n)
  // Parts of three, so that the sum of what each gets is less than what the vault gets.
  const added = new Map(holders.slice(0, 3).map((who) => [who, balance(context, 'amt', who) / 3n]))
  const leaving = new Map(added)
  for (const who of deposits(context)) {
    const held = context.read({ on: 'buyBackVault', fn: 'depositOf', args: [who] }) as bigint
    leaving.set(who, held + (added.get(who) ?? 0n))
  }
  return [
    ...[...added].flatMap(([who, amount]) => [
      approval(who, 'amt', 'buyBackVault', amount),
      call(who, 'buyBackVault.deposit', { amount }),
    ]),
    ...surePayment(context, entropy),
    ...[...leaving].map(([who, amount]) => call(who, 'buyBackVault.withdraw', { amount })),
    ...round(anyone(context, entropy)),
  ]
}

/**
 * Everybody leaves the AMT/BTCB pair, the locked liquidity included, so that only the locked LP tokens
 * remain; then the vault tries to buy there, or somebody provides again.
 */
export const emptyPool: Command = (context, entropy) => {
  const by = anyone(context, entropy)
  const locked = balance(context, 'liqAmt', 'locker')
  const beneficiary = context.domain.lockerExists
    ? (context.read({ on: 'locker', fn: 'beneficiary', args: [] }) as Account)
    : undefined
  const wrapped = actors(context)
    .map((who) => ({
      who,
      amount: balance(context, 'liqAmt', who) + (who === beneficiary ? locked : 0n),
    }))
    .filter(({ amount }) => amount > 0n)
  const raw = actors(context).filter((who) => balance(context, 'pair', who) > 0n)
  const use = entropy.chance(65)
    ? [...(balance(context, 'amt', 'buyBackVault') > 0n ? [] : sureDeposit(context, entropy, 'buyBackVault'))]
    : []
  return [
    ...use,
    ...(locked > 0n ? [{ wait: LOCK_SECONDS }, call(by, 'locker.release', {})] : []),
    ...wrapped.flatMap(({ who, amount }) => [
      approval(who, 'liqAmt', 'master', amount),
      call(who, 'master.removeLiquidity', { amount }),
    ]),
    ...raw.flatMap((who) => [
      call(who, 'pair.transfer', { to: 'pair', amount: balance(context, 'pair', who) }),
      call(who, 'pair.burn', { to: who }),
    ]),
    ...(use.length > 0 || balance(context, 'amt', 'buyBackVault') > 0n
      ? [...surePayment(context, entropy), ...round(by)]
      : smallProvision(context, entropy)),
  ]
}

/** A hundredth of the remaining reserves, or a usual amount. */
function smallProvision(context: GeneratorContext, entropy: Entropy): readonly Action[] {
  if (entropy.chance(50)) return wrappedProvision(context, entropy).actions
  const by = holderOf(context, entropy, 'amt')
  return (['amt', 'btcb'] as const)
    .map((token) => call(by, `${token}.transfer`, { to: 'pair', amount: 1_000_000n }))
    .concat(call(by, 'pair.mint', { to: by }))
}
