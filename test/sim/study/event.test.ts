import { describe, expect, test } from 'vitest'
import { eventText, happened, readEvent } from '../../../src/sim/study/event.ts'

const holds = (text: string, value: string): boolean => happened(readEvent(text)!, value)

describe('an event', () => {
  test('is a metric, a relation and a number, or after = a word', () => {
    for (const relation of ['<', '<=', '=', '>=', '>'] as const) {
      const text = `floor${relation}-1.50`
      expect(readEvent(text)).toEqual({ metric: 'floor', relation, than: '-1.50' })
      expect(eventText(readEvent(text)!)).toBe(text)
    }
    expect(readEvent('days=never')).toEqual({ metric: 'days', relation: '=', than: 'never' })
  })

  test.each(['floor', 'floor=', '=1', 'a b=1', 'floor==1', 'floor=<1', 'floor<never', 'floor>=', 'a=1>2'])(
    '%s is none',
    (text) => expect(readEvent(text)).toBeUndefined(),
  )

  test('compares numbers exactly, whatever their zeros', () => {
    const below = '0.999999999999999999999999999999'
    const cases = { '<': [below], '<=': [below, '1.00'], '=': ['1.00'], '>=': ['1.00', '1.1'], '>': ['1.1'] }
    for (const [relation, those] of Object.entries(cases))
      for (const value of [below, '1.00', '1.1'])
        expect([relation, value, holds(`x${relation}1`, value)]).toEqual([
          relation,
          value,
          those.includes(value),
        ])
  })

  test('of a word happens at that word alone, and words are neither below nor above a number', () => {
    expect(holds('x=never', 'never')).toBe(true)
    expect(holds('x=never', 'later')).toBe(false)
    expect(holds('x=never', '1')).toBe(false)
    for (const relation of ['<', '<=', '=', '>=', '>']) expect(holds(`x${relation}1`, 'never')).toBe(false)
    // The same text on both sides is no number either.
    expect(happened({ metric: 'x', relation: '>=', than: 'never' }, 'never')).toBe(false)
  })
})
