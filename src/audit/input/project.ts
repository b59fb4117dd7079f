/**
 * Source projects: what `foundry.toml`, `remappings.txt` or `hardhat.config` say about sources, and their
 * compilation.
 *
 * Configurations are searched for the few settings that matter and are not executed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileStandard } from '../../evm/compile/standard.ts'
import { compilerFor } from './compilers.ts'
import { contractsIn, NOTHING, type Found } from './contract.ts'
import { libraryRemappings, remapping, remappingText, withOwnImports, type Remapping } from './imports.ts'
import { pragmasIn } from './version.ts'

export interface SourceProject {
  readonly directory: string
  /** Folders of the contracts, relative to it. */
  readonly folders: readonly string[]
  readonly remappings: readonly Remapping[]
  /** Version that the configuration asks for; otherwise the pragmas decide. */
  readonly version: string | undefined
  readonly settings: Readonly<Record<string, unknown>>
}

const HARDHAT = ['ts', 'js', 'cjs', 'mjs'].map((extension) => `hardhat.config.${extension}`)

/** The project in a directory; undefined if it has no Solidity sources. */
export function sourceProject(directory: string): SourceProject | undefined {
  const toml = textOf(join(directory, 'foundry.toml'))
  const hardhat = HARDHAT.map((name) => textOf(join(directory, name))).find((text) => text !== '')
  if (toml !== '') return foundryProject(directory, toml)
  const folders = ['contracts', 'src'].filter((name) => existsSync(join(directory, name)))
  const project = {
    directory,
    folders: folders.length === 0 ? ['.'] : folders,
    remappings: ownRemappings(directory),
    version: undefined,
    settings: { optimizer: { enabled: true, runs: 200 } },
  }
  if (hardhat !== undefined) return hardhatProject(project, hardhat)
  return Object.keys(entriesOf(project)).length === 0 ? undefined : project
}

/**
 * Compiles a project.
 *
 * @throws {NoCompiler | ImportMissing | CompileError} when a compiler or an import is missing, or solc
 *   rejects it.
 */
export function compileProjectAt(project: SourceProject): Found {
  const { directory, remappings, version, settings } = project
  const entries = entriesOf(project)
  const sources = withOwnImports(directory, entries, remappings)
  const ranges = version === undefined ? Object.values(sources).flatMap(pragmasIn) : [version]
  const compiler = compilerFor(directory, ranges)
  const whole = {
    evmVersion: compiler.version === '0.8.37' ? 'cancun' : undefined,
    ...settings,
    remappings: remappings.map(remappingText),
  }
  return contractsIn(compileStandard(compiler, { sources, settings: whole }), '', directory) ?? NOTHING
}

function foundryProject(directory: string, toml: string): SourceProject {
  const value = (key: string): string | undefined =>
    new RegExp(String.raw`^\s*${key}\s*=\s*["']?([^"'\n#]+)`, 'm').exec(toml)?.[1]?.trim()
  const list = (key: string): readonly string[] => {
    const text = new RegExp(String.raw`^\s*${key}\s*=\s*\[([^\]]*)\]`, 'm').exec(toml)?.[1] ?? ''
    return [...text.matchAll(/["']([^"']+)["']/g)].map(([, entry]) => entry!)
  }
  const libs = list('libs')
  const given = [...list('remappings').flatMap((line) => remapping(line) ?? []), ...ownRemappings(directory)]
  const found = libraryRemappings(directory, libs.length === 0 ? ['lib'] : libs)
  return {
    directory,
    folders: [value('src') ?? 'src'],
    remappings: [...found.filter(({ prefix }) => !given.some((each) => each.prefix === prefix)), ...given],
    version: value('solc_version') ?? value('solc'),
    settings: settingsOf(
      value('optimizer') !== 'false',
      Number(value('optimizer_runs') ?? 200),
      value('evm_version'),
      value('via_ir') === 'true',
    ),
  }
}

function hardhatProject(project: SourceProject, config: string): SourceProject {
  const folder = /\bsources\s*:\s*["']\.?\/?([^"']+)["']/.exec(config)?.[1]
  const version = /\b(?:solidity|version)\s*:\s*["'](\d[^"']*)["']/.exec(config)?.[1]
  const runs = /\bruns\s*:\s*(\d+)/.exec(config)?.[1]
  return {
    ...project,
    folders: [folder ?? 'contracts'],
    version,
    settings: settingsOf(
      /\benabled\s*:\s*true/.test(config),
      Number(runs ?? 200),
      /\bevmVersion\s*:\s*["'](\w+)["']/.exec(config)?.[1],
      /\bviaIR\s*:\s*true/.test(config),
    ),
  }
}

function settingsOf(
  enabled: boolean,
  runs: number,
  evmVersion: string | undefined,
  viaIR: boolean,
): Readonly<Record<string, unknown>> {
  return {
    optimizer: { enabled, runs },
    ...(evmVersion === undefined ? {} : { evmVersion }),
    ...(viaIR ? { viaIR } : {}),
  }
}

/** The project's own sources, without tests and scripts, by source unit name. */
function entriesOf({ directory, folders }: SourceProject): Readonly<Record<string, string>> {
  const units = folders.flatMap((folder) => {
    const place = join(directory, folder)
    if (!existsSync(place)) return []
    return readdirSync(place, { recursive: true, encoding: 'utf8' })
      .map((file) => (folder === '.' ? file : `${folder}/${file}`).replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.sol') && !/\.[ts]\.sol$/.test(file))
      .filter(
        (file) => !/(^|\/)(node_modules|lib|test|tests|script|scripts|out|artifacts|cache)\//.test(file),
      )
  })
  return Object.fromEntries(units.toSorted().map((unit) => [unit, textOf(join(directory, unit))]))
}

function ownRemappings(directory: string): readonly Remapping[] {
  return textOf(join(directory, 'remappings.txt'))
    .split('\n')
    .flatMap((line) => remapping(line) ?? [])
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
