/**
 * Compilers: solc builds from npm, side by side under their package names.
 *
 * Loading one costs some 0.4 s and 100 MB, so it happens on the first real compilation of a process, never on a cache
 * hit. The version that goes into cache keys is read from the package, not from the compiler.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'

export interface Compiler {
  /** npm package, or alias, that holds the compiler, e.g. `solc` or `solc-0.5.16`. */
  readonly package: string
  /** The EVM that code is generated for. Not every compiler knows every name. */
  readonly evmVersion: string
}

/** Compiles the project's own contracts. */
export const solc0837: Compiler = { package: 'solc', evmVersion: 'cancun' }
/** Compiles PancakeSwap's factory and pair. */
export const solc0516: Compiler = { package: 'solc-0.5.16', evmVersion: 'istanbul' }
/** Compiles PancakeSwap's router. */
export const solc066: Compiler = { package: 'solc-0.6.6', evmVersion: 'istanbul' }

const require = createRequire(import.meta.url)

/** Version of an installed compiler, e.g. `0.8.37`, without loading it. */
export function compilerVersion(compiler: Compiler): string {
  const file = locate(compiler, 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }
  return version
}

/** Passes a standard JSON input to the compiler, loading it first if need be, and returns its JSON output. */
export function runCompiler(compiler: Compiler, input: string): string {
  return load(compiler).compile(input)
}

interface Solc {
  compile(input: string): string
}

/**
 * Loads solc. Old Emscripten builds install handlers that swallow or rethrow every uncaught error of the process, which
 * would hide the place of unrelated failures: they are taken off again.
 */
function load(compiler: Compiler): Solc {
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

function locate(compiler: Compiler, file: string): string {
  try {
    return require.resolve(`${compiler.package}/${file}`)
  } catch (error) {
    throw new CompilerNotInstalled(compiler, error instanceof Error ? error.message : String(error))
  }
}

/** The npm package of a compiler is missing or is no solc. */
export class CompilerNotInstalled extends Error {
  override readonly name = 'CompilerNotInstalled'
  readonly compiler: Compiler
  constructor(compiler: Compiler, detail: string) {
    super(`the compiler package ${compiler.package} cannot be used: run npm ci, or install it (${detail})`)
    this.compiler = compiler
  }
}
