import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { grouped, isDecimal, readable } from '../../src/report/number.ts'

test('grouping adds thousands separators and changes no digit', () => {
  expect(grouped('1234567.000100')).toBe('1,234,567.000100')
  expect(grouped('-1000')).toBe('-1,000')
  expect(grouped('999')).toBe('999')
  expect(grouped('never')).toBe('never')
})

test.for([
  ['0.0000495049504', '0.000049505'],
  ['55035719.25', '55,035,719'],
  ['55035719.5', '55,035,720'],
  ['0.999999999', '1'],
  ['99.99995', '100'],
  ['99.99994', '99.9999'],
  ['-12.345678', '-12.3457'],
  ['0.00', '0.00'],
  ['0', '0'],
  ['365', '365'],
  ['0.1', '0.1'],
  ['0.000000000000000001', '1 × 10⁻¹⁸'],
  ['-0.000000000000017032', '-1.7032 × 10⁻¹⁴'],
  ['0.00000000009999999', '1 × 10⁻¹⁰'],
  ['0.00000001', '0.00000001'],
  ['0.000000009', '9 × 10⁻⁹'],
  ['0.000000000000000000', '0.000000000000000000'],
  ['123456.5', '123,457'],
  ['20 %', '20 %'],
] as const)('%s reads as %s', ([exact, shown]) => {
  expect(readable(exact)).toBe(shown)
})

test('a readable number is within half a unit of its sixth significant digit', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 14n }),
      fc.integer({ min: 0, max: 18 }),
      (digits, decimals) => {
        const text = digits.toString().padStart(decimals + 1, '0')
        const exact = decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`
        const shown = plain(readable(exact))
        expect(isDecimal(shown)).toBe(true)
        const scale = 10n ** 18n
        const scaled = (value: string): bigint => {
          const [whole, fraction = ''] = value.split('.')
          return BigInt(whole!) * scale + BigInt(fraction.padEnd(18, '0'))
        }
        const error = scaled(exact) - scaled(shown)
        const unit = 10n ** BigInt(Math.max(0, Math.min(18, scaled(exact).toString().length - 6)))
        expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(unit)
      },
    ),
  )
})

/** Readable text as decimal text, without separators and powers of ten. */
function plain(text: string): string {
  const [mantissa, power] = text.split(' × 10⁻')
  if (power === undefined) return text.replaceAll(',', '')
  const exponent = Number(power.replace(/./g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit).toString()))
  return `0.${'0'.repeat(exponent - 1)}${mantissa!.replace('.', '')}`
}
