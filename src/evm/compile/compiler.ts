/**
 * Compilers: solc builds from npm, installed side by side under package aliases.
 *
 * Loading a compiler costs about 0.4 s and 100 MB. It happens on the first compilation of a process, never on
 * a cache hit. The version in cache keys is therefore read from the package and not from the compiler.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'

export interface Compiler {
  /** npm package or alias of the compiler, for example `solc` or `solc-0.5.16`. */
  readonly package: string
  /** Target EVM version. Compilers support different names. */
  readonly evmVersion: string
}

/** Compiles the project's own contracts. */
export const solc0837: Compiler = { package: 'solc', evmVersion: 'cancun' }
/** Compiles PancakeSwap's factory and pair. */
export const solc0516: Compiler = { package: 'solc-0.5.16', evmVersion: 'istanbul' }
/** Compiles PancakeSwap's router. */
export const solc066: Compiler = { package: 'solc-0.6.6', evmVersion: 'istanbul' }

const require = createRequire(import.meta.url)

/** Version of an installed compiler, for example `0.8.37`. Does not load the compiler. */
export function compilerVersion(compiler: Pick<Compiler, 'package'>): string {
  const file = locate(compiler, 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }
  return version
}

/**
 * Runs the compiler on a standard JSON input and returns its JSON output. Loads the compiler on first use.
 */
export function runCompiler(compiler: Pick<Compiler, 'package'>, input: string): string {
  return load(compiler).compile(input)
}

interface Solc {
  compile(input: string): string
}

/**
 * Loads solc. Old Emscripten builds install process handlers that swallow or rethrow every uncaught error,
 * which would hide the location of unrelated failures. These handlers are removed.
 */
function load(compiler: Pick<Compiler, 'package'>): Solc {
  const file = locate(compiler, 'index.js')
  const before = new Map(processEvents.map((event) => [event, new Set(process.rawListeners(event))]))
  const solc: unknown = require(file)
  for (const event of processEvents) {
    for (const listener of process.rawListeners(event)) {
      if (before.get(event)?.has(listener)) continue
      process.removeListener(event, listener as (...args: unknown[]) => void)
    }
  }
  if (!isSolc(solc)) throw new CompilerNotInstalled(compiler, `${dirname(file)} does not export compile()`)
  return solc
}

const processEvents = ['uncaughtException', 'unhandledRejection'] as const

function isSolc(value: unknown): value is Solc {
  return (
    typeof value === 'object' && value !== null && 'compile' in value && typeof value.compile === 'function'
  )
}

function locate(compiler: Pick<Compiler, 'package'>, file: string): string {
  try {
    return require.resolve(`${compiler.package}/${file}`)
  } catch (error) {
    throw new CompilerNotInstalled(compiler, error instanceof Error ? error.message : String(error))
  }
}

/** The npm package of a compiler is missing, or is not solc. */
export class CompilerNotInstalled extends Error {
  override readonly name = 'CompilerNotInstalled'
  readonly compiler: Pick<Compiler, 'package'>
  constructor(compiler: Pick<Compiler, 'package'>, detail: string) {
    super(`the compiler package ${compiler.package} cannot be used: run npm ci, or install it (${detail})`)
    this.compiler = compiler
  }
}
