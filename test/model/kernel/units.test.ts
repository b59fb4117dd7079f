import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  amt,
  btcb,
  fromBase,
  InvalidAmount,
  liqAmt,
  lp,
  ONE,
  SECONDS_PER_DAY,
  toBase,
  usdt,
} from '../../../src/model/kernel/units.ts'

describe('base units from decimal text', () => {
  test.each([
    ['0', 0n],
    ['1', ONE],
    ['1.5', 1_500_000_000_000_000_000n],
    ['0.05', 50_000_000_000_000_000n],
    ['0.000000000000000001', 1n],
    ['1_000_000.25', 1_000_000n * ONE + ONE / 4n],
    ['00.10', ONE / 10n],
  ])('%s is exact', (text, base) => {
    expect(toBase(text)).toBe(base)
    for (const unit of [amt, liqAmt, btcb, usdt, lp]) expect(unit(text)).toBe(base)
  })

  test.each([
    '',
    '.',
    '1.',
    '.5',
    '-1',
    '+1',
    '1e3',
    ' 1',
    '1 ',
    '1,5',
    '_1',
    '1_',
    '1__0',
    '1.0000000000000000001',
    '1.5_0',
    '0x1',
  ])('"%s" is rejected', (text) => {
    expect(() => toBase(text)).toThrow(InvalidAmount)
    expect(() => toBase(text)).toThrow(expect.objectContaining({ text }))
  })
})

test('a day has 24 hours of 60 minutes', () => {
  expect(SECONDS_PER_DAY).toBe(24n * 60n * 60n)
})

describe('decimal text from base units', () => {
  test.each([
    [0n, '0'],
    [1n, '0.000000000000000001'],
    [10n, '0.00000000000000001'],
    [ONE - 1n, '0.999999999999999999'],
    [ONE, '1'],
    [ONE + 1n, '1.000000000000000001'],
    [ONE / 2n, '0.5'],
    [10n * ONE, '10'],
    [100n * ONE + ONE / 10n, '100.1'],
    [-1n, '-0.000000000000000001'],
    [-ONE, '-1'],
  ])('of %s has no trailing zeros', (base, text) => {
    expect(fromBase(base)).toBe(text)
  })

  test('is read back to the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (base) => {
        expect(toBase(fromBase(base))).toBe(base)
      }),
    )
  })
})
