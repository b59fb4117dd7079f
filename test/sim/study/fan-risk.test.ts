/** Tail risk of returns over the paths of a fan. */
import { describe, expect, test } from 'vitest'
import { fanOf, fanTables, type FanPath } from '../../../src/sim/study/fan.ts'
import { fanRiskTables, riskNeeds } from '../../../src/sim/study/fan-risk.ts'
import { expectedShortfall, valueAtRisk } from '../../../src/statistics/expected-shortfall.ts'

const METRICS = {
  gain: { title: 'Gain', unit: '%', value: '0', worst: 100 },
  price: { title: 'Price', unit: 'BTC', value: '0' },
}

/** Paths whose gains are -1, -2, … in a shuffled order, with a word on some. */
function fan(paths: number, words = 0) {
  const all = Array.from({ length: paths + words }, (_path, path): FanPath => {
    const gain = path < paths ? String(-1 - ((path * 7) % paths) / 4) : 'none'
    return { path, metrics: { gain, price: '5' }, findings: [], broken: [], daily: {} }
  })
  return fanOf(all, [], METRICS)
}

describe('the tail risk of a fan', () => {
  test('is that of the returns only, as the estimators have it', () => {
    const { risks, values } = fan(201)
    expect(Object.keys(risks)).toEqual(['gain'])
    const gains = values['gain']!.map(Number)
    const [risk, shortfall] = [valueAtRisk(gains), expectedShortfall(gains, 0.95, { worst: 100 })]
    // By hand: the losses are 1, 1.25, …, 51, and ⌈0.95 · 201⌉ = 191 of them are at most 48.5.
    expect(risk.value).toBe(48.5)
    expect(Number(risks['gain']!.valueAtRisk.value)).toBe(48.5)
    expect(Number(risks['gain']!.valueAtRisk.low)).toBe(risk.low)
    expect(Number(risks['gain']!.valueAtRisk.high)).toBe(risk.high)
    expect(Number(risks['gain']!.expectedShortfall.value)).toBeCloseTo(shortfall.value, 9)
    expect(riskNeeds(risks)).toBeUndefined()
  })

  test('has no upper bound with 21 paths, and says how many it needs', () => {
    const { risks } = fan(21)
    expect(risks['gain']!.valueAtRisk.low).toBeDefined()
    expect(risks['gain']!.valueAtRisk).not.toHaveProperty('high')
    // 0.95^72 < 2.5% < 0.95^71.
    expect(riskNeeds(risks)).toBe(72)
    expect(riskNeeds(fan(71).risks)).toBe(72)
    expect(riskNeeds(fan(72).risks)).toBeUndefined()
  })

  test('leaves out paths without a number', () => {
    expect(fan(80, 5).risks).toEqual(fan(80).risks)
    expect(
      fanOf([{ path: 0, metrics: { gain: 'none' }, findings: [], broken: [], daily: {} }], [], METRICS).risks,
    ).toEqual({})
  })

  test('is a table beside the others, with an empty cell for a bound that needs more paths', () => {
    const [, , table] = fanTables(fan(21), METRICS)
    expect(table).toMatchObject({ name: 'fan-risk', title: 'Losses in the worst 5% of 21 paths' })
    const cells = Object.fromEntries(table!.columns.map(({ name, cells: each }) => [name, each[0]]))
    expect(cells).toMatchObject({ metric: 'gain', unit: '%', valueAtRiskHigh: '' })
    expect(cells['valueAtRiskLow']).not.toBe('')
    expect(
      fanTables(
        fanOf([{ path: 0, metrics: { price: '5' }, findings: [], broken: [], daily: {} }], [], METRICS),
        METRICS,
      ),
    ).toHaveLength(3)
  })
})

test('the table of tail risk has value and interval of both measures, each under its name', () => {
  const loss = (value: number) => ({ value: `${value}`, low: `${value - 1}`, high: `${value + 1}` })
  const risk = { worstPart: 5, valueAtRisk: loss(10), expectedShortfall: loss(20) }
  const [table] = fanRiskTables(
    { gain: risk, other: { ...risk, expectedShortfall: { value: '3' } } },
    {
      ...METRICS,
      other: { title: 'Other', unit: 'BTC', value: '0', worst: 1 },
    },
    80,
  )
  expect(table!.columns.map(({ name, cells }) => [name, ...cells])).toEqual([
    ['metric', 'gain', 'other'],
    ['unit', '%', 'BTC'],
    ['valueAtRisk', '10', '10'],
    ['valueAtRiskLow', '9', '9'],
    ['valueAtRiskHigh', '11', '11'],
    ['expectedShortfall', '20', '3'],
    ['expectedShortfallLow', '19', ''],
    ['expectedShortfallHigh', '21', ''],
  ])
  expect(table!.columns.map(({ title }) => title)).toEqual([
    'Return',
    'Unit',
    'Value at risk',
    'Value at risk, lower end of the 95% interval',
    'Value at risk, upper end of the 95% interval',
    'Expected shortfall',
    'Expected shortfall, lower end of the 95% interval',
    'Expected shortfall, upper end of the 95% interval',
  ])
})
