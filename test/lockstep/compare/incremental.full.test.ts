/**
 * Incremental observation hides nothing: what it leaves out has not changed.
 *
 * A run compares the views that an action may have changed, and all of them after every tenth sequence only.
 * Here they are all compared after every action.
 */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { Chain } from '../../../src/evm/chain.ts'
import { deploymentOf, deployedChainOf, sharedChains } from '../../../src/lockstep/compare/deployed-chain.ts'
import { DifferentialRunner } from '../../../src/lockstep/compare/differential-runner.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { DEFAULTS } from '../../../src/lockstep/lockstep.ts'
import { genesisActions, peopleOf } from '../../../src/lockstep/generate/genesis.ts'
import { actionsOf, arbitrarySequence, type Sequence } from '../../../src/lockstep/generate/sequence.ts'
import { search } from '../../../src/lockstep/shrink/search.ts'

const MOST_ACTIONS = 40

/** Runs a sequence with the full comparison after every action; the number of actions. */
function inFull(chainOf: typeof deployedChainOf, { genesis, steps }: Sequence): number {
  const deployed = chainOf(projectBuild(), genesis.amtSorts)
  deployed.chain.rewind(deployed.start)
  const runner = new DifferentialRunner(RULES, deployed.chain, deploymentOf(deployed, peopleOf(genesis)))
  let taken = 0
  const take = (action: Parameters<typeof runner.step>[0]): void => {
    taken++
    expect(runner.step(action)).toBeUndefined()
    expect(runner.compareAll()).toBeUndefined()
  }
  for (const action of genesisActions(genesis)) take(action)
  for (const step of steps)
    for (const action of actionsOf(step, runner.context())) if (taken < MOST_ACTIONS) take(action)
  return taken
}

it('is equal to the full comparison after every action', () => {
  let actions = 0
  fc.assert(
    fc.property(arbitrarySequence(DEFAULTS.maxActions), (sequence) => {
      actions += inFull(deployedChainOf, sequence)
    }),
    { numRuns: 8, seed: DEFAULTS.seed },
  )
  expect(actions).toBeGreaterThan(200)
})

describe('a chain that does not notice writes to its storage', () => {
  class Oblivious extends Chain {
    protected override drop(): void {}
  }

  it('is caught by the full comparison', () => {
    const oblivious = sharedChains((options) => new Oblivious(options))
    const run = (): void =>
      fc.assert(
        fc.property(arbitrarySequence(DEFAULTS.maxActions), (sequence) => {
          inFull(oblivious, sequence)
        }),
        { numRuns: 3, seed: DEFAULTS.seed, endOnFailure: true },
      )
    expect(run).toThrow()
  })
})

it('runs the full comparison in every n-th sequence, and in a repeated one', () => {
  const compared = (fullEvery: number, path?: string): readonly number[] => {
    const answers: number[] = []
    search(
      { build: projectBuild(), rules: RULES, invariants: [] },
      {
        sequences: path === undefined ? 4 : 1,
        maxActions: 5,
        seed: DEFAULTS.seed,
        shrinkAttempts: 0,
        fullEvery,
        ...(path === undefined ? {} : { path }),
        onSequence: (run) => answers.push(run.compared),
      },
    )
    return answers
  }
  const [never, second] = [compared(0), compared(2)]
  expect(second.map((answers, at) => answers > never[at]! + 1000)).toEqual([false, true, false, true])
  expect(compared(0, '1')[0]).toBe(second[1])
})
