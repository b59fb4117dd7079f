/**
 * Tables of scenarios about leaving: who exits where, at which price.
 */
import type { TableEntry } from '../entry.ts'
import { INTEGER } from '../type.ts'

const VARIANTS = 'the run and its variants'

export const EXITS: readonly TableEntry[] = [
  {
    table: 'exits',
    of: ['bank-run'],
    source: VARIANTS,
    columns: {
      place: { meaning: 'Place in the order of the leavers, from 1.', type: INTEGER },
      run: 'BTCB for each AMT of the leaver in this run.',
      pool: 'Likewise if all leave by the pool.',
      best: 'Likewise if all leave by the optimal split of pool and RCL.',
      rclWithoutPayments: 'Likewise if all leave at the RCL and nothing is paid in.',
    },
  },
  {
    table: 'exits',
    of: ['liquidity-flight'],
    source: 'quotes of pool and RCL before and after the flight',
    columns: {
      holding: 'AMT that leaves at once, as a part of all AMT.',
      before: 'Proceeds of the optimal split before the flight, in percent of the value at the pool price.',
      pool: 'Proceeds of the pool alone after the flight, likewise.',
      routed: 'Proceeds of the optimal split after the flight, likewise.',
      rcl: 'Proceeds of the RCL alone, likewise.',
    },
  },
  {
    table: 'exits',
    of: ['buyback-flywheel'],
    source: VARIANTS,
    columns: {
      case: 'Vault that the depositors leave.',
      received: 'BTCB that all depositors receive together.',
    },
  },
  {
    table: 'costs',
    of: ['liquidity-flight'],
    source: VARIANTS,
    columns: {
      flight: 'Part of the liquidity of others that is withdrawn.',
      holding: 'AMT that leaves at once, as a part of all AMT.',
      cost: 'Loss of its best exit against the pool price.',
    },
  },
  {
    table: 'prices',
    of: ['bear-market'],
    source: VARIANTS,
    columns: {
      date: 'Date of the close, UTC.',
      band: 'Lower end of the no-arbitrage band: the floor less fees.',
    },
    families: [
      {
        shown: 'run, none, free, slow, comparing',
        pattern: /^[a-z]+$/,
        meaning: 'Pool price in the variant that the title names.',
      },
      {
        shown: '…Backing',
        pattern: /Backing$/,
        meaning: 'BTCB of the RCL in the variant that the title names.',
      },
      {
        shown: '…Profit',
        pattern: /Profit$/,
        meaning: 'Profit of the arbitrageur to date in the variant that the title names.',
      },
    ],
  },
  {
    table: 'meetings',
    of: ['catch-up'],
    source: VARIANTS,
    columns: {
      split: 'Part of each payment that goes to the RCL.',
      growth: 'Growth of difficulty in a year.',
      traded: 'First day on which the floor is at the pool price, or `later`.',
      held: 'First day on which the floor is at the price of July 2023; `later`, or `never`.',
      floor: 'Floor at the end.',
      price: 'Pool price at the end.',
    },
  },
]
