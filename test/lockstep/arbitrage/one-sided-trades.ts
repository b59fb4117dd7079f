/**
 * One-sided trades: the sale of the Great Reset, and the exit of a holder through pool and RCL.
 */
import { call } from '../../../src/lockstep/generate/context.ts'
import { floorOf } from '../../../src/model/contracts/burn-vault.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import type { Amt } from '../../../src/model/kernel/units.ts'
import { better, count, execute, sizesAround, sizesUpTo, type TradeKind } from './trade-kind.ts'
import { FOREVER, swap, TRADER, TradingWorld } from './trading-world.ts'

export const greatResetSale: TradeKind = {
  name: 'sale of the Great Reset',
  spread: 600_000n,
  check({ sale, pools }, situation, draw, coverage) {
    const world = TradingWorld.open(situation)
    const factor = { n: 1000n + draw(5000n), d: 1000n }
    const pool = pools.poolReserves(world.economy)
    const amount = sale.saleToLowerPrice(pool, factor)
    const proceeds = pools.btcbForSelling(pool, amount)
    const sell = (sold: bigint, limit: bigint): Action =>
      call('owner', 'router.swapExactTokensForTokens', {
        amountA: sold,
        limit,
        path: ['amt', 'btcb'],
        to: 'owner',
        deadline: FOREVER,
      })
    const reserves = (): readonly [bigint, bigint] => [
      world.balance('amt', 'pair'),
      world.balance('btcb', 'pair'),
    ]
    const isLow = (): boolean => {
      const [x, y] = reserves()
      return y * situation.amt * factor.n <= situation.btcb * x * factor.d
    }
    const tooSmall = world.tryOut(() => amount > 1n && world.attempt(sell(amount - 1n, 0n)) && isLow())
    if (tooSmall) return `a wei less than ${amount} lowers the price enough`
    const expected = pools.afterSelling(pool, amount)
    const complaint = execute(world, [sell(amount, proceeds)], () => world.balance('btcb', 'owner'), proceeds)
    if (complaint !== undefined) return complaint
    count(coverage, 'sold')
    const [x, y] = reserves()
    if (x !== expected.amt || y !== expected.btcb)
      return `expected ${expected.amt}, ${expected.btcb}, got ${x}, ${y}`
    return isLow() ? undefined : `selling ${amount} does not lower the price enough`
  },
}

export const exitRouting: TradeKind = {
  name: 'routing of an exit',
  spread: 900_000n,
  check({ exit, plan, pools }, situation, _draw, coverage) {
    const world = TradingWorld.open(situation)
    const worth = (): bigint => world.balance('btcb')
    const { holding } = situation
    const best = exit.bestExit(pools.poolReserves(world.economy), floorOf(world.economy), holding as Amt)
    const leave = (sell: bigint): void => {
      if (sell > 0n) world.attempt(swap(['amt', 'btcb'], sell))
      if (sell < holding) world.attempt(call(TRADER, 'burnVault.backingWithdraw', { amount: holding - sell }))
    }
    const coarse = best.proceeds > 0n ? best.sell / best.proceeds + 1n : 1n
    const sizes = [...sizesAround(best.sell, coarse, holding), ...sizesUpTo(holding).slice(-4), holding]
    const complaint =
      better(world, worth, { sizes, attempt: leave }, best.total) ??
      execute(world, plan.exitPlan(best, TRADER, FOREVER), worth, best.total)
    if (complaint !== undefined) return complaint
    if (world.balance('amt') !== 0n) return `the plan leaves ${world.balance('amt')} AMT`
    count(coverage, best.sell === 0n ? 'all redeemed' : best.burn === 0n ? 'all sold' : 'both')
    return undefined
  },
}
