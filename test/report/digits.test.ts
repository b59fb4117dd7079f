/** What the label of a table says about its digits. */
import { expect, test } from 'vitest'
import { page } from '../../src/report/page.ts'
import { digitsOf, digitsIn } from '../../src/report/digits.ts'
import { input, result } from './fixture.ts'

const column = (name: string, ...cells: string[]) => ({ name, title: name, unit: '', cells })

test('whole numbers, words and amounts to the base unit are exact', () => {
  expect(digitsIn(column('days', '1', '730', 'never'))).toBeUndefined()
  expect(digitsIn(column('who', 'miner', ''))).toBeUndefined()
  expect(digitsIn(column('btcb', '0.5', '0.000000731845678901', '0.000000000000000005'))).toBeUndefined()
  expect(digitsOf({ columns: [column('day', '1'), column('btcb', '1.234567890123456789')] })).toBe('exact')
})

test('rounded columns are named with their digits', () => {
  expect(digitsIn(column('floor', '54.51', '303.93'))).toBe('2 decimals')
  expect(digitsIn(column('ratio', '1.5', '0.123456789012'))).toBe('at most 12 significant digits')
  const floor = column('floor', '54.51', 'later')
  expect(digitsOf({ columns: [column('split', '0', '25'), floor] })).toBe(
    'floor with 2 decimals, the others exact',
  )
  const two = { columns: [floor, column('price', '7.25'), column('ratio', '1.5', '1.25')] }
  expect(digitsOf(two)).toBe('floor and price with 2 decimals, ratio with at most 12 significant digits')
  const many = ['a', 'b', 'c', 'd'].map((name) => column(name, '1.5'))
  expect(digitsOf({ columns: many })).toBe('4 columns with 1 decimal')
})

test('the page calls no rounded table exact', () => {
  const [days] = result(3).tables
  const rounded = {
    ...days!,
    columns: days!.columns.map((each) => ({ ...each, cells: ['1.50', '2.25', '9.00'] })),
  }
  const shown = page(input({ result: { ...result(3), tables: [rounded, result(3).tables[1]!] } }))
  expect(shown).toContain('days.csv</a> with 6 columns: 6 columns with 2 decimals')
  expect(shown).not.toMatch(/days\.csv<\/a>, exact, with/)
})
