/**
 * Mutated model: the model with one edit in its source, loaded beside the real one.
 *
 * All of `src/model` is copied to the cache with the edit and imported from there. So the model needs no
 * hooks for mutation, and classes, constants and caches of the two never mix.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheKey } from '../../evm/compile/cache.ts'
import { applyEdits, type Edit } from '../../evm/compile/edit.ts'
import { projectRoot } from '../../evm/compile/root.ts'
import type { Rules } from '../compare/rules.ts'

const MODEL = 'src/model'

/** Sources of folders by path from the project's root, with forward slashes. */
function sourcesOf(folders: readonly string[]): Record<string, string> {
  const units = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.ts')),
  )
  return Object.fromEntries(units.map((unit) => [unit, readFileSync(join(projectRoot, unit), 'utf8')]))
}

/** Loads a module by its path, without `.ts`; `T` is the module's own type. */
export type LoadModule = <T>(module: string) => Promise<T>

/**
 * The model with one edit, or several.
 *
 * @throws {EditMismatch} an edit does not match exactly once.
 */
export async function mutatedRules(edit: Edit | readonly Edit[]): Promise<Rules> {
  return mutatedModel(edit)<Rules>('economy')
}

/**
 * The model with one edit, or several, module by module, for what is not behind {@link Rules}. Modules are named
 * by their path in `src/model`.
 *
 * @throws {EditMismatch} an edit does not match exactly once.
 */
export function mutatedModel(edit: Edit | readonly Edit[]): LoadModule {
  const load = mutatedSources(edit, [MODEL])
  return <T>(module: string) => load<T>(`model/${module}`)
}

/**
 * Folders of the sources, with what they import, with one edit of them, or several. Modules are named by their
 * path in `src`.
 *
 * @throws {EditMismatch} an edit does not match exactly once.
 */
export function mutatedSources(edit: Edit | readonly Edit[], folders: readonly string[]): LoadModule {
  const originals = sourcesOf(folders)
  const sources = applyEdits(originals, [edit].flat())
  const directory = join(copiesOf(originals, folders), keyOf(sources))
  if (!existsSync(directory)) writeOnce(directory, sources)
  return async <T>(module: string) => {
    await loadTypeScript()
    const entry = pathToFileURL(join(directory, 'src', `${module}.ts`)).href
    return (await import(/* @vite-ignore */ entry)) as T
  }
}

let isRegistered = import.meta.url.endsWith('.ts')

/** Built JavaScript runs without a loader for TypeScript. */
async function loadTypeScript(): Promise<void> {
  if (isRegistered) return
  const { register } = await import('tsx/esm/api')
  register()
  isRegistered = true
}

const keyOf = (sources: Readonly<Record<string, string>>): string =>
  cacheKey(...Object.entries(sources).flat()).slice(0, 32)

/** The directory of all copies of one state of these folders. Those of other states are deleted. */
function copiesOf(originals: Readonly<Record<string, string>>, folders: readonly string[]): string {
  const copies = join(projectRoot, '.cache', 'models', folders.join('-').replaceAll('/', '-'))
  const own = keyOf(originals)
  const directory = join(copies, own)
  if (existsSync(directory)) return directory
  mkdirSync(directory, { recursive: true })
  // Another process may do the same at the same time, with the same name.
  for (const other of readdirSync(copies))
    if (other !== own) rmSync(join(copies, other), { recursive: true, force: true })
  return directory
}

/**
 * Writes under another name and renames, so that processes that share the directory never see half a model.
 */
function writeOnce(directory: string, sources: Readonly<Record<string, string>>): void {
  const draft = `${directory}.${randomUUID()}`
  for (const [unit, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(draft, unit)), { recursive: true })
    writeFileSync(join(draft, unit), text)
  }
  try {
    renameSync(draft, directory)
  } catch {
    // Another process was faster; the name is the hash of the content.
    rmSync(draft, { recursive: true })
  }
}
