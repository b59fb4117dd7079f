import { expect } from 'vitest'

import * as peg from '../../../src/model/economics/peg.ts'
import { amt, btcb, fromBase, toBase, type Amt, type Btcb } from '../../../src/model/kernel/units.ts'
import { propertySuite, type Mutation, type SystemUnderTest } from './property-suite.ts'

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'par is a wei short',
    find: 'export const PAR: Wad = ONE',
    replace: 'export const PAR: Wad = ONE - 1n',
  },
  {
    name: 'USD per BTCB ignores the peg',
    find: 'return (usdPerBtc * peg) / ONE',
    replace: 'return usdPerBtc',
  },
  {
    name: 'USD per BTCB rounds up',
    find: 'return (usdPerBtc * peg) / ONE',
    replace: 'return (usdPerBtc * peg + ONE - 1n) / ONE',
  },
  {
    name: 'USD per BTCB divides by the peg',
    find: 'return (usdPerBtc * peg) / ONE',
    replace: 'return peg === 0n ? 0n : (usdPerBtc * ONE) / peg',
  },
  { name: 'BTC of BTCB ignores the peg', find: 'return (btcb * peg) / ONE', replace: 'return btcb' },
  {
    name: 'BTC of BTCB rounds up',
    find: 'return (btcb * peg) / ONE',
    replace: 'return (btcb * peg + ONE - 1n) / ONE',
  },
  {
    name: 'the floor ignores the peg',
    find: 'return (backing * peg) / supply',
    replace: 'return (backing * ONE) / supply',
  },
  {
    name: 'the floor rounds up',
    find: 'return (backing * peg) / supply',
    replace: 'return (backing * peg + supply - 1n) / supply',
  },
  { name: 'a peg of zero is rejected', find: 'if (peg < 0n)', replace: 'if (peg <= 0n)' },
  {
    name: 'a negative peg is accepted',
    find: 'if (peg < 0n) throw new NegativePeg(peg)',
    replace: 'void new NegativePeg(peg)',
  },
]

const SYSTEM = {
  heading: 'Peg',
  file: 'economics/peg',
  original: peg,
  load: (load) => load<typeof peg>('economics/peg'),
  mutations: MUTATIONS,
} satisfies SystemUnderTest<typeof peg>

propertySuite(
  SYSTEM,
  ({ btcOfDown, floorInBtcDown, NegativePeg, PAR, usdPerBtcbDown }, { describe, test }) => {
    const JULY_FLOOR = { backing: btcb('30'), supply: amt('55035719') }

    describe('the peg of BTCB', () => {
      test('changes nothing at par: July 2023’s floor is 54.51 sat', () => {
        expect(usdPerBtcbDown(toBase('30400'), PAR)).toBe(toBase('30400'))
        expect(btcOfDown(btcb('1.5'), PAR)).toBe(btcb('1.5'))
        expect(fromBase(floorInBtcDown(JULY_FLOOR, PAR))).toMatch(/^0\.0000005451/)
      })

      test('scales every value by its factor, the floor included', () => {
        const peg = toBase('0.9')
        expect(usdPerBtcbDown(toBase('30400'), peg)).toBe(toBase('27360'))
        expect(btcOfDown(btcb('30'), peg)).toBe(btcb('27'))
        // 54.51 sat · 0.9
        expect(fromBase(floorInBtcDown(JULY_FLOOR, peg))).toMatch(/^0\.000000490/)
      })

      test('rounds down, may be zero and must not be negative', () => {
        expect(usdPerBtcbDown(3n, toBase('0.5'))).toBe(1n)
        expect(btcOfDown(3n as Btcb, toBase('0.5'))).toBe(1n)
        expect(floorInBtcDown({ backing: 5n as Btcb, supply: 3n as Amt }, 1n)).toBe(1n)
        expect(btcOfDown(btcb('30'), 0n)).toBe(0n)
        expect(() => usdPerBtcbDown(1n, -1n)).toThrow(NegativePeg)
        expect(() => floorInBtcDown(JULY_FLOOR, -1n)).toThrow(NegativePeg)
      })
    })
  },
)
