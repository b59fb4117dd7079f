/**
 * Tables of studies and of lockstep campaigns, which are no tables of a result.
 */
import type { TableEntry } from '../entry.ts'
import { DECIMAL, INTEGER } from '../type.ts'

const ROWS = 'paths of the study'
const quantile = 'Quantile of the paths: p5 is the value that at least 5% of them do not exceed.'
const bounds = 'Bounds of the exact 95% interval of a quantile; empty if the paths are too few.'

export const STUDIES: readonly TableEntry[] = [
  {
    table: 'points',
    of: ['study'],
    source: ROWS,
    columns: {
      point: { meaning: 'Number of the point, from 0.', type: INTEGER },
      paths: { meaning: 'Paths of the point that did not fail.', type: INTEGER },
      failed: { meaning: 'Paths of the point that failed.', type: INTEGER },
      metric: 'Name of the metric.',
      unit: 'Unit of the metric.',
      count: { meaning: 'Paths on which the metric is a number.', type: INTEGER },
      mean: { meaning: 'Mean, rounded once to 12 significant digits.', type: DECIMAL },
      sd: { meaning: 'Standard deviation.', type: DECIMAL },
      meanError: { meaning: 'Half-width of the 95% interval of the mean.', type: DECIMAL },
      min: { meaning: 'Smallest value, exact.', type: DECIMAL },
      max: { meaning: 'Largest value, exact.', type: DECIMAL },
    },
    families: [
      { shown: 'p1 … p99', pattern: /^p\d+$/, meaning: quantile, type: DECIMAL },
      { shown: 'p1Low, p1High …', pattern: /^p\d+(?:Low|High)$/, meaning: bounds, type: DECIMAL },
      { shown: 'every swept parameter', pattern: /./, meaning: 'Setting of the swept parameter.' },
    ],
  },
  {
    table: 'days',
    of: ['study'],
    source: ROWS,
    columns: {
      point: { meaning: 'Number of the point, from 0.', type: INTEGER },
      column: 'Column of the table `daily`.',
      unit: 'Its unit.',
      day: { meaning: 'Day of the run, from 0.', type: INTEGER },
      paths: { meaning: 'Paths with a number there.', type: INTEGER },
    },
    families: [
      { shown: 'p5 … p95', pattern: /^p\d+$/, meaning: quantile, type: DECIMAL },
      { shown: 'p5Low, p5High …', pattern: /^p\d+(?:Low|High)$/, meaning: bounds, type: DECIMAL },
    ],
  },
  {
    table: 'shards',
    of: ['study'],
    source: ROWS,
    columns: {
      scenario: 'Name of the scenario.',
      seed: 'Seed of the study. A seed can exceed 64 signed bits.',
      days: { meaning: 'Days of the run.', type: INTEGER },
      point: { meaning: 'Number of the point, from 0.', type: INTEGER },
      path: { meaning: 'Number of the path, from 0.', type: INTEGER },
      resultHash: 'The `pathHash` that `simulate` prints for the path.',
      actions: { meaning: 'Actions of the path.', type: INTEGER },
      refused: { meaning: 'Reverted actions of the path.', type: INTEGER },
      checks: { meaning: 'Checks of an invariant that holds.', type: INTEGER },
      broken: 'JSON: broken invariants by name, with day, action and message.',
      error: 'Error of a failed path; null otherwise.',
      command: 'Command that runs the path alone.',
    },
    families: [
      { shown: 'parameter_…', pattern: /^parameter_/, meaning: 'Setting of the parameter at the point.' },
      { shown: 'metric_…', pattern: /^metric_/, meaning: 'Metric of the path; null if it failed.' },
    ],
  },
]

const REACHED = 'coverage of the generated sequences'

export const CAMPAIGNS: readonly TableEntry[] = [
  {
    table: 'functions',
    of: ['lockstep'],
    source: REACHED,
    columns: {
      function: 'Function of the contracts.',
      outcome: '`done`, or the revert.',
      count: { meaning: 'Calls with this outcome.', type: INTEGER },
      expected: '`yes`, `no`, or why the outcome cannot be reached.',
    },
  },
  {
    table: 'states',
    of: ['lockstep'],
    source: REACHED,
    columns: {
      state: 'Name of the abstract state.',
      count: { meaning: 'Times that it was reached.', type: INTEGER },
      statement: 'What is true in it.',
    },
  },
  {
    table: 'sources',
    of: ['lockstep'],
    source: REACHED,
    columns: {
      source: 'Source file.',
      group: 'Whose source it is.',
      functionsReached: { meaning: 'Functions reached.', type: INTEGER },
      functions: { meaning: 'Functions in total.', type: INTEGER },
      linesReached: { meaning: 'Lines reached.', type: INTEGER },
      lines: { meaning: 'Lines in total.', type: INTEGER },
      branchesReached: { meaning: 'Outcomes of branches reached.', type: INTEGER },
      branches: { meaning: 'Outcomes of branches in total.', type: INTEGER },
    },
  },
  {
    table: 'uncovered',
    of: ['lockstep'],
    source: REACHED,
    columns: {
      source: 'Source file.',
      line: { meaning: 'Line in it.', type: INTEGER },
      what: 'What was not reached.',
      reason: 'Why it cannot be reached; empty if it should be.',
    },
  },
]
