/**
 * Band trades: the bounds of the no-arbitrage band, each with the trade that pays beyond it.
 */
import { floorOf } from '../../../src/model/contracts/burn-vault.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import type { Exchange } from '../../../src/model/planning/arbitrage/market-trade.ts'
import { buyAndRedeem } from './floor-trades.ts'
import { attemptAtMarket, offChainWorth, planOf, type Direction } from './market-trades.ts'
import type { Planning } from './planning.ts'
import { usdPerBtc, type Situation } from './situation.ts'
import { better, count, type Alternatives, type TradeKind } from './trade-kind.ts'
import { FOREVER, TRADER, TradingWorld } from './trading-world.ts'

/** 0.01% beyond a bound, the profit in all but the smallest pools exceeds the few wei of rounding. */
const BEYOND = { above: '1.0001', below: '0.9999' } as const

/** One bound of the band: whether the price is beyond it, and the trade that then pays. */
interface Bound {
  readonly name: string
  readonly isBeyond: boolean
  readonly isFarBeyond: boolean
  readonly plan: () => readonly Action[] | undefined
  readonly attempts: Alternatives
}

function boundsOf(
  { band, floor, marketPlan, marketTrade, plan, pools }: Planning,
  world: TradingWorld,
  situation: Situation,
  swaps: 1 | 2,
): readonly Bound[] {
  const onChain = swaps === 2
  const price = usdPerBtc(situation)
  const [pool, pair] = [pools.poolReserves(world.economy), pools.dollarReserves(world.economy)]
  const [rcl, marketQuote] = [floorOf(world.economy), marketPlan.marketQuoteOf(world.economy)]
  const bounds = band.noArbitrageBand(rcl, marketQuote, price, swaps)
  const at = band.poolPrice(pool, price)
  const exchange: Exchange = onChain ? pair : { usdPerBtc: price }
  const below = (bound: typeof at | undefined): Pick<Bound, 'isBeyond' | 'isFarBeyond'> => ({
    isBeyond: bound !== undefined && at.lt(bound),
    isFarBeyond: bound !== undefined && at.lt(bound.mul(BEYOND.below)),
  })
  const above = (bound: typeof at | undefined): Pick<Bound, 'isBeyond' | 'isFarBeyond'> => ({
    isBeyond: bound !== undefined && at.gt(bound),
    isFarBeyond: bound !== undefined && at.gt(bound.mul(BEYOND.above)),
  })
  const parts = (whole: bigint): readonly bigint[] =>
    [1_000_000n, 10_000n, 300n].map((part) => whole / part).filter((size) => size > 0n)
  const withDollars = (direction: Direction): Pick<Bound, 'plan' | 'attempts'> => ({
    plan: () => {
      const trade = (direction === 'buy' ? marketTrade.buyAtMarket : marketTrade.sellToMarket)(
        marketQuote,
        pool,
        exchange,
      )
      return trade === undefined ? undefined : planOf(marketPlan, direction, onChain, trade)
    },
    attempts: {
      sizes: parts(direction === 'sell' && !onChain ? situation.btcb : situation.pairUsdt),
      attempt: (size) => attemptAtMarket(world, situation, direction, onChain, size),
    },
  })
  const redeeming: Pick<Bound, 'plan' | 'attempts'> = {
    plan: () => {
      const trade = floor.bestFloorArbitrage(pool, rcl)
      return trade === undefined ? undefined : plan.floorArbitragePlan(trade, TRADER, FOREVER)
    },
    attempts: { sizes: parts(situation.btcb), attempt: (pay) => buyAndRedeem(world, pay) },
  }
  return [
    { name: 'the floor', ...below(bounds.floor), ...redeeming },
    { name: 'the Market’s bid', ...below(bounds.marketBuys), ...withDollars('sell') },
    { name: 'the Market’s offer', ...above(bounds.marketSells), ...withDollars('buy') },
  ]
}

/** Within a bound no trade gains on the contracts; beyond it one does. */
export function bandTrade(swaps: 1 | 2): TradeKind {
  return {
    name: `band with dollars ${swaps === 2 ? 'on the pair' : 'off-chain'}`,
    spread: 40_000n,
    check(planning, situation, draw, coverage) {
      const world = TradingWorld.open(situation)
      const worth = offChainWorth(world, usdPerBtc(situation))
      const bounds = boundsOf(planning, world, situation, swaps)
      for (const { name, isBeyond, attempts } of bounds)
        if (!isBeyond) {
          count(coverage, `within ${name}`)
          const complaint = better(world, worth, attempts, 0n)
          if (complaint !== undefined) return `within ${name}: ${complaint}`
        }
      const beyond = bounds.filter(({ isFarBeyond }) => isFarBeyond)
      // In pools of some thousand wei, rounding exceeds the profit.
      if (beyond.length === 0 || situation.amt < 1n << 40n) return undefined
      const { name, plan } = beyond[Number(draw(BigInt(beyond.length)))]!
      const before = worth()
      const revert = world.execute(plan() ?? [])
      if (revert !== undefined) return `beyond ${name} the plan reverts: ${revert}`
      count(coverage, `beyond ${name}`)
      return worth() > before ? undefined : `beyond ${name} the plan does not gain`
    },
  }
}
