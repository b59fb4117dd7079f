/**
 * Tables that several scenarios have.
 */
import type { TableEntry } from '../entry.ts'
import { DECIMAL } from '../type.ts'

const WEALTH =
  'best exits by pool and RCL, computed from the views (src/model/planning/wealth); BTCB rounded down'

export const SHARED: readonly TableEntry[] = [
  {
    table: 'waterfall',
    of: ['baseline'],
    source: 'account of the first day with a payment',
    columns: {
      step: 'Step from what the machines could have mined to what holders have not claimed yet.',
      amount: 'BTC of the step. The first is absolute, the others are changes or running totals.',
    },
  },
  {
    table: 'classes',
    of: ['every scenario with the cap table of July 2023'],
    source: 'balances at the start and at each close',
    columns: {
      class: 'Class of participants.',
      amtAtStart: 'AMT in the wallets of the class before day 0.',
      amtAtEnd: 'AMT in the wallets of the class at the last close.',
      outOfAmt:
        'First day from which the class owns less than a hundredth of its most AMT; empty if it still has more.',
      btcbAtStart: 'BTCB in the wallets of the class before day 0.',
      btcbAtEnd: 'BTCB in the wallets of the class at the last close.',
      outOfBtcb:
        'First day from which the class owns less than a hundredth of its most BTCB; empty if it still has more.',
    },
  },
  {
    table: 'wealth',
    of: ['scenarios that judge who gains'],
    source: WEALTH,
    columns: {
      party: 'Who owns the wealth: the largest of each class, all people outside the project, the project.',
      class: 'Who owns the wealth: the largest of each class, all people outside the project, the project.',
    },
    families: [
      {
        shown: 'spotPart, alonePart, jointPart, outsidePart',
        pattern: /^(?:spot|alone|joint|outside)Part$/,
        meaning:
          'Wealth after the event in percent of that before, by the same measure; empty where it has none.',
      },
      {
        shown: 'spot…',
        pattern: /^spot[A-Z]/,
        meaning: 'Wealth of the party in the case that the title names, at the marginal price of the pool.',
      },
      {
        shown: 'alone…',
        pattern: /^alone[A-Z]/,
        meaning: 'Wealth by the best exit while nobody else trades; empty for several parties together.',
      },
      {
        shown: 'joint…',
        pattern: /^joint[A-Z]/,
        meaning: 'Wealth if everybody exits at once, the project included.',
      },
      {
        shown: 'outside…',
        pattern: /^outside[A-Z]/,
        meaning: 'Wealth if everybody but the project exits at once; empty for the project.',
      },
    ],
  },
  {
    table: 'opening',
    of: ['every scenario that starts from a chain snapshot'],
    source: 'the snapshot, and views before day 0',
    columns: {
      quantity: 'What is compared.',
      snapshot: 'Value in the chain snapshot.',
      run: 'Value at the start of the run.',
      difference: { meaning: 'Run less snapshot, in base units.', type: { type: 'decimal', scale: 18 } },
    },
  },
  {
    table: 'fan',
    of: ['simulate --paths'],
    source: 'metrics of all paths',
    columns: {
      metric: 'Name of the metric.',
      unit: 'Its unit.',
      p5: { meaning: 'Smallest value that at least 5% of the paths do not exceed.', type: DECIMAL },
      p50: { meaning: 'Likewise for 50%.', type: DECIMAL },
      p95: { meaning: 'Likewise for 95%.', type: DECIMAL },
      without: 'Paths on which the metric is no number.',
      never: 'Of them, paths with `never`, which ranks after every number.',
    },
  },
  {
    table: 'fan-hypotheses',
    of: ['simulate --paths'],
    source: 'hypotheses judged on each path',
    columns: {
      statement: 'The hypothesis.',
      held: 'Paths on which it holds.',
      stated: 'Paths that judge it.',
      low: 'Lower bound of the exact 95% interval of the share of paths on which it holds.',
      high: 'Upper bound of that interval.',
    },
  },
  {
    table: 'fan-risk',
    of: ['simulate --paths'],
    source: 'metrics of all paths that are returns',
    columns: { metric: 'Name of the return.', unit: 'Unit of the losses.' },
    families: [
      {
        shown: 'valueAtRisk, valueAtRiskLow, valueAtRiskHigh',
        pattern: /^valueAtRisk(?:Low|High)?$/,
        meaning:
          'Loss that at most 5% of the paths exceed, and the bounds of its 95% interval. It is the path after the 5% quantile where 5% of the paths are a whole number, else the same path.',
        type: DECIMAL,
      },
      {
        shown: 'expectedShortfall, expectedShortfallLow, expectedShortfallHigh',
        pattern: /^expectedShortfall(?:Low|High)?$/,
        meaning: 'Mean loss of the worst 5% of the paths, and the bounds of its 95% interval.',
        type: DECIMAL,
      },
    ],
  },
  {
    table: 'fan-paths',
    of: ['simulate --paths'],
    source: 'metrics of each path',
    columns: { path: { meaning: 'Number of the path.', type: { type: 'integer' } } },
    families: [{ shown: 'every metric', pattern: /./, meaning: '' }],
  },
  {
    table: /^fan-/,
    of: ['simulate --paths'],
    source: 'quantiles over the paths, at each value of the first column',
    columns: {
      date: { meaning: 'Date of the close.', type: { type: 'date' } },
      actual: 'What came, or the detailed path of the run.',
    },
    families: [
      {
        shown: 's0-p5 … s0-p95, s1-p5 …',
        pattern: /^s\d+-p\d+$/,
        meaning:
          'Quantile of the paths of a series: p5 is the value that at least 5% of the paths do not exceed.',
        type: DECIMAL,
      },
    ],
  },
]
