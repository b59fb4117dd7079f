/**
 * Commands on the purchases of the buy-back vault: price records, purchases, and interference between the
 * two.
 */
import type { Action } from '../../../model/interface/action.ts'
import { MAX_WINDOW, MIN_WINDOW } from '../../../model/contracts/vaults/buy-back.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { drawAmount, drawDeadline, fraction } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import {
  actors,
  anyone,
  balance,
  call,
  holderOf,
  ownerOf,
  supply,
  type Command,
  type Commands,
  type GeneratorContext,
} from '../../generate/context.ts'
import { surePayment } from '../master/actions.ts'
import { approval } from '../tokens/actions.ts'
import { deposit, harvest, settle, sureDeposit, withdraw } from '../staking-vault/actions.ts'

export const poke: Command = (context, entropy) => [call(anyone(context, entropy), 'buyBackVault.poke', {})]

function purchase(
  context: GeneratorContext,
  entropy: Entropy,
  deadline = drawDeadline(entropy, context.now),
): Action {
  const minAmtOut = entropy.chance(80) ? 0n : drawAmount(entropy, balance(context, 'amt', 'pair') / 1000n)
  return call(anyone(context, entropy), 'buyBackVault.buyBack', { minAmtOut, deadline })
}

export const buyBack: Command = (context, entropy) => [purchase(context, entropy)]

/**
 * A price record, its waiting time or one second less or more than a day, at times a trade or liquidity in
 * between, and the purchase; at times a second purchase right after it, or as soon as possible.
 */
export const keepersRound: Command = (context, entropy) => {
  const seconds = entropy.pick([
    MIN_WINDOW,
    MIN_WINDOW,
    MIN_WINDOW,
    MIN_WINDOW - 1n,
    MAX_WINDOW,
    MAX_WINDOW + 1n,
  ])
  const pause = entropy.pick([0n, MIN_WINDOW - 1n, MIN_WINDOW])
  return [
    ...somethingToSpend(context, entropy),
    call(anyone(context, entropy), 'buyBackVault.poke', {}),
    { wait: seconds },
    ...disturbance(context, entropy),
    purchase(context, entropy, entropy.chance(8) ? context.now : UINT256_MAX),
    ...(entropy.chance(25) ? [{ wait: pause }, purchase(context, entropy, UINT256_MAX)] : []),
  ]
}

/** A deposit and a payment to it, if there is nothing to spend. */
export function somethingToSpend(context: GeneratorContext, entropy: Entropy): readonly Action[] {
  const isEmpty = balance(context, 'amt', 'buyBackVault') === 0n
  const isIdle = context.read({ on: 'buyBackVault', fn: 'pendingBtcb', args: [] }) === 0n
  return [
    ...(isEmpty ? sureDeposit(context, entropy, 'buyBackVault') : []),
    ...(isEmpty || isIdle ? surePayment(context, entropy) : []),
  ]
}

/** Interference between a record and the purchase. */
function disturbance(context: GeneratorContext, entropy: Entropy): readonly Action[] {
  return entropy.weighted<() => readonly Action[]>([
    [5, () => []],
    [4, () => frontRun(context, entropy)],
    [1, () => deepening(context, entropy)],
    [1, () => sellOff(context, entropy)],
  ])()
}

/** Front-running: buys so much AMT that the purchase falls to about its minimum, at times far more. */
function frontRun(context: GeneratorContext, entropy: Entropy): readonly Action[] {
  const binance = ownerOf(context, 'btcb')
  const perMille = entropy.chance(80) ? 5 + entropy.below(20) : 500
  const amountA = (balance(context, 'btcb', 'pair') * BigInt(perMille)) / 1000n
  if (!actors(context).includes(binance) || supply(context, 'btcb') > UINT256_MAX - amountA) return []
  return [
    call(binance, 'btcb.mint', { amount: amountA }),
    approval(binance, 'btcb', 'router', UINT256_MAX),
    call(binance, 'router.swapExactTokensForTokens', {
      amountA,
      limit: 0n,
      path: ['btcb', 'amt'],
      to: binance,
      deadline: UINT256_MAX,
    }),
  ]
}

/** Somebody sells AMT for a little of the pool's BTCB. */
function sellOff(context: GeneratorContext, entropy: Entropy): readonly Action[] {
  const by = holderOf(context, entropy, 'amt')
  const [held, most] = [balance(context, 'amt', by), balance(context, 'amt', 'pair') / 50n]
  const amountA = fraction(entropy, held < most ? held : most)
  const deadline = UINT256_MAX
  return [
    approval(by, 'amt', 'router', UINT256_MAX),
    call(by, 'router.swapExactTokensForTokens', {
      amountA,
      limit: 0n,
      path: ['amt', 'btcb'],
      to: by,
      deadline,
    }),
  ]
}

/** Somebody provides liquidity, and perhaps has the record kept within the same second. */
function deepening(context: GeneratorContext, entropy: Entropy): readonly Action[] {
  const by = holderOf(context, entropy, 'amt')
  const amountAmt = fraction(entropy, balance(context, 'amt', by))
  return [
    approval(by, 'amt', 'master', UINT256_MAX),
    approval(by, 'btcb', 'master', UINT256_MAX),
    call(by, 'master.addLiquidity', { amountAmt, amountBtcb: balance(context, 'btcb', by) }),
    ...(entropy.chance(50) ? [call(by, 'buyBackVault.poke', {})] : []),
  ]
}

/** A pool so small that a 400th of a reserve is next to nothing, where there is no liquidity yet. */
export const shallowPool: Command = (context, entropy) => {
  if (balance(context, 'amt', 'pair') > 0n) return keepersRound(context, entropy)
  const by = holderOf(context, entropy, 'amt')
  const binance = ownerOf(context, 'btcb')
  const [little, much] = [BigInt(100 + entropy.below(600)), 10n ** 9n]
  const [amountAmt, amountBtcb] = entropy.chance(40) ? [little, much] : [much, little]
  return [
    call(binance, 'btcb.mint', { amount: amountBtcb }),
    call(binance, 'btcb.transfer', { to: by, amount: amountBtcb }),
    approval(by, 'amt', 'master', UINT256_MAX),
    approval(by, 'btcb', 'master', UINT256_MAX),
    call(by, 'master.addLiquidity', { amountAmt, amountBtcb }),
    ...sureDeposit(context, entropy, 'buyBackVault'),
    ...surePayment(context, entropy),
    call(by, 'buyBackVault.poke', {}),
    { wait: MIN_WINDOW },
    purchase(context, entropy, UINT256_MAX),
  ].filter((action) => !('by' in action) || actors(context).includes(action.by))
}

/** Commands by function, with their weights in a sequence. */
export const BUY_BACK_VAULT_COMMANDS = {
  'buyBackVault.harvest': [4, harvest('buyBackVault')],
  'buyBackVault.settle': [5, settle('buyBackVault')],
  'buyBackVault.deposit': [7, deposit('buyBackVault')],
  'buyBackVault.withdraw': [8, withdraw('buyBackVault')],
  'buyBackVault.buyBack': [4, buyBack],
  'buyBackVault.poke': [4, poke],
} as const satisfies Commands
