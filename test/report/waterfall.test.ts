import { expect, test } from 'vitest'
import { NotAnAmount, waterfall } from '../../src/report/waterfall.ts'
import type { Column } from '../../src/sim/result.ts'

const column = (cells: string[]): Column => ({ name: 'amount', title: 'Amount', unit: 'BTCB', cells })
const measures = (amounts: string[]): string[] =>
  waterfall(column(amounts.map((_each, index) => `step ${index}`)), column(amounts)).map(
    ({ measure }) => measure,
  )

test('a step that equals the running sum is a total, and later steps continue from it', () => {
  expect(measures(['1', '-0.25', '0.75', '-0.15', '0.6'])).toEqual([
    'absolute',
    'relative',
    'total',
    'relative',
    'total',
  ])
})

test('a total must equal the running sum exactly', () => {
  expect(measures(['0.300000000000000001', '-0.1', '0.200000000000000001'])[2]).toBe('total')
  expect(measures(['0.300000000000000001', '-0.1', '0.2'])[2]).toBe('relative')
})

test('sums are exact: 0.3 is the total of 0.1 and 0.2', () => {
  expect(measures(['0.1', '0.2', '0.3'])).toEqual(['absolute', 'relative', 'total'])
})

test('steps keep their labels and exact amounts', () => {
  expect(waterfall(column(['Gross', 'Energy']), column(['1', '-0.25']))).toEqual([
    { label: 'Gross', amount: '1', measure: 'absolute' },
    { label: 'Energy', amount: '-0.25', measure: 'relative' },
  ])
})

test('a cell that is not an amount throws', () => {
  expect(() => measures(['1', 'none'])).toThrow(NotAnAmount)
})
