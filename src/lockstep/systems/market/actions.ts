/**
 * Moves on the Market: trades at its price, stock for it, rent, price and fee.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
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
  type Move,
  type Scene,
} from '../../generate/context.ts'
import { snapshotId } from '../master/actions.ts'
import { approval, preparation } from '../tokens/actions.ts'

/** Rates up to here leave no overflow. */
const HIGHEST_RATE = (1n << 128n) - 1n

function rateOf(scene: Scene): bigint {
  return scene.read({ on: 'market', fn: 'usdPer100Amt', args: [] }) as bigint
}

/** Somebody gives the Market something to trade with, in half of the cases where it has nothing. */
function stock(scene: Scene, entropy: Entropy, token: 'amt' | 'usdt'): readonly Action[] {
  if (balance(scene, token, 'market') > 0n || entropy.chance(50)) return []
  const from = holderOf(scene, entropy, token)
  const amount = fraction(entropy, balance(scene, token, from) / 2n)
  return [call(from, `${token}.transfer`, { to: 'market', amount })]
}

/** USDT for a thousand AMT at the price at launch, base units. */
const POCKET_MONEY = 1_500n * ONE

/** Binance hands out USDT, if it still can. */
function cash(scene: Scene, to: Account, amount: bigint): readonly Action[] {
  const binance = ownerOf(scene, 'usdt')
  if (!actors(scene).includes(binance) || supply(scene, 'usdt') > UINT256_MAX - amount) return []
  return [call(binance, 'usdt.mint', { amount }), call(binance, 'usdt.transfer', { to, amount })]
}

/** Somebody buys all that is there, with USDT enough for exactly that or a unit less. */
function buyOut(scene: Scene, entropy: Entropy, by: Account): readonly Action[] {
  const exact = (balance(scene, 'amt', 'market') * rateOf(scene) + 99n) / 100n
  const amountUsdt = entropy.chance(25) && exact > 0n ? exact - 1n : exact
  return [
    ...cash(scene, by, exact),
    approval(by, 'usdt', 'market', UINT256_MAX),
    call(by, 'market.buy', { amountUsdt }),
  ]
}

export const buy: Move = (scene, entropy) => {
  const by = holderOf(scene, entropy, 'usdt')
  if (balance(scene, 'amt', 'market') > 0n && entropy.chance(20)) return buyOut(scene, entropy, by)
  const isPoor = balance(scene, 'usdt', by) === 0n
  const given = isPoor && entropy.chance(85) ? cash(scene, by, POCKET_MONEY) : []
  const held = given.length > 0 ? POCKET_MONEY : balance(scene, 'usdt', by)
  const rate = rateOf(scene)
  const soldOut = bounded((balance(scene, 'amt', 'market') * rate) / 100n)
  const least = rate / 100n + 1n
  const amountUsdt = entropy.chance(50)
    ? fraction(entropy, held < soldOut ? held : soldOut)
    : drawAmount(entropy, held, soldOut, least, allowance(scene, 'usdt', by, 'market'), UINT256_MAX / 100n)
  return [
    ...given,
    ...stock(scene, entropy, 'amt'),
    ...preparation(scene, entropy, by, 'usdt', 'market', amountUsdt),
    call(by, 'market.buy', { amountUsdt }),
  ]
}

export const sell: Move = (scene, entropy) => {
  const by = holderOf(scene, entropy, 'amt')
  const held = balance(scene, 'amt', by)
  const rate = rateOf(scene)
  const drained = (balance(scene, 'usdt', 'market') * 100n) / rate
  const amountAmt = entropy.chance(50)
    ? fraction(entropy, held < drained ? held : drained)
    : drawAmount(entropy, held, bounded(drained), allowance(scene, 'amt', by, 'market'), UINT256_MAX / rate)
  return [
    ...stock(scene, entropy, 'usdt'),
    ...preparation(scene, entropy, by, 'amt', 'market', amountAmt),
    call(by, 'market.sell', { amountAmt }),
  ]
}

/** A price near the one before in half of the cases, so that trading goes on. */
export const setRate: Move = (scene, entropy) => {
  const by = roleHolder(scene, entropy, ownerOf(scene, 'market'))
  const rate = rateOf(scene)
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

export const setFee: Move = (scene, entropy) => {
  const by = roleHolder(scene, entropy, ownerOf(scene, 'market'))
  const fee = entropy.weighted([
    [6, BigInt(entropy.below(50))],
    [1, 0n],
    [1, 999n],
    [2, 1000n],
    [0.3, UINT256_MAX],
  ])
  return [call(by, 'market.setFee', { fee })]
}

/** Mostly a payment at which the Market held AMT and that it has not claimed. */
export const charge: Move = (scene, entropy) => {
  const by = roleHolder(scene, entropy, ownerOf(scene, 'market'))
  const open = Array.from(
    { length: Number(scene.extent.snapshots) },
    (_, index) => BigInt(index) + 1n,
  ).filter(
    (id) =>
      (scene.read({ on: 'amt', fn: 'balanceOfAt', args: ['market', id] }) as bigint) > 0n &&
      scene.read({ on: 'master', fn: 'alreadyCharged', args: ['market', id] }) === false,
  )
  const snapId = open.length > 0 && entropy.chance(65) ? entropy.pick(open) : snapshotId(scene, entropy)
  return [call(by, 'market.charge', { snapId })]
}

export const withdrawAll: Move = (scene, entropy) => {
  const by: Account = roleHolder(scene, entropy, ownerOf(scene, 'market'))
  return [call(by, 'market.withdrawAll', {})]
}
