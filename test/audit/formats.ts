/**
 * Formats: the artifacts of a build as files of other tools, in a fresh folder of the project's cache.
 */
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ownArtifacts, type Build } from '../../src/evm/build.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import { projectSources } from '../../src/evm/compile/project.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { readProject, withImports } from '../../src/evm/compile/sources.ts'

export type Format = 'hardhat' | 'foundry' | 'standard JSON' | 'abi and bin' | 'combined JSON'

/** Writes a build's artifacts and returns the folder. */
export function written(format: Format, build: Build): string {
  const place = freshFolder(format.replaceAll(' ', '-'))
  const artifacts = Object.values(ownArtifacts(build))
  if (format === 'standard JSON') {
    const contracts: Record<string, Record<string, object>> = {}
    for (const { source, contract, abi, bytecode, deployedBytecode } of artifacts)
      (contracts[source] ??= {})[contract] = {
        abi,
        evm: {
          bytecode: { object: bytecode.slice(2), linkReferences: {} },
          deployedBytecode: { object: deployedBytecode.slice(2) },
        },
      }
    return write(place, 'output.json', { contracts, sources: {} })
  }
  if (format === 'combined JSON')
    return write(place, 'combined.json', {
      contracts: Object.fromEntries(
        artifacts.map(({ source, contract, abi, bytecode }) => [
          `${source}:${contract}`,
          { abi, bin: bytecode.slice(2) },
        ]),
      ),
    })
  for (const artifact of artifacts) writeArtifact(place, format, artifact)
  return place
}

function writeArtifact(place: string, format: Format, artifact: Artifact): void {
  const { contract, source, abi, bytecode, deployedBytecode } = artifact
  if (format === 'hardhat') {
    write(place, `${source}/${contract}.json`, {
      _format: 'hh-sol-artifact-1',
      contractName: contract,
      sourceName: source,
      abi,
      bytecode,
      deployedBytecode,
      linkReferences: {},
    })
    write(place, `${source}/${contract}.dbg.json`, { _format: 'hh-sol-dbg-1', buildInfo: '../x.json' })
  } else if (format === 'foundry')
    write(place, `${contract}.sol/${contract}.json`, {
      abi,
      bytecode: { object: bytecode, linkReferences: {} },
      deployedBytecode: { object: deployedBytecode, immutableReferences: {} },
      methodIdentifiers: {},
    })
  else {
    write(place, `${contract}.abi`, abi)
    writeFileSync(join(place, `${contract}.bin`), `${bytecode.slice(2)}\n`)
  }
}

/** The project's sources as a block explorer gives them out, one result for each contract. */
export function verifiedSources(contracts: readonly string[], version = 'v0.8.37+commit.0'): string {
  const { sources } = withImports(projectSources(), readProject)
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(Object.entries(sources).map(([unit, content]) => [unit, { content }])),
    settings: { optimizer: { enabled: true, runs: 200 }, evmVersion: 'cancun' },
  }
  const result = contracts.map((ContractName) => ({
    SourceCode: `{${JSON.stringify(input)}}`,
    ABI: '[]',
    ContractName,
    CompilerVersion: version,
    OptimizationUsed: '1',
    Runs: '200',
    EVMVersion: 'Default',
  }))
  return write(freshFolder('verified'), 'source.json', { status: '1', message: 'OK', result })
}

/** The project's sources as a Foundry project with OpenZeppelin under a remapped name. */
export function foundrySources(): string {
  const place = freshFolder('foundry-sources')
  cpSync(join(projectRoot, 'contracts'), join(place, 'src'), { recursive: true })
  rmSync(join(place, 'src/outside'), { recursive: true })
  mkdirSync(join(place, 'lib'))
  symlinkSync(join(projectRoot, 'node_modules/@openzeppelin/contracts'), join(place, 'lib/oz'))
  writeFileSync(
    join(place, 'foundry.toml'),
    '[profile.default]\nsrc = "src"\nremappings = ["@openzeppelin/contracts/=lib/oz/"]\noptimizer = true\n',
  )
  return place
}

export function freshFolder(name: string): string {
  const place = join(projectRoot, '.cache', 'audit-tests', `${name}-${process.pid}`)
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
  return place
}

function write(place: string, path: string, value: unknown): string {
  mkdirSync(dirname(join(place, path)), { recursive: true })
  writeFileSync(join(place, path), JSON.stringify(value))
  return place
}
