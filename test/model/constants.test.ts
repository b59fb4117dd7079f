import { expect, test } from 'vitest'

import { Digits40, FARM } from '../../src/model/economics/mining.ts'
import { toBase } from '../../src/model/kernel/units.ts'
import { Wide } from '../../src/model/planning/arbitrage/wide.ts'

test('the assumed fleet is the documented one, without machine cost', () => {
  expect(FARM).toEqual({
    joulesPerTh: toBase('30'),
    uptime: toBase('0.92'),
    standby: 0n,
    poolFee: toBase('0.025'),
    loss: toBase('0.03'),
    capexUsd: 0n,
    lifeDays: 1n,
  })
})

test('ratios have 40 digits, and closed forms 60', () => {
  expect([Digits40.precision, Wide.precision]).toEqual([40, 60])
})
