/**
 * Import graph of sources and tests: who imports whom, read from the import statements.
 *
 * Imports of types count too, for the type check. Paths are from the project's root, with forward slashes.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

const SPECIFIER = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+\.ts)['"]/g

export interface ImportGraph {
  /** Every file that was read, sorted. */
  readonly files: readonly string[]
  /** Files that import a file, directly or not, sorted; without the file itself. */
  importersOf(file: string): readonly string[]
  /** Number of steps from each importer to the file. */
  distancesTo(file: string): ReadonlyMap<string, number>
  /** Files that a file imports, directly or not, and the file itself. */
  importsOf(file: string): ReadonlySet<string>
}

/** Reads the files below some folders of a project. */
export function importGraph(root: string, folders: readonly string[]): ImportGraph {
  const files = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file.replaceAll('\\', '/')}`,
      ),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .toSorted()
  const imports = new Map(files.map((file) => [file, importedBy(root, file)]))
  const importers = new Map<string, string[]>()
  for (const [file, targets] of imports)
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), file])
  const distancesTo = (file: string): ReadonlyMap<string, number> => {
    const distances = distancesFrom(file, (each) => importers.get(each) ?? [])
    distances.delete(file)
    return distances
  }
  return {
    files,
    importersOf: (file) => [...distancesTo(file).keys()].toSorted(),
    distancesTo,
    importsOf: (file) => new Set(distancesFrom(file, (each) => imports.get(each) ?? []).keys()),
  }
}

function importedBy(root: string, file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(SPECIFIER)].map(([, specifier]) => posix.join(dirname(file), specifier!))
}

/** Breadth first. */
function distancesFrom(file: string, next: (file: string) => readonly string[]): Map<string, number> {
  const distances = new Map([[file, 0]])
  for (const [each, distance] of distances)
    for (const target of next(each)) if (!distances.has(target)) distances.set(target, distance + 1)
  return distances
}
