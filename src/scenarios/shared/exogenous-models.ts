/**
 * Optional exogenous models: other processes for BTC, and stochastic power price, fees, network and gas
 * price.
 *
 * The defaults are constant or the simplest model. `--set btcModel=merton` and the like select another one.
 * Each process has its own random stream, so selecting one does not change the others.
 */
import { fromBase } from '../../model/kernel/units.ts'
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
import type { Processes } from '../../sim/environment.ts'
import { feesOfSubsidy } from '../../sim/process/block-fees.ts'
import { BSC_GAS_FROM_2023_07_12, gasPrice, type GasPrice } from '../../sim/process/gas-price.ts'
import { gbm, type Price } from '../../sim/process/gbm.ts'
import { meanReverting, BLOCK_FEES, POWER_PRICE, type Level } from '../../sim/process/mean-reverting.ts'
import { merton } from '../../sim/process/merton.ts'
import { NETWORK_2023_07_12 } from '../../sim/process/network.ts'
import type { Process } from '../../sim/process/process.ts'
import { purchases, type Fleet } from '../../sim/process/purchases.ts'
import { regimes } from '../../sim/process/regimes.ts'
import { bootstrap, dailyRatios, replay } from '../../sim/process/table.ts'
import { BTC_VARIANCE, mertonOf, regimesOf } from './btc-shape.ts'
import { networkOf, type NetworkSettings } from './network.ts'

export const BTC_MODELS = ['gbm', 'merton', 'regimes', 'bootstrap', 'replay'] as const

/** The BTC model and its parameters, beyond initial price, growth and volatility. */
export const BTC = {
  btcModel: choice({
    title:
      'BTC model: geometric Brownian motion; with jumps; two regimes; bootstrap of btcPrices; replay of btcPrices from its first row on',
    default: 'gbm',
    choices: BTC_MODELS,
  }),
  ...BTC_VARIANCE,
  btcPrices: prices({ title: 'Daily prices for btcModel bootstrap and replay' }),
  blockDays: decimal({
    title: 'Mean block length of bootstrap (assumption)',
    unit: 'days',
    default: '10',
    min: '1',
    max: '10000',
  }),
  jumpsPerYear: decimal({
    title: 'Mean number of jumps per year for merton (assumption)',
    unit: 'jumps',
    default: '10',
    min: '0',
    max: '3650',
  }),
  jumpMean: percent({
    title: 'Mean jump of the log price for merton (assumption)',
    default: '-1',
    min: '-100',
    max: '100',
  }),
  jumpSd: percent({
    title: 'Standard deviation of a jump for merton (assumption)',
    default: '5',
    min: '0',
    max: '100',
  }),
  calmVolatility: percent({
    title: 'Annual volatility in the calm regime, for regimes (assumption)',
    default: '35',
    min: '0',
    max: '300',
  }),
  wildVolatility: percent({
    title: 'Annual volatility in the wild regime (assumption)',
    default: '85',
    min: '0',
    max: '300',
  }),
  calmDays: decimal({
    title: 'Mean duration of the calm regime (assumption)',
    unit: 'days',
    default: '60',
    min: '1',
    max: '100000',
  }),
  wildDays: decimal({
    title: 'Mean duration of the wild regime (assumption)',
    unit: 'days',
    default: '15',
    min: '1',
    max: '100000',
  }),
}

/** Long-run spreads of mean-reverting levels; zero keeps a level constant. */
export const SPREADS = {
  powerSpread: percent({
    title:
      'Spread of the price of power: long-run standard deviation of its logarithm (11 covers 0.045 to 0.07)',
    default: '0',
    min: '0',
    max: '300',
  }),
  feesSpread: percent({
    title: 'Spread of the fees per block, likewise (60 is an assumption)',
    default: '0',
    min: '0',
    max: '300',
  }),
}

