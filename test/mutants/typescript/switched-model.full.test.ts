import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { projectBuild } from '../../../src/evm/build.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { RULES, type Rules } from '../../../src/lockstep/compare/rules.ts'
import { runSequence } from '../../../src/lockstep/compare/run-sequence.ts'
import { arbitrarySequence } from '../../../src/lockstep/generate/sequence.ts'
import { mutatedRules } from '../../../src/lockstep/mutation/mutated-model.ts'
import { mutatedText, type GeneratedMutant } from '../../../src/mutants/generated-mutant.ts'
import { censusOf } from '../../../src/mutants/typescript/generator.ts'
import { lockstepStage } from '../../../src/mutants/stages/lockstep.ts'
import { modelLoader } from '../../../src/mutants/typescript/loader.ts'
import { TypeScriptProject } from '../../../src/mutants/typescript/project.ts'
import { switchedModel, UnknownMutant } from '../../../src/mutants/typescript/switched-model.ts'

/**
 * Statements, expressions, shorthand properties, and constants that are computed while loading. No loops: an
 * edited copy with an endless one would not end.
 */
const SOURCES = [
  'contracts/burn-vault',
  'contracts/master/payment',
  'contracts/bep20',
  'contracts/token',
].map((module) => `src/model/${module}.ts`)
const mutants = censusOf('model', { sources: (source) => SOURCES.includes(source) }).flatMap(
  (each) => each.mutants,
)
const project = new TypeScriptProject(projectRoot, ['src/model'])
const model = await switchedModel(project, mutants)
project.close()
const build = projectBuild()

const [sequence] = fc.sample(arbitrarySequence(40), { seed: 3, numRuns: 1 })

/** Everything that a run tells: outcomes, and where and how it ended. */
function told(rules: Rules): unknown {
  try {
    const { actions, outcomes, finding } = runSequence({ build, rules, invariants: [] }, sequence!, 40)
    const divergence = finding?.divergence
    const error = divergence?.kind === 'crash' ? divergence.error : undefined
    return {
      actions: actions.length,
      outcomes,
      divergence:
        error === undefined ? divergence : { kind: 'crash', name: error.name, message: error.message },
    }
  } catch (error) {
    return `${error}`
  }
}

async function edited(mutant: GeneratedMutant): Promise<Rules> {
  const text = readFileSync(join(projectRoot, mutant.source), 'utf8')
  // The whole text occurs exactly once.
  const edit = { purpose: mutant.id, source: mutant.source, find: text, replace: mutatedText(mutant, text) }
  return mutatedRules(edit)
}

describe('the switched model', () => {
  test('without a mutant behaves as the model', () => {
    expect(told(model.select(undefined))).toEqual(told(RULES))
  })

  test('behaves as an edited copy, for a sample of 16 mutants', async () => {
    let diverged = 0
    for (let index = 0; index < 16; index++) {
      const mutant = mutants[Math.floor((index * mutants.length) / 16)]!
      const switched = told(model.select(mutant))
      expect(switched, `${mutant.source}:${mutant.line} ${mutant.before} -> ${mutant.after}`).toEqual(
        told(await edited(mutant)),
      )
      if (JSON.stringify(switched, text) !== JSON.stringify(told(RULES), text)) diverged++
    }
    // Many of them show in one sequence, so that equal behaviour says something.
    expect(diverged).toBeGreaterThan(5)
    expect(told(model.select(undefined))).toEqual(told(RULES))
  })

  test('evaluates a constant again', () => {
    const floor = mutants.find(
      ({ before, after, operator }) => operator === 'literal' && before === '100n' && after === '1000n',
    )!
    expect(floor.unit).toBe('contracts/master/payment')
    expect(told(model.select(floor))).not.toEqual(told(RULES))
    expect(told(model.select(undefined))).toEqual(told(RULES))
  })

  test('rejects a mutant that it does not hold', () => {
    expect(() => model.select({ ...mutants[0]!, id: '000000000000' })).toThrow(UnknownMutant)
  })
})

/** Amounts as text. */
const text = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value)

describe('lockstep', () => {
  const meter = { cpuSeconds: () => 0, onProgress: () => {} }
  const kills = async (mutant: GeneratedMutant) =>
    lockstepStage([modelLoader(async () => mutants)], { sequences: 20, maxActions: 40, seed: 1 }, meter).run(
      mutant,
    )

  test('kills a known mutant, and is not asked about what it cannot reach', async () => {
    const known = mutants.find(({ before, after }) => before.startsWith('burnFrom(') && after === ';')!
    expect(await kills(known)).toMatchObject({ verdict: 'killed', by: expect.stringContaining('burnVault') })
    const unreached = { ...known, source: 'src/model/economics/peg.ts' }
    expect(await kills(unreached)).toEqual({ verdict: 'survived' })
  })
})
