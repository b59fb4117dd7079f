/**
 * The outside world beyond what each question needs: other ways for BTC to move, and what else may wander about its usual level.
 *
 * Everything here stands still by default, or is as simple as can be; `--set btcModel=merton` and the like bring it in. Each process has its
 * own stream, so turning one on moves no other.
 */
import { log } from '../../sim/math/log.ts'
import {
  choice,
  ConflictingSettings,
  decimal,
  integer,
  percent,
  prices,
  type Settings,
} from '../../sim/definition/parameter.ts'
import { BSC_GAS_FROM_2023_07_12, gasPrice, type GasPrice } from '../../sim/process/gas-price.ts'
import { gbm, type Price } from '../../sim/process/gbm.ts'
import { meanReverting, BLOCK_FEES, POWER_PRICE, type Level } from '../../sim/process/mean-reverting.ts'
import { merton } from '../../sim/process/merton.ts'
import { network, NETWORK_2023_07_12, type Network } from '../../sim/process/network.ts'
import type { Process } from '../../sim/process/process.ts'
import { purchases, type Fleet } from '../../sim/process/purchases.ts'
import { regimes } from '../../sim/process/regimes.ts'
import { bootstrap, dailyRatios, replay } from '../../sim/process/table.ts'

export const BTC_MODELS = ['gbm', 'merton', 'regimes', 'bootstrap', 'replay'] as const

/** How BTC moves, beside its price on the first day, its growth and its volatility. */
export const BTC = {
  btcModel: choice({
    title:
      'How BTC moves: geometric Brownian motion; with jumps; in two regimes; by days drawn from btcPrices; as in btcPrices from its first row on',
    default: 'gbm',
    choices: BTC_MODELS,
  }),
  btcPrices: prices({ title: 'Daily prices for btcModel bootstrap and replay' }),
  blockDays: decimal({
    title: 'Mean length of the stretches that bootstrap draws (assumption)',
    unit: 'days',
    default: '10',
    min: '1',
    max: '10000',
  }),
  jumpsPerYear: decimal({
    title: 'Mean number of jumps a year for merton (assumption)',
    unit: 'jumps',
    default: '10',
    min: '0',
    max: '3650',
  }),
  jumpMean: percent({
    title: 'Mean jump of the log price (assumption)',
    default: '-1',
    min: '-100',
    max: '100',
  }),
  jumpSd: percent({
    title: 'Standard deviation of a jump (assumption)',
    default: '5',
    min: '0',
    max: '100',
  }),
  calmVolatility: percent({
    title: 'Volatility a year while calm, for regimes (assumption)',
    default: '35',
    min: '0',
    max: '300',
  }),
  wildVolatility: percent({
    title: 'Volatility a year while wild (assumption)',
    default: '85',
    min: '0',
    max: '300',
  }),
  calmDays: decimal({
    title: 'Mean length of a calm stretch (assumption)',
    unit: 'days',
    default: '60',
    min: '1',
    max: '100000',
  }),
  wildDays: decimal({
    title: 'Mean length of a wild stretch (assumption)',
    unit: 'days',
    default: '15',
    min: '1',
    max: '100000',
  }),
}

/** What stands at its usual level unless it is given a spread. */
export const SPREADS = {
  powerSpread: percent({
    title:
      'Spread of the price of power: standard deviation of its logarithm in the long run (11 covers 0.045 to 0.07)',
    default: '0',
    min: '0',
    max: '300',
  }),
  feesSpread: percent({
    title: 'Spread of the fees of a block, likewise (60 is an assumption)',
    default: '0',
    min: '0',
    max: '300',
  }),
}

/** Where the network stands at the opening, and what the project buys. */
export const GROWTH = {
  startHeight: integer({
    title: 'Height of the last block on the first day; every 210,000th halves the subsidy (12 July 2023)',
    unit: 'block',
    default: NETWORK_2023_07_12.height.toString(),
    min: '0',
    max: '2000000000',
  }),
  startDifficulty: decimal({
    title: 'Difficulty on the first day (12 July 2023)',
    unit: 'T',
    default: (NETWORK_2023_07_12.difficulty / 1e12).toString(),
    min: '0.001',
    max: '1000000',
  }),
  ordersPerYear: decimal({
    title: 'Mean number of orders of machines a year, for which AMT is issued (assumption: none)',
    unit: 'orders',
    default: '0',
    min: '0',
    max: '3650',
  }),
  orderSize: decimal({
    title: 'Mean size of an order (assumption)',
    unit: 'TH/s',
    default: '5000',
    min: '0',
    max: '100000000',
  }),
}

export const GAS_PATHS = ['stays', 'falls'] as const

