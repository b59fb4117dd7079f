/**
 * Mining parameters: the project's machines and the market around them, with the defaults of July 2023.
 *
 * Scenarios override what their question is about. Each title names the source of its default.
 */
import { toBase } from '../../model/kernel/units.ts'
import type { Treasury } from '../../sim/agents/operations/treasury.ts'
import { constantProcess, type Processes } from '../../sim/environment.ts'
import { amount, choice, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { FEES_SHARE } from '../../sim/process/block-fees.ts'
import { NETWORK_2023_07_12 } from '../../sim/process/network.ts'
import { JULY_2023 } from './july-2023.ts'
import { splitBy, type PAYMENT } from './payment.ts'
import { REPLAY, replayed } from './replay.ts'
import { BTC_GROWTH } from './btc-shape.ts'
import { BTC, btcOf, FEES_MODELS, feesOf, powerOf, SPREADS } from './exogenous-models.ts'
import { NETWORK, networkOf } from './network.ts'

/** The machines and the market. */
export const MINING = {
  hashRate: integer({
    title: "The project's hash rate (whitepaper, July 2023)",
    unit: 'TH/s',
    dated: true,
    default: JULY_2023.hashRate.toString(),
    min: '0',
    max: '100000000',
  }),
  efficiency: decimal({
    title: 'Energy efficiency of the machines (assumption)',
    unit: 'J/TH',
    default: '30',
    min: '0',
    max: '1000',
  }),
  powerPrice: decimal({
    title: 'Price of power (assumption, within 0.045 to 0.07)',
    unit: 'USD/kWh',
    default: '0.055',
    min: '0',
    max: '10',
  }),
  uptime: percent({
    title: 'Uptime of the machines (assumption)',
    default: '92',
    min: '0',
    max: '100',
  }),
  standby: percent({
    title:
      'Draw of a machine that is off, as a share of its full draw: 0 bills power by uptime, 100 around the clock',
    default: '0',
    min: '0',
    max: '100',
  }),
  poolFee: percent({
    title: "The mining pool's fee (assumption)",
    default: '2.5',
    min: '0',
    max: '100',
  }),
  loss: percent({
    title: 'Electrical losses before the machines (assumption)',
    default: '3',
    min: '0',
    max: '100',
  }),
  machinePrice: decimal({
    title: 'Machine price per TH/s, depreciated linearly (assumption: paid off by July 2023)',
    unit: 'USD',
    default: '0',
    min: '0',
    max: '100000',
    onlyWith: 'machinePrice',
  }),
  machineLife: integer({
    title: 'Depreciation period of the machines (assumption: four years)',
    unit: 'days',
    default: '1461',
    min: '1',
    max: '36500',
    onlyWith: 'machinePrice',
  }),
  feesModel: choice({
    title: 'Transaction fees of an average block: constant feesPerBlock; or a share of the subsidy',
    default: 'share',
    choices: FEES_MODELS,
  }),
  feesShare: percent({
    title: 'Fees as a share of the subsidy (mean of the quotes of 2023 to 2026, which imply 1.3 to 2.3)',
    // In a float 100 · 0.018 is 1.7999999999999998.
    default: (100 * FEES_SHARE).toFixed(1),
    min: '0',
    max: '10000',
  }),
  feesPerBlock: amount({
    title: 'Transaction fees of an average block (matches the quoted 72 USD/PH/day of July 2023)',
    unit: 'BTC',
    default: '0.1',
    min: '0',
    max: '100',
    onlyWith: 'feesModel',
  }),
  btcPrice: decimal({
    title: 'BTC price on the first day (12 July 2023)',
    unit: 'USD/BTC',
    dated: true,
    default: '30400',
    min: '1',
    max: '100000000',
  }),
  btcGrowth: percent({
    ...BTC_GROWTH.forward,
    min: '-90',
    max: '1000',
  }),
  btcVolatility: percent({
    title: 'Annual volatility of BTC (K33: 64, 53, 43 in 2022, 2024, 2025)',
    default: '53',
    min: '0',
    max: '300',
  }),
  difficultyGrowth: percent({
    title: "Annual growth of the network's hash rate (assumption: 20, 50, 75 are compared)",
    default: '50',
    min: '-90',
    max: '1000',
  }),
  ...NETWORK,
  ...SPREADS,
  ...BTC,
  ...REPLAY,
}

/** Settings of the machines and the network, without those of the BTC price. */
export type Machines = Omit<
  Settings<typeof MINING>,
  'btcGrowth' | 'btcVolatility' | keyof typeof BTC | keyof typeof REPLAY
>

/** The treasury's configuration, in the units of the mining model (1e18). */
export function treasuryOf(settings: Settings<typeof PAYMENT> & Machines): Treasury {
  const known = treasuries.get(settings)
  if (known !== undefined) return known
  const treasury = treasuryFrom(settings)
  treasuries.set(settings, treasury)
  return treasury
}

/** By settings, so that all who ask for a day of the treasury share what was computed for it. */
const treasuries = new WeakMap<object, Treasury>()

function treasuryFrom(settings: Settings<typeof PAYMENT> & Machines): Treasury {
  const wad = (value: { toFixed: () => string }): bigint => toBase(value.toFixed())
  const split = splitBy(settings)
  return {
    costs: settings.costs,
    farm: {
      joulesPerTh: wad(settings.efficiency),
      uptime: wad(settings.uptime),
      standby: wad(settings.standby),
      poolFee: wad(settings.poolFee),
      loss: wad(settings.loss),
      capexUsd: 0n,
      lifeDays: BigInt(settings.machineLife),
    },
    machinePrice: wad(settings.machinePrice),
    vaultShare: BigInt(settings.vaultShare),
    ...(split === undefined ? {} : { split }),
  }
}

/**
 * Exogenous processes: BTC by the chosen model, difficulty with the network, a constant fleet, power and fees
 * by their spreads.
 */
export function processesOf(settings: Settings<typeof MINING>): Processes {
  return replayed(settings, { btc: btcOf(settings), ...processesWithoutBtc(settings) })
}

/** {@link processesOf} without the BTC price. */
export function processesWithoutBtc(settings: Machines): Omit<Processes, 'btc'> {
  return {
    network: networkOf(settings, NETWORK_2023_07_12),
    fleet: constantProcess('hash-rate-purchases', { ths: settings.hashRate, bought: 0 }),
    power: powerOf(settings.powerPrice.toNumber(), settings.powerSpread.toNumber()),
    fees: feesOf(settings),
  }
}
