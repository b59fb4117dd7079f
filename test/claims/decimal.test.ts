/** Decimals of claims: exact comparison and rounding. */
import { describe, expect, test } from 'vitest'
import { decimal, exact, NotDecimal } from '../../src/claims/decimal.ts'
import { risingSteps } from '../../src/claims/runs.ts'

describe('decimals', () => {
  test('are rounded half up to the digits asked for', () => {
    expect(decimal(30n, 29_000_000n, 8)).toBe('0.00000103')
    expect([decimal(5n, 2n, 0), decimal(1n, 8n, 2)]).toEqual(['3', '0.13'])
  })

  test('compare exactly where floats are equal', () => {
    const [low, high] = ['30.000000000000000001', '30.000000000000000002']
    expect(Number(low)).toBe(Number(high))
    expect(exact(low)).toBeLessThan(exact(high))
    expect(exact('-0.5')).toBe(-exact('0.50'))
    expect(risingSteps([low, high, high, low])).toBe(1)
  })

  test.each(['never', '1e-7', '', '1.', `0.${'1'.repeat(41)}`])('do not include %j', (text) => {
    expect(() => exact(text)).toThrow(NotDecimal)
  })
})
