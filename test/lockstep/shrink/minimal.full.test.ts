/**
 * 1-minimality: every reduction of a shrunk failure is tried by a whole run on both sides, and none may show
 * the finding.
 */
import { describe, expect, it } from 'vitest'
import { aboutWhat } from '../../../src/lockstep/compare/comparison.ts'
import { peopleIn, runActions, type TestSetup } from '../../../src/lockstep/compare/run-sequence.ts'
import { loadCorpus } from '../../../src/lockstep/corpus/corpus.ts'
import { DEFAULTS } from '../../../src/lockstep/lockstep.ts'
import { BACKING_NEVER_FALLS } from '../../../src/lockstep/mutation/canaries.ts'
import { deployedChainOf, deploymentOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import { replayCase } from '../../../src/lockstep/export/replay-case.ts'
import { story } from '../../../src/lockstep/report/story.ts'
import { applyMutant, inContract } from '../../../src/lockstep/mutation/mutant.ts'
import { significantDigits } from '../../../src/lockstep/shrink/numbers.ts'
import { firstReduction, placesIn, type Shows } from '../../../src/lockstep/shrink/reductions.ts'
import { search, type Counterexample } from '../../../src/lockstep/shrink/search.ts'
import { shrinkFinding, type FailedRun } from '../../../src/lockstep/shrink/shrink-finding.ts'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { isWait } from '../../../src/model/interface/action.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { RULES, type Rules } from '../../../src/lockstep/compare/rules.ts'

const { seed, maxActions } = DEFAULTS

/** Cheap to find, and of each kind: outcome, events, reason, answer; on either side. */
const SAMPLE = [
  'a claim is not marked as made',
  'dust ignores who has claimed',
  'a share of 100% is reverted',
  "the providers' part rounds up",
  'an exit ignores the protocol fee',
  'the swap fee is not checked',
  'the RCL pays a unit more',
]

const MUTANTS_OF_SAMPLE = MUTANTS.filter(({ name }) => SAMPLE.includes(name))

/** In a generated sequence, which is long, or, where none of these shows it, in the corpus. */
function unshrunk(setup: TestSetup): Counterexample {
  const options = { maxActions, seed, shrinkAttempts: 0 }
  const generated = search(setup, { ...options, sequences: 100 })
  return generated ?? search(setup, { ...options, sequences: 1, corpus: loadCorpus() })!
}

function shrunk(setup: TestSetup, { amtSorts, finding, outcomes }: Counterexample): FailedRun {
  const failed: FailedRun = { actions: finding.actions, outcomes, economies: [], compared: 0, finding }
  return shrinkFinding(setup, amtSorts, failed)
}

function expectMinimal(setup: TestSetup, found: Counterexample): FailedRun {
  const run = shrunk(setup, found)
  const about = aboutWhat(found.finding)
  const shows: Shows = (actions) => {
    const { finding, actions: upToIt } = runActions(setup, found.amtSorts, actions)
    return finding !== undefined && aboutWhat(finding) === about ? upToIt : undefined
  }
  expect(shows(run.actions)).toEqual(run.actions)
  expect(firstReduction(run.actions, shows)?.what).toBeUndefined()
  expect(run.actions.length).toBeLessThanOrEqual(found.finding.actions.length)
  return run
}

describe('a shrunk failure is 1-minimal', () => {
  it.for(MUTANTS_OF_SAMPLE.map((mutant) => [mutant.side, mutant.name, mutant] as const))(
    'in the %s: %s',
    async ([, , mutant]) => {
      const setup = { ...(await applyMutant(mutant)), invariants: [] }
      const run = expectMinimal(setup, unshrunk(setup))
      // Amounts are round, up to a few that only an exact number shows.
      const numbers = run.actions.flatMap((action) => placesIn(action).map(({ value }) => value))
      const round = numbers.filter((number) => significantDigits(number) <= 3)
      expect(round.length).toBeGreaterThanOrEqual(Math.floor(numbers.length * 0.8))
      // People are named in the order of their appearance.
      expect(peopleIn(run.actions)).toEqual(
        ['alice', 'bruno', 'carmen'].slice(0, peopleIn(run.actions).length),
      )
    },
  )

  it('when a view is wrong from the start: no action is needed', async () => {
    const wrong = inContract(
      'deposits are told one too high',
      'DepositVault',
      'return _accounts[account].deposit;',
      'return _accounts[account].deposit + 1;',
    )
    const setup = { ...(await applyMutant(wrong)), invariants: [] }
    const run = expectMinimal(setup, unshrunk(setup))
    expect(run.actions).toEqual([])
    expect(story(run.finding)).toMatch(/^ +After the deployment, before any action:\n +\w+\.depositOf/)
    const deployment = deploymentOf(deployedChainOf(setup.build, 'below'), [])
    expect(replayCase(deployment, [], setup)?.about).toBe('answer to depositOf')
  })

  it('when an invariant is broken, for which the model alone is run', () => {
    const setup = { build: projectBuild(), rules: RULES, invariants: [BACKING_NEVER_FALLS] }
    const run = expectMinimal(setup, unshrunk(setup))
    expect(run.finding.divergence).toMatchObject({ kind: 'invariant', side: 'model' })
    expect(run.actions.length).toBeLessThanOrEqual(8)
  })

  it('when a side crashes, by whole runs', () => {
    const crashing: Rules = {
      ...RULES,
      apply: (economy, action, policy) => {
        const applied = RULES.apply(economy, action, policy)
        if (!isWait(action) && action.call === 'btcb.transfer' && applied.outcome.ok) throw new Crash()
        return applied
      },
    }
    const setup = { build: projectBuild(), rules: crashing, invariants: [] }
    const run = expectMinimal(setup, unshrunk(setup))
    expect(run.actions).toEqual([call('binance', 'btcb.transfer', { to: 'burnVault', amount: 0n })])
  })
})

class Crash extends Error {
  override readonly name = 'Crash'
}
