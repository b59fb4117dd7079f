/**
 * Commands on Master: payments, claims, dust, liquidity against liqAMT, roles.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { PAYMENT_FLOOR } from '../../../model/contracts/master/payment.ts'
import { CAP, ONE } from '../../../model/kernel/units.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { drawAmount, fraction } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import {
  actors,
  allowance,
  anyone,
  balance,
  call,
  holderOf,
  ownerOf,
  receiver,
  reserves,
  roleHolder,
  supply,
  type Command,
  type Commands,
  type GeneratorContext,
} from '../../generate/context.ts'
import { approval, changeOwner, preparation, renounceOwner } from '../tokens/actions.ts'

export const payRent: Command = (context, entropy) => {
  const payer = context.read({ on: 'master', fn: 'payerWallet', args: [] }) as Account
  const by = roleHolder(context, entropy, payer)
  const held = balance(context, 'btcb', by)
  const vaultParticipation = entropy.weighted([
    [6, BigInt(entropy.below(101))],
    [1, 0n],
    [1, 100n],
    [0.5, 101n],
    [0.2, UINT256_MAX],
  ])
  const allowed = allowance(context, 'btcb', by, 'master')
  const amountBtcb = entropy.weighted([
    [5, fraction(entropy, held / 10n)],
    [1, PAYMENT_FLOOR],
    [1, PAYMENT_FLOOR + 1n],
    [1, PAYMENT_FLOOR + 1n + BigInt(entropy.below(5000))],
    [2, drawAmount(entropy, held, allowed, PAYMENT_FLOOR)],
  ])
  const before = preparation(context, entropy, by, 'btcb', 'master', amountBtcb)
  return [...before, call(by, 'master.payRent', { amountBtcb, vaultParticipation })]
}

/** A payment with all that it needs, if payer and Binance have keys: for commands about what follows it. */
export function surePayment(context: GeneratorContext, entropy: Entropy): readonly Action[] {
  const payer = context.read({ on: 'master', fn: 'payerWallet', args: [] }) as Account
  const binance = ownerOf(context, 'btcb')
  if (!actors(context).includes(payer) || !actors(context).includes(binance)) return []
  const amountBtcb = PAYMENT_FLOOR + 1n + fraction(entropy, ONE)
  if (supply(context, 'btcb') > UINT256_MAX - amountBtcb) return []
  return [
    call(binance, 'btcb.mint', { amount: amountBtcb }),
    call(binance, 'btcb.transfer', { to: payer, amount: amountBtcb }),
    approval(payer, 'btcb', 'master', UINT256_MAX),
    call(payer, 'master.payRent', { amountBtcb, vaultParticipation: BigInt(entropy.below(60)) }),
  ]
}

/**
 * Several payments with all that they need, the first of them the snapshot after the latest; `between`
 * follows the first. None if payer or Binance has no key.
 */
export function surePayments(
  context: GeneratorContext,
  entropy: Entropy,
  count: number,
  between: readonly Action[] = [],
): readonly Action[] {
  const [first, ...rest] = surePayment(context, entropy).toReversed()
  if (first === undefined || !('by' in first)) return []
  const binance = ownerOf(context, 'btcb')
  // Odd amounts, so that shares leave dust.
  const amounts = Array.from(
    { length: count - 1 },
    (_, index) => PAYMENT_FLOOR + 1n + ONE / BigInt(7 + 6 * index),
  )
  const amount = amounts.reduce((sum, each) => sum + each, 0n)
  const payments = amounts.map((amountBtcb) =>
    call(first.by, 'master.payRent', { amountBtcb, vaultParticipation: 10n }),
  )
  return [
    ...rest.toReversed(),
    first,
    call(binance, 'btcb.mint', { amount }),
    call(binance, 'btcb.transfer', { to: first.by, amount }),
    ...between,
    ...payments,
  ]
}

