/**
 * Report: the files that tell of one run, as names and bytes. Nothing is written here.
 *
 * `report.html` for people, `<table>.csv` exact, `actions.jsonl` to replay, `manifest.json` with all fingerprints. The same input
 * gives the same bytes.
 */
import { canonicalText, type RunResult } from '../sim/result.ts'
import { csv } from './csv.ts'
import type { Bytes } from './hash.ts'
import { manifest, MANIFEST } from './manifest.ts'
import { page, type PageInput } from './page.ts'

/** @throws {UnfitName} if a table's name cannot be the name of a file, or is another file's. */
export function report(input: PageInput): ReadonlyMap<string, Bytes> {
  const { result } = input
  const files = new Map<string, Bytes>([['report.html', page(input)]])
  for (const table of result.tables) {
    const name = `${table.name}.csv`
    if (!/^[a-z0-9][a-z0-9-]*\.csv$/.test(name) || files.has(name)) throw new UnfitName(table.name)
    files.set(name, csv(table))
  }
  files.set('actions.jsonl', actionLines(result))
  files.set(MANIFEST, manifest(input, files))
  return files
}

/** One action per line, as the canonical text has them after its first line. */
function actionLines(result: RunResult): string {
  const text = canonicalText(result)
  return result.actions.length === 0 ? '' : text.slice(text.indexOf('\n') + 1)
}

/** The name of a table is unfit for a file. */
export class UnfitName extends Error {
  override readonly name = 'UnfitName'
  constructor(table: string) {
    super(`expected a table's name in lower-case letters, digits and hyphens, used once, got "${table}"`)
  }
}
