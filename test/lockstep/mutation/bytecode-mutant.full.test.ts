/** Bytecode mutants are drawn from a seed. */
import { expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { loadCorpus } from '../../../src/lockstep/corpus/corpus.ts'
import { bytecodeMutants } from '../../../src/lockstep/mutation/bytecode-mutant.ts'

it('is the same for the same seed, and another for another seed', () => {
  const corpus = loadCorpus()
  const names = (seed: number): readonly string[] =>
    bytecodeMutants(projectBuild(), 'master.charge', corpus, seed).mutants.map(({ name }) => name)
  const first = names(1)
  expect(first.length).toBeGreaterThan(1)
  expect(names(1)).toEqual(first)
  expect(names(2)).not.toEqual(first)
})
