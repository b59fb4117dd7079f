/**
 * Bundle: the explorer's scripts, each as one text, made by esbuild from the sources.
 *
 * Modules that need Node have others in their place: the same functions, for browsers.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { projectRoot } from '../evm/compile/root.ts'
import { spanishPhrases } from '../report/language/spanish/catalogue.ts'

export interface Scripts {
  /** Script of the workers. */
  readonly engine: string
  /** Script of the page, without the workers'. */
  readonly page: string
  /** Script of the worker that replays runs on compiled contracts. */
  readonly verifier: string
}

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Folder of the explorer's sources, in which esbuild looks, also where this module was built from them. */
const SOURCES = existsSync(beside('./bundle.ts')) ? beside('.') : join(projectRoot, 'src/explorer')

const here = (path: string): string => join(SOURCES, path)

/** Where a build of the package keeps the scripts. */
const BUILT = {
  engine: beside('./built/engine.js'),
  page: beside('./built/page.js'),
  verifier: beside('./built/verifier.js'),
}

/** The scripts: those of the package, or from the sources. */
export async function explorerScripts(): Promise<Scripts> {
  if (!existsSync(BUILT.engine)) return bundledScripts()
  return {
    engine: await readFile(BUILT.engine, 'utf8'),
    page: await readFile(BUILT.page, 'utf8'),
    verifier: await readFile(BUILT.verifier, 'utf8'),
  }
}

/** Bundles the scripts from the sources. */
export async function bundledScripts(): Promise<Scripts> {
  return {
    engine: await bundled(here('./engine/worker.ts')),
    page: await bundled(here('./page/main.tsx')),
    verifier: await bundled(here('./verify/worker.ts')),
  }
}

/** The package's module for browsers, `amt-lab/browser`. */
export const bundledLibrary = (): Promise<string> => bundled(here('./library.ts'))

/** One module and all that it imports as one script, for browsers of the last three years. */
export async function bundled(entry: string): Promise<string> {
  // Lazy import: the installed package has the scripts, and no esbuild.
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    inject: [here('./outside/buffer.ts')],
    plugins: [inPlaceOfNode],
    logLevel: 'error',
  })
  return `${noticesOf(Object.keys(metafile.inputs))}${outputFiles[0]!.text.trimEnd()}\n`
}

/** The licences of the packages whose modules are in a bundle, as a comment: they ask to be kept with copies. */
function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []))
  const notices = [...folders].toSorted().map((folder) => {
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
    if (file === undefined) throw new Error(`expected a licence in ${folder}; got none.`)
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
    return `${name}\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
  })
  const text = notices.join('\n\n---\n\n').replaceAll('*/', '* /')
  return text === '' ? '' : `/*! This script contains:\n\n${text}\n*/\n`
}

/** Imports, by what they end in, with the modules in their place. */
const OUTSIDE: readonly (readonly [filter: RegExp, path: string])[] = [
  [/^node:crypto$/, './outside/sha256.ts'],
  [/\/compile\/(?:project|outside)\.ts$/, './outside/compile.ts'],
  [/^\.\/(?:reference|precompiles)\.ts$/, './outside/ethereumjs.ts'],
]

/** Modules for browsers in the place of those that need Node. */
const inPlaceOfNode: Plugin = {
  name: 'in-place-of-node',
  setup(build) {
    for (const [filter, path] of OUTSIDE) build.onResolve({ filter }, () => ({ path: here(path) }))
    build.onLoad({ filter: /language\/spanish\/catalogue\.ts$/ }, () => ({
      loader: 'js',
      contents: `const phrases = ${JSON.stringify(spanishPhrases())}\nexport const spanishPhrases = () => phrases\n`,
    }))
  },
}
