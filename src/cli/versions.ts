/**
 * Versions: the installed versions of the software that a run depends on.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { compilerVersion, solc0516, solc066, solc0837 } from '../evm/compile/compiler.ts'
import { projectRoot } from '../evm/compile/root.ts'
import type { Commit, Versions } from '../report/manifest.ts'

interface Package {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Versions of this project, Node.js, the compilers and all runtime dependencies. */
export function versions(): Versions {
  const project = readPackage(join(projectRoot, 'package.json'))
  const names = Object.keys(project.dependencies ?? {}).filter((name) => !name.startsWith('solc'))
  return {
    package: project.version,
    ...commitOf(projectRoot),
    node: process.versions.node,
    dependencies: Object.fromEntries(names.map((name) => [name, installedVersion(name)])),
    compilers: {
      'the contracts': compilerVersion(solc0837),
      'PancakeSwap’s factory and pair': compilerVersion(solc0516),
      'PancakeSwap’s router': compilerVersion(solc066),
    },
  }
}

/**
 * The commit that is checked out in `root`; nothing where no repository has its root there, as in an
 * installed package, or without git. Results do not depend on it, only what is said about them.
 */
export function commitOf(root: string): { readonly commit?: Commit } {
  if (!existsSync(join(root, '.git'))) return {}
  try {
    const git = (...argv: string[]): string =>
      execFileSync('git', ['-C', root, ...argv], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const [hash = '', date = ''] = git('log', '-1', '--format=%H %cs').trim().split(' ')
    return { commit: { hash, date, changed: git('status', '--porcelain', '--untracked-files=no') !== '' } }
  } catch {
    return {}
  }
}

/** Source text of the installed Plotly bundle. */
export function plotlyBundle(): string {
  return readFileSync(createRequire(import.meta.url).resolve('plotly.js-dist-min'), 'utf8')
}

/** Searches Node's resolution paths, because a package may not export its `package.json` to `require`. */
function installedVersion(name: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? []
  const file = places.map((place) => join(place, name, 'package.json')).find((path) => existsSync(path))
  if (file === undefined)
    throw new Error(`expected the package ${name} to be installed; got none. Run npm ci.`)
  return readPackage(file).version
}

function readPackage(file: string): Package {
  return JSON.parse(readFileSync(file, 'utf8')) as Package
}
