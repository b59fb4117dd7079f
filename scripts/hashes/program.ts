/**
 * Programs: Node.js and Deno as engines, each in a process of its own.
 *
 * Versions other than the running one come from npm, into `.cache/engines`, when they are first asked for. As
 * dependencies they would cost every checkout 250 MB, and npm's `node` would take the place of the installed
 * one in all scripts.
 */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { HASHED, type Engine, type Hashes } from './engine.ts'

const PROGRAM = `import * as library from './library.mjs'
const hashed = ${HASHED}
const version = process.versions.deno ?? process.versions.node
console.log(JSON.stringify({ version, hashed: JSON.parse(process.argv[2]).map((asked) => hashed(library, asked)) }))
`

/** A program of an npm package, with arguments before the module. */
interface Program {
  readonly name: string
  /** npm package with its version. */
  readonly spec: string
  readonly bin: string
  readonly argv: readonly string[]
}

const NODE_20: Program = { name: 'Node.js 20', spec: 'node@20', bin: 'node', argv: [] }
const NODE_24: Program = { name: 'Node.js 24', spec: 'node@24', bin: 'node', argv: [] }
const DENO: Program = { name: 'Deno', spec: 'deno@2', bin: 'deno', argv: ['run', '--quiet'] }
export const PROGRAMS: readonly Program[] = [NODE_20, NODE_24, DENO]

const folder = ({ spec }: Program): string => join(projectRoot, '.cache/engines', spec.replace('@', '-'))
const binary = (program: Program): string => join(folder(program), 'node_modules/.bin', program.bin)

/** Path of the program; undefined if it has to be installed first. */
function installed(program: Program): string | undefined {
  if (program.spec === `node@${process.versions.node.split('.')[0]}`) return process.execPath
  return existsSync(binary(program)) ? binary(program) : undefined
}

export const isInstalled = (program: Program): boolean => installed(program) !== undefined

/** Installs the program from npm, if it is not there. */
export function install(program: Program): void {
  if (isInstalled(program)) return
  mkdirSync(folder(program), { recursive: true })
  writeFileSync(join(folder(program), 'package.json'), '{ "private": true }\n')
  const argv = ['install', '--no-audit', '--no-fund', '--loglevel', 'error', program.spec]
  execFileSync('npm', argv, { cwd: folder(program), stdio: ['ignore', 'ignore', 'inherit'] })
}

/** The program as an engine. It must be installed. */
export const programEngine = (program: Program): Engine => ({
  name: program.name,
  hashes: async (library, asked) => {
    const place = mkdtempSync(join(tmpdir(), 'amt-lab-hashes-'))
    try {
      writeFileSync(join(place, 'library.mjs'), library)
      writeFileSync(join(place, 'program.mjs'), PROGRAM)
      const argv = [...program.argv, join(place, 'program.mjs'), JSON.stringify(asked)]
      const { stdout } = await promisify(execFile)(installed(program)!, argv, { maxBuffer: 1e8 })
      return JSON.parse(stdout) as Hashes
    } finally {
      rmSync(place, { recursive: true })
    }
  },
})