/** A snapshot id: mostly one that exists, at times zero or the next. */
export function snapshotId(context: GeneratorContext, entropy: Entropy): bigint {
  const last = context.domain.snapshots
  const existing = last > 0n ? BigInt(entropy.below(Number(last))) + 1n : 1n
  return entropy.weighted([
    [16, existing],
    [4, last > 0n ? last : 1n],
    [1, 0n],
    [1, last + 1n],
    [0.3, UINT256_MAX],
  ])
}

type Side = { readonly token: 'amt' | 'liqAmt'; readonly claimed: 'alreadyCharged' | 'liqAlreadyCharged' }
const HOLDERS: Side = { token: 'amt', claimed: 'alreadyCharged' }
const PROVIDERS: Side = { token: 'liqAmt', claimed: 'liqAlreadyCharged' }

/** An account that may still claim a payment; anyone where there is none, and in some cases. */
function claimant(context: GeneratorContext, entropy: Entropy, side: Side, id: bigint): Account {
  if (id === 0n || id > context.domain.snapshots || entropy.chance(25)) return anyone(context, entropy)
  const entitled = actors(context).filter(
    (who) =>
      (context.read({ on: side.token, fn: 'balanceOfAt', args: [who, id] }) as bigint) > 0n &&
      context.read({ on: 'master', fn: side.claimed, args: [who, id] }) === false,
  )
  return entitled.length === 0 ? anyone(context, entropy) : entropy.pick(entitled)
}

/** A command on payments; before the first payment mostly makes one. */
function aboutPayments(command: Command): Command {
  return (context, entropy) =>
    context.domain.snapshots === 0n && entropy.chance(85)
      ? payRent(context, entropy)
      : command(context, entropy)
}

function claim(side: Side, fn: 'charge' | 'liqCharge'): Command {
  return (context, entropy) => {
    const snapId = snapshotId(context, entropy)
    return [call(claimant(context, entropy, side, snapId), `master.${fn}`, { snapId })]
  }
}

function claimRange(side: Side, fn: 'chargeFromTo' | 'liqChargeFromTo'): Command {
  return (context, entropy) => {
    const last = context.domain.snapshots
    const [from, to] = entropy.weighted<readonly [bigint, bigint]>([
      [6, [1n, last]],
      [4, [BigInt(entropy.below(Number(last) + 1)), last]],
      [2, [1n, last + 1n]],
      [1, [last + 1n, last]],
      [1, [0n, last]],
      [2, [snapshotId(context, entropy), snapshotId(context, entropy)]],
    ])
    return [call(claimant(context, entropy, side, to), `master.${fn}`, { from, to })]
  }
}

export const charge = aboutPayments(claim(HOLDERS, 'charge'))
export const liqCharge = aboutPayments(claim(PROVIDERS, 'liqCharge'))
export const chargeFromTo = aboutPayments(claimRange(HOLDERS, 'chargeFromTo'))
export const liqChargeFromTo = aboutPayments(claimRange(PROVIDERS, 'liqChargeFromTo'))

export function collectDust(fn: 'handleDust' | 'LiqHandleDust'): Command {
  return aboutPayments((context, entropy) => {
    const by = roleHolder(context, entropy, ownerOf(context, 'master'))
    return [call(by, `master.${fn}`, { snapId: snapshotId(context, entropy) })]
  })
}

/** Amounts of AMT and BTCB for the pair: in its ratio, a little beside it, or anything. */
function liquidityAmounts(
  context: GeneratorContext,
  entropy: Entropy,
  by: Account,
): { readonly amountAmt: bigint; readonly amountBtcb: bigint } {
  const heldAmt = balance(context, 'amt', by)
  const heldBtcb = balance(context, 'btcb', by)
  const { reserve0, reserve1 } = reserves(context, 'pair')
  const amtFirst = context.token0('pair') === 'amt'
  const [reserveAmt, reserveBtcb] = amtFirst ? [reserve0, reserve1] : [reserve1, reserve0]
  const amountAmt = entropy.chance(70) ? fraction(entropy, heldAmt / 4n) : drawAmount(entropy, heldAmt)
  if (reserveAmt === 0n || entropy.chance(25)) return { amountAmt, amountBtcb: drawAmount(entropy, heldBtcb) }
  const inRatio = (amountAmt * reserveBtcb) / reserveAmt
  const percent = entropy.pick([100n, 101n, 99n, 102n, 98n, 97n])
  const amountBtcb = (inRatio * percent) / 100n
  return { amountAmt, amountBtcb: amountBtcb > UINT256_MAX ? UINT256_MAX : amountBtcb }
}

