/**
 * Built: the sources as JavaScript in `.cache/built/<fingerprint>`, made on first use.
 *
 * Unlike `dist` it has no types and no bundles for browsers, and takes a second instead of half a minute. A
 * module keeps its place in the tree, so paths relative to it are those of `dist`.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { copyAssets } from './assets.mjs'
import { fingerprint, root } from './sources.mjs'

const PLACE = join(root, '.cache', 'built')
const SOURCES = join(root, 'src')

/** Builds that stay, besides those used within the last hour, which a process may still load from. */
const KEPT = 4
const HOUR = 3_600_000

/**
 * The directory of the built sources; undefined where it cannot be written, or a source cannot be read as
 * TypeScript, which whoever loads the sources themselves is told.
 */
export async function builtSources(print) {
  let directory
  try {
    directory = join(PLACE, print ?? fingerprint())
    if (existsSync(directory)) touch(directory)
    else await build(directory)
    return directory
  } catch {
    return directory !== undefined && existsSync(directory) ? directory : undefined
  }
}

/** Whether a URL is one of a module in the sources. */
export const isSource = (module) => !relative(SOURCES, fileURLToPath(module)).startsWith('..')

/** URL of a module of the sources in a directory of built ones. */
export function builtModule(directory, module) {
  const path = relative(SOURCES, fileURLToPath(module)).replace(/\.ts$/, '.js')
  return pathToFileURL(join(directory, path)).href
}

/** Notes the use. Only the order of uses matters, so a directory that another user owns is no failure. */
function touch(directory) {
  const now = new Date()
  utimesSync(directory, now, now)
}

/** Builds beside the place and renames, since processes that start at the same time build the same. */
async function build(directory) {
  mkdirSync(PLACE, { recursive: true })
  const draft = mkdtempSync(join(PLACE, '.draft-'))
  try {
    await transpile(draft)
    copyAssets(SOURCES, draft)
    rename(draft, directory)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  removeOld()
}

function rename(draft, directory) {
  try {
    renameSync(draft, directory)
  } catch (error) {
    // Another process was faster; the name is the hash of the content.
    if (!existsSync(directory)) throw error
  }
}

/** Every module as one of its own, with imports of the others' built names. */
async function transpile(outdir) {
  const { build } = await import('esbuild')
  const modules = readdirSync(SOURCES, { recursive: true })
    // The explorer's page is bundled for browsers, from the sources.
    .filter((path) => path.endsWith('.ts') && !/^explorer[\\/]page[\\/]/.test(path))
    .map((path) => join(SOURCES, path))
  await build({
    entryPoints: modules,
    outbase: SOURCES,
    outdir,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    plugins: [besideEachOther],
    logLevel: 'silent',
  })
}

const besideEachOther = {
  name: 'beside-each-other',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
    )
  },
}

function removeOld() {
  const builds = readdirSync(PLACE).map((name) => join(PLACE, name))
  const used = new Map(builds.map((path) => [path, statSync(path).mtimeMs]))
  const old = builds.toSorted((a, b) => used.get(b) - used.get(a)).slice(KEPT)
  for (const path of old)
    if (Date.now() - used.get(path) > HOUR) rmSync(path, { recursive: true, force: true })
}
