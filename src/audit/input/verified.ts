/**
 * Verified sources: the JSON that block explorers give out for a contract, compiled with its own settings.
 *
 * Etherscan's form (BscScan's too): a list of results with `SourceCode`, `ContractName` and
 * `CompilerVersion`. `SourceCode` is one source, a map of sources, or a standard JSON input between double
 * braces. A standard JSON input alone is read as well.
 */
import { compileStandard } from '../../evm/compile/standard.ts'
import type { Sources } from '../../evm/compile/sources.ts'
import { compilerFor } from './compilers.ts'
import { contractsIn, isObject, joined, NOTHING, type Found } from './contract.ts'
import { pragmasIn } from './version.ts'

interface Verified {
  readonly sources: Sources
  readonly settings: Readonly<Record<string, unknown>>
  /** Version that it was compiled with; otherwise the pragmas decide. */
  readonly version: string | undefined
  /** The only contract that is meant; all if undefined. */
  readonly contract: string | undefined
}

/**
 * The contracts of verified sources; undefined if the JSON has none.
 *
 * @throws {NoCompiler | CompileError} when the compiler is not installed or rejects them.
 */
export function verifiedIn(json: unknown, directory: string): Found | undefined {
  const all = inputsIn(json)
  if (all.length === 0) return undefined
  return joined(
    all.map(({ sources, settings, version, contract }) => {
      const ranges = version === undefined ? Object.values(sources).flatMap(pragmasIn) : [version]
      const compiler = compilerFor(directory, ranges)
      const found = contractsIn(compileStandard(compiler, { sources, settings }), '', directory) ?? NOTHING
      const isMeant = (name: string): boolean => contract === undefined || contract === name
      // With the libraries that any of the contracts uses.
      const used = new Set(found.unlinked.flatMap(({ references }) => [...references.values()]))
      const isKept = ({ contract: each }: { readonly contract: string }): boolean =>
        isMeant(each) || used.has(each)
      return { artifacts: found.artifacts.filter(isKept), unlinked: found.unlinked.filter(isKept) }
    }),
  )
}

function inputsIn(json: unknown): readonly Verified[] {
  if (!isObject(json)) return []
  if (json['language'] === 'Solidity' && isObject(json['sources'])) return [input(json, undefined, undefined)]
  const results = Array.isArray(json['result']) ? json['result'] : [json]
  return results.flatMap((result: unknown): readonly Verified[] => {
    if (!isObject(result) || typeof result['SourceCode'] !== 'string') return []
    const name = typeof result['ContractName'] === 'string' ? result['ContractName'] : undefined
    const version = /v?(\d+\.\d+\.\d+)/.exec(String(result['CompilerVersion'] ?? ''))?.[1]
    const code = result['SourceCode']
    const parsed = (text: string): object => {
      try {
        return JSON.parse(text) as object
      } catch (error) {
        throw new UnreadableSource(name ?? 'a contract', (error as Error).message)
      }
    }
    if (code.startsWith('{{')) return [input(parsed(code.slice(1, -1)), version, name)]
    const settings = settingsOf(result)
    if (code.startsWith('{')) return [{ sources: textsOf(parsed(code)), settings, version, contract: name }]
    return [{ sources: { [`${name ?? 'Contract'}.sol`]: code }, settings, version, contract: name }]
  })
}

function input(json: object, version: string | undefined, contract: string | undefined): Verified {
  const { sources, settings } = json as { sources: object; settings?: Record<string, unknown> }
  return { sources: textsOf(sources), settings: settings ?? {}, version, contract }
}

function textsOf(sources: object): Sources {
  return Object.fromEntries(
    Object.entries(sources as Record<string, { content?: string }>).map(([unit, { content }]) => [
      unit,
      content ?? '',
    ]),
  )
}

function settingsOf(result: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const evmVersion = String(result['EVMVersion'] ?? 'Default')
  return {
    optimizer: { enabled: result['OptimizationUsed'] === '1', runs: Number(result['Runs'] ?? 200) },
    ...(evmVersion.toLowerCase() === 'default' ? {} : { evmVersion: evmVersion.toLowerCase() }),
  }
}

/** The `SourceCode` of verified sources begins as JSON and is none. */
export class UnreadableSource extends Error {
  override readonly name = 'UnreadableSource'
  constructor(contract: string, reason: string) {
    super(`expected SourceCode of ${contract} to be JSON, since it begins with a brace; got ${reason}`)
  }
}
