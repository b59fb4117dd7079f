import { describe, expect, test } from 'vitest'
import { spanish } from '../../../src/report/language/language.ts'
import { rangesPlaced, tokenised, written } from '../../../src/report/language/tokens.ts'

const inSpanish = (token: string): string => written(token, spanish)

describe('a phrase', () => {
  test.for([
    ['1,082 sat on 12 July 2023', '{0} sat on {1}', ['1,082', '12 July 2023']],
    ['from July 2023 on', 'from {0} on', ['July 2023']],
    ['day 2023-07-23, version 0.1.0', 'day {0}, version {1}', ['2023-07-23', '0.1.0']],
    ['a change of −76.5% or -0.2', 'a change of {0}% or {1}', ['−76.5', '-0.2']],
    ['from 5-95% of 21', 'from {0}-{1}% of {2}', ['5', '95', '21']],
    ['1.7 × 10⁻¹⁴ BTC, 1.2e-10', '{0} BTC, {1}', ['1.7 × 10⁻¹⁴', '1.2e-10']],
    ['with order=gas and vaultShare=0.5.', 'with {0} and {1}.', ['order=gas', 'vaultShare=0.5']],
    ['K33, S0/S1, some 300k gas', 'K33, S0/S1, some 300k gas', []],
  ] as const)('has no numbers and names: %s', ([text, phrase, tokens]) => {
    expect(tokenised(text)).toEqual({ phrase, tokens })
  })

  test('is the same with and without a range, which stays with its number', () => {
    const [plain, ranged] = ['pays 64.8 sat', 'pays 64.8 sat (58.7 to 1,074.7)'].map(tokenised)
    expect(ranged!.phrase).toBe(plain!.phrase)
    const filled = `da ${inSpanish(ranged!.tokens[0]!)} sat al día`
    expect(rangesPlaced(filled)).toBe('da 64,8 sat (58,7 a 1.074,7) al día')
  })

  test('keeps a range that follows no number', () => {
    expect(tokenised('the median (5 to 7)').phrase).toBe('the median ({0} to {1})')
  })
})

describe('a token in Spanish', () => {
  test.for([
    ['1,234,567.25', '1.234.567,25'],
    ['-0.5', '-0,5'],
    ['12 July 2023', '12 de julio de 2023'],
    ['July 2023', 'julio de 2023'],
    ['20 April', '20 de abril'],
    ['2023-07-12', '2023-07-12'],
    ['0.1.0', '0.1.0'],
    ['0123456789ab', '0123456789ab'],
    ['vaultShare=0.5', 'vaultShare=0.5'],
  ] as const)('%s is %s', ([english, translation]) => {
    expect(inSpanish(english)).toBe(translation)
  })
})
