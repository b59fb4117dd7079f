/**
 * Regions: where in the space of two parameters a claim about the outside world holds.
 *
 * Each point of a grid is a few paths of a scenario. All points have the same random numbers, so that they
 * differ by their parameters alone. A point that was computed before is read from what is kept by the hash of
 * its input, so that a study that was stopped goes on.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { sha256 } from '@noble/hashes/sha2.js'
import baseline from '../scenarios/baseline/index.ts'
import catchUp from '../scenarios/catch-up/index.ts'
import depeg from '../scenarios/depeg/index.ts'
import halving from '../scenarios/halving/index.ts'
import smallHolder from '../scenarios/small-holder/index.ts'
import type { Scenario } from '../sim/definition/scenario.ts'
import type { RunResult } from '../sim/result.ts'
import { runScenario } from '../sim/run.ts'
import { clopperPearson } from '../statistics/proportion.ts'
import { exact } from './decimal.ts'
import { dailyColumn, metricOf } from './runs.ts'

export interface Axis {
  /** A parameter of the scenario. */
  readonly parameter: string
  /** Ascending, as text. */
  readonly values: readonly string[]
}

export interface Region {
  readonly claim: number
  readonly reading: string
  /** What holds at a point, as a sentence. */
  readonly says: string
  readonly scenario: Scenario
  readonly days: number
  /** Parameters beside the axes that are not at their defaults. */
  readonly set: Readonly<Record<string, string>>
  readonly x: Axis
  readonly y: Axis
  readonly holds: (run: RunResult) => boolean
  /** Whether `holds` reads daily columns that no chart shows. @default false */
  readonly readsTables?: boolean
  /** Parameters that the result stands on, beside the axes: their titles have their sources. */
  readonly calibration: readonly string[]
}

export const REGIONS: readonly Region[] = [
  {
    claim: 14,
    reading: 'power-over-the-halving',
    says: 'Selling the retained AMT pays all power until after the halving of 2024.',
    scenario: halving,
    days: halving.days,
    set: { costs: 'retained' },
    x: { parameter: 'kept', values: ['10', '20', '40', '60', '80'] },
    y: { parameter: 'powerPrice', values: ['0.045', '0.055', '0.07'] },
    holds: (run) => exact(metricOf(run, 'powerUnpaid')) === 0n,
    calibration: ['btcGrowth', 'difficultyGrowth', 'networkModel'],
  },
  {
    claim: 27,
    reading: 'claiming-daily',
    says: 'Claiming daily for 100 AMT costs more for gas than it brings.',
    scenario: smallHolder,
    days: smallHolder.days,
    set: {},
    x: { parameter: 'gasPrice', values: ['0.05', '0.1', '0.3', '1', '3'] },
    y: { parameter: 'bnbPrice', values: ['250', '500', '1000'] },
    holds: (run) => exact(metricOf(run, 'breakEvenDaily')) > exact('100'),
    calibration: ['claimGas', 'paymentGas', 'vaultShare', 'btcGrowth'],
  },
  {
    claim: 38,
    reading: 'within-four-years',
    says: 'The floor meets the pool’s price within four years from July 2023.',
    scenario: catchUp,
    days: 1_461,
    set: {},
    x: { parameter: 'vaultShare', values: ['0', '10', '20', '40', '60'] },
    y: { parameter: 'difficultyGrowth', values: ['0', '20', '50', '75'] },
    holds: (run) => metricOf(run, 'meetingDay') !== 'never',
    calibration: ['btcGrowth', 'networkModel', 'powerPrice', 'tradeSize'],
  },
  {
    claim: 40,
    reading: 'at-all-times',
    says: 'One BTCB is never worth less than 0.95 BTC.',
    scenario: depeg,
    days: depeg.days,
    set: {},
    x: { parameter: 'breaksPerYear', values: ['0', '0.5', '1', '2', '6'] },
    y: { parameter: 'breakLowest', values: ['90', '93', '96'] },
    holds: (run) => exact(metricOf(run, 'lowestPeg')) >= exact('0.95'),
    calibration: ['breakHighest', 'halfLife'],
  },
  {
    claim: 41,
    reading: 'every-outage',
    says: 'Every payment that falls due is made in full on its day.',
    scenario: depeg,
    days: depeg.days,
    set: {},
    x: { parameter: 'buffer', values: ['0.25', '1', '2', '4', '8'] },
    y: { parameter: 'meanDownDays', values: ['2', '5', '10', '20'] },
    holds: (run) => metricOf(run, 'shortDays') === '0',
    calibration: ['meanUpDays', 'vaultShare', 'btcGrowth'],
  },
  {
    claim: 44,
    reading: 'with-every-emission',
    says: 'TH/s per AMT are after 120 days no lower than on the first day.',
    scenario: baseline,
    days: 120,
    set: { orderPolicy: 'per-th' },
    x: { parameter: 'orderAmtPerTh', values: ['73.55', '150', '246.3', '300', '400'] },
    y: { parameter: 'ordersPerYear', values: ['6', '24', '48'] },
    holds(run) {
      const [hash, supply] = ['hashRate', 'supply'].map((column) => dailyColumn(run, column).map(exact))
      return hash!.at(-1)! * supply![0]! >= hash![0]! * supply!.at(-1)!
    },
    readsTables: true,
    calibration: ['vaultShare', 'btcGrowth'],
  },
]

export interface Point {
  readonly x: string
  readonly y: string
  /** Paths on which the claim holds. */
  readonly held: number
  readonly paths: number
  /** Exact 95% interval of the share of all paths (Clopper and Pearson). */
  readonly low: number
  readonly high: number
}

export interface Mapped {
  readonly region: Region
  /** Row by row of y, in the order of x. */
  readonly points: readonly Point[]
}

/** Numbers of paths that hold, by the hash of the input of a point. */
export interface Kept {
  readonly get: (hash: string) => number | undefined
  readonly put: (hash: string, held: number) => void
}

export interface MapOptions {
  readonly seed: bigint
  /** At each point. */
  readonly paths: number
  /** Identifies the code: points of other code are computed again. */
  readonly code: string
  readonly kept: Kept
  /** Called after each point. */
  readonly onPoint?: (done: number, of: number) => void
}

export function mapRegions(regions: readonly Region[], options: MapOptions): readonly Mapped[] {
  const total = regions.reduce((sum, { x, y }) => sum + x.values.length * y.values.length, 0)
  let done = 0
  return regions.map((region) => ({
    region,
    points: region.y.values.flatMap((y) =>
      region.x.values.map((x) => {
        const point = pointOf(region, x, y, options)
        options.onPoint?.(++done, total)
        return point
      }),
    ),
  }))
}

/** One point of a region, from what is kept or from its paths. */
export function pointOf(region: Region, x: string, y: string, options: MapOptions): Point {
  const { seed, paths, code, kept } = options
  const { scenario, days } = region
  const set = { ...region.set, [region.x.parameter]: x, [region.y.parameter]: y }
  const input = { claim: region.claim, scenario: scenario.name, days, seed: String(seed), paths, code }
  const hash = hashOf({ ...input, settings: scenario.at(set).texts, holds: String(region.holds) })
  let held = kept.get(hash)
  if (held === undefined) {
    held = 0
    const brief = region.readsTables !== true
    for (let path = 0; path < paths; path++)
      if (region.holds(runScenario(scenario, { seed, path, days, set, variants: false, brief }))) held++
    kept.put(hash, held)
  }
  const { low, high } = clopperPearson(held, paths)
  return { x, y, held, paths, low, high }
}

function hashOf(input: object): string {
  return bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(input))))
}
