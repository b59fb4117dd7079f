import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AmbiguousContract, ContractNotFound, findArtifact } from '../../../src/evm/compile/artifact.ts'
import { cacheKey, readCache, writeCache } from '../../../src/evm/compile/cache.ts'
import type { Compilation, CompileInput } from '../../../src/evm/compile/compile.ts'
import { CompileError, compileSources, UnlinkedLibrary } from '../../../src/evm/compile/compile.ts'
import { CompilerNotInstalled, solc0516, solc066, solc0837 } from '../../../src/evm/compile/compiler.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'

let cacheDirectory: string
beforeEach(() => {
  cacheDirectory = mkdtempSync(join(tmpdir(), 'amt-solc-'))
})
afterEach(() => rmSync(cacheDirectory, { recursive: true, force: true }))

const license = '// SPDX-License-Identifier: MIT\npragma solidity >=0.5.0;\n'
const answer = `${license}contract Answer { uint256 public answer = 42; }`
const one = { 'Answer.sol': answer }
const compile = (input: Omit<CompileInput, 'cacheDirectory'>): Compilation =>
  compileSources({ ...input, cacheDirectory })
const cacheFiles = (): readonly string[] => readdirSync(cacheDirectory).toSorted()

describe('compiling', () => {
  it('gives ABI, code and storage layout', () => {
    const { artifacts, warnings } = compile({ sources: one })
    expect(warnings).toEqual([])
    expect(artifacts).toHaveLength(1)
    expect(artifacts[0]).toMatchObject({ contract: 'Answer', source: 'Answer.sol' })
    const { abi, bytecode, deployedBytecode, storageLayout, immutableReferences } = artifacts[0]!
    expect(abi).toMatchObject([{ type: 'function', name: 'answer', stateMutability: 'view' }])
    expect(bytecode).toMatch(/^0x(?:[0-9a-f]{2})+$/)
    expect(bytecode).toContain(deployedBytecode.slice(2))
    expect(storageLayout?.storage).toMatchObject([{ label: 'answer', slot: '0', type: 't_uint256' }])
    expect(immutableReferences).toBeUndefined()
  })

  it('reports the byte ranges of immutables in the runtime code', () => {
    const text = `${license}contract C { uint256 public immutable x; constructor(uint256 y) { x = y; } }`
    const { deployedBytecode, immutableReferences } = compile({ sources: { 'C.sol': text } }).artifacts[0]!
    const places = Object.values(immutableReferences!).flat()
    expect(places.length).toBeGreaterThan(0)
    for (const { start, length } of places) {
      expect(length).toBe(32)
      expect(deployedBytecode.slice(2 + 2 * start, 2 + 2 * (start + length))).toBe('0'.repeat(64))
    }
  })

  it('generates code for the targets only, and reads their imports', () => {
    const sources = { ...one, 'B.sol': `${license}import "./Answer.sol"; contract B is Answer {}` }
    const names = (targets?: readonly string[]) =>
      compile({ sources, ...(targets && { targets }) }).artifacts.map(({ contract }) => contract)
    expect(names()).toEqual(['Answer', 'B'])
    expect(names(['B.sol'])).toEqual(['B'])
  })

  it('gives the same code for a contract alone and among others', () => {
    const alone = compile({ sources: one }).artifacts[0]
    const other = { ...one, 'B.sol': `${license}contract B {}` }
    expect(findArtifact(compile({ sources: other }).artifacts, 'Answer')).toEqual(alone)
  })

  it.each([solc0837, solc066, solc0516])('works with $package', (compiler) => {
    const { artifacts } = compile({ sources: one, compiler })
    expect(artifacts.map(({ contract }) => contract)).toEqual(['Answer'])
  })

  it('installs no handlers of uncaught errors', () => {
    for (const compiler of [solc0837, solc066, solc0516]) compile({ sources: one, compiler })
    const places = [process.listeners('uncaughtException'), process.listeners('unhandledRejection')].flat()
    expect(places.filter((listener) => /abort|ExitStatus|throw/.test(listener.toString()))).toEqual([])
  })

  it('reports warnings with their source', () => {
    const text = `${license}contract C { function f() external pure { uint256 unused; } }`
    const { warnings } = compile({ sources: { 'C.sol': text } })
    expect(warnings).toMatchObject([{ source: 'C.sol', message: /Unused local variable/ }])
    expect(compile({ sources: { 'C.sol': text } }).warnings).toEqual(warnings)
  })

  it('reports all errors and caches none', () => {
    const sources = { 'C.sol': `${license}contract C { uint256 a = b; uint256 c = d; }` }
    expect(() => compile({ sources })).toThrow(CompileError)
    expect(() => compile({ sources })).toThrow(/Undeclared identifier[\s\S]*Undeclared identifier/)
    expect(() => compile({ sources })).toThrow('C.sol:3')
    expect(cacheFiles()).toEqual([])
  })

  it('rejects contracts that need linking', () => {
    const text = `${license}library L { function f() external {} } contract C { function g() external { L.f(); } }`
    expect(() => compile({ sources: { 'C.sol': text } })).toThrow(UnlinkedLibrary)
  })

  it('reports a missing compiler', () => {
    const compiler = { package: 'solc-0.1.0', evmVersion: 'homestead' }
    expect(() => compile({ sources: one, compiler })).toThrow(CompilerNotInstalled)
    expect(() => compile({ sources: one, compiler: { ...compiler, package: 'yaml' } })).toThrow(
      CompilerNotInstalled,
    )
  })
})

