/**
 * Mining: what hash rate earns and costs in a day (docs/reference/economics.md, 5).
 *
 * A hash finds a block with probability 1 / (D·2^32), so one TH/s earns `1e12·86400/(D·2^32)` blocks a day on average.
 *
 * - Units: TH/s, difficulty and sat as whole numbers; BTCB in base units; whatever else is not whole is a {@link Wad}, that is times
 *   1e18: shares, prices in USD, J/TH, which `toBase` reads from text.
 * - Rounding: what is earned rounds down, what is paid rounds up, once each, from exact integers.
 * - Not modelled: luck (a pool that pays per share carries it), taxes; when machines idle is up to `costs.ts`. Power
 *   is paid for all 24 hours, as the formula has it, though uptime is below 1.
 */
import { Decimal } from 'decimal.js'

import { divideUp } from '../kernel/division.ts'
import { BASE_UNITS_PER_SAT, ONE, SECONDS_PER_DAY, type Btcb } from '../kernel/units.ts'

/** A number times 1e18, as text read by `toBase`: `toBase('0.025')` is 2.5%. */
export type Wad = bigint

/** Satoshi, 1e-8 BTC. */
export type Sat = bigint

/** What the Bitcoin network pays on a day, and what BTC is worth. */
export interface MiningDay {
  /** Difficulty without its fraction, at least 1. */
  readonly difficulty: bigint
  /** Subsidy and average fees of one block: see {@link subsidyAt}. */
  readonly perBlock: Sat
  /** USD per BTC. */
  readonly usdPerBtc: Wad
  /** USD per kWh. */
  readonly usdPerKwh: Wad
}

/** The machines, and how they are run. */
export interface Farm {
  /** TH/s when all machines run. */
  readonly ths: bigint
  /** Joules per terahash, which is watts per TH/s. */
  readonly joulesPerTh: Wad
  /** Share of the time that the machines hash. */
  readonly uptime: Wad
  /** Share of the earnings that the mining pool keeps. */
  readonly poolFee: Wad
  /** Power lost between meter and machines, as a share of what the machines draw. */
  readonly loss: Wad
  /** USD that the machines cost, written off evenly over `lifeDays`. */
  readonly capexUsd: Wad
  readonly lifeDays: bigint
}

/** One day's account in BTCB: `net = mined - poolFee - power - capex`, and may be negative. */
export interface Production {
  readonly mined: Btcb
  readonly poolFee: Btcb
  readonly power: Btcb
  readonly capex: Btcb
  readonly net: bigint
}

/** The assumed fleet, without its machines' price: 30 J/TH, uptime 92%, pool fee 2.5%, loss 3%. */
export const FARM: Omit<Farm, 'ths'> = {
  joulesPerTh: 30n * ONE,
  uptime: (92n * ONE) / 100n,
  poolFee: (25n * ONE) / 1000n,
  loss: (3n * ONE) / 100n,
  capexUsd: 0n,
  lifeDays: 1n,
}

export const BLOCKS_PER_HALVING = 210_000n

const FIRST_SUBSIDY = 5_000_000_000n
const HASHES_PER_TH = 10n ** 12n
/** Expected hashes for one block at difficulty 1. */
export const HASHES_PER_DIFFICULTY = 2n ** 32n
/** Satoshi in one BTC. */
export const SAT_PER_BTC = 10n ** 8n
/** Terahashes in one petahash. */
export const TH_PER_PH = 1000n

/** Subsidy of the block at `height`: `floor(5e9 / 2^floor(height/210000))` sat. */
export function subsidyAt(height: bigint): Sat {
  return FIRST_SUBSIDY >> (height / BLOCKS_PER_HALVING)
}

/** Height of the next block that halves the subsidy, above `height`. */
export function nextHalving(height: bigint): bigint {
  return (height / BLOCKS_PER_HALVING + 1n) * BLOCKS_PER_HALVING
}

/** What one TH/s earns in a day before any cost, in sat: `1e12·86400/(D·2^32)·perBlock`, to 40 digits. */
export function satPerThDay({ difficulty, perBlock }: Pick<MiningDay, 'difficulty' | 'perBlock'>): Decimal {
  checkDifficulty(difficulty)
  const earned = HASHES_PER_TH * SECONDS_PER_DAY * perBlock
  return new Digits40(earned.toString()).div((difficulty * HASHES_PER_DIFFICULTY).toString())
}

/** Hashprice: what one PH/s earns in a day before any cost, in USD, rounded down. */
export function hashpriceDown({ difficulty, perBlock, usdPerBtc }: Omit<MiningDay, 'usdPerKwh'>): Wad {
  checkDifficulty(difficulty)
  const earned = TH_PER_PH * HASHES_PER_TH * SECONDS_PER_DAY * perBlock * usdPerBtc
  return earned / (difficulty * HASHES_PER_DIFFICULTY * SAT_PER_BTC)
}

/** What `ths` earn in a day at 100% uptime, before any cost; rounded down. */
export function grossDown(
  ths: bigint,
  { difficulty, perBlock }: Pick<MiningDay, 'difficulty' | 'perBlock'>,
): Btcb {
  checkDifficulty(difficulty)
  return (hashesWorth(ths, perBlock) / (difficulty * HASHES_PER_DIFFICULTY)) as Btcb
}

/** A day's account of `farm`. Throws {@link NoDifficulty} or {@link NoPrice}. */
export function produce(farm: Farm, day: MiningDay): Production {
  checkDifficulty(day.difficulty)
  if (day.usdPerBtc < 1n) throw new NoPrice(day.usdPerBtc)
  const hashes = day.difficulty * HASHES_PER_DIFFICULTY
  const running = hashesWorth(farm.ths, day.perBlock) * farm.uptime
  const mined = running / (hashes * ONE)
  const received = (running * (ONE - farm.poolFee)) / (hashes * ONE * ONE)
  // W·h / 1000 is kWh; three wads above the line and one below leave 1e36, and base units take 1e18 of it.
  const usdForPower = farm.ths * farm.joulesPerTh * 24n * day.usdPerKwh * (ONE + farm.loss)
  const power = divideUp(usdForPower, 1000n * ONE * day.usdPerBtc)
  const capex = divideUp(farm.capexUsd * ONE, farm.lifeDays * day.usdPerBtc)
  return {
    mined: mined as Btcb,
    poolFee: (mined - received) as Btcb,
    power: power as Btcb,
    capex: capex as Btcb,
    net: received - power - capex,
  }
}

/** Hashes of a day times what a block pays in BTCB base units: over `D·2^32` it is what they earn. */
function hashesWorth(ths: bigint, perBlock: Sat): bigint {
  return ths * HASHES_PER_TH * SECONDS_PER_DAY * perBlock * BASE_UNITS_PER_SAT
}

function checkDifficulty(difficulty: bigint): void {
  if (difficulty < 1n) throw new NoDifficulty(difficulty)
}

/** Decimals of 40 significant digits, for ratios. */
export const Digits40 = Decimal.clone({ precision: 40 })

/** Bitcoin's difficulty is at least 1. */
export class NoDifficulty extends RangeError {
  override readonly name = 'NoDifficulty'
  constructor(difficulty: bigint) {
    super(`expected a difficulty of at least 1, got ${difficulty}`)
  }
}

/** Costs in USD have no value in BTC without a price of BTC. */
export class NoPrice extends RangeError {
  override readonly name = 'NoPrice'
  constructor(usdPerBtc: bigint) {
    super(`expected a price of BTC above 0 (USD times 1e18), got ${usdPerBtc}`)
  }
}
