/**
 * The baseline's parameters: what the whitepaper, the market and this project's assumptions say of July 2023, each with its source.
 */
import { fromBase } from '../model/units.ts'
import { COST_POLICIES } from '../sim/agents/treasury.ts'
import { amount, choice, decimal, integer, percent, type Settings } from '../sim/parameter.ts'
import { JULY_2023, LAUNCH, POOLS } from './july-2023.ts'

export const PARAMETERS = {
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
  pool: choice({
    title: 'The pool at the opening: after the Great Reset (February 2024 reading), or as launched',
    default: 'after-reset',
    choices: POOLS,
  }),
  backing: amount({
    title: 'BTCB that the RCL starts with (whitepaper)',
    unit: 'BTC',
    default: fromBase(LAUNCH.backing),
    min: '0',
    max: '1000000',
  }),
  hashRate: integer({
    title: "The project's hash rate (whitepaper, July 2023)",
    unit: 'TH/s',
    default: JULY_2023.hashRate.toString(),
    min: '0',
    max: '100000000',
  }),
  efficiency: decimal({
    title: 'Power that the machines draw (domain specification)',
    unit: 'J/TH',
    default: '30',
    min: '0',
    max: '1000',
  }),
  powerPrice: decimal({
    title: 'Price of power (the specification has 0.045 to 0.07)',
    unit: 'USD/kWh',
    default: '0.055',
    min: '0',
    max: '10',
  }),
  uptime: percent({
    title: 'Time that the machines hash (domain specification)',
    default: '92',
    min: '0',
    max: '100',
  }),
  poolFee: percent({
    title: "The mining pool's fee (domain specification)",
    default: '2.5',
    min: '0',
    max: '100',
  }),
  loss: percent({
    title: 'Power lost before the machines (domain specification)',
    default: '3',
    min: '0',
    max: '100',
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
    title: "Growth of the network's hash rate a year (the specification looks at 20, 50, 75)",
    default: '50',
    min: '-90',
    max: '1000',
  }),
  holders: integer({
    title: 'Holders who keep and claim: a tenth daily, four weekly, five quarterly (assumption)',
    unit: 'people',
    default: '100',
    min: '10',
    max: '5000',
  }),
  traders: integer({
    title: 'People who trade in the pool (assumption)',
    unit: 'people',
    default: '24',
    min: '1',
    max: '5000',
  }),
  tradesPerDay: decimal({
    title: 'Mean number of trades a day (assumption)',
    unit: 'trades',
    default: '8',
    min: '0',
    max: '1000',
  }),
  tradeSize: percent({
    title: "Mean size of a trade, of the pool's BTCB (assumption)",
    default: '0.15',
    min: '0',
    max: '50',
  }),
  requiredReturn: percent({
    title: 'Yearly return in BTC that traders require (what July 2023 pays at the opening price)',
    default: '9',
    min: '0.1',
    max: '10000',
  }),
  conviction: decimal({
    title: 'How far the odds of buying lean for each 100% that the price is off (assumption)',
    unit: '',
    default: '0.5',
    min: '0',
    max: '100',
  }),
  slippage: percent({
    title: 'Slippage that traders accept (assumption)',
    default: '1',
    min: '0',
    max: '100',
  }),
  redemptionsPerMonth: decimal({
    title: 'Mean number of redemptions in 30 days (assumption)',
    unit: 'redemptions',
    default: '2',
    min: '0',
    max: '3000',
  }),
  liquidityChangesPerMonth: decimal({
    title: 'Mean number of liquidity deposits and withdrawals in 30 days (assumption)',
    unit: 'changes',
    default: '6',
    min: '0',
    max: '3000',
  }),
  arbitrageCapital: amount({
    title: "The arbitrageur's BTCB (assumption)",
    unit: 'BTC',
    default: '5',
    min: '0',
    max: '1000000',
  }),
  arbitrageGas: amount({
    title: 'Gas of a swap and a redemption (some 300k gas at 3 gwei, BNB at 250 USD)',
    unit: 'BTC',
    default: '0.0000075',
    min: '0',
    max: '1',
  }),
}

export type Baseline = Settings<typeof PARAMETERS>
