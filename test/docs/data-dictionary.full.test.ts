/**
 * The data dictionary describes what the commands write: no column is undeclared, no entry is unused, types
 * hold, and `docs/reference/data-dictionary.md` is what a run writes. `UPDATE=1` writes it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collect, type Collected } from '../../scripts/data-dictionary/collect.ts'
import { page } from '../../scripts/data-dictionary/page.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { findEntry, TABLES } from '../../src/report/dictionary/dictionary.ts'
import { tableParquet } from '../../src/report/dictionary/columns-file.ts'
import { CAMPAIGNS } from '../../src/report/dictionary/tables/studies.ts'
import { readParquet, TEXT_COLUMN } from '../../src/report/parquet.ts'
import { isDecimal } from '../../src/report/number.ts'

describe('the data dictionary', () => {
  let place: string
  let collected: Collected
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'amt-lab-'))
    collected = await collect(place)
  }, 300_000)
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  test('declares every column of every table', () => {
    const undeclared = collected.tables.flatMap(({ of, name, columns }) =>
      columns
        .filter((column) => findEntry(name, column.name, of) === undefined)
        .map((column) => `${of}: ${name}.${column.name}`),
    )
    expect(undeclared).toEqual([])
    expect(findEntry('daily', 'nothing', 'baseline')).toBeUndefined()
  })

  test('has no entry that no table uses, and no entry for another one’s column', () => {
    const used = new Set(
      collected.tables.flatMap(({ of, name, columns }) =>
        columns.map((column) => {
          const { table, key } = findEntry(name, column.name, of)!
          return `${TABLES.indexOf(table)} ${typeof key === 'string' ? key : key.shown}`
        }),
      ),
    )
    const unused = TABLES.flatMap((entry, index) =>
      CAMPAIGNS.includes(entry)
        ? []
        : [...Object.keys(entry.columns), ...(entry.families ?? []).map(({ shown }) => shown)]
            .filter((key) => !used.has(`${index} ${key}`))
            .map((key) => `${String(entry.table)}.${key} of ${entry.of.join()}`),
    )
    expect(unused).toEqual([])
  })

  test('has types that all numbers have: Parquet gives back every cell, and only words have no value', async () => {
    const without = new Set<string>()
    for (const { scenario, tables } of collected.runs)
      for (const table of tables) {
        const bytes = tableParquet(table, scenario)
        const { columns } = await readParquet(bytes)
        for (const { name, cells } of table.columns)
          expect((columns.get(name) ?? []).map((cell) => cell ?? '')).toEqual(cells)
        for (const row of await parquetReadObjects({ file: new Uint8Array(bytes).buffer }))
          for (const [name, text] of Object.entries(row)) {
            const column = name.replace(new RegExp(`${TEXT_COLUMN}$`), '')
            if (name !== column && isDecimal(String(text)) && row[column] === null)
              without.add(`${scenario}: ${table.name}.${column} has no value for ${String(text)}`)
          }
      }
    expect([...without]).toEqual([])
  })

  test('is the page', () => {
    const file = join(projectRoot, 'docs/reference/data-dictionary.md')
    const text = page(collected)
    if (process.env['UPDATE'] === '1') writeFileSync(file, text)
    expect(readFileSync(file, 'utf8'), 'run npm run docs:data if the page is meant to change').toBe(text)
  })
})
