import { describe, expect, test } from 'vitest'

import { call, type Plan } from '../../../../src/sim/agent.ts'
import { reclaimAction } from '../../../../src/model/planning/great-reset/distribution.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import { receivers } from '../../../../src/model/planning/great-reset/reset.ts'
import {
  owned,
  resetOn,
  resetOperator,
  sharesOf,
  type Coverage,
} from '../../../../src/sim/agents/operations/reset-operator.ts'
import { viewOf, type AgentView } from '../../../../src/sim/view/agent-view.ts'
import { withOtherSort } from '../../../support/other-sort.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { stockedWorld, vaultsWorld } from '../../../support/model-world.ts'
import { anyStream, viewWith } from '../../../support/run-agents.ts'

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

/** A reset on day 5 that lowers the price by a hundredth, for which the reserve suffices. */
const operatorOf = (forgotten: readonly string[] = []) =>
  resetOperator({
    day: 5,
    factor: { n: 101n, d: 100n },
    policy: 'spot',
    names: ['bruno', 'alice'],
    forgotten,
  })

describe('the reset operator the day before', () => {
  /** Deposits, settlements and claims of either vault after two payments: of alice, of bruno, of the vault. */
  type Vault = readonly [
    alice: readonly [bigint, bigint],
    bruno: readonly [bigint, bigint],
    harvested: bigint,
  ]
  const plansOn = (day: number, staking: Vault, buyBack: Vault) =>
    operatorOf().act(
      madeUpView({
        day,
        payments: [undefined, undefined] as never,
        answers: Object.fromEntries(
          (
            [
              ['stakingVault', staking],
              ['buyBackVault', buyBack],
            ] as const
          ).flatMap(([vault, [alice, bruno, harvested]]) => [
            [`${vault}.depositOf alice`, alice[0]],
            [`${vault}.settledTo alice`, alice[1]],
            [`${vault}.depositOf bruno`, bruno[0]],
            [`${vault}.settledTo bruno`, bruno[1]],
            [`${vault}.harvestedTo`, harvested],
          ]),
        ),
      }),
      anyStream(),
    )
  const settle = (vault: 'stakingVault' | 'buyBackVault', account: string) =>
    call('owner', `${vault}.settle`, { account, upTo: 2n })

  test('has either vault claim, then settles its depositors, whoever has not been', () => {
    expect(plansOn(4, [[1n, 1n], [9n, 0n], 1n], [[5n, 2n], [5n, 1n], 2n])).toEqual([
      [
        call('owner', 'stakingVault.harvest', { upTo: 2n }),
        settle('stakingVault', 'bruno'),
        settle('stakingVault', 'alice'),
      ],
      [settle('buyBackVault', 'bruno')],
    ])
  })

  test('does nothing for a vault without deposits, or with settled ones alone', () => {
    expect(plansOn(4, [[0n, 0n], [0n, 0n], 0n], [[5n, 2n], [5n, 2n], 1n])).toEqual([])
  })

  test('and two days before, does nothing', () => {
    expect(
      [3, 6, 7].flatMap((day) => plansOn(day, [[1n, 1n], [9n, 0n], 1n], [[5n, 2n], [5n, 1n], 2n])),
    ).toEqual([])
  })
})

describe('the reset operator on its day', () => {
  const onDay = (forgotten: readonly string[]) =>
    operatorOf(forgotten).act(viewWith(view, { day: 5 }), anyStream()) as readonly Plan[]

  test('pays for the snapshot, sells, and opens claims for two days', () => {
    const [plan, ...more] = onDay([])
    expect(more).toEqual([])
    const distributor = plan!.find((action) => 'call' in action && action.call === 'deploy.distributor')
    expect(distributor).toMatchObject({
      args: { deadline: view.now + 2n * 86_400n, snapshotId: view.payments() + 1n },
    })
  })

  test('sends the claims of all but the forgotten', () => {
    const claimants = (forgotten: readonly string[]) =>
      onDay(forgotten)[0]!.flatMap((action) =>
        'call' in action && action.call === 'distributor.claim' ? [action.args.account] : [],
      )
    expect(claimants([])).toEqual(['alice', 'bruno'])
    expect(claimants(['bruno'])).toEqual(['alice'])
    expect(claimants(['alice', 'bruno'])).toEqual([])
  })
})

test('the reset operator reclaims what is left when the claims are over, down to a single wei', () => {
  const plansOn = (day: number, left: bigint) =>
    operatorOf().act(
      madeUpView({ day, balances: { 'distributor amt': left, 'distributor btcb': 9n } }),
      anyStream(),
    )
  expect(plansOn(8, 1n)).toEqual([[reclaimAction('owner')]])
  expect(plansOn(8, 0n)).toEqual([])
  expect([2, 6, 7, 9, 12].flatMap((day) => plansOn(day, 1n))).toEqual([])
})

describe('the reset', () => {
  const terms = { factor: { n: 3n, d: 2n }, policy: 'spot', names } as const

  test('lists stakes of a single wei, and nobody without a stake', () => {
    const small = stockedWorld()
    small.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400n * ONE, amountBtcb: 20n * ONE })
    const gone = (who: string) =>
      small.ok(who, 'amt.transfer', { to: 'owner', amount: small.ask('amt', 'balanceOf', who) as bigint })
    gone('alice')
    gone('bruno')
    small.ok('owner', 'amt.transfer', { to: 'bruno', amount: 1n })
    // Carmen has an LP token of one wei and no AMT.
    gone('carmen')
    small.ok('owner', 'amt.transfer', { to: 'pair', amount: ONE })
    small.ok('payer', 'btcb.transfer', { to: 'pair', amount: ONE / 20n })
    small.ok('payer', 'pair.mint', { to: 'payer' })
    small.ok('payer', 'pair.transfer', { to: 'carmen', amount: 1n })
    const now = viewOf(small.economy, { day: 0 } as Pick<AgentView, 'day' | 'environment' | 'history'>)
    const { list, snapshotId } = resetOn(now, terms)
    expect(list.map(({ account, amt, shares }) => [account, amt, shares])).toEqual([
      ['bruno', 1n, 0n],
      ['carmen', 0n, 1n],
    ])
    expect(snapshotId).toBe(1n)
  })

  test('lists accounts by name, whatever an engine’s sort asks of a comparison', () => {
    const shuffled = { ...terms, names: ['carmen', 'bruno', 'alice'] }
    const { list } = withOtherSort(() => resetOn(view, shuffled))
    expect(list.map(({ account }) => account)).toEqual(['alice', 'bruno', 'carmen'])
  })

  test('skims the pair if it holds more than its reserves, of either token', () => {
    const skims = (token: 'amt' | 'btcb' | undefined) => {
      const paired = vaultsWorld()
      if (token !== undefined) paired.ok('payer', `${token}.transfer`, { to: 'pair', amount: 1n })
      const now = viewOf(paired.economy, { day: 0 } as Pick<AgentView, 'day' | 'environment' | 'history'>)
      return resetOn(now, terms).skims
    }
    expect([skims(undefined), skims('amt'), skims('btcb')]).toEqual([false, true, true])
  })

  test('counts LP tokens of the AMT/BTCB pair, raw and wrapped', () => {
    expect(sharesOf(view, 'alice')).toBe(view.balance('liqAmt', 'alice') + view.balance('pair', 'alice'))
    expect(sharesOf(view, 'bruno')).toBeGreaterThan(view.balance('liqAmt', 'bruno'))
  })
})
