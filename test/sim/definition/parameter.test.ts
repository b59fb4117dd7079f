import { describe, expect, test } from 'vitest'

import {
  amount,
  choice,
  decimal,
  flag,
  integer,
  InvalidParameter,
  parametersOf,
  percent,
  readSettings,
  standardTexts,
  UnknownParameter,
} from '../../../src/sim/definition/parameter.ts'

const DECLARED = {
  share: integer({ title: 'Share', unit: '%', default: '20', min: '0', max: '100' }),
  capital: amount({ title: 'Capital', unit: 'BTC', default: '5', min: '0' }),
  loss: percent({ title: 'Loss', default: '2.5', max: '100' }),
  price: decimal({ title: 'Price', unit: 'USD', default: '30400', min: '1' }),
  costs: choice({ title: 'Costs', default: 'deducted', choices: ['deducted', 'retained'] }),
  quiet: flag({ title: 'Quiet', default: 'false' }),
}

describe('parameters', () => {
  test('read as the types of their kinds, exactly, from defaults', () => {
    const { settings, texts } = readSettings(DECLARED, {})
    expect(settings.share).toBe(20)
    expect(settings.capital).toBe(5_000_000_000_000_000_000n)
    expect(settings.loss.toFixed()).toBe('0.025')
    expect(settings.price.toFixed()).toBe('30400')
    expect(settings.costs).toBe('deducted')
    expect(settings.quiet).toBe(false)
    expect(texts).toEqual({
      share: '20',
      capital: '5',
      loss: '2.5',
      price: '30400',
      costs: 'deducted',
      quiet: 'false',
    })
  })

  test('keep every one of 18 decimals', () => {
    const { settings } = readSettings(DECLARED, {
      capital: '1234567890.123456789012345678',
      loss: '0.000000000000000001',
    })
    expect(settings.capital).toBe(1234567890123456789012345678n)
    expect(settings.loss.toFixed()).toBe('0.00000000000000000001')
  })

  test('write the same setting the same way', () => {
    const { texts } = readSettings(DECLARED, {
      capital: '5.50',
      loss: '02.0',
      price: '30400.000',
      share: '07',
    })
    expect(texts).toMatchObject({ capital: '5.5', loss: '2', price: '30400', share: '7' })
  })

  test('accept the ends of a range and reject values one step beyond', () => {
    expect(readSettings(DECLARED, { share: '100' }).settings.share).toBe(100)
    expect(readSettings(DECLARED, { share: '0' }).settings.share).toBe(0)
    expect(() => readSettings(DECLARED, { share: '101' })).toThrow(InvalidParameter)
    expect(() => readSettings(DECLARED, { share: '-1' })).toThrow(InvalidParameter)
    expect(() => readSettings(DECLARED, { price: '0.999999999999999999' })).toThrow(InvalidParameter)
    expect(() => readSettings(DECLARED, { loss: '100.000000000000000001' })).toThrow(InvalidParameter)
  })

  test.each([
    ['share', '2.5'],
    ['share', 'many'],
    ['share', ''],
    ['share', ' 20'],
    ['capital', '-1'],
    ['capital', '1e3'],
    ['capital', '0.0000000000000000001'],
    ['loss', '3%'],
    ['price', 'NaN'],
    ['price', 'Infinity'],
    ['costs', 'Deducted'],
    ['quiet', 'yes'],
  ])('reject %s=%s and name the accepted values', (name, text) => {
    const attempt = () => readSettings(DECLARED, { [name]: text })
    expect(attempt).toThrow(InvalidParameter)
    try {
      attempt()
    } catch (error) {
      expect(error).toMatchObject({ text, parameter: { name } })
      expect(String(error)).toContain(`"${text}"`)
    }
  })

  test('reject an unknown name and list the possible ones', () => {
    try {
      readSettings(DECLARED, { vault: '1' })
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(UnknownParameter)
      expect(error).toMatchObject({ parameter: 'vault', possible: Object.keys(DECLARED) })
    }
  })

  test('name one that changes nothing without another only where either is set, and read it all the same', () => {
    const declared = {
      orders: decimal({ title: 'Orders', unit: 'orders', default: '0.0' }),
      policy: choice({ title: 'Policy', default: 'a', choices: ['a', 'b'], onlyWith: 'orders' }),
      price: decimal({ title: 'Price', unit: 'USD', default: '00', onlyWith: 'price' }),
    }
    const named = (given: Readonly<Record<string, string>>) => readSettings(declared, given).texts
    expect(readSettings(declared, {}).settings.policy).toBe('a')
    expect(named({})).toEqual({ orders: '0' })
    expect(named({ orders: '0.00' })).toEqual({ orders: '0' })
    expect(named({ orders: '2' })).toEqual({ orders: '2', policy: 'a' })
    expect(named({ policy: 'b' })).toEqual({ orders: '0', policy: 'b' })
    expect(named({ price: '3' })).toEqual({ orders: '0', price: '3' })
    // What a run names is enough to have it again, and names the same.
    for (const given of [{}, { orders: '2' }, { policy: 'b' }, { price: '3' }])
      expect(named(named(given))).toEqual(named(given))
    expect(standardTexts(parametersOf(declared))).toEqual({ orders: '0', policy: 'a', price: '0' })
  })

  test('do not take an inherited property for a parameter', () => {
    expect(() => readSettings(DECLARED, { toString: '1' })).toThrow(UnknownParameter)
  })

  test('are listed with their names in the order of their declaration', () => {
    expect(parametersOf(DECLARED).map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'share: integer',
      'capital: amount',
      'loss: percent',
      'price: decimal',
      'costs: choice',
      'quiet: boolean',
    ])
  })
})
