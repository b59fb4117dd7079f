/** Bytecode mutants: one byte of the deployed code differs, and with it the outcome of a call. */
import { expect, it } from 'vitest'
import { projectBuild, type Build } from '../../../src/evm/build.ts'
import { OPCODES } from '../../../src/evm/machine/opcodes.ts'
import { deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import { loadCorpus } from '../../../src/lockstep/corpus/corpus.ts'
import { bytecodeMutants } from '../../../src/lockstep/mutation/bytecode-mutant.ts'
import { isWait } from '../../../src/model/interface/action.ts'
import type { Outcome } from '../../../src/model/interface/outcome.ts'
import type { CorpusEntry } from '../../../src/lockstep/corpus/entry.ts'

const build = projectBuild()
const { mutants, sequences } = bytecodeMutants(build, 'master.charge', loadCorpus(), 1)

function codeOf(each: Build): Uint8Array {
  return deployedChainOf(each, 'below').chain.codeAt('master')
}

function outcomesOf(each: Build, { amtSorts, actions }: CorpusEntry): readonly Outcome[] {
  const { chain, start } = deployedChainOf(each, amtSorts)
  chain.rewind(start)
  return actions.map((action) => chain.apply(action))
}

it('replaces one instruction of the code that is deployed', () => {
  expect(mutants.length).toBeGreaterThan(1)
  const code = codeOf(build)
  for (const { name, build: mutated } of mutants) {
    const [, byte, to, from] = /^byte (\d+) of Master: (\w+) for (\w+)$/.exec(name)!
    const changed = codeOf(mutated)
    expect(changed).toHaveLength(code.length)
    expect([...changed.keys()].filter((index) => changed[index] !== code[index])).toEqual([Number(byte)])
    expect(OPCODES[code[Number(byte)]!]!.name).toBe(from)
    expect(OPCODES[changed[Number(byte)]!]!.name).toBe(to)
  }
})

it('first has those after which the calls go through as before, with another outcome', () => {
  const isCharge = (entry: CorpusEntry, index: number): boolean => {
    const action = entry.actions[index]!
    return !isWait(action) && action.call === 'master.charge'
  }
  const differing = sequences.flatMap((entry) => {
    const right = outcomesOf(build, entry)
    return outcomesOf(mutants[0]!.build, entry)
      .map((wrong, index) => ({ wrong, right: right[index]!, isOwn: isCharge(entry, index) }))
      .filter(({ wrong, right: expected, isOwn }) => isOwn && !isEqual(wrong, expected))
  })
  expect(differing.length).toBeGreaterThan(0)
  for (const { wrong, right } of differing) expect(wrong.ok).toBe(right.ok)
})

it('has none where no sequence calls the function', () => {
  expect(bytecodeMutants(build, 'master.charge', [], 1)).toEqual({ mutants: [], sequences: [] })
})

function isEqual(one: Outcome, other: Outcome): boolean {
  const text = (outcome: Outcome): string =>
    JSON.stringify(outcome, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
  return text(one) === text(other)
}
