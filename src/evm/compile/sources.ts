/**
 * Source units: Solidity sources by name, and their imports.
 *
 * Imports are resolved before the compiler is loaded, so that a cache key covers every source that the
 * compiler reads. Names are resolved as in solc: a path that starts with `./` or `../` relative to the
 * importing unit, any other path literally.
 *
 * Not modelled: remappings and import URLs.
 */
import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { projectRoot } from './root.ts'

/** Solidity sources, by source unit name. */
export type Sources = Readonly<Record<string, string>>

/** Reads an imported source unit; `undefined` if the unit is unknown. */
export type SourceReader = (unit: string) => string | undefined

/** Direct imports, by source unit name. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** Reads `@scope/package/…` and `package/…` from the installed npm packages. */
export const readPackage: SourceReader = (unit) => {
  if (!isPlainPath(unit)) return undefined
  for (let directory = projectRoot; ; directory = dirname(directory)) {
    const text = readText(join(directory, 'node_modules', unit))
    if (text !== undefined || dirname(directory) === directory) return text
  }
}

/** Reads `contracts/…` from the project, anything else from the installed npm packages. */
export const readProject: SourceReader = (unit) =>
  unit.startsWith('contracts/') && isPlainPath(unit) ? readText(join(projectRoot, unit)) : readPackage(unit)

/**
 * `sources` with all their direct and indirect imports, sorted by name.
 *
 * @throws {ImportNotFound} when an import is neither among `sources` nor known to `read`.
 */
export function withImports(
  sources: Sources,
  read: SourceReader,
): { readonly sources: Sources; readonly imports: ImportGraph } {
  const texts = new Map(Object.entries(sources))
  const imports = new Map<string, readonly string[]>()
  const pending = [...texts.keys()]
  for (let unit = pending.pop(); unit !== undefined; unit = pending.pop()) {
    const paths = importsOf(unit, texts.get(unit) ?? '')
    imports.set(unit, paths)
    for (const path of paths) {
      if (texts.has(path)) continue
      const text = read(path)
      if (text === undefined) throw new ImportNotFound(unit, path)
      texts.set(path, text)
      pending.push(path)
    }
  }
  const sorted = [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { sources: Object.fromEntries(sorted), imports }
}

/** Names of the source units that the source `text` of `unit` imports. */
export function importsOf(unit: string, text: string): readonly string[] {
  const code = text.replace(commentOrString, (token) => (token.startsWith('/') ? ' ' : token))
  const paths: string[] = []
  for (const match of code.matchAll(importOrString)) {
    const path = match[2]
    if (path !== undefined) paths.push(/^\.\.?\//.test(path) ? posix.join(posix.dirname(unit), path) : path)
  }
  return paths
}

/** The units of `imports` whose compilation depends on one of `changed`, including these. */
export function dependents(imports: ImportGraph, changed: Iterable<string>): ReadonlySet<string> {
  const reached = new Set(changed)
  for (let before = -1; before !== reached.size;) {
    before = reached.size
    for (const [unit, paths] of imports) if (paths.some((path) => reached.has(path))) reached.add(unit)
  }
  return reached
}

// Strings are matched to be skipped: `//` and `import` have no meaning inside of them.
const string = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`
const commentOrString = new RegExp(String.raw`//[^\n]*|/\*[\s\S]*?\*/|${string}`, 'g')
const importOrString = new RegExp(String.raw`\bimport\b\s*(?:[^"';]*?\bfrom\s*)?(["'])(.*?)\1|${string}`, 'g')

/** Whether a name stays below the directory that it is joined to. */
function isPlainPath(unit: string): boolean {
  return unit.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && absent.has(String(error.code))) return undefined
    throw error
  }
}

const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR'])

/** An import cannot be resolved. */
export class ImportNotFound extends Error {
  override readonly name = 'ImportNotFound'
  readonly importer: string
  readonly imported: string
  constructor(importer: string, imported: string) {
    super(
      `${importer} imports ${imported}, which is neither in the input, nor in the project, ` +
        'nor in an npm package',
    )
    this.importer = importer
    this.imported = imported
  }
}
