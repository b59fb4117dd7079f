import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryAction } from '../../../src/lockstep/arbitrary/action.ts'
import { arbitraryRun, type GeneratedRun } from '../../../src/lockstep/arbitrary/run.ts'
import { replayCase } from '../../../src/lockstep/export/replay-case.ts'
import { firstReduction } from '../../../src/lockstep/shrink/reductions.ts'
import { apply, deployEconomy, read, type Economy } from '../../../src/model/economy.ts'
import { decodeAction, encodeAction } from '../../../src/model/interface/action.ts'

const SEED = 7

function endOf({ deployment, actions }: GeneratedRun): Economy {
  return actions.reduce((economy, action) => apply(economy, action).economy, deployEconomy(deployment))
}

function redeemed(run: GeneratedRun): boolean {
  return run.actions.some(
    (action, index) =>
      'by' in action &&
      action.call === 'burnVault.backingWithdraw' &&
      apply(endOf({ ...run, actions: run.actions.slice(0, index) }), action).outcome.ok,
  )
}

describe('arbitrary runs', () => {
  it('replay on model and contracts to the same', () => {
    fc.assert(
      fc.property(arbitraryRun({ maxActions: 20 }), ({ deployment, actions }) => {
        expect(replayCase(deployment, actions)).toBeUndefined()
      }),
      { seed: SEED, numRuns: 3 },
    )
  })

  it('shrink to a list in which nothing can be left out, halved or merged', () => {
    const { counterexample } = fc.check(
      fc.property(arbitraryRun(), (run) => !redeemed(run)),
      { seed: SEED, numRuns: 50 },
    )
    const [{ deployment, actions }] = counterexample!
    expect(redeemed({ deployment, actions })).toBe(true)
    expect(
      firstReduction(actions, (fewer) => (redeemed({ deployment, actions: fewer }) ? fewer : undefined)),
    ).toBe(undefined)
    expect(actions.length).toBeLessThanOrEqual(3)
  })

  it('are the same for the same seed', () => {
    const once = fc.sample(arbitraryRun({ maxActions: 10 }), { seed: SEED, numRuns: 3 })
    expect(fc.sample(arbitraryRun({ maxActions: 10 }), { seed: SEED, numRuns: 3 })).toEqual(once)
  })
})

describe('arbitrary actions', () => {
  it('are valid, of every kind, and leave the supply within the cap', () => {
    const called = new Set<string>()
    const [run] = fc.sample(arbitraryRun({ maxActions: 20 }), { seed: SEED, numRuns: 1 })
    const economy = endOf(run!)
    fc.assert(
      fc.property(arbitraryAction(run!.deployment.people), (action) => {
        expect(decodeAction(encodeAction(action))).toEqual(action)
        called.add('by' in action ? action.call : 'wait')
        const after = apply(economy, action).economy
        expect((read(after, { on: 'amt', fn: 'totalSupply', args: [] }) as bigint) <= 10n ** 26n).toBe(true)
      }),
      { seed: SEED, numRuns: 2000 },
    )
    expect(called.size).toBeGreaterThan(80)
  })
})
