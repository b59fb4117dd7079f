/** Recorder: one table of daily columns, of all gauges or those that are charted. */
import { expect, test } from 'vitest'

import { chartedColumns } from '../../../src/sim/recording/charted.ts'
import type { DayClose } from '../../../src/sim/recording/day-close.ts'
import type { Gauge } from '../../../src/sim/recording/gauge.ts'
import {
  cellsOf,
  dailyTable,
  NoSuchColumn,
  openRecorder,
  record,
} from '../../../src/sim/recording/recorder.ts'
import { lastOf, type Summary } from '../../../src/sim/recording/summary.ts'
import type { ChartSpec } from '../../../src/sim/result.ts'

const reading = (title: string, unit: string, factor: number): Gauge => ({
  title,
  unit,
  read: ({ view }) => String(view.day * factor),
})
const GAUGES = { once: reading('Once', 'day', 1), twice: reading('Double', 'days', 2) }
const closeOf = (day: number): DayClose => ({ view: { day } }) as DayClose

function tableOf(only?: ReadonlySet<string>): ReturnType<typeof dailyTable> {
  const recorder = openRecorder(GAUGES, only)
  for (const day of [3, 4]) record(recorder, closeOf(day))
  return dailyTable(recorder)
}

test('has a column for each gauge and a row for each close', () => {
  expect(tableOf()).toEqual({
    name: 'daily',
    title: 'At the close of every day',
    columns: [
      { name: 'once', title: 'Once', unit: 'day', cells: ['3', '4'] },
      { name: 'twice', title: 'Double', unit: 'days', cells: ['6', '8'] },
    ],
  })
})

test('reads only the gauges that are named, if any are', () => {
  expect(tableOf(new Set(['twice', 'other'])).columns.map(({ name }) => name)).toEqual(['twice'])
  expect(tableOf(new Set()).columns).toEqual([])
})

test('has cells by name, and names the columns there are', () => {
  expect(cellsOf(tableOf(), 'twice')).toEqual(['6', '8'])
  expect(() => cellsOf(tableOf(), 'thrice')).toThrow(NoSuchColumn)
  expect(() => cellsOf(tableOf(), 'thrice')).toThrow('expected one of the columns once, twice, got "thrice"')
})

test('has the cells of the first of two columns with one name', () => {
  const column = (cells: readonly string[]) => ({ name: 'a', title: '', unit: '', cells })
  expect(cellsOf({ name: 'any', title: '', columns: [column(['1']), column(['2'])] }, 'a')).toEqual(['1'])
})

test('the last close of a run is the start if no day has passed', () => {
  const run = { start: closeOf(0), closes: [1, 2, 3].map(closeOf) } as unknown as Summary
  expect(lastOf(run).view.day).toBe(3)
  expect(lastOf({ ...run, closes: [] })).toBe(run.start)
})

test('charted are the daily columns that are drawn as lines or steps', () => {
  const chart = (table: string, kind: string, ...y: readonly string[]): ChartSpec =>
    ({ table, kind, y }) as unknown as ChartSpec
  const charts = [
    chart('daily', 'lines', 'a', 'b'),
    chart('daily', 'steps', 'b', 'c'),
    chart('daily', 'waterfall', 'd'),
    chart('holders', 'lines', 'e'),
    chart('holders', 'steps', 'f'),
  ]
  expect(chartedColumns(charts)).toEqual(new Set(['a', 'b', 'c']))
  expect(chartedColumns([])).toEqual(new Set())
})
