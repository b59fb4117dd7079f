/**
 * Forms: each kind of trade that is planned, with what is to be true of it once it is carried out on the
 * contracts.
 *
 * A judge opens a world, carries out the planned trade in lockstep and returns what is wrong, if anything: a
 * refused plan, a gain that is not the plan's to the wei, or another trade that earns more on the same
 * contracts. What others earn is read from balances, not reckoned, so a slip in a formula is not repeated by
 * its judge.
 */
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Token } from '../../../src/model/interface/accounts.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import type { Exchange, MarketTrade } from '../../../src/model/planning/arbitrage/market-trade.ts'
import { ONE, type Amt, type Btcb, type Usdt } from '../../../src/model/kernel/units.ts'
import { usdPerBtc, type Books, type Draw } from './books.ts'
import { Desk, FOREVER, swap, TRADER } from './desk.ts'
import type { Trades } from './trades.ts'
import { floorOf } from '../../../src/model/contracts/burn-vault.ts'

/** How often something happened that a test must have seen. */
export type Coverage = Map<string, number>

export interface Form {
  readonly name: string
  /** How far the worlds' prices are apart, in millionths: see `books.ts`. */
  readonly spread: bigint
  /** What is wrong with the trade that `trades` plan in this world; undefined if nothing is. */
  judge(trades: Trades, books: Books, draw: Draw, coverage: Coverage): string | undefined
}

const count = (coverage: Coverage, what: string): void =>
  void coverage.set(what, (coverage.get(what) ?? 0) + 1)

/** Sizes around `best`: a wei off, a wei of `coarse` off, and well off; none below 1 or above `most`. */
function around(best: bigint, coarse: bigint, most: bigint): readonly bigint[] {
  const steps = [1n, 2n, coarse, best / 1000n, best / 7n].filter((step) => step > 0n)
  const sizes = steps.flatMap((step) => [best - step, best + step])
  return [...new Set(sizes)].filter((size) => size > 0n && size <= most)
}

/** Sizes of every magnitude up to `most`, for where no trade is said to pay. */
function ofAllSizes(most: bigint): readonly bigint[] {
  const sizes: bigint[] = []
  for (let size = 1n; size <= most; size = size * 30n + 2n) sizes.push(size)
  return sizes
}

/** What carrying out `attempt` earns on the contracts, refused or not, by `worth`. */
function earned(desk: Desk, worth: () => bigint, attempt: () => void): bigint {
  return desk.aside(() => {
    const before = worth()
    attempt()
    return worth() - before
  })
}

/** How much of `token` an attempted call brings. */
function brought(desk: Desk, token: Token, action: Action): bigint {
  const before = desk.balance(token)
  return desk.attempt(action) ? desk.balance(token) - before : 0n
}

/** Carries out a plan in lockstep and holds what it earns against what it promises. */
function fulfil(
  desk: Desk,
  plan: readonly Action[],
  worth: () => bigint,
  promised: bigint,
): string | undefined {
  const before = worth()
  const revert = desk.carryOut(plan)
  if (revert !== undefined) return `the plan is refused: ${revert}`
  const gain = worth() - before
  return gain === promised ? undefined : `the plan promises ${promised} and earns ${gain}`
}

interface Alternatives {
  readonly sizes: readonly bigint[]
  readonly attempt: (size: bigint) => void
}