/** The gas price of BNB Smart Chain. */
export const GAS = {
  gasPrice: decimal({
    title: 'Gas price on the first day (BSC in July 2023; 1 in 2024, 0.1 in 2025, 0.05 in 2026)',
    unit: 'gwei',
    default: '3',
    min: '0.001',
    max: '1000',
  }),
  gasPath: choice({
    title:
      'It stays, or falls as BSC’s floors did: to a third, a thirtieth and a sixtieth on 1 January of 2024, 2025 and 2026',
    default: 'stays',
    choices: GAS_PATHS,
  }),
  gasSpread: percent({
    title: 'Spread of what users pay above that: standard deviation of the logarithm (assumption: none)',
    default: '0',
    min: '0',
    max: '300',
  }),
}

export interface BtcMoves extends Settings<typeof BTC> {
  readonly btcPrice: { readonly toNumber: () => number }
  readonly btcGrowth: { readonly toNumber: () => number }
  readonly btcVolatility: { readonly toNumber: () => number }
}

/** The price of BTC. Throws {@link ConflictingSettings} if a model lacks its prices, or prices their model. */
export function btcOf(settings: BtcMoves): Process<Price> {
  const { btcModel, btcPrices } = settings
  if ((btcModel === 'bootstrap' || btcModel === 'replay') !== (btcPrices !== undefined))
    throw new ConflictingSettings(
      'btcPrices with btcModel bootstrap or replay, and with no other',
      `btcModel ${btcModel} ${btcPrices === undefined ? 'without' : 'with'} btcPrices`,
    )
  const usd = settings.btcPrice.toNumber()
  const drift = log(1 + settings.btcGrowth.toNumber())
  const volatility = settings.btcVolatility.toNumber()
  const table = (btcPrices ?? []).map((row) => row.usd)
  switch (btcModel) {
    case 'gbm':
      return gbm({ usd, drift, volatility })
    case 'merton':
      return merton({
        usd,
        drift,
        volatility,
        jumpsPerYear: settings.jumpsPerYear.toNumber(),
        jumpMean: settings.jumpMean.toNumber(),
        jumpSd: settings.jumpSd.toNumber(),
      })
    case 'regimes':
      return regimes({
        usd,
        drift,
        volatility: { calm: settings.calmVolatility.toNumber(), wild: settings.wildVolatility.toNumber() },
        meanStayDays: { calm: settings.calmDays.toNumber(), wild: settings.wildDays.toNumber() },
        regime: 'calm',
      })
    case 'bootstrap':
      return bootstrap({ usd, ratios: dailyRatios(table), meanBlockDays: settings.blockDays.toNumber() })
    case 'replay':
      return replay(table)
  }
}

/** A level that wanders with that long-run spread about where it begins, with the half-life of `like`; it stands still with none. */
export function levelOf(
  name: string,
  value: number,
  spread: number,
  like: { readonly halfLifeDays: number },
): Process<Level> {
  return spread === 0 || value === 0
    ? { name, initial: { value }, step: (state) => state }
    : meanReverting(name, { value, median: value, halfLifeDays: like.halfLifeDays, logSd: spread })
}

export const powerOf = (usdPerKwh: number, spread: number): Process<Level> =>
  levelOf('power-price', usdPerKwh, spread, POWER_PRICE)

export const feesOf = (btc: number, spread: number): Process<Level> =>
  levelOf('block-fees', btc, spread, BLOCK_FEES)

interface Growing extends Settings<typeof GROWTH> {
  readonly difficultyGrowth: { readonly toNumber: () => number }
  readonly hashRate: number
}

/** The network from where it stands at the opening, and the machines with those that are ordered. */
export function growthOf(settings: Growing): {
  readonly network: Process<Network>
  readonly fleet: Process<Fleet>
} {
  return {
    network: network({
      height: settings.startHeight,
      difficulty: settings.startDifficulty.mul('1e12').toNumber(),
      growth: settings.difficultyGrowth.toNumber(),
    }),
    fleet: purchases({
      ths: settings.hashRate,
      ordersPerYear: settings.ordersPerYear.toNumber(),
      meanOrderThs: settings.orderSize.toNumber(),
    }),
  }
}

/** The days on which BSC's floor fell, and its floors as parts of the first. */
export function gasOf({ gasPrice: first, gasPath, gasSpread }: Settings<typeof GAS>): Process<GasPrice> {
  const gwei = first.toNumber()
  const [now, ...later] = BSC_GAS_FROM_2023_07_12.floors
  const floors =
    gasPath === 'stays'
      ? []
      : later.map((floor) => ({ day: floor.day, gwei: (gwei * floor.gwei) / now!.gwei }))
  return gasPrice({ floors: [{ day: 0, gwei }, ...floors], logSd: gasSpread.toNumber() })
}
