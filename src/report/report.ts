/**
 * Report: the files that tell of one run, as names and bytes. Nothing is written here.
 *
 * `report.html` for people, `<table>.csv` exact, `actions.jsonl` to replay and `actions-<variant>.jsonl` for each variant,
 * `manifest.json` with all fingerprints. The same input gives the same bytes.
 */
import { actionLines } from '../sim/result.ts'
import { csv } from './csv.ts'
import type { Bytes } from './hash.ts'
import { manifest, MANIFEST, variantFile } from './manifest.ts'
import { page, type PageInput } from './page.ts'

/** @throws {UnfitName} if a table's name cannot be the name of a file, or is another file's. */
export function report(input: PageInput): ReadonlyMap<string, Bytes> {
  const { result } = input
  const files = new Map<string, Bytes>([['report.html', page(input)]])
  for (const table of result.tables) {
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

/** The name of a table or of a variant is unfit for a file. */
export class UnfitName extends Error {
  override readonly name = 'UnfitName'
  constructor(given: string) {
    super(
      `expected a table's or variant's name in lower-case letters, digits and hyphens, used once, got "${given}"`,
    )
  }
}
