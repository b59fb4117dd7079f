/** Events in reports: lines at the first day of a shock, on axes of dates and of days. */
import { describe, expect, test } from 'vitest'
import { chart } from '../../src/report/chart.ts'
import { page } from '../../src/report/page.ts'
import { eventLines } from '../../src/report/plot.ts'
import { fanChart } from '../../src/report/study/fan.ts'
import type { ChartSpec, Column, DatedEvent, Table } from '../../src/sim/result.ts'
import { runScenario } from '../../src/sim/run.ts'
import { dailyPayer, simWorld } from '../support/sim-world.ts'
import { input } from './fixture.ts'

const shock: DatedEvent = { day: 3, date: '2023-07-15', name: 'may-2022', title: 'Collapse of Terra' }

const column = (name: string, cells: readonly string[]): Column => ({ name, title: name, unit: '', cells })

const DATES = column('date', ['2023-07-12', '2023-07-13', '2023-07-14', '2023-07-15'])
const PRICES = column('price', ['1', '2', '3', '4'])

describe('the line of an event', () => {
  test('is at its date, or at its day', () => {
    expect(eventLines(DATES, [shock])).toMatchObject({
      shapes: [{ x0: '2023-07-15', x1: '2023-07-15', y0: 0, y1: 1, yref: 'paper' }],
      annotations: [{ x: '2023-07-15', text: 'may-2022' }],
    })
    const days = column('day', ['0', '1', '2', '3'])
    expect(eventLines(days, [shock])).toMatchObject({ shapes: [{ x0: 3 }], annotations: [{ x: 3 }] })
  })

  test('is on no other axis, and on no axis without its day', () => {
    expect(eventLines(column('holding', ['1', '2', '3']), [shock])).toEqual({})
    expect(eventLines(DATES, [{ ...shock, day: 4, date: '2023-07-16' }])).toEqual({})
    expect(eventLines(DATES, [])).toEqual({})
  })

  test('is in charts of lines and in fans', () => {
    const table: Table = { name: 'daily', title: 'Days', columns: [DATES, PRICES] }
    const spec: ChartSpec = {
      name: 'price',
      title: 'Price',
      caption: '',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['price'],
    }
    expect(chart(spec, [table], [shock]).layout).toHaveProperty('shapes')
    expect(chart(spec, [table]).layout).not.toHaveProperty('shapes')
    const quantiles = Object.fromEntries(['p5', 'p25', 'p50', 'p75', 'p95'].map((q) => [q, PRICES.cells]))
    const fan = { name: 'f', title: 'F', unit: '', x: DATES, series: [{ label: '', quantiles }] }
    expect(fanChart(fan, [shock]).layout).toHaveProperty('shapes')
    expect(fanChart(fan).layout).not.toHaveProperty('shapes')
  })
})

describe('a run with a shock', () => {
  const run = (set: Readonly<Record<string, string>>) =>
    runScenario(simWorld([dailyPayer]), { seed: 1n, days: 6, set })

  test('has it as an event on its first day, in result and page', () => {
    const result = run({ stress: 'halving-2024', stressDay: '2' })
    const title = 'Halving of April 2024'
    expect(result.events).toEqual([{ day: 3, date: '2023-07-15', name: 'halving-2024', title }])
    expect(page(input({ result }))).toContain(`Shock from day 3 (2023-07-15): ${title}`)
  })

  test('has no event without it, nor if it does not begin within the run', () => {
    expect(run({})).not.toHaveProperty('events')
    expect(run({ stress: 'halving-2024', stressDay: '5' })).not.toHaveProperty('events')
  })
})
