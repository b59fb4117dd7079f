/**
 * Situation: a generated initial state for trades, from pools of a few thousand wei, where every rounding
 * shows, to realistic ones.
 */
import { ONE } from '../../../src/model/kernel/units.ts'
import { numbers } from '../../model/planning/arbitrage/small.ts'

export interface Situation {
  readonly amtSorts: 'below' | 'above'
  /** Reserves of AMT/BTCB. */
  readonly amt: bigint
  readonly btcb: bigint
  /** Reserves of BTCB/USDT. */
  readonly pairBtcb: bigint
  readonly pairUsdt: bigint
  /** BTCB in the RCL. */
  readonly backing: bigint
  /** The trader's AMT. */
  readonly holding: bigint
  /** The Market's terms and inventory. */
  readonly rate: bigint
  readonly fee: bigint
  readonly stockAmt: bigint
  readonly stockUsdt: bigint
  /** The trader's capital for one trade, in BTCB and in USDT. */
  readonly capitalBtcb: bigint
  readonly capitalUsdt: bigint
}

/** Draws a whole number from 0 to below a limit of any size. */
export type Draw = (limit: bigint) => bigint

/** A deterministic {@link Draw}. */
export function drawFrom(seed: bigint): Draw {
  const draw = numbers(seed)
  const WORD = 2_147_483_647n
  return (limit) => {
    let value = 0n
    for (let span = 1n; span < limit * WORD; span *= WORD) value = value * WORD + draw(WORD)
    return value % limit
  }
}

const PER_MILLION = 1_000_000n

/**
 * Draws the `n`-th situation. `spread`, in millionths, bounds the distance of the pool's price from the
 * Market's and from the floor: 40,000 stays near the bounds of the no-arbitrage band, 600,000 allows large
 * trades.
 */
export function drawSituation(draw: Draw, n: number, spread: bigint): Situation {
  const ample = 1n << 90n
  const between = (low: bigint, high: bigint): bigint => low + draw(high - low)
  const near = (): bigint => PER_MILLION - spread + draw(2n * spread)
  // Magnitudes are uniform, not values: every third situation in wei, the others up to tens of millions of
  // AMT.
  const sized = (low: bigint, high: bigint): bigint => {
    const bits = between(low, high)
    return between(1n << bits, 2n << bits)
  }
  const tiny = n % 3 === 0
  const btcb = tiny ? between(2_000n, 30_000n) : sized(50n, 68n)
  const amt = tiny ? between(2_000n, 60_000n) : btcb * sized(0n, 14n) + draw(btcb)
  const pairBtcb = tiny ? between(2_000n, 30_000n) : sized(50n, 68n)
  const rate = between(20n, 400n)
  // USDT such that the pool's price is near the Market's.
  const pairUsdt = (rate * amt * pairBtcb * near()) / (100n * btcb * PER_MILLION) + 2_000n
  const tight = n % 2 === 0
  const stockAmt = tight ? draw(amt / 20n + 40n) : amt
  const stockUsdt = tight ? draw(pairUsdt / 20n + 40n) : ample
  const holding = draw(2n * amt) + 1n
  // The owner's reserve is twice the pool's AMT: see `trading-world.ts`.
  const supply = 3n * amt + holding + stockAmt
  const poor = n % 5 < 2
  return {
    amtSorts: n % 4 < 2 ? 'below' : 'above',
    amt,
    btcb,
    pairBtcb,
    pairUsdt,
    backing: (btcb * supply * near()) / (amt * PER_MILLION),
    holding,
    rate,
    fee: spread < 100_000n ? draw(15n) : draw(300n),
    stockAmt,
    stockUsdt,
    capitalBtcb: poor ? draw(btcb / 50n + 20n) : ample,
    capitalUsdt: poor ? draw(pairUsdt / 50n + 20n) : ample,
  }
}

/** USD per BTC on the BTCB/USDT pair, times 1e18, rounded down. */
export function usdPerBtc({ pairBtcb, pairUsdt }: Situation): bigint {
  return (pairUsdt * ONE) / pairBtcb
}
