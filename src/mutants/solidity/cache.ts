/**
 * Cache of compiled mutants and syntax trees: a directory of its own, since thousands of mutants would fill
 * the project's cache. It is kept below a size.
 */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../evm/compile/root.ts'

export const MUTANT_CACHE: string = join(projectRoot, '.cache', 'mutants', 'solc')

/** Some four thousand compiled mutants. */
const LARGEST = 400 * 1024 * 1024

/** Removes the oldest files of a directory until the rest has at most `largest` bytes. */
export function pruneCache(directory: string = MUTANT_CACHE, largest: number = LARGEST): void {
  if (!existsSync(directory)) return
  const files = readdirSync(directory)
    .map((name) => join(directory, name))
    .map((file) => ({ file, ...times(file) }))
    .toSorted((a, b) => b.modified - a.modified || (a.file < b.file ? -1 : 1))
  let total = 0
  for (const { file, size } of files) {
    total += size
    if (total > largest) rmSync(file, { force: true })
  }
}

function times(file: string): { readonly size: number; readonly modified: number } {
  const { size, mtimeMs } = statSync(file)
  return { size, modified: mtimeMs }
}
