/**
 * Tables of calibrations, backtests, stress tests and dashboards.
 */
import type { TableEntry } from '../entry.ts'
import { DATE, DECIMAL } from '../type.ts'

const HISTORY = 'the daily history that was given'
const day = { meaning: 'Day of the history.', type: DATE }

export const ANALYSES: readonly TableEntry[] = [
  {
    table: 'returns',
    of: ['calibrate'],
    source: HISTORY,
    columns: {
      return: 'Middle of the bin of daily log returns.',
      data: 'Density of the returns in the bin.',
    },
    families: [
      { shown: 'gbm, merton, regimes', pattern: /^[a-z]+$/, meaning: 'Density of the fitted model there.' },
    ],
  },
  {
    table: 'regimes',
    of: ['calibrate'],
    source: HISTORY,
    columns: {
      date: day,
      btc: 'Price of BTC.',
      wild: 'Probability of the regime with the larger volatility, given the returns up to the day.',
    },
  },
  {
    table: 'difficulty',
    of: ['calibrate'],
    source: HISTORY,
    columns: {
      date: day,
      data: 'Difficulty of the history; empty where it is unknown.',
      fitted: 'Growth at the fitted mean rate from the first day.',
    },
  },
  {
    table: 'response',
    of: ['calibrate'],
    source: HISTORY,
    columns: {
      date: day,
      data: 'Change of difficulty over 14 days.',
      fitted: 'Change that the past rewards of mining explain.',
    },
  },
  {
    table: 'elasticity',
    of: ['calibrate'],
    source: 'simulated networks, and the history',
    columns: {
      networkElasticity: { meaning: 'Parameter of the simulated network.', type: DECIMAL },
    },
    families: [
      {
        shown: 'model-after…',
        pattern: /^model-/,
        meaning: 'Elasticity of difficulty to rewards of so many days ago in simulated networks.',
        type: DECIMAL,
      },
      {
        shown: 'data-after…, low-after…, high-after…',
        pattern: /^(?:data|low|high)-/,
        meaning: 'The same elasticity of the history, and the bounds of its 95% interval.',
        type: DECIMAL,
      },
    ],
  },
  {
    table: /^(?:fees-btc|gas-gwei|bnb-usd)$/,
    of: ['calibrate'],
    source: HISTORY,
    columns: { date: day, data: 'Value of the history.', median: 'Median of all days.' },
  },
  {
    table: 'pit',
    of: ['backtest'],
    source: 'forecasts at all origins',
    columns: { pit: 'Tenth of the paths that lie below what came.' },
    families: [
      {
        shown: 'btc, hashprice-…, payout-…',
        pattern: /./,
        meaning: 'Origins at which what came lies in this tenth. Right forecasts give equal numbers.',
      },
    ],
  },
  {
    table: /^(?:btc|(?:hashprice|payout|difficulty|network)-[a-z]+)$/,
    of: ['backtest'],
    source: 'forecasts of the first day, and the history',
    columns: { date: day, actual: 'What came; empty where it is unknown.' },
    families: [
      {
        shown: 's0-p5 … s0-p95',
        pattern: /^s\d+-p\d+$/,
        meaning: 'Quantile of the forecast: p5 is the value that at least 5% of the paths do not exceed.',
      },
    ],
  },
  {
    table: 'matrix',
    of: ['stress'],
    source: 'paths of the scenario with and without the shock',
    columns: {
      scenario: 'Scenario, or its file.',
      shock: 'Shock, or none.',
      metric: 'Primary metric of the scenario.',
      unit: 'Unit of the metric.',
      better: 'Whether `higher` or `lower` is better.',
      value: { meaning: 'Median of the metric over the paths.', type: DECIMAL },
      change: 'Median change for the better, path by path; of metrics in percent in points.',
      low: 'Lowest change.',
      high: 'Highest change.',
      paths: 'Paths whose change is defined.',
      stopped: 'Paths with 30 days or more in a row without a payout.',
      broken: 'Names of broken invariants, separated by blanks.',
    },
  },
  {
    table: 'map',
    of: ['stress'],
    source: 'paths of the scenario with and without the shock',
    columns: {
      shock: 'Shock.',
      scenario: 'Scenario, or its file.',
      change: 'Median change for the better, or `none`.',
    },
  },
  {
    table: 'exit-depth',
    of: ['dashboard'],
    source: 'quotes of pool and RCL in the snapshot, or at the last close',
    columns: {
      share: 'AMT that leaves at once, as a part of all AMT outside the pool.',
      average: 'BTCB of the best exit for each AMT.',
      floor: 'Floor before the exit.',
      amount: 'AMT that leaves.',
      total: 'BTCB that it receives.',
    },
  },
  {
    table: 'payout-change',
    of: ['dashboard'],
    source: 'payouts of the last two days',
    columns: {
      factor: 'What changed, between both days.',
      payout: 'Payout per AMT, and the part of its change by each factor (Shapley values), with 30 decimals.',
    },
  },
]
