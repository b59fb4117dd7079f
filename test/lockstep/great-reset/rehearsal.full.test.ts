/**
 * Great Resets on contracts and model, in generated worlds; and the mutants in their computation that the
 * audit must find.
 */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { DISTRIBUTOR_MUTANTS } from '../../../src/lockstep/systems/distributor/mutants.ts'
import { applyMutant } from '../../../src/lockstep/mutation/mutant.ts'
import { RESET_MUTANTS } from '../../../src/lockstep/great-reset/mutants.ts'
import { changedPlanner } from '../../../src/lockstep/great-reset/planner.ts'
import { rehearse } from '../../../src/lockstep/great-reset/rehearsal.ts'
import { arbitraryTrial, sampleTrials, type Trial } from '../../../src/lockstep/great-reset/trial.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'

const SEED = 20_230_712
const TRIALS = 120

/**
 * In one of so many trials the whole observation is compared, and not only what has changed, and all
 * invariants are monitored.
 */
const LOOK_AROUND_EVERY = 10

/** What the worlds must come to, and at least how often, of {@link TRIALS}. */
const COVERAGE: Readonly<Record<string, number>> = {
  'feasible spot': 20,
  'feasible execution': 10,
  'exactly enough': 20,
  'spot: the reserve does not suffice': 10,
  'execution: the reserve does not suffice': 10,
  'a unit too little': 5,
  'somebody is beyond help': 10,
  'no sale': 1,
  'nobody is listed': 1,
  'planned later': 10,
  wallet: 30,
  'staking vault': 15,
  'buy-back vault': 15,
  'unsettled growth': 2,
  'wrapped liquidity': 15,
  'raw liquidity': 15,
  'an outside account': 10,
  'excluded: pair': 30,
  'excluded: another pair': 5,
  'excluded: market': 15,
  'excluded: burnVault': 10,
  'excluded: master': 10,
  'excluded: dead': 10,
  'excluded: payer': 10,
  'excluded: admin': 10,
  'excluded: a project wallet': 3,
  'excluded: locked liquidity': 10,
  skimmed: 5,
  'sold at execution': 5,
  'claimed by another': 20,
  'given back': 10,
  'reverted: AlreadyClaimed': 20,
  'reverted: InvalidProof': 20,
  'reverted: Expired': 10,
  'reverted: NotExpired': 20,
  'reverted: NothingToReclaim': 20,
  'no pool': 1,
  'no moment': 1,
}

describe('a Great Reset, from the moment to what comes back', () => {
  const coverage = new Map<string, number>()
  const tally = { trials: 0, actions: 0, answers: 0 }

  beforeAll(() => {
    fc.assert(
      fc.property(arbitraryTrial, (trial) => {
        const looksAround = tally.trials++ % LOOK_AROUND_EVERY === 0
        const invariants = looksAround ? INVARIANTS : []
        const { objection, reached, actions, answers } = rehearse(trial, { invariants, looksAround })
        for (const what of reached) coverage.set(what, (coverage.get(what) ?? 0) + 1)
        tally.actions += actions
        tally.answers += answers
        expect(objection).toBeUndefined()
      }),
      { seed: SEED, numRuns: TRIALS, endOnFailure: true },
    )
    const { trials, actions, answers } = tally
    process.stdout.write(`\n${trials} resets, ${actions} actions, ${answers} answers compared\n`)
  }, 900_000)

  it('owes and pays what the chain’s own answers say, on both sides alike, and every wei stays accounted for', () => {
    expect(tally.trials).toBe(TRIALS)
  })

  it.each(Object.entries(COVERAGE))('comes to: %s', (what, least) => {
    expect(coverage.get(what) ?? 0).toBeGreaterThanOrEqual(least)
  })
})

describe('every mutant in the computation is found', () => {
  let trials: readonly Trial[]
  beforeAll(() => {
    trials = sampleTrials({ seed: SEED, count: TRIALS })
  })

  it.each(RESET_MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s', async (name, { edit }) => {
    const planner = await changedPlanner({ ...edit, purpose: name })
    let objection: string | undefined
    let at = 0
    while (objection === undefined && at < TRIALS) objection = rehearse(trials[at++]!, { planner }).objection
    expect(objection, `${name} survived ${TRIALS} resets`).toBeDefined()
    process.stdout.write(`found in reset ${at}: ${name}; ${objection}\n`)
  })

  it('and so is one in contracts that somebody brings', async () => {
    const mutant = DISTRIBUTOR_MUTANTS.find(({ name }) => name === 'an entry is paid a unit short')!
    const { build } = await applyMutant(mutant)
    let objection: string | undefined
    for (let at = 0; objection === undefined && at < TRIALS; at++)
      ({ objection } = rehearse(trials[at]!, { build }))
    expect(objection).toMatch(/distributor/)
  })

  it('and there are twenty-five at least, under different names', () => {
    expect(new Set(RESET_MUTANTS.map(({ name }) => name)).size).toBe(RESET_MUTANTS.length)
    expect(RESET_MUTANTS.length).toBeGreaterThanOrEqual(25)
  })
})
