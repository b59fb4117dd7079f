/**
 * Tables of the scenarios `small-holder`, `market-arbitrage` and `buyback-flywheel`.
 */
import type { TableEntry } from '../entry.ts'
import { INTEGER } from '../type.ts'

const VARIANTS = 'the run and its variants'
const GAS = 'payouts of the run, and gas costs computed beside it'

export const PEOPLE: readonly TableEntry[] = [
  {
    table: 'holdings',
    of: ['small-holder'],
    source: GAS,
    columns: {
      holding: 'AMT of the holder.',
      claims: 'Claims that the wallet makes.',
      wallet: 'Payouts less gas of a wallet that claims, in percent of the payouts.',
      vault: 'Payouts less gas of a deposit in the staking vault, in percent of the payouts.',
    },
  },
  {
    table: 'break-even',
    of: ['small-holder'],
    source: GAS,
    columns: { gwei: 'Gas price.' },
    families: [
      {
        shown: 'daily, weekly, monthly, once, stake',
        pattern: /^(?:daily|weekly|monthly|once|stake)$/,
        meaning: 'AMT whose payouts equal the gas cost of this way to receive them, or `never`.',
      },
    ],
  },
  {
    table: 'kept',
    of: ['small-holder'],
    source: GAS,
    columns: {
      gasPower: 'Gas price as a power of ten.',
      holdingPower: 'Holding as a power of ten.',
      claimed: 'Payouts less gas if claimed monthly; 0 where gas exceeds them.',
      staked: 'Payouts less gas if staked; 0 where gas exceeds them.',
    },
  },
  {
    table: 'claims',
    of: ['small-holder'],
    source: VARIANTS,
    columns: {
      gwei: 'Gas price of the variant.',
      holding: 'AMT of the holder.',
      claims: 'Claims that the holder makes.',
    },
  },
  {
    table: 'snipes',
    of: ['small-holder'],
    source: 'payments, and trades of the sniper',
    columns: {
      day: 'Day of the payment.',
      perAmt: 'Paid to one AMT.',
      bar: 'Payout above which sniping pays after gas (docs/reference/economics.md).',
      gained: 'Profit of the sniper before gas; empty without a snipe.',
    },
  },
  {
    table: 'to-date',
    of: ['market-arbitrage'],
    source: 'balances at each close, valued at the pool price of the morning',
    columns: {
      day: 'Day of the run.',
      profit: 'Profit of the project since day 0.',
      arbitrage: 'Profit of the arbitrageur since day 0, before gas.',
    },
  },
  {
    table: /^(?:profits|best-premiums)$/,
    of: ['market-arbitrage'],
    source: VARIANTS,
    columns: {
      every: { meaning: 'Days between two updates of the Market’s rate; 0: never.', type: INTEGER },
      premium: 'Premium of the rate over the pool price.',
      profit: 'Profit of the project over the run.',
      arbitrage: 'Profit of the arbitrageur over the run.',
      sold: 'AMT that the Market sold.',
    },
  },
  {
    table: 'cases',
    of: ['buyback-flywheel'],
    source: VARIANTS,
    columns: {
      case: 'How the vault buys, and who trades besides.',
      growth: 'Growth of a deposit, counted in AMT.',
      priceChange: 'Change of the pool price over the run.',
      purchases: 'Purchases of the vault.',
      spent: 'BTCB that it spent.',
      sandwich: 'Profit of the sandwicher before gas.',
    },
  },
  {
    table: 'forced',
    of: ['buyback-flywheel'],
    source: VARIANTS,
    columns: {
      case: 'Name of the variant, by the size of the sandwich.',
      made: 'Sandwiches around purchases of the vault.',
      paid: 'BTCB paid for their purchases.',
      profit: 'Their result before gas.',
    },
  },
]
