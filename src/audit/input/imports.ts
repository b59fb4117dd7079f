/**
 * Imports of sources from elsewhere: their own remappings, then their own libraries and `node_modules`.
 *
 * The lab's packages are never read: a build must not get another OpenZeppelin than its own without anybody
 * noticing.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { importsOf, type Sources } from '../../evm/compile/sources.ts'

/** A remapping as solc reads it: `context:prefix=target`; the context may be absent. */
export interface Remapping {
  readonly context: string
  readonly prefix: string
  readonly target: string
}

/** Parses a line of `remappings.txt`; undefined if it is none. */
export function remapping(line: string): Remapping | undefined {
  const [, context = '', prefix, target] = /^(?:([^:=]*):)?([^=:]+)=(.*)$/.exec(line.trim()) ?? []
  return prefix === undefined ? undefined : { context, prefix, target: target! }
}

/** As solc's settings have it. */
export function remappingText({ context, prefix, target }: Remapping): string {
  return `${context === '' ? '' : `${context}:`}${prefix}=${target}`
}

/** What Foundry finds by itself: `lib/NAME/src` or `lib/NAME/contracts` as `NAME/`. */
export function libraryRemappings(directory: string, libs: readonly string[]): readonly Remapping[] {
  return libs.flatMap((lib) => {
    const folder = join(directory, lib)
    if (!existsSync(folder) || lib === 'node_modules') return []
    return readdirSync(folder).flatMap((name): readonly Remapping[] => {
      const inner = ['src', 'contracts', ''].find((each) => isDirectory(join(folder, name, each)))
      if (inner === undefined) return []
      return [{ context: '', prefix: `${name}/`, target: `${posix.join(lib, name, inner)}/` }]
    })
  })
}

/**
 * Sources with all that they import, by source unit name.
 *
 * @throws {ImportMissing} when an import is neither in the directory nor in its `node_modules`.
 */
export function withOwnImports(
  directory: string,
  entries: Sources,
  remappings: readonly Remapping[],
): Sources {
  const texts = new Map(Object.entries(entries))
  const pending = [...texts.keys()]
  for (let unit = pending.pop(); unit !== undefined; unit = pending.pop())
    for (const path of importsOf(unit, texts.get(unit)!)) {
      const name = remapped(unit, path, remappings)
      if (texts.has(name)) continue
      const file = [name, `node_modules/${name}`].map((each) => join(directory, each)).find(isFile)
      if (file === undefined) throw new ImportMissing(unit, path, name, directory)
      texts.set(name, readFileSync(file, 'utf8'))
      pending.push(name)
    }
  return Object.fromEntries(texts)
}

/** solc's rule: of the remappings that apply, the longest context, then the longest prefix, then the last. */
function remapped(unit: string, path: string, remappings: readonly Remapping[]): string {
  let best: Remapping | undefined
  for (const each of remappings) {
    if (!unit.startsWith(each.context) || !path.startsWith(each.prefix)) continue
    const longer =
      best === undefined ||
      each.context.length > best.context.length ||
      (each.context.length === best.context.length && each.prefix.length >= best.prefix.length)
    if (longer) best = each
  }
  return best === undefined ? path : `${best.target}${path.slice(best.prefix.length)}`
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

function isDirectory(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}

/** An import of the sources cannot be found. */
export class ImportMissing extends Error {
  override readonly name = 'ImportMissing'
  constructor(unit: string, path: string, name: string, directory: string) {
    const looked = path === name ? name : `${name} (${path} remapped)`
    super(
      `expected what ${unit} imports, ${looked}, in ${directory} or its node_modules; found nothing. ` +
        "Audit the project's folder, which has them, and not its folder of sources; " +
        "or install the sources' own packages there, or add a remapping.",
    )
  }
}
