import { describe, expect, test } from 'vitest'

import { ONE } from '../../../../src/model/kernel/units.ts'
import { receivers } from '../../../../src/model/planning/great-reset/reset.ts'
import {
  owned,
  resetOn,
  sharesOf,
  type Coverage,
} from '../../../../src/sim/agents/operations/reset-operator.ts'
import { viewOf, type AgentView } from '../../../../src/sim/view/agent-view.ts'
import { vaultsWorld } from '../../../support/model-world.ts'

const world = vaultsWorld()
const view = viewOf(world.economy, { day: 0 } as Pick<AgentView, 'day' | 'environment' | 'history'>)
const names = ['bruno', 'alice', 'carmen', 'pancake']

const entriesWith = (coverage?: Coverage): Readonly<Record<string, readonly [bigint, bigint]>> => {
  const reset = resetOn(view, {
    factor: { n: 3n, d: 2n },
    policy: 'spot',
    names,
    ...(coverage === undefined ? {} : { coverage }),
  })
  return Object.fromEntries(receivers(reset).map(({ account, amt, shares }) => [account, [amt, shares]]))
}

describe('the list of a reset', () => {
  test('looks through vaults and liquidity to everybody with a stake, by name', () => {
    const list = entriesWith()
    expect(Object.keys(list)).toEqual(['alice', 'bruno', 'carmen'])
    for (const [name, [amt, shares]] of Object.entries(list)) {
      expect(amt).toBe(owned(view, name))
      expect(shares).toBe(sharesOf(view, name))
    }
    const wallet = world.ask('amt', 'balanceOf', 'alice') as bigint
    // 50 AMT and 7 wei in either vault.
    expect(list['alice']![0] - wallet).toBe(100n * ONE + 14n)
    expect(list['alice']![1]).toBeGreaterThan(0n)
  })

  test('as literally described contains the AMT of addresses alone', () => {
    const list = entriesWith({ looksThrough: false, eligibleBps: 10_000n })
    for (const [name, [amt, shares]] of Object.entries(list)) {
      expect(amt).toBe(world.ask('amt', 'balanceOf', name))
      expect(shares).toBe(0n)
    }
    expect(Object.keys(list)).toEqual(['alice', 'bruno', 'carmen'])
  })

  test('contains the eligible part of every stake, rounded down', () => {
    const [all, part] = [entriesWith(), entriesWith({ looksThrough: true, eligibleBps: 2_501n })]
    for (const [name, stake] of Object.entries(all))
      expect(part[name]).toEqual(stake.map((each) => (each * 2_501n) / 10_000n))
    expect(entriesWith({ looksThrough: true, eligibleBps: 0n })).toEqual({})
  })
})
