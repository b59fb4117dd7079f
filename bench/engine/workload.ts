/**
 * The workload: a year of a small economy, the same for every engine that is measured.
 *
 * A thousand holders, shared out by Zipf's law. Each day the machines produce, the payment is split, the RCL's part is deposited and every holder
 * is due their floor of the rest; one holder swaps; and whoever finds the pool below the floor buys there and redeems. What is random is
 * drawn beforehand, so that no engine is measured by its random numbers.
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

/** Whole percent of a payment that goes to the RCL. */
export const VAULT_SHARE = 20n

/** Per day and 223,446 TH/s; difficulty grows by a tenth of a percent a day. */
const THS = 223_446n
const DIFFICULTY = 53_911_173_001_054n
const PER_BLOCK = subsidyAt(800_000n) + 10_000_000n

/** The economy of July 2023: 55,035,719 AMT, the pool of the reset, a full RCL whose floor is near the pool's price. */
export const INITIAL_STATE = {
  pool: { amt: amt('7877440'), btcb: btcb('85.22') },
  backing: btcb('575'),
  holders: zipfShares(amt('47158279'), HOLDERS),
  names: namesOf('holder', HOLDERS),
  /** BTCB of each holder, to buy with. */
  purse: btcb('1000'),
  /** BTCB of the one who trades between pool and RCL. */
  capital: btcb('100'),
} as const

export interface Swap {
  readonly holder: number
  readonly side: 'buy' | 'sell'
  /** BTCB to pay, or AMT to sell. */
  readonly amount: bigint
}

/** What a day brings. */
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

/** What the machines earn on a day, and what of it is paid. */
export function production(difficulty: bigint): Btcb {
  return grossDown(THS, { difficulty, perBlock: PER_BLOCK })
}

/** The same in floats, in BTC. */
export function productionFloat(difficulty: number): number {
  return (Number(THS) * 1e12 * 86_400 * (Number(PER_BLOCK) / 1e8)) / (difficulty * 2 ** 32)
}

/** What is left at the end of a path, for comparison: the same from every exact engine. */
export interface End {
  readonly backing: Btcb
  readonly supply: Amt
  readonly pool: { readonly amt: Amt; readonly btcb: Btcb }
  /** BTCB that holder n is due from all payments, each rounded down. */
  readonly due: (holder: number) => bigint
}
