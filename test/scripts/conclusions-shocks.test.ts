/** Sentences and table on shocks, from a matrix made by hand. */
import { describe, expect, test } from 'vitest'
import { lineOf, sentencesOf, shocksSection, type Matrix } from '../../scripts/conclusions/shocks.ts'
import type { MatrixRow } from '../../src/cli/stress/matrix.ts'

type Cell = MatrixRow['cells'][number]

const cell = (stress: string, median: string | undefined, stopped = 0, broken = {}): Cell => ({
  stress,
  value: '1',
  ...(median === undefined ? {} : { change: { median, low: median, high: median, paths: 2 } }),
  stopped,
  broken,
})

const row = (scenario: string, name: string, unit: string, cells: readonly Cell[]): MatrixRow => ({
  name: scenario,
  scenario,
  question: '',
  days: 30,
  metric: { name, title: '', unit, better: 'higher' },
  cells: [cell('none', undefined, scenario === 'baseline' ? 1 : 0), ...cells],
})

const matrix = (...rows: MatrixRow[]): Matrix => ({ rows, runs: 2, seed: 1n, day: 0 })

const ROWS = [
  row('baseline', 'payoutPerAmt', 'BTC/AMT', [cell('a', '-50.04', 1), cell('b', '4', 0)]),
  row('bank-run', 'finalFloor', 'BTC/AMT', [cell('a', '-1', 2), cell('b', '-2.5')]),
  row('small-holder', 'breakEvenOnce', 'AMT', [cell('a', '-150'), cell('b', '25')]),
  row('great-reset', 'peopleOutside', '%', [cell('a', '0.04'), cell('b', '-0.01')]),
]

describe('the conclusions about shocks', () => {
  test('have a row with a median for each shock', () => {
    expect(lineOf(ROWS[0]!)).toBe('| `baseline` | `payoutPerAmt` | -50.0% | 4.0% |')
    expect(lineOf(ROWS[3]!)).toBe('| `great-reset` | `peopleOutside` | 0.0 pp | 0.0 pp |')
  })

  test('say what the matrix says', () => {
    const [payouts, stopped, floor, small, none, invariants] = sentencesOf(matrix(...ROWS))
    expect(payouts).toContain('-50.0% with `a` and 4.0% with `b`')
    expect(stopped).toContain(
      'of 2 paths than without a shock: with `a` `bank-run` 2 instead of 0. Nowhere else.',
    )
    expect(floor).toContain('-2.5% in `bank-run` (30 days, `b`)')
    expect(small).toContain('2.5 times with `a` and 0.8 times with `b`')
    expect(none).toContain('`great-reset`.')
    expect(none).not.toContain('bank-run')
    expect(invariants).toBe('All invariants hold on all 24 runs.')
  })

  test('leave out what no scenario of the matrix has, and count broken invariants', () => {
    const broken = row('dilution', 'other', '%', [cell('a', '5', 0, { floor: 1 }), cell('b', undefined)])
    const sentences = sentencesOf(matrix(broken))
    expect(sentences).toHaveLength(2)
    expect(sentences[1]).toBe('Invariants are broken in 1 of 3 cells.')
    expect(sentences[0]).toContain('on no more of 2 paths')
    expect(shocksSection(matrix(broken))).toContain('the shock from day 1 on')
    expect(shocksSection(matrix(broken))).toContain('| `dilution` | `other` | 5.0 pp | none |')
  })
})
