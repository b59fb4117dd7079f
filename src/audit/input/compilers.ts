/**
 * Compilers at hand: those that the sources' own `node_modules` hold, then the lab's.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compilerVersion, solc0516, solc066, solc0837 } from '../../evm/compile/compiler.ts'
import { byVersion, satisfies } from './version.ts'

/** A compiler with its version. */
export interface Installed {
  /** Name or path of its package. */
  readonly package: string
  readonly version: string
}

/** The compilers that can be used for sources in a directory, highest version first. */
function installedFor(directory: string): readonly Installed[] {
  const own = ['solc', 'solc-js'].map((name) => join(directory, 'node_modules', name)).filter(existsSync)
  return [...own, ...[solc0837, solc066, solc0516].map((compiler) => compiler.package)]
    .map((name) => ({ package: name, version: compilerVersion({ package: name }) }))
    .toSorted((a, b) => byVersion(a.version, b.version))
}

/**
 * The highest installed compiler that all ranges allow.
 *
 * @param ranges of the pragmas; or one exact version that a configuration names.
 * @throws {NoCompiler} when none of them is installed.
 */
export function compilerFor(directory: string, ranges: readonly string[]): Installed {
  const installed = installedFor(directory)
  const fitting = installed.find(({ version }) => ranges.every((range) => satisfies(version, range)))
  if (fitting === undefined) throw new NoCompiler(ranges, installed, directory)
  return fitting
}

/** No installed compiler has a version that the sources allow. */
export class NoCompiler extends Error {
  override readonly name = 'NoCompiler'
  constructor(ranges: readonly string[], installed: readonly Installed[], directory: string) {
    const asked = [...new Set(ranges)].join(' and ')
    const have = [...new Set(installed.map(({ version }) => version))].join(', ')
    super(
      `expected an installed solc of version ${asked}, which the sources ask for; got ${have}. ` +
        `Run "npm install solc@VERSION" in ${directory}, or compile them and audit the artifacts.`,
    )
  }
}
