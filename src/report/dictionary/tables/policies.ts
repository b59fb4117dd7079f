/**
 * Tables of scenarios about decisions of the project: emissions, costs, the split of payments, sales.
 */
import type { TableEntry } from '../entry.ts'
import { INTEGER } from '../type.ts'

const VARIANTS = 'the run and its variants'
const NONE = 'nothing is simulated: closed form of the launch'

export const POLICIES: readonly TableEntry[] = [
  {
    table: 'past',
    of: ['dilution'],
    source: NONE,
    columns: {
      deposits: 'BTCB deposited in the RCL between launch and July 2023.',
      floorNow: 'Floor of July 2023, if the RCL held 30 BTCB at launch.',
      change: 'Its change since launch.',
      floorThen: 'Floor at launch, if the 30 BTCB of July 2023 include the deposits.',
      changeIfIncluded: 'Change since launch in that case.',
    },
  },
  {
    table: 'cases',
    of: ['dilution'],
    source: VARIANTS,
    columns: {
      case: 'What is added together with the emission.',
      payouts: 'Paid to one AMT since the emission.',
      floor: 'Floor at the end.',
      thPerMillionAmt: 'Hash rate of the project for each million AMT at the end.',
    },
  },
  {
    table: 'grid',
    of: ['dilution'],
    source: VARIANTS,
    columns: {
      emission: 'AMT issued.',
      match: 'Hash power and deposit that come with it, in percent of those that match the emission.',
      floor: 'Floor at the end.',
      thPerMillionAmt: 'Hash rate of the project for each million AMT at the end.',
      payouts: 'Paid to one AMT since the emission.',
    },
  },
  {
    table: 'policies',
    of: ['halving'],
    source: VARIANTS,
    columns: {
      date: 'Date of the close, UTC.',
      gross: 'BTC that the machines earned on the day.',
      energy: 'Cost of the day’s power.',
      paidDeducted: 'Payments of the day if power is deducted from them.',
      paidRetained: 'Payments of the day if the project pays power by selling AMT.',
      keptAmt: 'AMT that the project has left for power.',
      priceDeducted: 'Pool price if power is deducted from payments.',
      priceRetained: 'Pool price if the project pays power by selling AMT.',
    },
  },
  {
    table: 'payers',
    of: ['halving'],
    source: VARIANTS,
    columns: {
      when: 'Policy, and before or after the halving.',
      holders: 'Mean cost of power that is deducted from payments.',
      project: 'Mean cost of power that the project pays by selling AMT.',
      nobody: 'Mean cost of power that nobody pays.',
    },
  },
  {
    table: 'surface',
    of: ['split-policy'],
    source: VARIANTS,
    columns: {
      split: 'Part of each payment that goes to the RCL.',
      day: 'Day of the exit.',
      atRcl: 'Payouts to the exit and its proceeds at the RCL.',
      inPool: 'Payouts to the exit and its proceeds in the pool.',
    },
  },
  {
    table: 'emission',
    of: ['split-policy'],
    source: VARIANTS,
    columns: {
      split: 'Part of each payment that goes to the RCL.',
      without: 'Total proceeds of the last exit at the RCL.',
      with: 'Likewise after an emission of 10,000,000 AMT.',
    },
  },
  {
    table: 'rules',
    of: ['split-policy'],
    source: VARIANTS,
    columns: {
      rule: 'Rule by which the part of the RCL, v, is set.',
      payouts: 'Paid to one AMT over the run.',
      floor: 'Floor at the end.',
      atRcl: 'Total proceeds of the last exit at the RCL.',
      inPool: 'Total proceeds of the last exit in the pool.',
    },
  },
  {
    table: 'readings',
    of: ['hashprice-crash'],
    source: 'quoted hashprices, see docs/explanation/assumptions.md',
    columns: {
      date: 'Date of the quote.',
      quoted: 'Hashprice as quoted.',
    },
    families: [
      {
        shown: 'breakEvenAt45, breakEvenAt55, breakEvenAt70',
        pattern: /^breakEvenAt\d+$/,
        meaning: 'Hashprice that pays the power of machines of 30 J/TH, at the power price of the title.',
      },
    ],
  },
  {
    table: 'stops',
    of: ['hashprice-crash'],
    source: VARIANTS,
    columns: {
      case: 'What differs in the variant.',
      firstIdle: 'First day without a payment, or `never`.',
      idleDays: { meaning: 'Days without a payment.', type: INTEGER },
    },
  },
  {
    table: 'ruins',
    of: ['depeg'],
    source: VARIANTS,
    columns: {
      buffer: 'BTCB in the wallets that pay while the bridge is down.',
      days: 'Payments of the first day’s size that they last for.',
      late: { meaning: 'Days with overdue payments.', type: INTEGER },
      down: { meaning: 'Days on which the bridge is down and a payment is due.', type: INTEGER },
      short: { meaning: 'Of them, days not paid in full.', type: INTEGER },
      seen: 'Their share of the outage days.',
      theory: 'The share expected for outages of geometric length.',
    },
  },
]
