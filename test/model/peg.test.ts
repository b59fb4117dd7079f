import { describe, expect, test } from 'vitest'

import { btcOfDown, floorInBtcDown, NegativePeg, PAR, usdPerBtcbDown } from '../../src/model/peg.ts'
import { amt, btcb, fromBase, toBase } from '../../src/model/units.ts'

const JULY_FLOOR = { backing: btcb('30'), supply: amt('55035719') }

describe('the peg of BTCB', () => {
  test('changes nothing at par: July 2023’s floor is 54.51 sat', () => {
    expect(usdPerBtcbDown(toBase('30400'), PAR)).toBe(toBase('30400'))
    expect(btcOfDown(btcb('1.5'), PAR)).toBe(btcb('1.5'))
    expect(fromBase(floorInBtcDown(JULY_FLOOR, PAR))).toMatch(/^0\.0000005451/)
  })

  test('lowers every worth by its factor, the floor’s too', () => {
    const peg = toBase('0.9')
    expect(usdPerBtcbDown(toBase('30400'), peg)).toBe(toBase('27360'))
    expect(btcOfDown(btcb('30'), peg)).toBe(btcb('27'))
    // 54.51 sat · 0.9
    expect(fromBase(floorInBtcDown(JULY_FLOOR, peg))).toMatch(/^0\.000000490/)
  })

  test('rounds down, may be nothing and may not be less', () => {
    expect(usdPerBtcbDown(3n, toBase('0.5'))).toBe(1n)
    expect(btcOfDown(btcb('30'), 0n)).toBe(0n)
    expect(() => usdPerBtcbDown(1n, -1n)).toThrow(NegativePeg)
    expect(() => floorInBtcDown(JULY_FLOOR, -1n)).toThrow(NegativePeg)
  })
})
