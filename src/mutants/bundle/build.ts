/**
 * Build of the bundle: the directed tests of a side with all its mutants in the sources, as one script.
 *
 * A number selects the active mutant when the script is evaluated, see `schemata.ts`. Loops count their
 * rounds in the sources and in the tests, since a mutant may make either endless.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transformSync } from 'esbuild'
import { cacheKey, readCache, writeCache } from '../../evm/compile/cache.ts'
import { projectRoot } from '../../evm/compile/root.ts'
import type { GeneratedMutant } from '../generated-mutant.ts'
import { TypeScriptProject } from '../typescript/project.ts'
import { schemaOf } from '../typescript/schemata.ts'
import { scriptOf } from '../typescript/script.ts'
import { NotSwitchable } from '../typescript/syntax.ts'

export interface BundleParts {
  readonly mutants: readonly GeneratedMutant[]
  /** Test files, from the project's root. */
  readonly tests: readonly string[]
  /** Folders of the sources, such as `src/model`. */
  readonly folders: readonly string[]
  /** Has a directory for each key, which keeps the bundle and its coverage for other processes. */
  readonly directory: string
}

/** A script, as JSON. */
export interface Bundle {
  /** Of everything that the script and its tests' results depend on. */
  readonly key: string
  /** An export `files` has a function for each test file, which loads it. */
  readonly code: string
  /** Ids of mutants that the script does not hold, since no expression or statement can be switched. */
  readonly unswitchable: readonly string[]
}

/** Builds the bundle, or reads it if an earlier process has built it from the same files. */
export async function bundleOf(parts: BundleParts): Promise<Bundle> {
  const { mutants, tests, directory } = parts
  const key = cacheKey(...filesOfProject(), ...tests, ...mutants.map(({ id }) => id))
  const known = readCache(join(directory, key), key)
  if (known !== undefined) return JSON.parse(known) as Bundle
  const { texts, unswitchable } = sourceTexts(parts)
  const bundle = { key, code: await script(tests, texts), unswitchable }
  removeOthers(directory, key)
  writeCache(join(directory, key), key, JSON.stringify(bundle))
  return bundle
}

/** What judges mutants, apart from what makes the bundle. */
const JUDGING = /^src\/mutants\/(?!bundle\/|typescript\/)/

/** Names and contents of all files that tests may read, apart from documents. */
function filesOfProject(): readonly string[] {
  return ['contracts', 'corpus', 'src', 'test'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !JUDGING.test(relative(projectRoot, file).replaceAll('\\', '/')))
      .toSorted()
      .flatMap((file) => [file, readFileSync(file, 'base64')]),
  )
}

/** Removes the bundles of earlier sources. */
function removeOthers(directory: string, key: string): void {
  mkdirSync(directory, { recursive: true })
  for (const name of readdirSync(directory))
    if (name !== key) rmSync(join(directory, name), { recursive: true, force: true })
}

interface Sources {
  /** By absolute path. */
  readonly texts: ReadonlyMap<string, string>
  readonly unswitchable: readonly string[]
}

function sourceTexts({ mutants, tests, folders }: BundleParts): Sources {
  const project = new TypeScriptProject(projectRoot, [...folders, ...tests])
  const numbers = new Map(mutants.map(({ id }, index) => [id, index]))
  const texts = new Map<string, string>()
  const unswitchable: string[] = []
  try {
    for (const source of ['src/model', 'src/sim', 'test'].flatMap((folder) => project.sourcesIn(folder))) {
      const tree = project.treeOf(source)
      const textWith = (some: readonly GeneratedMutant[]): string => schemaOf(tree, some, numbers).text
      const own = mutants.filter((mutant) => mutant.source === source)
      const left = isSound(() => textWith(own))
        ? own
        : own.filter((mutant) => isSound(() => textWith([mutant])))
      for (const mutant of own) if (!left.includes(mutant)) unswitchable.push(mutant.id)
      texts.set(join(projectRoot, source), textWith(left))
    }
  } finally {
    project.close()
  }
  return { texts, unswitchable }
}

/** Whether a text with mutants can be compiled. */
function isSound(text: () => string): boolean {
  try {
    const { warnings } = transformSync(text(), { loader: 'ts', logLevel: 'silent' })
    // An error only when it is bundled.
    return !warnings.some(({ id }) => id === 'assign-to-constant')
  } catch (error) {
    if (error instanceof NotSwitchable || (error instanceof Error && 'errors' in error)) return false
    throw error
  }
}

function script(tests: readonly string[], texts: ReadonlyMap<string, string>): Promise<string> {
  const entries = tests.map(
    (file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(join(projectRoot, file))})`,
  )
  const contents = `exports.files = {\n${entries.join(',\n')}\n}`
  return scriptOf({ stdin: { contents, resolveDir: projectRoot, loader: 'js' } }, (path) =>
    located(texts.get(path) ?? readFileSync(path, 'utf8'), path),
  )
}

/** A bundled module still knows where it comes from. */
function located(text: string, path: string): string {
  return text
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
}
