/** Typed Parquet: what is written is read back exactly, as other readers see typed values. */
import fc from 'fast-check'
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { BOOLEAN, DATE, DECIMAL, INTEGER, TEXT, type ColumnType } from '../../src/report/dictionary/type.ts'
import { typed } from '../../src/report/dictionary/cell.ts'
import { parquetFile, readParquet } from '../../src/report/parquet.ts'

const CENTS: ColumnType = { type: 'decimal', scale: 2 }
const TYPES = [TEXT, INTEGER, DECIMAL, CENTS, DATE, BOOLEAN]

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 45n), max: 10n ** 45n }), fc.integer({ min: 0, max: 25 }))
  .map(([digits, scale]) => {
    const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
    const whole = text.slice(0, text.length - scale)
    return `${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${text.slice(-scale)}`}`
  })
const cell = fc.oneof(
  decimal,
  fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }).map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom('', 'never', 'true', 'false', '-0', '01', '1.', '.5', '2023-02-30', '1e3', '-0.00'),
  fc.string({ unit: 'binary' }),
)

test('gives back the text of every cell, whatever its type', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...TYPES),
      fc.array(fc.option(cell, { nil: undefined }), { minLength: 1, maxLength: 40 }),
      async (type, cells) => {
        const bytes = parquetFile([{ name: 'x', type, cells }], [['key', 'value']])
        const { columns, notes } = await readParquet(bytes)
        expect(columns.get('x')).toEqual(cells)
        expect(notes.get('key')).toBe('value')
      },
    ),
    { numRuns: 200 },
  )
})

test('is not decoded with any of its bits changed, or cut', async () => {
  const whole = parquetFile(
    [{ name: 'x', type: DECIMAL, cells: ['1', 'never', undefined] }],
    [['key', 'value']],
  )
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const changed = Uint8Array.from(whole)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    await expect(readParquet(changed), `bit ${bit}`).rejects.toThrow('it is damaged')
  }
  for (let length = 0; length < whole.length; length++)
    await expect(readParquet(whole.subarray(0, length)), `${length} bytes`).rejects.toThrow('it is damaged')
})

describe('a typed cell', () => {
  test.each([
    ['100', DECIMAL, 100n * 10n ** 18n, null],
    ['-0.000000000000000001', DECIMAL, -1n, null],
    ['99999999999999999999.999999999999999999', DECIMAL, 10n ** 38n - 1n, null],
    ['100000000000000000000', DECIMAL, null, '100000000000000000000'],
    ['1.50', DECIMAL, 15n * 10n ** 17n, '1.50'],
    // Decimals beyond the scale are cut off.
    ['-1.0000000000000000019', DECIMAL, -(10n ** 18n) - 1n, '-1.0000000000000000019'],
    ['never', DECIMAL, null, 'never'],
    ['30400.00', CENTS, 3_040_000n, null],
    ['30400', CENTS, 3_040_000n, '30400'],
    ['9223372036854775807', INTEGER, 2n ** 63n - 1n, null],
    ['9223372036854775808', INTEGER, null, '9223372036854775808'],
    ['5.5', INTEGER, null, '5.5'],
    ['1970-01-02', DATE, 1, null],
    ['2023-02-30', DATE, null, '2023-02-30'],
    ['not within the run', DATE, null, 'not within the run'],
    ['false', BOOLEAN, false, null],
  ] as const)('of %s as %o', (text, type, value, beside) => {
    expect(typed(text, type)).toEqual({ value, text: beside })
  })

  test('that is not there has neither value nor text', () => {
    for (const type of TYPES) expect(typed(undefined, type)).toEqual({ value: null, text: null })
  })
})

test('has types that other readers know, and a column of texts only where one is needed or asked for', async () => {
  const cells = ['100', '20', '3']
  const bytes = parquetFile([
    { name: 'number', type: DECIMAL, cells },
    { name: 'words', type: DECIMAL, cells: ['100', 'never', '3'] },
    { name: 'asked', type: DECIMAL, cells, hasText: true },
    { name: 'day', type: INTEGER, cells },
    { name: 'date', type: DATE, cells: ['2023-07-12', '2023-07-13', '2023-07-14'] },
    { name: 'path', plain: Int32Array.from([0, 1, 2]) },
  ])
  const file = new Uint8Array(bytes).buffer
  const schema = parquetSchema(parquetMetadata(file)).children.map(
    ({ element: { name, type, converted_type, precision, scale } }) =>
      [name, converted_type ?? type, precision, scale].filter((each) => each !== undefined).join(' '),
  )
  expect(schema).toEqual([
    'number DECIMAL 38 18',
    'words DECIMAL 38 18',
    'words_text UTF8',
    'asked DECIMAL 38 18',
    'asked_text UTF8',
    'day INT64',
    'date DATE',
    'path INT32',
  ])
  const rows = await parquetReadObjects({ file })
  expect(rows.map(({ number }) => Math.round(number as number)).toSorted((a, b) => a - b)).toEqual([
    3, 20, 100,
  ])
  expect(rows[1]).toMatchObject({ words: null, words_text: 'never', asked_text: null, day: 20n })
})
