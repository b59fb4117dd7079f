/**
 * Rare situations of the Market: extreme rates and fees, and an inventory that a sale drains to the last
 * unit.
 */
import { HIGHEST_RATE, LOT, PER_MILLE } from '../../../model/contracts/market.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { actors, balance, call, holderOf, ownerOf, supply, type Command } from '../../generate/context.ts'
import { approval } from '../tokens/actions.ts'

/** A rate and a fee at the edge; the inventory is withdrawn and replaced by what a seller can just drain. */
export const edgeOfTheMarket: Command = (context, entropy) => {
  const [owner, binance] = [ownerOf(context, 'market'), ownerOf(context, 'usdt')]
  if (![owner, binance].every((who) => actors(context).includes(who))) return []
  const rate = entropy.weighted([
    [3, 1n],
    [2, 150n],
    [1, HIGHEST_RATE],
  ])
  const fee = entropy.pick([0n, 0n, PER_MILLE - 1n])
  const by = holderOf(context, entropy, 'amt')
  const amountAmt = balance(context, 'amt', by) / 2n
  const proceeds = (((amountAmt * rate) / LOT) * (PER_MILLE - fee)) / PER_MILLE
  const stock = proceeds > 0n && supply(context, 'usdt') <= UINT256_MAX - proceeds ? proceeds : 0n
  return [
    call(owner, 'market.setRate', { usdPer100Amt: rate }),
    call(owner, 'market.setFee', { fee }),
    call(owner, 'market.withdrawAll', {}),
    ...(stock === 0n
      ? []
      : [
          call(binance, 'usdt.mint', { amount: stock }),
          call(binance, 'usdt.transfer', { to: 'market', amount: stock }),
        ]),
    approval(by, 'amt', 'market', UINT256_MAX),
    call(by, 'market.sell', { amountAmt }),
    call(by, 'amt.transfer', { to: 'market', amount: 1n + amountAmt / 3n }),
    approval(by, 'usdt', 'market', UINT256_MAX),
    call(by, 'market.buy', { amountUsdt: rate / LOT + 1n }),
    call(owner, 'market.setRate', { usdPer100Amt: 150n }),
  ]
}
