/**
 * Code: a fingerprint of all sources that a path's result depends on. A study does not resume with other
 * sources.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../evm/compile/root.ts'

const FOLDERS = ['model', 'sim', 'scenarios']

/**
 * SHA-256 of names and bytes of the sources of model, simulation and scenarios, and of the lab's module. In a
 * checkout these are the sources, whether they run themselves or as they were built.
 */
export function codeFingerprint(labModule: string, folders: readonly string[] = FOLDERS): string {
  const folder = existsSync(SOURCES) ? SOURCES : OWN
  const hash = createHash('sha256')
  for (const part of folders)
    for (const name of readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' }).toSorted())
      if (/\.[jt]s$/.test(name))
        hash.update(`${part}/${name}\n`).update(readFileSync(join(folder, part, name)))
  return hash.update(readFileSync(sourceOf(fileURLToPath(labModule)))).digest('hex')
}

const SOURCES = join(projectRoot, 'src')
/** Where this code is: the sources, or a directory that they were built to. */
const OWN = fileURLToPath(new URL('../..', import.meta.url))

/** The source of a module that was built from this checkout; any other module itself. */
function sourceOf(module: string): string {
  const built = relative(OWN, module)
  const source = join(SOURCES, built.replace(/\.js$/, '.ts'))
  return built.startsWith('..') || !existsSync(source) ? module : source
}
