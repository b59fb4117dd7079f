/**
 * Mining: daily earnings and costs of hash rate (docs/reference/economics.md, 5).
 *
 * A hash finds a block with probability `1/(D·2^32)`, so one TH/s finds `1e12·86400/(D·2^32)` blocks a day on
 * average.
 *
 * - Units: TH/s, difficulty and satoshi as whole numbers; BTCB in base units. Other quantities (shares,
 *   prices in USD, J/TH) are a {@link Wad}: a number times 1e18, which `toBase` reads from text.
 * - Rounding: earnings down, costs up, once each, from exact integers.
 * - Power: machines draw in full while they hash, and their standby share of it while they do not, so a day
 *   bills `24·(uptime + (1 - uptime)·standby)` hours ({@link dutyOf}).
 * - Not modelled: luck (a pool that pays per share carries it), taxes, the decision to idle (`costs.ts`).
 */
import { Decimal } from 'decimal.js'

import { divideUp } from '../kernel/division.ts'
import { BASE_UNITS_PER_SAT, ONE, SECONDS_PER_DAY, type Btcb } from '../kernel/units.ts'

/** A number times 1e18: `toBase('0.025')` is 2.5%. */
export type Wad = bigint

/** Satoshi, 1e-8 BTC. */
export type Sat = bigint

/** Network conditions and prices of one day. */
export interface MiningDay {
  /** Difficulty, truncated to a whole number; at least 1. */
  readonly difficulty: bigint
  /** Subsidy (see {@link subsidyAt}) plus average fees of one block. */
  readonly perBlock: Sat
  /** USD per BTC. */
  readonly usdPerBtc: Wad
  /** USD per kWh. */
  readonly usdPerKwh: Wad
}

/** A mining farm and its operating parameters. */
export interface Farm {
  /** Hash rate with all machines running. */
  readonly ths: bigint
  /** Energy per terahash in joules, equal to watts per TH/s. */
  readonly joulesPerTh: Wad
  /** Share of time that the machines hash. */
  readonly uptime: Wad
  /**
   * Draw of a machine that does not hash, as a share of its full draw: 0 if downtime is off the meter, 1 if
   * power is billed around the clock.
   */
  readonly standby: Wad
  /** Share of earnings kept by the mining pool. */
  readonly poolFee: Wad
  /** Power lost between meter and machines, as a share of the machines' draw. */
  readonly loss: Wad
  /** Cost of the machines in USD, depreciated linearly over `lifeDays`. */
  readonly capexUsd: Wad
  readonly lifeDays: bigint
}

/** Income statement of one day in BTCB: `net = mined - poolFee - power - capex`, possibly negative. */
export interface Production {
  readonly mined: Btcb
  readonly poolFee: Btcb
  readonly power: Btcb
  readonly capex: Btcb
  readonly net: bigint
}

/**
 * Assumed fleet without machine cost: 30 J/TH, uptime 92%, no power while idle, pool fee 2.5%, loss 3%.
 */
export const FARM: Omit<Farm, 'ths'> = {
  joulesPerTh: 30n * ONE,
  uptime: (92n * ONE) / 100n,
  standby: 0n,
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

/** Height of the first halving above `height`. */
export function nextHalving(height: bigint): bigint {
  return (height / BLOCKS_PER_HALVING + 1n) * BLOCKS_PER_HALVING
}

/** Gross earnings of one TH/s in a day, in sat: `1e12·86400/(D·2^32)·perBlock`, to 40 digits. */
export function satPerThDay({ difficulty, perBlock }: Pick<MiningDay, 'difficulty' | 'perBlock'>): Decimal {
  checkDifficulty(difficulty)
  const earned = HASHES_PER_TH * SECONDS_PER_DAY * perBlock
  return new Digits40(earned.toString()).div((difficulty * HASHES_PER_DIFFICULTY).toString())
}

/** Hashprice: gross earnings of one PH/s in a day, in USD, rounded down. */
export function hashpriceDown({ difficulty, perBlock, usdPerBtc }: Omit<MiningDay, 'usdPerKwh'>): Wad {
  checkDifficulty(difficulty)
  const earned = TH_PER_PH * HASHES_PER_TH * SECONDS_PER_DAY * perBlock * usdPerBtc
  return earned / (difficulty * HASHES_PER_DIFFICULTY * SAT_PER_BTC)
}

/** Gross earnings of `ths` in a day at 100% uptime, rounded down. */
export function grossDown(
  ths: bigint,
  { difficulty, perBlock }: Pick<MiningDay, 'difficulty' | 'perBlock'>,
): Btcb {
  checkDifficulty(difficulty)
  return (hashesWorth(ths, perBlock) / (difficulty * HASHES_PER_DIFFICULTY)) as Btcb
}

/**
 * Income statement of `farm` for one day.
 *
 * @throws {NoDifficulty} if the difficulty is below 1.
 * @throws {NoPrice} if the price of BTC is not above 0.
 */
export function produce(farm: Farm, day: MiningDay): Production {
  checkDifficulty(day.difficulty)
  if (day.usdPerBtc < 1n) throw new NoPrice(day.usdPerBtc)
  const hashes = day.difficulty * HASHES_PER_DIFFICULTY
  const running = hashesWorth(farm.ths, day.perBlock) * farm.uptime
  const mined = running / (hashes * ONE)
  const received = (running * (ONE - farm.poolFee)) / (hashes * ONE * ONE)
  // W·h/1000 is kWh. Five wads in the numerator and four in the denominator leave the 1e18 of base units.
  const usdForPower = farm.ths * farm.joulesPerTh * 24n * day.usdPerKwh * (ONE + farm.loss) * dutyOf(farm)
  const power = divideUp(usdForPower, 1000n * ONE * ONE * ONE * day.usdPerBtc)
  const capex = divideUp(farm.capexUsd * ONE, farm.lifeDays * day.usdPerBtc)
  return {
    mined: mined as Btcb,
    poolFee: (mined - received) as Btcb,
    power: power as Btcb,
    capex: capex as Btcb,
    net: received - power - capex,
  }
}

/**
 * Average draw of the machines as a share of their full draw, `uptime + (1 - uptime)·standby`, times 1e36 and
 * exact.
 */
export function dutyOf({ uptime, standby }: Pick<Farm, 'uptime' | 'standby'>): bigint {
  return uptime * ONE + (ONE - uptime) * standby
}

/** A day's hashes times BTCB base units per block; divided by `D·2^32` it is the day's earnings. */
function hashesWorth(ths: bigint, perBlock: Sat): bigint {
  return ths * HASHES_PER_TH * SECONDS_PER_DAY * perBlock * BASE_UNITS_PER_SAT
}

function checkDifficulty(difficulty: bigint): void {
  if (difficulty < 1n) throw new NoDifficulty(difficulty)
}

/** Decimals of 40 significant digits, for ratios. */
export const Digits40 = Decimal.clone({ precision: 40 })

/** The difficulty is below 1, its minimum in Bitcoin. */
export class NoDifficulty extends RangeError {
  override readonly name = 'NoDifficulty'
  constructor(difficulty: bigint) {
    super(`expected a difficulty of at least 1, got ${difficulty}`)
  }
}

/** The price of BTC is not above 0, so costs in USD cannot be converted. */
export class NoPrice extends RangeError {
  override readonly name = 'NoPrice'
  constructor(usdPerBtc: bigint) {
    super(`expected a price of BTC above 0 (USD times 1e18), got ${usdPerBtc}`)
  }
}
