import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyMutant } from '../../../src/lockstep/mutation/mutant.ts'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { peopleOf } from '../../../src/lockstep/generate/genesis.ts'
import { runSequence } from '../../../src/lockstep/compare/run-sequence.ts'
import { replay, BATCH, WrongTokenOrder } from '../../../src/lockstep/compare/replay.ts'
import { RULES, type Rules } from '../../../src/lockstep/compare/rules.ts'
import { arbitrarySequence } from '../../../src/lockstep/generate/sequence.ts'
import { deploymentOf, deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import type { DeploymentSpec } from '../../../src/model/economy.ts'
import { viewKey } from '../../../src/model/surface/observation.ts'

const build = projectBuild()

/** A generated sequence as the list of actions that it became. */
function recorded(seed: number): {
  readonly deployment: DeploymentSpec
  readonly actions: readonly Action[]
} {
  const [sequence] = fc.sample(arbitrarySequence(60), { numRuns: 1, seed })
  const { actions } = runSequence({ build, rules: RULES, invariants: [] }, sequence!, 60)
  const { amtSorts } = sequence!.genesis
  return { deployment: deploymentOf(deployedChainOf(build, amtSorts), peopleOf(sequence!.genesis)), actions }
}

describe('a replay', () => {
  it('agrees with itself on contracts, model and EthereumJS', async () => {
    const { deployment, actions } = recorded(7)
    const replayed = await replay(deployment, actions)
    expect(replayed.first?.story).toBeUndefined()
    expect(replayed).toMatchObject({ actions: actions.length, divergences: 0 })
    expect(replayed.crossChecked?.differences).toEqual([])
    expect(replayed.crossChecked?.messages).toBeGreaterThan(20)
    expect(replayed.answers).toBeGreaterThan(200)
  })

  it('stops at the action in which the sides diverge, and tells the last ones as a story', async () => {
    const { deployment, actions } = recorded(7)
    const mutated = await applyMutant(MUTANTS.find(({ name }) => name === 'an infinite allowance is spent')!)
    const {
      first,
      actions: count,
      divergences,
    } = await replay(deployment, actions, {
      rules: mutated.rules,
      crossChecks: false,
    })
    expect(divergences).toBe(1)
    expect(first?.action).toBe(count)
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(actions.length)
    expect(first?.story).toContain('model: ')
    expect(first?.story.split('\n').length).toBeLessThan(20)
  })

  it('sees at the end what no action touched, snapshots and allowances included', async () => {
    const { deployment, actions } = recorded(7)
    const wrongAbout = (key: string): Rules => ({
      ...RULES,
      read: (economy, view) => (viewKey(view) === key ? 123_456_789n : RULES.read(economy, view)),
    })
    for (const key of ['usdt.balanceOf(dead)', 'liqAmt.allowance(owner, burnVault)']) {
      const { divergences, first } = await replay(deployment, actions, {
        rules: wrongAbout(key),
        crossChecks: false,
      })
      expect(divergences, key).toBe(1)
      expect(first?.story).toContain(key)
    }
  })

  it('hands in the stages in order, waits when too many are ahead, and numbers their messages throughout', async () => {
    const { deployment } = recorded(7)
    const burn: Action = { by: 'owner', call: 'amt.burn', args: { amount: 1n } }
    const actions = [burn, ...Array.from({ length: 5 * BATCH }, (): Action => ({ wait: 1n })), burn]
    const ahead = 2
    let [given, done, most] = [0, 0, 0]
    const { crossChecked } = await replay(deployment, actions, {
      crossChecks: {
        ahead,
        // Each is checked for as long as the next ones take to be handed in, and answers with its own number.
        check: async ({ steps }) => {
          const number = ++given
          most = Math.max(most, given - done)
          for (let turn = 0; turn < 10 * (7 - number); turn++) await Promise.resolve()
          done++
          const what = `${number}: ${steps.length}`
          return [{ message: 0, what, machine: 'a', reference: 'b' }]
        },
      },
    })
    expect(crossChecked!.differences.map(({ what }) => what)).toEqual([
      '1: 1',
      '2: 0',
      '3: 0',
      '4: 0',
      '5: 0',
      '6: 1',
    ])
    expect(crossChecked!.differences.map(({ message }) => message)).toEqual([0, 1, 1, 1, 1, 1])
    expect(crossChecked!.messages).toBe(2)
    expect(most).toBe(ahead + 1)
  })

  it('reports its progress', async () => {
    const { deployment, actions } = recorded(7)
    const seen: number[] = []
    await replay(deployment, actions, { crossChecks: false, progress: (count) => seen.push(count) })
    expect(seen.at(-1)).toBe(actions.length)
  })

  it('reverts a deployment whose tokens are not ordered as they are deployed', async () => {
    const { deployment } = recorded(7)
    const wrong = { ...deployment, tokenOrder: deployment.tokenOrder.toReversed() }
    await expect(replay(wrong, [])).rejects.toThrow(WrongTokenOrder)
  })
})