function provision(fn: 'addLiquidity' | 'addLiquidityLocking'): Command {
  return (context, entropy) => {
    const by =
      fn === 'addLiquidity'
        ? holderOf(context, entropy, 'amt')
        : roleHolder(context, entropy, ownerOf(context, 'master'))
    const amounts = liquidityAmounts(context, entropy, by)
    return [
      ...preparation(context, entropy, by, 'amt', 'master', amounts.amountAmt),
      ...preparation(context, entropy, by, 'btcb', 'master', amounts.amountBtcb),
      call(by, `master.${fn}`, amounts),
    ]
  }
}

export const addLiquidity = provision('addLiquidity')
export const addLiquidityLocking = provision('addLiquidityLocking')

export const removeLiquidity: Command = (context, entropy) => {
  const by = holderOf(context, entropy, 'liqAmt')
  const held = balance(context, 'liqAmt', by)
  const amount = drawAmount(entropy, held, allowance(context, 'liqAmt', by, 'master'))
  return [
    ...preparation(context, entropy, by, 'liqAmt', 'master', amount),
    call(by, 'master.removeLiquidity', { amount }),
  ]
}

export const mintMaster: Command = (context, entropy) => {
  const by = roleHolder(context, entropy, ownerOf(context, 'master'))
  const room = CAP - supply(context, 'amt')
  const amount = entropy.weighted([
    [60, fraction(entropy, room / 100n)],
    [36, drawAmount(entropy, room / 10n, room)],
    [4, room],
    [4, room + 1n],
  ])
  return [call(by, 'master.mintMaster', { account: receiver(context, entropy), amount })]
}

export const setPayerWallet: Command = (context, entropy) => {
  const by = roleHolder(context, entropy, ownerOf(context, 'master'))
  const wallet = entropy.weighted<Account>([
    [5, 'payer'],
    [3, anyone(context, entropy)],
    [1, 'zero'],
  ])
  return [call(by, 'master.setPayerWallet', { wallet })]
}

export const extendApprove: Command = (context, entropy) => {
  const by = roleHolder(context, entropy, ownerOf(context, 'master'))
  const current = allowance(context, 'btcb', 'master', 'router')
  return [call(by, 'master.extendApprove', { amount: drawAmount(entropy, UINT256_MAX, current) })]
}

/** Commands by function, with their weights in a sequence. */
export const MASTER_COMMANDS = {
  'master.payRent': [18, payRent],
  'master.charge': [14, charge],
  'master.chargeFromTo': [8, chargeFromTo],
  'master.liqCharge': [8, liqCharge],
  'master.liqChargeFromTo': [6, liqChargeFromTo],
  'master.handleDust': [5, collectDust('handleDust')],
  'master.LiqHandleDust': [5, collectDust('LiqHandleDust')],
  'master.addLiquidityLocking': [5, addLiquidityLocking],
  'master.addLiquidity': [7, addLiquidity],
  'master.removeLiquidity': [8, removeLiquidity],
  'master.mintMaster': [5, mintMaster],
  'master.setPayerWallet': [2, setPayerWallet],
  'master.extendApprove': [2, extendApprove],
  'master.transferOwnership': [1, changeOwner('master')],
  'master.renounceOwnership': [0.7, renounceOwner('master')],
} as const satisfies Commands
