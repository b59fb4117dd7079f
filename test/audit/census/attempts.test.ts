/** What the audit tries besides generated calls: others' authority, and one precondition less. */
import { expect, it } from 'vitest'
import { Authority } from '../../../src/audit/census/authority.ts'
import { runCampaign } from '../../../src/audit/census/campaign.ts'
import { CensusRunner } from '../../../src/audit/census/runner.ts'
import { Preconditions } from '../../../src/audit/census/preconditions.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Action } from '../../../src/model/interface/action.ts'

it('lets every privileged account and a person try a guarded call in turn', () => {
  const authority = new Authority()
  const action = call('owner', 'market.setFee', { fee: 7n })
  const tried = Array.from({ length: 6 }, () => authority.attemptsOf(action, ['alice', 'bruno'])).flat()
  const actors = tried.map((each) => (each as Extract<Action, { by: string }>).by)
  expect(new Set(actors)).toEqual(new Set(['payer', 'binance', 'pancake', 'admin', 'alice']))
  expect(authority.attemptsOf(call('alice', 'amt.burn', { amount: 1n }), [])).toEqual([])
})

it('takes each allowance and each balance from the caller in turn', () => {
  const runner = new CensusRunner({ build: projectBuild() }, 'below', ['alice'])
  runner.step(call('owner', 'master.mintMaster', { account: 'alice', amount: 9n }))
  runner.step(call('alice', 'amt.approve', { spender: 'burnVault', amount: 5n }))
  const preconditions = new Preconditions()
  const redeem = call('alice', 'burnVault.backingWithdraw', { amount: 3n })
  const taken = [1, 2].map(() => preconditions.removalFor(redeem, () => runner.context()))
  expect(taken).toEqual([
    call('alice', 'amt.approve', { spender: 'burnVault', amount: 0n }),
    call('alice', 'amt.transfer', { to: 'dead', amount: 9n }),
  ])
  expect(
    preconditions.removalFor(call('alice', 'amt.transfer', { to: 'bruno', amount: 1n }), () =>
      runner.context(),
    ),
  ).toBeUndefined()
})

it('leaves both sides as they would be without the attempts', () => {
  // A campaign on equal contracts compares everything after each attempt; nothing may differ.
  const { census } = runCampaign({ build: projectBuild() }, { budget: 600, seed: 3, corpus: [] })
  expect([...census.entries.keys()]).toEqual([])
  expect(census.actions).toBeGreaterThan(600)
})