/** The first size that earns more than `gain`. */
function better(
  desk: Desk,
  worth: () => bigint,
  { sizes, attempt }: Alternatives,
  gain: bigint,
): string | undefined {
  for (const size of sizes) {
    const other = earned(desk, worth, () => attempt(size))
    if (other > gain) return `a trade of ${size} earns ${other}, the planned one ${gain}`
  }
  return undefined
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Buys AMT for `pay` BTCB and redeems `left` wei less than all of it. */
function buyAndRedeem(desk: Desk, pay: bigint, left = 0n): void {
  const bought = brought(desk, 'amt', swap(['btcb', 'amt'], pay))
  if (bought > left) desk.attempt(call(TRADER, 'burnVault.backingWithdraw', { amount: bought - left }))
}

const poolToRcl: Form = {
  name: 'pool to RCL',
  spread: 600_000n,
  judge({ floor, plan, pools }, books, _draw, coverage) {
    const desk = Desk.open(books)
    const worth = (): bigint => desk.balance('btcb')
    const [pool, rcl] = [pools.poolReserves(desk.economy), floorOf(desk.economy)]
    const capital = books.capitalBtcb as Btcb
    const trade = floor.bestFloorArbitrage(pool, rcl, capital)
    const most = smaller(capital, 2n * books.backing + books.btcb)
    if (trade === undefined) {
      count(coverage, 'none')
      return better(desk, worth, { sizes: ofAllSizes(most), attempt: (pay) => buyAndRedeem(desk, pay) }, 0n)
    }
    count(coverage, 'traded')
    if (trade.pay > capital) return `the plan pays ${trade.pay} of ${capital}`
    if (around(trade.pay, 1n, FOREVER).some((pay) => pay > capital)) count(coverage, 'all the capital')
    const lessRedeemed = earned(desk, worth, () => buyAndRedeem(desk, trade.pay, 1n))
    if (lessRedeemed > trade.profit) return `redeeming a wei less earns ${lessRedeemed}`
    const sizes = [...around(trade.pay, 1n, most), ...ofAllSizes(most).slice(0, 6)]
    return (
      better(desk, worth, { sizes, attempt: (pay) => buyAndRedeem(desk, pay) }, trade.profit) ??
      fulfil(desk, plan.floorArbitragePlan(trade, TRADER, FOREVER), worth, trade.profit)
    )
  },
}

/**
 * The closed form's threshold decides on what the best trade earns on the contracts, with every gas cost
 * about it.
 */
const withGas: Form = {
  name: 'pool to RCL, with gas',
  spread: 600_000n,
  judge({ floor, plan, pools, band }, books, draw, coverage) {
    const desk = Desk.open(books)
    const [pool, rcl] = [pools.poolReserves(desk.economy), floorOf(desk.economy)]
    const trade = floor.bestFloorArbitrage(pool, rcl)
    const before = desk.balance('btcb')
    if (trade !== undefined) {
      const revert = desk.carryOut(plan.floorArbitragePlan(trade, TRADER, FOREVER))
      if (revert !== undefined) return `the plan is refused: ${revert}`
    }
    const profit = desk.balance('btcb') - before
    const price = band.poolPrice(pool, ONE)
    const pays = (gas: bigint): boolean => price.lt(floor.profitableBelow(pool, rcl, gas as Btcb))
    // What rounding takes: r for the payout's AMT, and the two last floors.
    const rounding = rcl.backing / rcl.supply + 3n
    for (const gas of [profit - 1n, draw(profit + 1n) - 1n])
      if (gas >= 0n) {
        count(coverage, 'pays')
        if (!pays(gas)) return `earning ${profit} is said not to pay a gas of ${gas}`
      }
    for (const gas of [profit + rounding, 2n * profit + rounding]) {
      count(coverage, 'does not pay')
      if (pays(gas)) return `earning ${profit} is said to pay a gas of ${gas}`
    }
    return undefined
  },
}

/** What the Market's USDT pays for, by halving: the most AMT that it can be sold. */
function mostSold({ rate, fee, stockUsdt }: Books): bigint {
  const paid = (sold: bigint): bigint => (((sold * rate) / 100n) * (1000n - fee)) / 1000n
  let [low, high] = [0n, 1n << 128n]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (paid(middle) <= stockUsdt) low = middle
    else high = middle
  }
  return low
}

type Way = 'buy' | 'sell'

/** USDT to start with, or BTCB when selling to the Market with dollars outside. */
function attemptAtMarket(desk: Desk, books: Books, way: Way, onChain: boolean, size: bigint): void {
  if (way === 'buy') {
    const bought = brought(desk, 'amt', call(TRADER, 'market.buy', { amountUsdt: size }))
    if (bought > 0n) desk.attempt(swap(onChain ? ['amt', 'btcb', 'usdt'] : ['amt', 'btcb'], bought))
    return
  }
  const bought = brought(desk, 'amt', swap(onChain ? ['usdt', 'btcb', 'amt'] : ['btcb', 'amt'], size))
  const sold = smaller(bought, mostSold(books))
  // All that was bought first, so that the Market's own limit is met on the contracts.
  if (sold < bought && desk.attempt(call(TRADER, 'market.sell', { amountAmt: sold + 1n })))
    throw new Error('expected the Market to refuse what it has not the USDT for')
  if (sold > 0n) desk.attempt(call(TRADER, 'market.sell', { amountAmt: sold }))
}