/** Initial state of the network, and the project's machine orders. */
export const GROWTH = {
  startHeight: integer({
    title: 'Height of the last block on the first day; every 210,000th halves the subsidy (12 July 2023)',
    unit: 'block',
    dated: true,
    default: NETWORK_2023_07_12.height.toString(),
    min: '0',
    max: '2000000000',
  }),
  startDifficulty: decimal({
    title: 'Difficulty on the first day (12 July 2023)',
    unit: 'T',
    dated: true,
    default: (NETWORK_2023_07_12.difficulty / 1e12).toString(),
    min: '0.001',
    max: '1000000',
  }),
  ordersPerYear: decimal({
    title: 'Mean number of machine orders per year, for which AMT is issued (assumption: none)',
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
    dated: true,
    default: '3',
    min: '0.001',
    max: '1000',
  }),
  gasPath: choice({
    title:
      'Gas price path: constant, or falling with BSC’s floors: to a third, a thirtieth and a sixtieth on 1 January of 2024, 2025 and 2026',
    default: 'stays',
    choices: GAS_PATHS,
  }),
  gasSpread: percent({
    title: 'Spread of the gas price above that floor: standard deviation of the logarithm (assumption: none)',
    default: '0',
    min: '0',
    max: '300',
  }),
}

export interface BtcSettings extends Settings<typeof BTC> {
  readonly btcPrice: { readonly toNumber: () => number }
  readonly btcGrowth: { readonly toNumber: () => number }
  readonly btcVolatility: { readonly toNumber: () => number }
}

/**
 * The BTC price process.
 *
 * @throws {ConflictingSettings} when `btcPrices` is given without a model that reads it, or missing for one
 * that does.
 */
export function btcOf(settings: BtcSettings): Process<Price> {
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
      return merton(mertonOf(settings, { usd, drift, volatility }))
    case 'regimes':
      return regimes(regimesOf(settings, { usd, drift, volatility }))
    case 'bootstrap':
      return bootstrap({ usd, ratios: dailyRatios(table), meanBlockDays: settings.blockDays.toNumber() })
    case 'replay':
      return replay(table)
  }
}

/**
 * A mean-reverting level around its initial value, with long-run log spread `spread` and the half-life of
 * `like`; constant if `spread` or `value` is zero.
 */
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

export const FEES_MODELS = ['constant', 'share'] as const

/** Block fees: constant, or a share of the subsidy, with the spread around either. */
export function feesOf(settings: {
  readonly feesModel: (typeof FEES_MODELS)[number]
  readonly feesShare: { readonly toNumber: () => number }
  readonly feesPerBlock: bigint
  readonly feesSpread: { readonly toNumber: () => number }
}): Exclude<Processes['fees'], undefined> {
  const spread = settings.feesSpread.toNumber()
  return settings.feesModel === 'constant'
    ? levelOf('block-fees', Number(fromBase(settings.feesPerBlock)), spread, BLOCK_FEES)
    : feesOfSubsidy(levelOf('fees-share', settings.feesShare.toNumber(), spread, BLOCK_FEES))
}

interface GrowthSettings extends Settings<typeof GROWTH>, NetworkSettings {
  readonly hashRate: number
}

/** The network from its initial state on, and the fleet including ordered machines. */
export function growthOf(settings: GrowthSettings): {
  readonly network: Processes['network']
  readonly fleet: Process<Fleet>
} {
  return {
    network: networkOf(settings, {
      height: settings.startHeight,
      difficulty: settings.startDifficulty.mul('1e12').toNumber(),
    }),
    fleet: purchases({
      ths: settings.hashRate,
      ordersPerYear: settings.ordersPerYear.toNumber(),
      meanOrderThs: settings.orderSize.toNumber(),
    }),
  }
}

/**
 * The gas price: constant, or scaled by the ratios of BSC's published floors on the days of their changes.
 */
export function gasOf({ gasPrice: first, gasPath, gasSpread }: Settings<typeof GAS>): Process<GasPrice> {
  const gwei = first.toNumber()
  const [now, ...later] = BSC_GAS_FROM_2023_07_12.floors
  const floors =
    gasPath === 'stays'
      ? []
      : later.map((floor) => ({ day: floor.day, gwei: (gwei * floor.gwei) / now!.gwei }))
  return gasPrice({ floors: [{ day: 0, gwei }, ...floors], logSd: gasSpread.toNumber() })
}
