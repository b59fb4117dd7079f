import { describe, expect, test } from 'vitest'

import {
  acceptedBy,
  amount,
  choice,
  ConflictingSettings,
  date,
  decimal,
  flag,
  history,
  integer,
  InvalidParameter,
  isFileKind,
  parametersOf,
  percent,
  prices,
  readSettings,
  snapshot,
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

describe('the accepted values of a parameter in words', () => {
  const wordsOf = (...[declared]: Parameters<typeof parametersOf>): readonly string[] =>
    parametersOf(declared).map(acceptedBy)
  const numbers = { title: '', unit: '', default: '1' }

  test('have noun, range and unit of a number', () => {
    expect(
      wordsOf({
        both: integer({ ...numbers, min: '0', max: '9' }),
        least: integer({ ...numbers, min: '3' }),
        most: decimal({ ...numbers, max: '4' }),
        any: decimal({ ...numbers, unit: 'USD' }),
        money: amount({ ...numbers, unit: 'BTC', min: '0' }),
        part: percent({ title: '', default: '1', max: '100' }),
      }),
    ).toEqual([
      'an integer from 0 to 9',
      'an integer of at least 3',
      'a decimal number of at most 4',
      'a decimal number (USD)',
      'a decimal number of at least 0 (BTC)',
      'a decimal number of at most 100 (%)',
    ])
  })

  test('have the words of a choice, the columns of a file and the form of a date', () => {
    const [words, yes, table, days, chain, day] = wordsOf({
      words: choice({ title: '', default: 'a', choices: ['a', 'b'] }),
      yes: flag({ title: '', default: 'true' }),
      table: prices({ title: '' }),
      days: history({ title: '' }),
      chain: snapshot({ title: '' }),
      day: date({ title: '', default: '2024-01-01' }),
    })
    expect([words, yes]).toEqual(['one of a, b', 'true or false'])
    expect(table).toContain('date and usd')
    expect(days).toMatch(/date and any of .*, one row a day/)
    expect(chain).toContain('quantity,value')
    expect(day).toBe('a date YYYY-MM-DD')
  })
})

describe('parameters that name files', () => {
  const files = { table: prices({ title: '' }), days: history({ title: '' }), chain: snapshot({ title: '' }) }

  test('are those of prices, histories and snapshots', () => {
    const kinds = parametersOf({ ...DECLARED, ...files }).filter(({ kind }) => isFileKind(kind))
    expect(kinds.map(({ name }) => name)).toEqual(['table', 'days', 'chain'])
  })

  test('name none by default, and reject a name without a table', () => {
    expect(readSettings(files, {}).settings).toEqual({ table: undefined, days: undefined, chain: undefined })
    const row = { day: 3, usd: 5 } as never
    for (const name of Object.keys(files)) {
      expect(() => readSettings(files, { [name]: 'a.csv' })).toThrow(InvalidParameter)
      // A table of prices is no history and no snapshot.
      const read = () => readSettings(files, { [name]: 'a.csv' }, new Map([['a.csv', [row]]]))
      if (name === 'table') expect(read().settings.table).toEqual([row])
      else expect(read).toThrow(InvalidParameter)
    }
  })
})

test('a date is a day without a time', () => {
  const day = { day: date({ title: '', default: '20240102' }) }
  expect(readSettings(day, {})).toEqual({ settings: { day: 19724 }, texts: { day: '2024-01-02' } })
  for (const text of ['2024-01-02T', '2024-01-02 ', '2024-01-02T10:00', '2024-02-30', '240102'])
    expect(() => readSettings(day, { day: text })).toThrow(InvalidParameter)
})

test('a percentage of 60 digits is divided exactly', () => {
  const digits = `${'123456789'.repeat(5).slice(0, 42)}.123456789123456789`
  const { settings } = readSettings({ part: percent({ title: '', default: '1' }) }, { part: digits })
  const [whole, decimals] = digits.split('.')
  expect(settings.part.toFixed()).toBe(`${whole!.slice(0, -2)}.${whole!.slice(-2)}${decimals}`)
})

test('a parameter beside another that takes its place is an error that names both, with what to do', () => {
  const declared = {
    file: choice({ title: '', default: 'none', choices: ['none', 'mine'] }),
    pool: decimal({ title: '', unit: '', default: '1', replacedBy: 'file' }),
  }
  expect(readSettings(declared, { file: 'none', pool: '2' }).texts).toEqual({ file: 'none', pool: '2' })
  expect(readSettings(declared, { file: 'mine' }).texts).toEqual({ file: 'mine' })
  try {
    readSettings(declared, { file: 'mine', pool: '2.0' })
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(ConflictingSettings)
    const { expected, got, advice } = error as ConflictingSettings
    expect(expected).toBe('file or pool, not both: file brings its own value of pool')
    expect(got).toBe('file=mine and pool=2')
    expect(advice).toBe('Leave out pool, or file.')
  }
})
