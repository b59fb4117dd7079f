/**
 * Run files: the data files of one run by name, and their manifest. Pure: equal input gives equal bytes.
 */
import { actionLines } from '../sim/result.ts'
import { csv } from './csv.ts'
import { COLUMNS, columnsText, dataTable, tableParquet } from './dictionary/columns-file.ts'
import type { Bytes } from './hash.ts'
import { manifest, MANIFEST, variantFile } from './manifest.ts'
import { RESULT, runData } from './run-data.ts'
import type { RunPage } from './run-page.ts'
import { fansOf, spreadTables } from './spread.ts'

/**
 * The files of a run: `pages`, its data, `more`, and the manifest, which lists all of them.
 *
 * @throws {UnfitName} when the name of a table or variant is not usable as a file name, or is used twice.
 */
export function runFiles(
  input: RunPage,
  pages: ReadonlyMap<string, Bytes> = new Map(),
  more: ReadonlyMap<string, Bytes> = new Map(),
): ReadonlyMap<string, Bytes> {
  const { result } = input
  const files = new Map<string, Bytes>(pages)
  const tables = [...result.tables, ...spreadTables(result, input.paths)]
  for (const table of tables) {
    const name = `${table.name}.csv`
    if (!isFileStem(table.name) || files.has(name)) throw new UnfitName(table.name)
    files.set(name, csv(table))
  }
  const charts = new Set(fansOf(result, input.paths).map(({ name }) => name))
  const typed = tables.filter(({ name }) => !charts.has(name))
  for (const table of typed) files.set(`${table.name}.parquet`, tableParquet(table, result.scenario))
  files.set(
    COLUMNS,
    columnsText(
      tables.map((table) =>
        dataTable(
          table,
          [`${table.name}.csv`, ...(charts.has(table.name) ? [] : [`${table.name}.parquet`])],
          result.scenario,
        ),
      ),
    ),
  )
  files.set('actions.jsonl', actionLines(result.actions))
  for (const { name, actions } of result.variants) {
    const file = variantFile(name)
    if (!isFileStem(name) || files.has(file)) throw new UnfitName(name)
    files.set(file, actionLines(actions))
  }
  files.set(RESULT, `${JSON.stringify(runData(input))}\n`)
  for (const [name, bytes] of more) files.set(name, bytes)
  files.set(MANIFEST, manifest(input, files, tables))
  return files
}

const isFileStem = (name: string): boolean => /^[a-z0-9][a-z0-9-]*$/.test(name)

/** The name of a table or variant is not usable as a file name. */
export class UnfitName extends Error {
  override readonly name = 'UnfitName'
  constructor(given: string) {
    super(
      `expected a unique table or variant name of lower-case letters, digits and hyphens; got "${given}". ` +
        'Rename it in the scenario.',
    )
  }
}
