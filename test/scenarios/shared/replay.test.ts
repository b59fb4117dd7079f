/** Replay of reality: every column of a history drives its process; the others stay at their models. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import baseline from '../../../src/scenarios/baseline/index.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import { ConflictingSettings, InvalidParameter } from '../../../src/sim/definition/parameter.ts'
import { withTables } from '../../../src/sim/definition/scenario.ts'
import { parseHistory, sliceHistory, dayOf } from '../../../src/sim/process/history-csv.ts'
import { HistoryEnded } from '../../../src/sim/process/history-replay.ts'
import { runScenario } from '../../../src/sim/run.ts'

const FILE = new URL('../../../docs/examples/history.csv', import.meta.url)
const { history } = parseHistory(readFileSync(FILE, 'utf8'))
const START = dayOf('2023-07-12')! - history.firstDay
const SET = { environment: 'replay', history: 'h.csv' }

const having = (table = history, scenario = baseline) => withTables(scenario, new Map([['h.csv', table]]))

function daily(set: Readonly<Record<string, string>>, days: number, scenario = having()) {
  const { tables } = runScenario(scenario, { seed: 1n, days, set })
  const table = tables.find(({ name }) => name === 'daily')!
  return (column: string): readonly string[] => table.columns.find(({ name }) => name === column)!.cells
}

describe('a replay', () => {
  it('has the prices and difficulties of the file on their dates', () => {
    const column = daily(SET, 5)
    expect(column('date')[0]).toBe('2023-07-12')
    expect(column('btcPrice').map(Number)).toEqual(history.values.btc_usd!.slice(START, START + 5))
    expect(column('difficulty').map(Number)).toEqual(history.values.difficulty!.slice(START, START + 5))
  })

  it('has the fees and gas of the file', () => {
    const { processes } = having().at(SET).bound
    expect(processes.fees).toMatchObject({ initial: { value: history.values.fees_btc![START] } })
    expect(processes.gas).toMatchObject({ initial: { gwei: history.values.gas_gwei![START] } })
  })

  it('leaves what the file does not have at its model', () => {
    const { btc_usd: prices } = history.values
    const column = daily(SET, 4, having({ ...history, values: { btc_usd: prices! } }))
    const model = daily({}, 4, baseline)
    expect(column('btcPrice').map(Number)).toEqual(prices!.slice(START, START + 4))
    for (const name of ['difficulty', 'height', 'hashRate']) expect(column(name)).toEqual(model(name))
  })

  it('starts on historyFrom, and halves on the date of the halving', () => {
    const difficulty = Array.from({ length: 10 }, () => 86e12)
    const short = { firstDay: dayOf('2024-04-17')!, days: 10, values: { difficulty } }
    const column = daily({ ...SET, historyFrom: '20240417' }, 6, having(short))
    const heights = column('height').map(Number)
    expect(heights.findIndex((height) => height >= 840_000)).toBe(3)
    expect(heights[3]).toBe(840_000)
  })

  it('ends with an error on the first day without a value', () => {
    const short = sliceHistory(history, dayOf('2023-07-01')!, dayOf('2023-07-14')!)
    expect(() => daily(SET, 5, having(short))).toThrow(HistoryEnded)
    expect(daily(SET, 3, having(short))('date')).toHaveLength(3)
  })

  it.each(scenarios.filter(({ parameters }) => parameters.some(({ name }) => name === 'environment')))(
    'drives $name',
    (scenario) => {
      const { processes } = having(history, scenario).at(SET).bound
      expect(processes.btc.initial.usd).toBe(history.values.btc_usd![START])
      expect(processes.network).toMatchObject({ initial: { difficulty: history.values.difficulty![START] } })
    },
  )
})

describe('settings that do not fit together', () => {
  it.each([
    ['replay without a history', { environment: 'replay' }, ConflictingSettings],
    ['a history without replay', { history: 'h.csv' }, ConflictingSettings],
    ['a start outside the history', { ...SET, historyFrom: '20300101' }, ConflictingSettings],
    ['a start that is no date', { ...SET, historyFrom: '20230230' }, InvalidParameter],
    ['a start with a time', { ...SET, historyFrom: '2023-07-12 10:00' }, InvalidParameter],
    ['a start in another form', { ...SET, historyFrom: '12.7.2023' }, InvalidParameter],
    ['a history that is not bound', { environment: 'replay', history: 'other.csv' }, InvalidParameter],
  ])('%s', (_what, set, error) => {
    expect(() => having().at(set)).toThrow(error)
  })
})

it('a start is written YYYY-MM-DD, or without hyphens, and means the same', () => {
  const texts = ['2023-07-20', '20230720'].map((historyFrom) => having().at({ ...SET, historyFrom }).texts)
  expect(texts[0]!['historyFrom']).toBe('2023-07-20')
  expect(texts[1]).toEqual(texts[0])
})

it('a run by the models does not name the replay', () => {
  const { texts } = baseline.at({})
  expect(Object.keys(texts)).not.toContain('environment')
  expect(Object.keys(texts)).not.toContain('history')
})
