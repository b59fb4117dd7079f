import { describe, expect, test } from 'vitest'

import { amt } from '../../../../src/model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../../../src/sim/agent.ts'
import { harvester } from '../../../../src/sim/agents/operations/staking-keeper.ts'
import { settledTo } from '../../../../src/sim/view/vaults.ts'
import { calls, anyStream, runAgents } from '../../../support/run-agents.ts'
import { scriptedAgent, dailyPayer } from '../../../support/sim-world.ts'

/** Alice deposits 100 AMT in the initial state, bruno 90, and 10 more on day `more` if given. */
const depositors = (more?: number): Agent =>
  scriptedAgent('depositors', [], {
    prepare: () =>
      ['alice', 'bruno'].flatMap((by) => [
        approveAll(by, 'amt', 'stakingVault'),
        call(by, 'stakingVault.deposit', { amount: amt(by === 'bruno' ? '90' : '100') }),
      ]),
    act: ({ day }) => (day === more ? [[call('bruno', 'stakingVault.deposit', { amount: amt('10') })]] : []),
  })

const keeper = harvester({ every: 3, depositors: ['alice', 'bruno'] })

describe('the staking keeper', () => {
  test('claims every third day, and settles every depositor', () => {
    const { result, summary } = runAgents([dailyPayer, depositors(), keeper], 8)
    expect(result.reverts).toEqual({})
    expect(calls(result, 'stakingVault.harvest').map(({ by, args }) => [by, args])).toEqual([
      ['harvester', { upTo: 3n }],
      ['harvester', { upTo: 6n }],
    ])
    for (const account of ['alice', 'bruno'])
      expect(summary.closes.map(({ view }) => settledTo(view, 'stakingVault', account))).toEqual([
        0n,
        0n,
        3n,
        3n,
        3n,
        6n,
        6n,
        6n,
      ])
  })

  test('settles the other depositors if one has made the vault claim that day', () => {
    const { result } = runAgents([dailyPayer, depositors(2), keeper], 3)
    expect(result.reverts).toEqual({})
    expect(calls(result, 'stakingVault.harvest')).toEqual([])
    expect(calls(result, 'stakingVault.settle').map(({ by, args }) => [by, args])).toEqual([
      ['harvester', { account: 'alice', upTo: 3n }],
    ])
  })

  test('does nothing without payments, and nothing twice', () => {
    const idle = runAgents([depositors(), keeper], 6).result
    expect([...calls(idle, 'stakingVault.harvest'), ...calls(idle, 'stakingVault.settle')]).toEqual([])
    const { view } = runAgents([dailyPayer, depositors(), keeper], 3).summary.closes[2]!
    expect(keeper.act(view, anyStream())).toEqual([])
  })
})
