/**
 * Reads contracts from a directory or a file, in whatever form they are there.
 *
 * Compiled contracts come first: JSON files of Hardhat, Foundry and solc, and pairs of `.abi` and `.bin`.
 * Where there are none, verified sources are compiled, then Solidity sources.
 */
import { abiIn } from './abi-shape.ts'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { contractsIn, joined, one, type Found } from './contract.ts'
import { linked, type Linked } from './link.ts'
import { compileProjectAt, sourceProject } from './project.ts'
import { verifiedIn } from './verified.ts'

/** How the contracts were given. */
export type Form = 'compiled contracts' | 'verified sources' | 'sources'

export interface Input extends Linked {
  readonly form: Form
}

/** Larger files are no artifacts. */
const MOST_BYTES = 64 * 2 ** 20

/** Folders that hold no artifacts of the project itself. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git', 'cache', '.cache', 'build-info'])

/**
 * The contracts at a path.
 *
 * @throws {NoContracts} when there are none in any known form.
 * @throws {NoCompiler | ImportMissing | CompileError} when sources cannot be compiled.
 */
export function readContracts(path: string): Input {
  if (!existsSync(path)) throw new NoContracts(path, 'nothing there')
  const isFile = statSync(path).isFile()
  const directory = isFile ? dirname(path) : path
  const files = isFile ? [path] : [...filesIn(path)]
  const compiled = joined(files.flatMap((file) => compiledIn(file) ?? []))
  if (compiled.artifacts.some(({ bytecode }) => bytecode !== '0x'))
    return { form: 'compiled contracts', ...linked(compiled) }
  const verified = files.flatMap((file) => verifiedIn(jsonIn(file), directory) ?? [])
  if (verified.length > 0) return { form: 'verified sources', ...linked(joined(verified)) }
  const project = isFile ? undefined : sourceProject(path)
  if (project !== undefined) return { form: 'sources', ...linked(compileProjectAt(project)) }
  throw new NoContracts(path, `${files.length} files, none in a known form`)
}

function compiledIn(file: string): Found | undefined {
  const name = basename(file).replace(/(\.abi)?\.json$|\.abi$/, '')
  const beside = ['.bin', '.bytecode'].map((end) => join(dirname(file), `${name}${end}`)).find(existsSync)
  if (extname(file) === '.abi' || (extname(file) === '.json' && beside !== undefined)) {
    const abi = abiIn(parsed(file))
    if (abi === undefined || beside === undefined) return undefined
    return one(name, basename(file), abi, readFileSync(beside, 'utf8'))
  }
  return contractsIn(jsonIn(file), name, basename(dirname(file)))
}

function jsonIn(file: string): unknown {
  return extname(file) === '.json' && !file.endsWith('.dbg.json') ? parsed(file) : undefined
}

/** A JSON file's value; undefined if it is too large or no JSON. */
function parsed(file: string): unknown {
  if (statSync(file).size > MOST_BYTES) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch {
    return undefined
  }
}

function* filesIn(directory: string): Generator<string> {
  const entries = readdirSync(directory, { withFileTypes: true })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* filesIn(path)
    } else if (entry.isFile()) yield path
  }
}

/** There are no contracts. */
export class NoContracts extends Error {
  override readonly name = 'NoContracts'
  constructor(path: string, got: string) {
    super(
      "expected Hardhat's artifacts, Foundry's out, solc's standard JSON output, verified sources, .abi and .bin " +
        `files or Solidity sources in ${path}; got ${got}`,
    )
  }
}
