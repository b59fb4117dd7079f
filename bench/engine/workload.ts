/**
 * Workload: a year of a small economy, the same for every subject of the benchmark.
 *
 * A thousand holders share the AMT by Zipf's law. Each day the machines produce, the payment is split, the
 * share of the RCL is deposited and every holder is credited their share of the rest, rounded down. One
 * holder swaps; if the pool price is then below the floor, the arbitrageur buys and redeems. Random numbers
 * are drawn beforehand and not timed.
 *
 * Units: base units; days count from 0.
 */
import { grossDown, subsidyAt } from '../../src/model/economics/mining.ts'
import { amt, btcb, type Amt, type Btcb } from '../../src/model/kernel/units.ts'
import { namesOf, zipfShares } from '../../src/sim/agent.ts'
import { amountBetween, integerBelow } from '../../src/sim/random/integer.ts'
import { source, stream } from '../../src/sim/random/stream.ts'
import { bernoulli } from '../../src/sim/random/uniform.ts'

export const DAYS = 365
export const HOLDERS = 1000

/** Share of a payment that goes to the RCL, in whole percent. */
export const VAULT_SHARE = 20n

/** Hash rate, initial difficulty and satoshi per block (July 2023); difficulty grows by 0.1% a day. */
const THS = 223_446n
const DIFFICULTY = 53_911_173_001_054n
const PER_BLOCK = subsidyAt(800_000n) + 10_000_000n

/**
 * July 2023: 55,035,719 AMT, the pool after the Great Reset, and an RCL whose floor is close to the pool
 * price.
 */
export const INITIAL_STATE = {
  pool: { amt: amt('7877440'), btcb: btcb('85.22') },
  backing: btcb('575'),
  holders: zipfShares(amt('47158279'), HOLDERS),
  names: namesOf('holder', HOLDERS),
  /** BTCB of each holder. */
  purse: btcb('1000'),
  /** BTCB of the arbitrageur. */
  capital: btcb('100'),
} as const

export interface Swap {
  readonly holder: number
  readonly side: 'buy' | 'sell'
  /** BTCB to pay, or AMT to sell. */
  readonly amount: bigint
}

/** Exogenous inputs of one day. */
export interface Day {
  readonly difficulty: bigint
  readonly swap: Swap
}

/** The days of one path. */
export function daysOf(path: number): readonly Day[] {
  const draw = stream(source(1n, path), 0)
  let difficulty = DIFFICULTY
  return Array.from({ length: DAYS }, () => {
    difficulty += difficulty / 1000n
    const holder = integerBelow(draw, HOLDERS)
    const side = bernoulli(draw, 0.5) ? 'buy' : 'sell'
    const most: bigint = side === 'buy' ? btcb('0.02') : INITIAL_STATE.holders[holder]! / 4n
    const amount = amountBetween(draw, 1n, most > amt('2000') ? amt('2000') : most)
    return { difficulty, swap: { holder, side, amount } }
  })
}

/** BTC that the machines mine in a day, rounded down; all of it is paid. */
export function production(difficulty: bigint): Btcb {
  return grossDown(THS, { difficulty, perBlock: PER_BLOCK })
}

/** {@link production} in floats, in BTC. */
export function productionFloat(difficulty: number): number {
  return (Number(THS) * 1e12 * 86_400 * (Number(PER_BLOCK) / 1e8)) / (difficulty * 2 ** 32)
}

/** End state of a path; equal for every exact subject. */
export interface End {
  readonly backing: Btcb
  readonly supply: Amt
  readonly pool: { readonly amt: Amt; readonly btcb: Btcb }
  /** BTCB credited to holder n by all payments, each rounded down. */
  readonly due: (holder: number) => bigint
}
