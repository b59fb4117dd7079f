/**
 * Standard JSON: runs a compiler on an input that somebody else wrote, with its own settings.
 *
 * Output is cached like that of `compile.ts`, by compiler version and input.
 */
import { cacheKey, defaultCacheDirectory, readCache, writeCache } from './cache.ts'
import { compilerVersion, runCompiler, type Compiler } from './compiler.ts'
import { CompileError } from './compile.ts'
import type { Sources } from './sources.ts'

export interface StandardInput {
  readonly sources: Sources
  /** solc's settings; the selection of outputs is replaced. */
  readonly settings: Readonly<Record<string, unknown>>
}

/**
 * solc's standard JSON output: ABI, codes and link references of every contract.
 *
 * @throws {CompileError} when solc reports errors; the message contains them.
 * @throws {CompilerNotInstalled} when the compiler's package is missing.
 */
export function compileStandard(
  compiler: Pick<Compiler, 'package'>,
  { sources, settings }: StandardInput,
  cacheDirectory: string = defaultCacheDirectory,
): unknown {
  const wanted = ['abi', 'evm.bytecode.object', 'evm.bytecode.linkReferences', 'evm.deployedBytecode.object']
  const input = JSON.stringify({
    language: 'Solidity',
    sources: Object.fromEntries(
      Object.entries(sources)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([unit, content]) => [unit, { content }]),
    ),
    settings: { ...settings, outputSelection: { '*': { '*': wanted } } },
  })
  const key = cacheKey('amt-lab standard JSON 1', compilerVersion(compiler), input)
  const cached = readCache(cacheDirectory, key)
  if (cached !== undefined) return JSON.parse(cached)
  const text = runCompiler(compiler, input)
  const output = JSON.parse(text) as {
    readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[]
  }
  const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new CompileError(errors.map(({ formattedMessage }) => formattedMessage.trim()))
  writeCache(cacheDirectory, key, text)
  return output
}
