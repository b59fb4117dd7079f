/** The worst path of a fan. */
import { expect, test } from 'vitest'
import { worstPathOf } from '../../../src/sim/study/worst-path.ts'

const fan = (...cells: readonly string[]) => ({
  pathNumbers: cells.map((_cell, index) => 2 * index),
  values: { days: cells },
})

test('is the lowest where higher is better, the highest or never where lower is', () => {
  const cells = fan('10', '9.5', 'never', '100')
  expect(worstPathOf(cells, { metric: 'days', better: 'higher' })).toEqual({ path: 2, value: '9.5' })
  expect(worstPathOf(cells, { metric: 'days', better: 'lower' })).toEqual({ path: 4, value: 'never' })
})

test('compares exactly, takes the first of equal ones, and leaves out other words', () => {
  const close = fan('none', '0.1000000000000000001', '0.1', '0.10')
  expect(worstPathOf(close, { metric: 'days', better: 'higher' })).toEqual({ path: 4, value: '0.1' })
  expect(worstPathOf(fan('none'), { metric: 'days', better: 'higher' })).toBeUndefined()
  expect(worstPathOf(fan('1'), { metric: 'other', better: 'higher' })).toBeUndefined()
})

test('finds the worst one wherever it stands', () => {
  const values = ['3', '1.5', '-2', '0', '2.25', '10', '-0.5']
  for (let turn = 0; turn < values.length; turn++) {
    const turned = [...values.slice(turn), ...values.slice(0, turn)]
    const cells = fan(...turned)
    expect(worstPathOf(cells, { metric: 'days', better: 'higher' })?.value).toBe('-2')
    expect(worstPathOf(cells, { metric: 'days', better: 'lower' })?.value).toBe('10')
    const words = fan(...turned.slice(0, 3), 'never', ...turned.slice(3), 'never')
    expect(worstPathOf(words, { metric: 'days', better: 'higher' })?.value).toBe('-2')
    expect(worstPathOf(words, { metric: 'days', better: 'lower' })).toEqual({ path: 6, value: 'never' })
  }
})

test('the worst of equal ones is the path with the lowest number, and a difference of one decides', () => {
  const turned = (...cells: readonly string[]) => ({
    pathNumbers: cells.map((_cell, index) => cells.length - index),
    values: { days: cells },
  })
  for (const better of ['higher', 'lower'] as const) {
    const pathOf = (of: ReturnType<typeof fan>) => worstPathOf(of, { metric: 'days', better })?.path
    expect(pathOf(turned('4', '4.0', '4.00'))).toBe(1)
    expect(pathOf(turned('never', 'never'))).toBe(1)
    expect(pathOf(fan('4', '4.0', '4.00'))).toBe(0)
    expect(pathOf(fan('1', '2'))).toBe(better === 'higher' ? 0 : 2)
    expect(pathOf(fan('2', '1'))).toBe(better === 'higher' ? 2 : 0)
  }
})
