/**
 * Report: the files of one run by name. Pure: nothing is written to disk, and equal input gives equal bytes.
 *
 * - `report.html`: the page.
 * - `<table>.csv`: the exact data.
 * - `actions.jsonl`, `actions-<variant>.jsonl`: the actions for replay.
 * - `manifest.json`: inputs, versions and file hashes.
 */
import { actionLines } from '../sim/result.ts'
import { csv } from './csv.ts'
import type { Bytes } from './hash.ts'
import { manifest, MANIFEST, variantFile } from './manifest.ts'
import { page, type PageInput } from './page.ts'
import { spreadTables } from './spread.ts'

/**
 * All files of the report by name.
 *
 * @throws {UnfitName} when the name of a table or variant is not usable as a file name, or is used twice.
 */
export function report(input: PageInput): ReadonlyMap<string, Bytes> {
  const { result } = input
  const files = new Map<string, Bytes>([['report.html', page(input)]])
  for (const table of [...result.tables, ...spreadTables(result, input.paths)]) {
    const name = `${table.name}.csv`
    if (!isFileStem(table.name) || files.has(name)) throw new UnfitName(table.name)
    files.set(name, csv(table))
  }
  files.set('actions.jsonl', actionLines(result.actions))
  for (const { name, actions } of result.variants) {
    const file = variantFile(name)
    if (!isFileStem(name) || files.has(file)) throw new UnfitName(name)
    files.set(file, actionLines(actions))
  }
  files.set(MANIFEST, manifest(input, files))
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