describe('finding an artifact', () => {
  const sources = {
    'a.sol': `${license}contract C {}`,
    'b.sol': `${license}contract C { uint256 public x; }`,
  }
  it('needs the source unit for an ambiguous name', () => {
    const { artifacts } = compile({ sources })
    expect(() => findArtifact(artifacts, 'C')).toThrow(AmbiguousContract)
    expect(findArtifact(artifacts, 'C', 'b.sol').abi).toHaveLength(1)
    expect(findArtifact(artifacts, 'C', 'a.sol').abi).toHaveLength(0)
  })
  it('lists the compiled contracts', () => {
    const { artifacts } = compile({ sources: one })
    expect(() => findArtifact(artifacts, 'Question')).toThrow(ContractNotFound)
    expect(() => findArtifact(artifacts, 'Question')).toThrow('there are: Answer')
    expect(() => findArtifact(artifacts, 'Answer', 'b.sol')).toThrow(ContractNotFound)
  })
})

describe('the cache', () => {
  /** Renames the contract in the cached file, with a valid digest. */
  function renameInCache(): void {
    const [file] = cacheFiles()
    const key = file!.replace('.json', '')
    const body = readCache(cacheDirectory, key)!
    writeCache(cacheDirectory, key, body.replace('"Answer"', '"Renamed"'))
  }

  it('serves a second compilation', () => {
    compile({ sources: one })
    renameInCache()
    expect(compile({ sources: one }).artifacts[0]!.contract).toBe('Renamed')
  })

  it('misses when any input of the compiler changes', () => {
    const imported = {
      'B.sol': `${license}import "@openzeppelin/contracts/utils/Context.sol"; contract B {}`,
    }
    const base: CompileInput = { sources: { ...one, ...imported } }
    const variants: readonly CompileInput[] = [
      base,
      { ...base, sources: { ...base.sources, 'Answer.sol': answer.replace('42', '43') } },
      { ...base, sources: { ...base.sources, 'More.sol': `${license}contract More {}` } },
      { ...base, read: () => `${license}abstract contract Context { }` },
      { ...base, targets: ['Answer.sol'] },
      { ...base, compiler: { ...solc0837, evmVersion: 'shanghai' } },
      { sources: one },
      { sources: one, compiler: solc066 },
      { sources: one, compiler: { ...solc0516, evmVersion: solc066.evmVersion } },
    ]
    variants.forEach((input, index) => {
      compile(input)
      expect(cacheFiles()).toHaveLength(index + 1)
    })
    for (const input of variants) compile(input)
    expect(cacheFiles()).toHaveLength(variants.length)
  })

  it('hits in any order of sources', () => {
    const more = { 'B.sol': `${license}contract B {}` }
    expect(compile({ sources: { ...more, ...one } })).toEqual(compile({ sources: { ...one, ...more } }))
    expect(cacheFiles()).toHaveLength(1)
  })

  const damage: readonly (readonly [how: string, change: (text: string) => string])[] = [
    ['empty', () => ''],
    ['cut off', (text) => text.slice(0, -10)],
    ['cut off at a brace', (text) => text.slice(0, text.indexOf('}') + 1)],
    ['not JSON', () => 'text'],
    ['edited by hand', (text) => text.replace('"Answer"', '"Other"')],
    ['given another digest', (text) => text.replace(/"sha256":"../, '"sha256":"zz')],
    ['continued', (text) => `${text} `],
  ]
  it.each(damage)('ignores and rewrites a file that is %s', (_, change) => {
    const sound = compile({ sources: one })
    const file = join(cacheDirectory, cacheFiles()[0]!)
    const text = readFileSync(file, 'utf8')
    const damaged = change(text)
    expect(damaged).not.toBe(text)
    writeFileSync(file, damaged)
    expect(compile({ sources: one })).toEqual(sound)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('ignores a file under the wrong name', () => {
    compile({ sources: one })
    const [first] = cacheFiles()
    const sources = { 'Answer.sol': answer.replace('42', '43') }
    const sound = compile({ sources })
    const second = cacheFiles().find((file) => file !== first)!
    writeFileSync(join(cacheDirectory, second), readFileSync(join(cacheDirectory, first!), 'utf8'))
    expect(compile({ sources })).toEqual(sound)
  })

  it('leaves JSON files and no temporary files', () => {
    compile({ sources: one })
    expect(cacheFiles()).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)])
    const file = JSON.parse(readFileSync(join(cacheDirectory, cacheFiles()[0]!), 'utf8')) as {
      output: Compilation
    }
    expect(file.output.artifacts[0]!.contract).toBe('Answer')
  })

  it('is optional: compiling works if its directory cannot be created', () => {
    const file = join(cacheDirectory, 'file')
    writeFileSync(file, '')
    const below = { sources: one, cacheDirectory: join(file, 'cache') }
    expect(compileSources(below).artifacts[0]!.contract).toBe('Answer')
    expect(cacheFiles()).toEqual(['file'])
  })

  it('distinguishes lists of parts with the same concatenation', () => {
    expect(cacheKey('ab', 'c')).not.toBe(cacheKey('a', 'bc'))
    expect(cacheKey('abc')).not.toBe(cacheKey('abc', ''))
  })

  it('avoids loading the compiler', () => {
    const script = `
      import { createRequire } from 'node:module'
      import { compileSources } from './src/evm/compile/compile.ts'
      compileSources({ sources: ${JSON.stringify(one)}, cacheDirectory: ${JSON.stringify(cacheDirectory)} })
      const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('soljson'))
      console.log(loaded.length)`
    const run = () =>
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        cwd: projectRoot,
        encoding: 'utf8',
      }).trim()
    expect(run()).toBe('1')
    expect(run()).toBe('0')
  })
})
