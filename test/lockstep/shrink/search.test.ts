import { expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import {
  BACKING_NEVER_FALLS,
  CANARY_MUTANT,
  releaseCanaries,
} from '../../../src/lockstep/mutation/canaries.ts'
import { aboutWhat } from '../../../src/lockstep/compare/comparison.ts'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { applyMutant, type Mutant } from '../../../src/lockstep/mutation/mutant.ts'
import { DEFAULTS, runLockstep } from '../../../src/lockstep/lockstep.ts'
import { runActions } from '../../../src/lockstep/compare/run-sequence.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { NoSuchPath, search } from '../../../src/lockstep/shrink/search.ts'
import { supplyWithinCap } from '../../../src/model/invariants/conservation.ts'

const { seed, maxActions } = DEFAULTS
const options = { sequences: 200, maxActions, seed, shrinkAttempts: 300 }

function named(name: string): Mutant {
  return MUTANTS.find((mutant) => mutant.name === name)!
}

it('cuts a found mutant down to a story of a few actions, none of which can be left out', async () => {
  const mutated = await applyMutant(named('a claim is not marked as made'))
  const setup = { ...mutated, invariants: [] }
  const found = search(setup, options)!
  const { actions } = found.finding
  expect(actions.length).toBeLessThanOrEqual(6)
  for (const index of actions.keys()) {
    const shorter = actions.filter((_, position) => position !== index)
    const { finding } = runActions(setup, found.amtSorts, shorter)
    expect(finding === undefined || aboutWhat(finding) !== aboutWhat(found.finding)).toBe(true)
  }
  expect(
    runActions({ build: projectBuild(), rules: RULES, invariants: [] }, found.amtSorts, actions).finding,
  ).toBeUndefined()
})

it('finds the same again with the same seed, and at once with its path', async () => {
  const mutated = await applyMutant(named('a range reverts for a single payment'))
  const setup = { ...mutated, invariants: [] }
  const unshrunk = { ...options, shrinkAttempts: 0 }
  const first = search(setup, unshrunk)!
  expect(search(setup, unshrunk)).toEqual(first)
  const again = search(setup, { ...unshrunk, path: first.path })!
  expect(again.sequence).toBe(1)
  expect(again.finding.actions).toEqual(first.finding.actions)
  // On sound contracts the path plays its sequence and no sibling, a shrunk path too.
  for (const path of [first.path, `${first.path}:1:0`]) {
    let played = 0
    const sound = { build: projectBuild(), rules: RULES, invariants: [] }
    expect(search(sound, { ...unshrunk, path, onSequence: () => played++ })).toBeUndefined()
    expect(played).toBe(1)
  }
  expect(() => search(setup, { ...unshrunk, path: 'x' })).toThrow(NoSuchPath)
})

it('tells a divergence with story, regression test, seed and command', async () => {
  const { build } = await applyMutant(named('a payment of exactly 100 is accepted'))
  const options = { build, sequences: 100, crossCheckEvery: 0, shrinkAttempts: 200 }
  const { failure } = await runLockstep({ ...options, corpus: [] })
  expect(failure?.story).toContain('100 base units of BTCB')
  expect(failure?.repro).toContain("call: 'master.payRent'")
  // Not the suite's command, which plays the project's contracts.
  const [, path] = new RegExp(`^await runLockstep\\(\\{ build, seed: ${seed}, path: '([\\d:]+)' \\}\\)`).exec(
    failure!.command,
  )!
  expect(failure?.command).toContain(build.name)
  const again = await runLockstep({ ...options, corpus: [], seed, path: path! })
  expect(again.failure?.story).toBe(failure?.story)
  expect(again.sequences).toBe(1)
  expect(failure?.repro).toContain("readBuildFile(readFileSync(new URL('./build.json'")
  expect(failure?.repro).toContain('replay(deployment, actions, { build })')
  expect(failure?.text).toContain(failure!.repro)
  expect(failure?.found.finding.actions.length).toBeLessThanOrEqual(6)
})

it('finds nothing in equal implementations', () => {
  const setup = { build: projectBuild(), rules: RULES, invariants: [] }
  expect(search(setup, { ...options, sequences: 20 })).toBeUndefined()
})

it('reports canaries that survive', async () => {
  const setup = { build: projectBuild(), rules: RULES, invariants: [] }
  const harmless: Mutant = {
    ...CANARY_MUTANT,
    edit: { ...CANARY_MUTANT.edit, replace: 'amount = (units * self.pot) / totalUnits;' },
  }
  const dead = await releaseCanaries(setup, seed, 3, harmless, supplyWithinCap, 5)
  expect(dead).toEqual({ mutant: undefined, invariant: undefined })
  const alive = await releaseCanaries(setup, seed, maxActions, CANARY_MUTANT, BACKING_NEVER_FALLS)
  expect(alive.mutant).toBeGreaterThan(0)
  expect(alive.invariant).toBeGreaterThan(0)
})
