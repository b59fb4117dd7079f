/**
 * Forecast: paths of BTC price, difficulty and hashprice from a calibration, from one day on.
 *
 * Two models of the network:
 *
 * - `growth`: difficulty grows at the fitted rate without noise, as with `networkModel=exogenous`.
 * - `response`: every 14 days log difficulty changes by the fitted distributed lag on past rewards, plus
 *   normal noise of the residuals' standard deviation. Known rewards before the origin enter it, and halvings
 *   by date.
 *
 * Parameters are held at their estimates. Fees are a fixed share of the subsidy.
 */
import { exp } from '../../sim/math/exp.ts'
import { log } from '../../sim/math/log.ts'
import { pow } from '../../sim/math/pow.ts'
import { gbm, type Price } from '../../sim/process/gbm.ts'
import { subsidyOn } from '../../sim/process/halvings.ts'
import type { History } from '../../sim/process/history-csv.ts'
import { merton } from '../../sim/process/merton.ts'
import { DAYS_PER_YEAR, type Process } from '../../sim/process/process.ts'
import { regimes } from '../../sim/process/regimes.ts'
import { standardNormal } from '../../sim/random/normal.ts'
import { seek, source, stream } from '../../sim/random/stream.ts'
import { uniform } from '../../sim/random/uniform.ts'
import type { Calibration } from '../calibration.ts'
import { valueOf, type ModelFit, type PriceModel } from '../model-fit.ts'
import { PERIOD, rewards, WINDOW } from '../network-fit.ts'

export const NETWORKS = ['response', 'growth'] as const
export type NetworkModel = (typeof NETWORKS)[number]

/** Values on days 0 (the last known day) to `days` of one path. */
export interface Path {
  readonly btc: Float64Array
  readonly difficulty: Readonly<Record<NetworkModel, Float64Array>>
}

export interface ForecastOptions {
  readonly model: PriceModel
  readonly paths: number
  readonly days: number
  readonly seed: bigint
  /** Number of the origin: another one has other random numbers. */
  readonly origin: number
  readonly feesShare: number
}

/** Paths from the last day of `history`, to which `calibration` was fitted. */
export function forecast(
  history: History,
  calibration: Calibration,
  { model, paths, days, seed, origin, feesShare }: ForecastOptions,
): Path[] {
  const known = logRewardsOf(history, feesShare)
  return Array.from({ length: paths }, (_path, path) => {
    const from = source(seed, path)
    const prices = stream(from, 2 * origin + 1)
    const process = priceProcess(calibration, model, uniform(prices))
    const btc = new Float64Array(days + 1)
    btc[0] = process.initial.usd
    let state = process.initial
    for (let day = 1; day <= days; day++) {
      seek(prices, day)
      state = process.step(state, prices, day)
      btc[day] = state.usd
    }
    const noise = stream(from, 2 * origin + 2)
    return {
      btc,
      difficulty: {
        response: respond(calibration, known, btc, feesShare, (period) => {
          seek(noise, period)
          return standardNormal(noise)
        }),
        growth: grow(calibration, days),
      },
    }
  })
}

/** USD per PH/s and day: 1e15 · 86400 / (D · 2^32) blocks, each worth price · subsidy · (1 + fees). */
export const hashpriceOf = (usd: number, difficulty: number, perBlockBtc: number): number =>
  ((1e15 * 86_400) / (difficulty * 4_294_967_296)) * perBlockBtc * usd

function priceProcess({ price, last }: Calibration, model: PriceModel, draw: number): Process<Price> {
  const fit: ModelFit = price!.fits[model]
  const value = (name: string): number => valueOf(fit, name)
  const [usd, drift] = [last.btc_usd!.value, value('drift')]
  switch (model) {
    case 'gbm':
      return gbm({ usd, drift, volatility: value('volatility') })
    case 'merton':
      return merton({
        usd,
        drift,
        volatility: value('volatility'),
        jumpsPerYear: value('jumpsPerYear'),
        jumpMean: value('jumpMean'),
        jumpSd: value('jumpSd'),
      })
    case 'regimes':
      return regimes({
        usd,
        drift,
        volatility: { calm: value('calmVolatility'), wild: value('wildVolatility') },
        meanStayDays: { calm: value('calmDays'), wild: value('wildDays') },
        regime: draw < price!.wild ? 'wild' : 'calm',
      })
  }
}

/** Log rewards before the origin, the last known day last; undefined where the price is unknown. */
function logRewardsOf(history: History, feesShare: number): readonly (number | undefined)[] {
  return rewards(history, feesShare).map((each) => (each === undefined ? undefined : log(each)))
}

function grow({ network, last }: Calibration, days: number): Float64Array {
  const path = new Float64Array(days + 1)
  const start = last.difficulty?.value ?? NaN
  const rate = network?.growth.value ?? NaN
  for (let day = 0; day <= days; day++)
    path[day] = start * pow(1 + rate, (Math.floor(day / PERIOD) * PERIOD) / DAYS_PER_YEAR)
  return path
}

function respond(
  { network, last, lastDay }: Calibration,
  known: readonly (number | undefined)[],
  btc: Float64Array,
  feesShare: number,
  noise: (period: number) => number,
): Float64Array {
  const path = new Float64Array(btc.length)
  path[0] = last.difficulty?.value ?? NaN
  const fit = network?.response?.reward
  const logReward = (day: number): number =>
    day <= 0
      ? (known[known.length - 1 + day] ?? NaN)
      : log(btc[day]! * subsidyOn(lastDay + day) * (1 + feesShare))
  for (let day = 1; day < path.length; day++) {
    path[day] = path[day - 1]!
    if (day % PERIOD !== 0) continue
    const [one, two, three] = [1, 1 + WINDOW, 1 + 2 * WINDOW].map((each) =>
      logReward(day - PERIOD * each),
    ) as [number, number, number]
    const [constant, near, far] = (fit?.coefficients ?? [NaN, 0, 0]) as [number, number, number]
    const expected = constant + near * (one - two) + far * (two - three)
    path[day]! *= exp(expected + (fit?.residualSd ?? NaN) * noise(day / PERIOD))
  }
  return path
}
