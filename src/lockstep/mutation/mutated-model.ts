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

/** Sources of the model by path from the project's root, with forward slashes. */
function modelSources(): Record<string, string> {
  const files = readdirSync(join(projectRoot, MODEL), { recursive: true, encoding: 'utf8' })
  const units = files
    .map((file) => `${MODEL}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
  return Object.fromEntries(units.map((unit) => [unit, readFileSync(join(projectRoot, unit), 'utf8')]))
}

/** Loads a module of one model by its path in `src/model`, without `.ts`; `T` is the module's own type. */
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
 * The model with one edit, or several, module by module, for what is not behind {@link Rules}.
 *
 * @throws {EditMismatch} an edit does not match exactly once.
 */
export function mutatedModel(edit: Edit | readonly Edit[]): LoadModule {
  const originals = modelSources()
  const sources = applyEdits(originals, [edit].flat())
  const directory = join(copiesOf(originals), keyOf(sources))
  if (!existsSync(directory)) writeOnce(directory, sources)
  return async <T>(module: string) => {
    await loadTypeScript()
    const entry = pathToFileURL(join(directory, MODEL, `${module}.ts`)).href
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

const COPIES = join(projectRoot, '.cache', 'models')

/** The directory of all copies of one state of the model. Those of other states are deleted. */
function copiesOf(originals: Readonly<Record<string, string>>): string {
  const own = keyOf(originals)
  const directory = join(COPIES, own)
  if (existsSync(directory)) return directory
  mkdirSync(directory, { recursive: true })
  // Another process may do the same at the same time, with the same name.
  for (const other of readdirSync(COPIES))
    if (other !== own) rmSync(join(COPIES, other), { recursive: true, force: true })
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
