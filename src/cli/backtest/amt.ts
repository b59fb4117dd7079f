/**
 * AMT forecast: paths of `baseline` in the calibrated world, scored against AMT prices.
 *
 * Each path is a whole run from the opening of July 2023, whatever the first day of the test, so only a test
 * from 12 July 2023 on compares like with like. The pool price of day d is compared with the price of day
 * `from` + d.
 */
import type { Calibration } from '../../calibration/calibration.ts'
import { crpsOf, crpsOfNormal, inside, pitOf } from '../../calibration/backtest/scores.ts'
import type { PriceModel } from '../../calibration/model-fit.ts'
import { known, logReturns } from '../../calibration/returns.ts'
import { worldOf } from '../../calibration/world.ts'
import { log } from '../../sim/math/log.ts'
import type { Lab } from '../lab.ts'
import type { AmtPrices } from './amt-prices.ts'

export interface AmtScores {
  readonly unit: string
  /** Compared prices. */
  readonly prices: number
  readonly paths: number
  readonly in50: number
  readonly in90: number
  readonly crps: number
  readonly naive: number
  readonly meanPit: number
}

interface AmtTest {
  readonly from: number
  readonly to: number
  readonly seed: bigint
  readonly paths: number
  readonly model: PriceModel
  readonly onPath: (done: number, of: number) => void
}

/** The scores; undefined if no price falls into the test. */
export function scoreAmt(
  lab: Pick<Lab, 'scenarios' | 'run'>,
  calibration: Calibration,
  { unit, prices }: AmtPrices,
  { from, to, seed, paths, model, onPath }: AmtTest,
): AmtScores | undefined {
  const compared = prices.filter(({ day }) => day >= from && day <= to)
  if (compared.length === 0) return undefined
  const baseline = lab.scenarios.find(({ name }) => name === 'baseline')!
  const { settings } = worldOf(calibration, baseline.parameters, model)
  const set = Object.fromEntries(settings.map(({ name, text }) => [name, text]))
  const days = compared.at(-1)!.day - from + 1
  const column = unit === 'BTC/AMT' ? 'poolPrice' : 'poolPriceUsd'
  const runs = Array.from({ length: paths }, (_run, path) => {
    const result = lab.run(baseline, { seed, path, days, set, variants: false })
    onPath(path + 1, paths)
    const daily = result.tables.find(({ name }) => name === 'daily')!
    return daily.columns.find(({ name }) => name === column)!.cells.map(Number)
  })
  const before = prices.filter(({ day }) => day < from)
  const start = before.at(-1) ?? compared[0]!
  const sd = dailySd(before.map(({ price }) => price))
  const scores = compared.map(({ day, price }) => {
    const sorted = runs.map((cells) => log(cells[day - from]!)).toSorted((a, b) => a - b)
    const came = log(price)
    return {
      in50: inside(sorted, came, 0.5),
      in90: inside(sorted, came, 0.9),
      crps: crpsOf(sorted, came),
      naive: crpsOfNormal(log(start.price), sd * Math.sqrt(Math.max(day - start.day, 0)), came),
      pit: pitOf(sorted, came),
    }
  })
  const mean = (of: (each: (typeof scores)[number]) => number): number =>
    scores.reduce((sum, each) => sum + of(each), 0) / scores.length
  return {
    unit,
    prices: scores.length,
    paths,
    in50: mean(({ in50 }) => Number(in50)),
    in90: mean(({ in90 }) => Number(in90)),
    crps: mean(({ crps }) => crps),
    naive: mean(({ naive }) => naive),
    meanPit: mean(({ pit }) => pit),
  }
}

/** Standard deviation of the changes of the logarithm from row to row; zero with fewer than two rows. */
function dailySd(prices: readonly number[]): number {
  const changes = known(logReturns(prices))
  return changes.length === 0 ? 0 : Math.sqrt(changes.reduce((sum, x) => sum + x * x, 0) / changes.length)
}
