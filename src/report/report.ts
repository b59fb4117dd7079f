/**
 * Report: the files of one run by name. Pure: nothing is written to disk, and equal input gives equal bytes.
 *
 * - `report.html`: the page.
 * - `<table>.csv`: the exact data; `<table>.parquet`: likewise, typed, except for the quantiles of fan charts.
 * - `columns.json`: the columns of all tables.
 * - `actions.jsonl`, `actions-<variant>.jsonl`: the actions for replay.
 * - `card.json`: what the gallery shows.
 * - `manifest.json`: inputs, versions and file hashes.
 */
import { actionLines } from '../sim/result.ts'
import { csv } from './csv.ts'
import { COLUMNS, columnsText, dataTable, tableParquet } from './dictionary/columns-file.ts'
import { CARD, cardText, commitIn, sealOf } from './gallery/card.ts'
import { pictureOf } from './gallery/picture.ts'
import { resultHash, type Bytes } from './hash.ts'
import { manifest, MANIFEST, variantFile } from './manifest.ts'
import { page, type PageInput } from './page.ts'
import { fansOf, spreadTables } from './spread.ts'

/**
 * All files of the report by name. `more` are files beside it, which the manifest lists as well.
 *
 * @throws {UnfitName} when the name of a table or variant is not usable as a file name, or is used twice.
 */
export function report(
  input: PageInput,
  more: ReadonlyMap<string, Bytes> = new Map(),
): ReadonlyMap<string, Bytes> {
  const { result } = input
  const files = new Map<string, Bytes>([['report.html', page(input)]])
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
  for (const [name, bytes] of more) files.set(name, bytes)
  files.set(CARD, cardOf(input))
  files.set(MANIFEST, manifest(input, files, tables))
  return files
}

/** What the gallery shows of the run. */
function cardOf({ result, answer = '', verification, versions }: PageInput): string {
  const { scenario, question, seed, charts, tables, invariants } = result
  const [main] = charts
  const picture = main === undefined ? undefined : pictureOf(main, tables)
  const broken = Object.values(invariants).filter(({ holds }) => !holds).length
  return cardText({
    kind: 'run',
    name: scenario,
    question,
    answer,
    page: 'report.html',
    seal: sealOf(verification, broken),
    hash: resultHash(result),
    seed,
    ...commitIn(versions),
    ...(picture === undefined ? {} : { picture }),
  })
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
