/**
 * Charts of the dashboard, and their tables.
 */
import { Decimal } from 'decimal.js'
import { fromBase } from '../../model/kernel/units.ts'
import type { ChartSpec, Table } from '../../sim/result.ts'
import { FACTORS, type Factor } from './attribution.ts'
import { type Dashboard, PER_AMT, rateOf, exact, exits, averageOf } from './figures.ts'

/** Tables of the charts; each is also a CSV file. */
export function dashboardTables({ state }: Dashboard): readonly Table[] {
  const rows = exits(state)
  const column = (name: string, title: string, unit: string, cells: readonly string[]) => ({
    name,
    title,
    unit,
    cells,
  })
  const depth: Table = {
    name: 'exit-depth',
    title: 'Exit depth',
    columns: [
      column(
        'share',
        'Share of the AMT outside the pool',
        '%',
        rows.map(({ share }) => share),
      ),
      column(
        'average',
        'Average price of the exit',
        PER_AMT,
        rows.map((row) => exact(averageOf(row))),
      ),
      column(
        'floor',
        'Floor',
        PER_AMT,
        rows.map(() => exact(rateOf(state) ?? new Decimal(0))),
      ),
      column(
        'amount',
        'AMT',
        'AMT',
        rows.map(({ amount }) => fromBase(amount)),
      ),
      column(
        'total',
        'BTCB',
        'BTCB',
        rows.map(({ total }) => fromBase(total)),
      ),
    ],
  }
  const { change } = state
  if (change === undefined || 'unknown' in change) return [depth]
  const places = 30
  const parts = (Object.keys(FACTORS) as Factor[]).filter((factor) => !change.parts[factor].isZero())
  const amounts = [change.from, ...parts.map((factor) => change.parts[factor])].map((value) =>
    value.toFixed(places),
  )
  const sum = amounts.reduce((all, text) => all.plus(text), new Wide(0))
  return [
    depth,
    {
      name: 'payout-change',
      title: 'Payout against the day before',
      columns: [
        column('factor', 'Factor', '', [
          'The day before',
          ...parts.map((factor) => FACTORS[factor]),
          'The day',
        ]),
        column(
          'payout',
          'Payout per AMT',
          'sat/AMT',
          [...amounts, sum.toFixed(places)].map((text) => new Wide(text).times(1e8).toFixed(places)),
        ),
      ],
    },
  ]
}

const Wide = Decimal.clone({ precision: 60 })

/** The charts that the tables have data for. */
export function dashboardCharts(tables: readonly Table[]): readonly ChartSpec[] {
  const depth: ChartSpec = {
    name: 'exit-depth',
    title: 'Exit depth',
    caption:
      'Average price of the best exit by pool and RCL, by the share of the AMT outside the pool that leaves at once.',
    kind: 'lines',
    table: 'exit-depth',
    x: 'share',
    y: ['average', 'floor'],
    scale: 'log',
  }
  const change: ChartSpec = {
    name: 'payout-change',
    title: 'Payout against the day before',
    caption: 'Shapley values of the factors; they sum to the difference.',
    kind: 'waterfall',
    table: 'payout-change',
    x: 'factor',
    y: ['payout'],
  }
  return tables.some(({ name }) => name === 'payout-change') ? [depth, change] : [depth]
}
