/**
 * Commands on the Market: trades at its price, its inventory, claims, price and fee.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { HIGHEST_RATE, LOT, PER_MILLE } from '../../../model/contracts/market.ts'
import { ONE } from '../../../model/kernel/units.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { bounded, drawAmount, fraction } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import {
  actors,
  allowance,
  balance,
  call,
  holderOf,
  ownerOf,
  roleHolder,
  supply,
  type Command,
  type Commands,
  type GeneratorContext,
} from '../../generate/context.ts'
import { snapshotId } from '../master/actions.ts'
import { approval, changeOwner, preparation, renounceOwner } from '../tokens/actions.ts'

function rateOf(context: GeneratorContext): bigint {
  return context.read({ on: 'market', fn: 'usdPer100Amt', args: [] }) as bigint
}

/** Stocks the Market in half of the cases where it has nothing to trade with. */
function stock(context: GeneratorContext, entropy: Entropy, token: 'amt' | 'usdt'): readonly Action[] {
  if (balance(context, token, 'market') > 0n || entropy.chance(50)) return []
  const from = holderOf(context, entropy, token)
  const amount = fraction(entropy, balance(context, token, from) / 2n)
  return [call(from, `${token}.transfer`, { to: 'market', amount })]
}

/** USDT for a thousand AMT at the launch price, base units. */
const USUAL_PURCHASE = 1_500n * ONE

/** USDT minted by Binance; none if it can no longer mint. */
function cash(context: GeneratorContext, to: Account, amount: bigint): readonly Action[] {
  const binance = ownerOf(context, 'usdt')
  if (!actors(context).includes(binance) || supply(context, 'usdt') > UINT256_MAX - amount) return []
  return [call(binance, 'usdt.mint', { amount }), call(binance, 'usdt.transfer', { to, amount })]
}

/** Buys the whole inventory, with exactly the USDT that it costs or one base unit less. */
function buyOut(context: GeneratorContext, entropy: Entropy, by: Account): readonly Action[] {
  const exact = (balance(context, 'amt', 'market') * rateOf(context) + LOT - 1n) / LOT
  const amountUsdt = entropy.chance(25) && exact > 0n ? exact - 1n : exact
  return [
    ...cash(context, by, exact),
    approval(by, 'usdt', 'market', UINT256_MAX),
    call(by, 'market.buy', { amountUsdt }),
  ]
}

export const buy: Command = (context, entropy) => {
  const by = holderOf(context, entropy, 'usdt')
  if (balance(context, 'amt', 'market') > 0n && entropy.chance(20)) return buyOut(context, entropy, by)
  const isPoor = balance(context, 'usdt', by) === 0n
  const given = isPoor && entropy.chance(85) ? cash(context, by, USUAL_PURCHASE) : []
  const held = given.length > 0 ? USUAL_PURCHASE : balance(context, 'usdt', by)
  const rate = rateOf(context)
  const soldOut = bounded((balance(context, 'amt', 'market') * rate) / LOT)
  const least = rate / LOT + 1n
  const amountUsdt = entropy.chance(50)
    ? fraction(entropy, held < soldOut ? held : soldOut)
    : drawAmount(entropy, held, soldOut, least, allowance(context, 'usdt', by, 'market'), UINT256_MAX / LOT)
  return [
    ...given,
    ...stock(context, entropy, 'amt'),
    ...preparation(context, entropy, by, 'usdt', 'market', amountUsdt),
    call(by, 'market.buy', { amountUsdt }),
  ]
}

export const sell: Command = (context, entropy) => {
  const by = holderOf(context, entropy, 'amt')
  const held = balance(context, 'amt', by)
  const rate = rateOf(context)
  const drained = (balance(context, 'usdt', 'market') * LOT) / rate
  const amountAmt = entropy.chance(50)
    ? fraction(entropy, held < drained ? held : drained)
    : drawAmount(entropy, held, bounded(drained), allowance(context, 'amt', by, 'market'), UINT256_MAX / rate)
  return [
    ...stock(context, entropy, 'usdt'),
    ...preparation(context, entropy, by, 'amt', 'market', amountAmt),
    call(by, 'market.sell', { amountAmt }),
  ]
}

/** Mostly a realistic price, so that trading goes on; at times one at the edge of its range. */
export const setRate: Command = (context, entropy) => {
  const by = roleHolder(context, entropy, ownerOf(context, 'market'))
  const rate = rateOf(context)
  const usdPer100Amt = entropy.weighted([
    [6, 100n + BigInt(entropy.below(100))],
    [2, rate + 1n],
    [1, 1n],
    [1, 0n],
    [0.5, HIGHEST_RATE],
    [0.5, HIGHEST_RATE + 1n],
  ])
  return [call(by, 'market.setRate', { usdPer100Amt })]
}

export const setFee: Command = (context, entropy) => {
  const by = roleHolder(context, entropy, ownerOf(context, 'market'))
  const fee = entropy.weighted([
    [6, BigInt(entropy.below(50))],
    [1, 0n],
    [1, PER_MILLE - 1n],
    [2, PER_MILLE],
    [0.3, UINT256_MAX],
  ])
  return [call(by, 'market.setFee', { fee })]
}

/** Mostly a payment at which the Market held AMT and that it has not claimed. */
export const charge: Command = (context, entropy) => {
  const by = roleHolder(context, entropy, ownerOf(context, 'market'))
  const open = Array.from(
    { length: Number(context.domain.snapshots) },
    (_, index) => BigInt(index) + 1n,
  ).filter(
    (id) =>
      (context.read({ on: 'amt', fn: 'balanceOfAt', args: ['market', id] }) as bigint) > 0n &&
      context.read({ on: 'master', fn: 'alreadyCharged', args: ['market', id] }) === false,
  )
  const snapId = open.length > 0 && entropy.chance(65) ? entropy.pick(open) : snapshotId(context, entropy)
  return [call(by, 'market.charge', { snapId })]
}

export const withdrawAll: Command = (context, entropy) => {
  const by: Account = roleHolder(context, entropy, ownerOf(context, 'market'))
  return [call(by, 'market.withdrawAll', {})]
}

/** Commands by function, with their weights in a sequence. */
export const MARKET_COMMANDS = {
  'market.buy': [7, buy],
  'market.sell': [6, sell],
  'market.setRate': [3, setRate],
  'market.setFee': [3, setFee],
  'market.charge': [5, charge],
  'market.withdrawAll': [2, withdrawAll],
  'market.transferOwnership': [1, changeOwner('market')],
  'market.renounceOwnership': [0.7, renounceOwner('market')],
} as const satisfies Commands
