/**
 * Floor trades: arbitrage between the pool and the RCL, with and without gas.
 */
import { call } from '../../../src/lockstep/generate/context.ts'
import { floorOf } from '../../../src/model/contracts/burn-vault.ts'
import { ONE, type Btcb } from '../../../src/model/kernel/units.ts'
import {
  better,
  count,
  earned,
  execute,
  received,
  sizesAround,
  sizesUpTo,
  smaller,
  type TradeKind,
} from './trade-kind.ts'
import { FOREVER, swap, TRADER, TradingWorld } from './trading-world.ts'

/** Buys AMT for `pay` BTCB and redeems all but `left` wei of it. */
export function buyAndRedeem(world: TradingWorld, pay: bigint, left = 0n): void {
  const bought = received(world, 'amt', swap(['btcb', 'amt'], pay))
  if (bought > left) world.attempt(call(TRADER, 'burnVault.backingWithdraw', { amount: bought - left }))
}

export const poolToRcl: TradeKind = {
  name: 'pool to RCL',
  spread: 600_000n,
  check({ floor, plan, pools }, situation, _draw, coverage) {
    const world = TradingWorld.open(situation)
    const worth = (): bigint => world.balance('btcb')
    const [pool, rcl] = [pools.poolReserves(world.economy), floorOf(world.economy)]
    const capital = situation.capitalBtcb as Btcb
    const trade = floor.bestFloorArbitrage(pool, rcl, capital)
    const most = smaller(capital, 2n * situation.backing + situation.btcb)
    if (trade === undefined) {
      count(coverage, 'none')
      const attempt = (pay: bigint): void => buyAndRedeem(world, pay)
      return better(world, worth, { sizes: sizesUpTo(most), attempt }, 0n)
    }
    count(coverage, 'traded')
    if (trade.pay > capital) return `the plan pays ${trade.pay} of ${capital}`
    if (sizesAround(trade.pay, 1n, FOREVER).some((pay) => pay > capital)) count(coverage, 'all the capital')
    const lessRedeemed = earned(world, worth, () => buyAndRedeem(world, trade.pay, 1n))
    if (lessRedeemed > trade.profit) return `redeeming a wei less earns ${lessRedeemed}`
    const sizes = [...sizesAround(trade.pay, 1n, most), ...sizesUpTo(most).slice(0, 6)]
    return (
      better(world, worth, { sizes, attempt: (pay) => buyAndRedeem(world, pay) }, trade.profit) ??
      execute(world, plan.floorArbitragePlan(trade, TRADER, FOREVER), worth, trade.profit)
    )
  },
}

/** The closed form's threshold agrees with the profit on the contracts, for gas costs on both sides of it. */
export const withGas: TradeKind = {
  name: 'pool to RCL, with gas',
  spread: 600_000n,
  check({ floor, plan, pools, band }, situation, draw, coverage) {
    const world = TradingWorld.open(situation)
    const [pool, rcl] = [pools.poolReserves(world.economy), floorOf(world.economy)]
    const trade = floor.bestFloorArbitrage(pool, rcl)
    const before = world.balance('btcb')
    if (trade !== undefined) {
      const revert = world.execute(plan.floorArbitragePlan(trade, TRADER, FOREVER))
      if (revert !== undefined) return `the plan reverts: ${revert}`
    }
    const profit = world.balance('btcb') - before
    const price = band.poolPrice(pool, ONE)
    const pays = (gas: bigint): boolean => price.lt(floor.profitableBelow(pool, rcl, gas as Btcb))
    // Rounding losses: r for the payout's AMT, and the last two floors.
    const rounding = rcl.backing / rcl.supply + 3n
    for (const gas of [profit - 1n, draw(profit + 1n) - 1n])
      if (gas >= 0n) {
        count(coverage, 'pays')
        if (!pays(gas)) return `expected a profit of ${profit} to pay a gas cost of ${gas}`
      }
    for (const gas of [profit + rounding, 2n * profit + rounding]) {
      count(coverage, 'does not pay')
      if (pays(gas)) return `expected a profit of ${profit} not to pay a gas cost of ${gas}`
    }
    return undefined
  },
}
