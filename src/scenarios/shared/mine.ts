/**
 * The mine: the project's machines and the market that they work in, as every scenario from July 2023 on takes them unless its question is
 * about them. Each parameter says where its default comes from.
 */
import { fromBase, toBase } from '../../model/kernel/units.ts'
import { COST_POLICIES, type Treasury } from '../../sim/agents/operations/treasury.ts'
import { standing, type Processes } from '../../sim/environment.ts'
import { amount, choice, decimal, integer, percent, type Settings } from '../../sim/definition/parameter.ts'
import { network, NETWORK_2023_07_12 } from '../../sim/process/network.ts'
import { JULY_2023 } from './july-2023.ts'
import { BTC, btcOf, feesOf, powerOf, SPREADS } from './exogenous-models.ts'

/** How what was mined is paid. */
export const PAYMENT = {
  vaultShare: integer({
    title: "The RCL's part of every payment (assumption: the whitepaper leaves it variable)",
    unit: '%',
    default: '20',
    min: '0',
    max: '100',
  }),
  costs: choice({
    title: 'Production costs come off before the payment, or the project covers them from retained tokens',
    default: 'deducted',
    choices: COST_POLICIES,
  }),
}

/** The machines and the market. */
export const MINE = {
  hashRate: integer({
    title: "The project's hash rate (whitepaper, July 2023)",
    unit: 'TH/s',
    default: JULY_2023.hashRate.toString(),
    min: '0',
    max: '100000000',
  }),
  efficiency: decimal({
    title: 'Power that the machines draw (assumption)',
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
    title: 'Time that the machines hash (assumption)',
    default: '92',
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
    title: 'Power lost before the machines (assumption)',
    default: '3',
    min: '0',
    max: '100',
  }),
  machinePrice: decimal({
    title: 'Price of the machines for each TH/s, written off evenly (assumption: paid for by July 2023)',
    unit: 'USD',
    default: '0',
    min: '0',
    max: '100000',
    onlyWith: 'machinePrice',
  }),
  machineLife: integer({
    title: 'Days over which the machines are written off (assumption: four years)',
    unit: 'days',
    default: '1461',
    min: '1',
    max: '36500',
    onlyWith: 'machinePrice',
  }),
  feesPerBlock: amount({
    title: 'Transaction fees of an average block (brings July 2023 to the quoted 72 USD/PH/day)',
    unit: 'BTC',
    default: '0.1',
    min: '0',
    max: '100',
  }),
  btcPrice: decimal({
    title: 'BTC on the first day (12 July 2023)',
    unit: 'USD/BTC',
    default: '30400',
    min: '1',
    max: '100000000',
  }),
  btcGrowth: percent({
    title: 'Growth of the expected BTC price a year (30,400 to 58,000 USD in 432 days is 73%)',
    default: '73',
    min: '-90',
    max: '1000',
  }),
  btcVolatility: percent({
    title: 'Volatility of BTC a year (K33: 64, 53, 43 in 2022, 2024, 2025)',
    default: '53',
    min: '0',
    max: '300',
  }),
  difficultyGrowth: percent({
    title: "Growth of the network's hash rate a year (assumption: 20, 50, 75 are compared)",
    default: '50',
    min: '-90',
    max: '1000',
  }),
  ...SPREADS,
  ...BTC,
}

export type Mine = Settings<typeof PAYMENT & typeof MINE>

/** The machines and the network, without what moves the price of BTC. */
export type Machines = Omit<Settings<typeof MINE>, 'btcGrowth' | 'btcVolatility' | keyof typeof BTC>

/** What the treasury works with, in the mining model's units. */
export function treasuryOf(settings: Settings<typeof PAYMENT> & Machines): Treasury {
  const wad = (value: { toFixed: () => string }): bigint => toBase(value.toFixed())
  return {
    costs: settings.costs,
    farm: {
      joulesPerTh: wad(settings.efficiency),
      uptime: wad(settings.uptime),
      poolFee: wad(settings.poolFee),
      loss: wad(settings.loss),
      capexUsd: 0n,
      lifeDays: BigInt(settings.machineLife),
    },
    machinePrice: wad(settings.machinePrice),
    vaultShare: BigInt(settings.vaultShare),
  }
}

/** BTC moves by the chosen model, difficulty grows with the network, machines stay, and so do fees and the price of power unless they have a spread. */
export function processesOf(settings: Settings<typeof MINE>): Processes {
  return { btc: btcOf(settings), ...surroundingsOf(settings) }
}

/** Everything but the price of BTC. */
export function surroundingsOf(settings: Machines): Omit<Processes, 'btc'> {
  const fees = Number(fromBase(settings.feesPerBlock))
  return {
    network: network({ ...NETWORK_2023_07_12, growth: settings.difficultyGrowth.toNumber() }),
    fleet: standing('hash-rate-purchases', { ths: settings.hashRate, bought: 0 }),
    power: powerOf(settings.powerPrice.toNumber(), settings.powerSpread.toNumber()),
    fees: feesOf(fees, settings.feesSpread.toNumber()),
  }
}
