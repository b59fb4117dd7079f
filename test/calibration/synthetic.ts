/**
 * Synthetic history: `docs/examples/history.csv`, from the project's own processes with known parameters.
 *
 * 900 days from 1 August 2021. BTC: regimes of {@link TRUE}. Difficulty: {@link network} below. The other
 * columns: mean-reverting fees, gas with a spread, BNB by geometric Brownian motion. No real data.
 */
import { log } from '../../src/sim/math/log.ts'
import { exp } from '../../src/sim/math/exp.ts'
import { gasPrice } from '../../src/sim/process/gas-price.ts'
import { gbm } from '../../src/sim/process/gbm.ts'
import { dateOfDay, dayOf } from '../../src/sim/process/history-csv.ts'
import { subsidyOn } from '../../src/sim/process/halvings.ts'
import { blockFees } from '../../src/sim/process/mean-reverting.ts'
import { trajectory } from '../../src/sim/process/process.ts'
import { standardNormal } from '../../src/sim/random/normal.ts'
import { seek, source, stream } from '../../src/sim/random/stream.ts'
import { pricesOf, processes } from './simulated.ts'

export const FIRST = '2021-08-01'
export const DAYS = 900
const SEED = 20210801

/** Change of log difficulty in 14 days: constant, response to the 84 days before, and noise. */
export const NETWORK = { constant: 0.012, near: 0.05, far: 0.02, sd: 0.02 } as const

/** Difficulty by day for these prices: a step every 14 days, of the form that `fitNetwork` assumes. */
export function difficulties(prices: readonly number[], firstDay: number, seed: number): number[] {
  const cursor = stream(source(BigInt(seed), 1), 2)
  const reward = prices.map((usd, i) => usd * subsidyOn(firstDay + i) * 1.018)
  const change = (to: number, from: number): number => (from < 0 ? 0 : log(reward[to]! / reward[from]!))
  let difficulty = 2e13
  // Retargets fall on the days that the fit uses: whole periods back from the last day.
  return prices.map((_usd, day) => {
    if (day > 0 && (prices.length - 1 - day) % 14 === 0) {
      seek(cursor, day)
      const near = change(Math.max(day - 14, 0), day - 98)
      const far = change(Math.max(day - 98, 0), day - 182)
      const { constant, near: a, far: b, sd } = NETWORK
      difficulty *= exp(constant + a * near + b * far + sd * standardNormal(cursor))
    }
    return difficulty
  })
}

/** The text of the file. */
export function syntheticCsv(): string {
  const firstDay = dayOf(FIRST)!
  const prices = pricesOf(processes.regimes, SEED, DAYS - 1)
  const from = source(BigInt(SEED), 0)
  const fees = trajectory(blockFees(), from, 3, DAYS - 1)
  const gas = trajectory(gasPrice({ floors: [{ day: 0, gwei: 3 }], logSd: 0.2 }), from, 4, DAYS - 1)
  const bnb = trajectory(gbm({ usd: 300, drift: 0, volatility: 0.7 }), from, 5, DAYS - 1)
  const difficulty = difficulties(prices, firstDay, SEED)
  const rows = prices.map((usd, i) =>
    [
      dateOfDay(firstDay + i),
      usd.toFixed(2),
      Math.round(difficulty[i]! / 1e6) * 1e6,
      fees[i]!.value.toFixed(6),
      gas[i]!.gwei.toFixed(4),
      bnb[i]!.usd.toFixed(2),
    ].join(','),
  )
  return `${['date,btc_usd,difficulty,fees_btc,gas_gwei,bnb_usd', ...rows].join('\n')}\n`
}