function withMarket(way: Way, onChain: boolean): Form {
  return {
    name: `${way === 'buy' ? 'Market to pool' : 'pool to Market'}, dollars ${onChain ? 'on the pair' : 'outside'}`,
    spread: 600_000n,
    judge({ marketTrade, marketPlan, pools }, books, _draw, coverage) {
      const desk = Desk.open(books)
      const price = usdPerBtc(books)
      const marketQuote = marketPlan.marketQuoteOf(desk.economy)
      const [pool, pair] = [pools.poolReserves(desk.economy), pools.dollarReserves(desk.economy)]
      const exchange: Exchange = onChain ? pair : { usdPerBtc: price }
      const capital = books.capitalUsdt as Usdt
      const best = way === 'buy' ? marketTrade.buyAtMarket : marketTrade.sellToMarket
      const trade = best(marketQuote, pool, exchange, capital)
      const worth = onChain ? (): bigint => desk.balance('usdt') : outsideWorth(desk, price)
      const attempt = (size: bigint): void => attemptAtMarket(desk, books, way, onChain, size)
      const inBtcb = way === 'sell' && !onChain
      const most = inBtcb ? (capital * ONE) / price : smaller(capital, 4n * books.pairUsdt)
      if (trade === undefined) {
        count(coverage, 'none')
        return better(desk, worth, { sizes: ofAllSizes(smaller(most, 4n * books.pairUsdt)), attempt }, 0n)
      }
      count(coverage, 'traded')
      if (trade.pay > capital) return `the plan pays ${trade.pay} of ${capital}`
      const size = inBtcb ? trade.btcb : trade.pay
      const coarse = inBtcb ? 1n : trade.pay / trade.btcb + 1n
      if (size + coarse > most) count(coverage, 'all the capital')
      const sizes = around(size, coarse, most)
      const known = new Set(desk.reverts)
      const complaint = better(desk, worth, { sizes, attempt }, trade.profit)
      if (complaint !== undefined) return complaint
      for (const code of desk.reverts) if (!known.has(code)) count(coverage, code)
      return fulfil(desk, planOf(marketPlan, way, onChain, trade), worth, trade.profit)
    },
  }
}

function planOf(
  marketPlan: Trades['marketPlan'],
  way: Way,
  onChain: boolean,
  trade: MarketTrade,
): readonly Action[] {
  const plan = way === 'buy' ? marketPlan.buyAtMarketPlan : marketPlan.sellToMarketPlan
  return plan(trade, onChain ? 'on-chain' : 'outside', TRADER, FOREVER)
}

/**
 * USDT, with BTCB beyond what there is now sold outside and BTCB that is missing bought there, each rounded
 * against the trader.
 */
function outsideWorth(desk: Desk, price: bigint): () => bigint {
  const had = desk.balance('btcb')
  return () => {
    const more = desk.balance('btcb') - had
    const dollars = more >= 0n ? (more * price) / ONE : -((-more * price + ONE - 1n) / ONE)
    return desk.balance('usdt') + dollars
  }
}

const greatResetSale: Form = {
  name: 'sale of the Great Reset',
  spread: 600_000n,
  judge({ sale, pools }, books, draw, coverage) {
    const desk = Desk.open(books)
    const factor = { n: 1000n + draw(5000n), d: 1000n }
    const pool = pools.poolReserves(desk.economy)
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
      desk.balance('amt', 'pair'),
      desk.balance('btcb', 'pair'),
    ]
    const isLow = (): boolean => {
      const [x, y] = reserves()
      return y * books.amt * factor.n <= books.btcb * x * factor.d
    }
    const tooSmall = desk.aside(() => amount > 1n && desk.attempt(sell(amount - 1n, 0n)) && isLow())
    if (tooSmall) return `a wei less than ${amount} lowers the price enough`
    const expected = pools.afterSelling(pool, amount)
    const complaint = fulfil(desk, [sell(amount, proceeds)], () => desk.balance('btcb', 'owner'), proceeds)
    if (complaint !== undefined) return complaint
    count(coverage, 'sold')
    const [x, y] = reserves()
    if (x !== expected.amt || y !== expected.btcb)
      return `expected ${expected.amt}, ${expected.btcb}, got ${x}, ${y}`
    return isLow() ? undefined : `selling ${amount} does not lower the price enough`
  },
}

const exitRouting: Form = {
  name: 'routing of an exit',
  spread: 900_000n,
  judge({ exit, plan, pools }, books, _draw, coverage) {
    const desk = Desk.open(books)
    const worth = (): bigint => desk.balance('btcb')
    const { holding } = books
    const best = exit.bestExit(pools.poolReserves(desk.economy), floorOf(desk.economy), holding as Amt)
    const leave = (sell: bigint): void => {
      if (sell > 0n) desk.attempt(swap(['amt', 'btcb'], sell))
      if (sell < holding) desk.attempt(call(TRADER, 'burnVault.backingWithdraw', { amount: holding - sell }))
    }
    const coarse = best.proceeds > 0n ? best.sell / best.proceeds + 1n : 1n
    const sizes = [...around(best.sell, coarse, holding), ...ofAllSizes(holding).slice(-4), holding]
    const complaint =
      better(desk, worth, { sizes, attempt: leave }, best.total) ??
      fulfil(desk, plan.exitPlan(best, TRADER, FOREVER), worth, best.total)
    if (complaint !== undefined) return complaint
    if (desk.balance('amt') !== 0n) return `the plan leaves ${desk.balance('amt')} AMT behind`
    count(coverage, best.sell === 0n ? 'all redeemed' : best.burn === 0n ? 'all sold' : 'both')
    return undefined
  },
}

