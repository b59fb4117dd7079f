/**
 * Versions: with what a run is made, read from the packages that are installed.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { compilerVersion, solc0516, solc066, solc0837 } from '../evm/compile/compiler.ts'
import { projectRoot } from '../evm/compile/root.ts'
import type { Versions } from '../report/manifest.ts'

interface Package {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Versions of this project, Node.js, the compilers and every package that the project runs on. */
export function versions(): Versions {
  const project = readPackage(join(projectRoot, 'package.json'))
  const names = Object.keys(project.dependencies ?? {}).filter((name) => !name.startsWith('solc'))
  return {
    package: project.version,
    node: process.versions.node,
    dependencies: Object.fromEntries(names.map((name) => [name, installedVersion(name)])),
    compilers: {
      'the contracts': compilerVersion(solc0837),
      'PancakeSwap’s factory and pair': compilerVersion(solc0516),
      'PancakeSwap’s router': compilerVersion(solc066),
    },
  }
}

/** Text of the Plotly bundle, as installed. */
export function plotlyBundle(): string {
  return readFileSync(createRequire(import.meta.url).resolve('plotly.js-dist-min'), 'utf8')
}

/** Looked for as Node looks for packages; not by `require`, since a package need not export its `package.json`. */
function installedVersion(name: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? []
  const file = places.map((place) => join(place, name, 'package.json')).find((path) => existsSync(path))
  if (file === undefined) throw new Error(`the package ${name} is not installed: run npm ci`)
  return readPackage(file).version
}

function readPackage(file: string): Package {
  return JSON.parse(readFileSync(file, 'utf8')) as Package
}