/**
 * A part in 10,000: beyond an edge by as much, pools of any size but the smallest pay more than the few wei
 * that rounding takes.
 */
const BEYOND = { above: '1.0001', below: '0.9999' } as const

/** One edge of the band: whether the price is past it, and the trade that then pays. */
interface Edge {
  readonly name: string
  readonly isPast: boolean
  readonly isFarPast: boolean
  readonly plan: () => readonly Action[] | undefined
  readonly attempts: Alternatives
}

function edgesOf(
  { band, floor, marketPlan, marketTrade, plan, pools }: Trades,
  desk: Desk,
  books: Books,
  swaps: 1 | 2,
): readonly Edge[] {
  const onChain = swaps === 2
  const price = usdPerBtc(books)
  const [pool, pair] = [pools.poolReserves(desk.economy), pools.dollarReserves(desk.economy)]
  const [rcl, marketQuote] = [floorOf(desk.economy), marketPlan.marketQuoteOf(desk.economy)]
  const edges = band.noArbitrageBand(rcl, marketQuote, price, swaps)
  const at = band.poolPrice(pool, price)
  const exchange: Exchange = onChain ? pair : { usdPerBtc: price }
  const below = (edge: typeof at | undefined): Pick<Edge, 'isPast' | 'isFarPast'> => ({
    isPast: edge !== undefined && at.lt(edge),
    isFarPast: edge !== undefined && at.lt(edge.mul(BEYOND.below)),
  })
  const above = (edge: typeof at | undefined): Pick<Edge, 'isPast' | 'isFarPast'> => ({
    isPast: edge !== undefined && at.gt(edge),
    isFarPast: edge !== undefined && at.gt(edge.mul(BEYOND.above)),
  })
  const parts = (whole: bigint): readonly bigint[] =>
    [1_000_000n, 10_000n, 300n].map((part) => whole / part).filter((size) => size > 0n)
  const withDollars = (way: Way): Pick<Edge, 'plan' | 'attempts'> => ({
    plan: () => {
      const trade = (way === 'buy' ? marketTrade.buyAtMarket : marketTrade.sellToMarket)(
        marketQuote,
        pool,
        exchange,
      )
      return trade === undefined ? undefined : planOf(marketPlan, way, onChain, trade)
    },
    attempts: {
      sizes: parts(way === 'sell' && !onChain ? books.btcb : books.pairUsdt),
      attempt: (size) => attemptAtMarket(desk, books, way, onChain, size),
    },
  })
  const redeeming: Pick<Edge, 'plan' | 'attempts'> = {
    plan: () => {
      const trade = floor.bestFloorArbitrage(pool, rcl)
      return trade === undefined ? undefined : plan.floorArbitragePlan(trade, TRADER, FOREVER)
    },
    attempts: { sizes: parts(books.btcb), attempt: (pay) => buyAndRedeem(desk, pay) },
  }
  return [
    { name: 'the floor', ...below(edges.floor), ...redeeming },
    { name: 'the Market’s bid', ...below(edges.marketBuys), ...withDollars('sell') },
    { name: 'the Market’s offer', ...above(edges.marketSells), ...withDollars('buy') },
  ]
}

/** Up to the edges no trade earns anything on the contracts; past them one does. */
function band(swaps: 1 | 2): Form {
  return {
    name: `band with dollars ${swaps === 2 ? 'on the pair' : 'outside'}`,
    spread: 40_000n,
    judge(trades, books, draw, coverage) {
      const desk = Desk.open(books)
      const worth = outsideWorth(desk, usdPerBtc(books))
      const edges = edgesOf(trades, desk, books, swaps)
      for (const { name, isPast, attempts } of edges)
        if (!isPast) {
          count(coverage, `within ${name}`)
          const complaint = better(desk, worth, attempts, 0n)
          if (complaint !== undefined) return `within ${name}: ${complaint}`
        }
      const past = edges.filter(({ isFarPast }) => isFarPast)
      // In pools of some thousand wei, rounding takes more than that.
      if (past.length === 0 || books.amt < 1n << 40n) return undefined
      const { name, plan } = past[Number(draw(BigInt(past.length)))]!
      const before = worth()
      const revert = desk.carryOut(plan() ?? [])
      if (revert !== undefined) return `past ${name} the plan is refused: ${revert}`
      count(coverage, `past ${name}`)
      return worth() > before ? undefined : `past ${name} nothing is earned`
    },
  }
}

export const FORMS: readonly Form[] = [
  poolToRcl,
  withGas,
  withMarket('buy', true),
  withMarket('buy', false),
  withMarket('sell', true),
  withMarket('sell', false),
  greatResetSale,
  exitRouting,
  band(1),
  band(2),
]
