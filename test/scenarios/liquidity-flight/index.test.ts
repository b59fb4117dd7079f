import { beforeAll, describe, expect, test } from 'vitest'

import liquidityFlight from '../../../src/scenarios/liquidity-flight/index.ts'
import { namesOf } from '../../../src/sim/agent.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import type { AgentView } from '../../../src/sim/view/agent-view.ts'
import {
  cells,
  expectInvariants,
  expectNoSurprises,
  expectCharts,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
} from '../harness.ts'

describe('the liquidity flight', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(liquidityFlight)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(8)
    expectNoSurprises(liquidityFlight)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['depth', 'routed-exit', 'exit-cost'])
  })

  test('starts in July 2023, two years less eleven days after the launch, and the locker reverts eleven times', () => {
    expect(cells(result, 'date')[0]).toBe('2023-07-12')
    expect(result.reverts).toEqual({ 'locker.release: StillLocked': 11 })
    const pool = numbers(result, 'poolBtcb')
    // The project's 27% of the pool leave first, then half of the other liquidity.
    expect(pool[10]! / pool[9]!).toBeCloseTo(1, 12)
    expect(pool[11]! / pool[10]!).toBeCloseTo(1 - metric(result, 'lockedPart') / 100, 9)
    // Half of it, PancakeSwap's shares apart, which stay.
    const { summary } = simulateDays(liquidityFlight.at({}).bound, [], {
      from: source(1n, 0),
      days: 17,
      onClose: () => {},
    })
    const [before, after] = [15, 16].map((day) => summary.closes[day]!.view)
    // Wrapped and raw providers alike: a fifth of the public liquidity is raw.
    const held = (view: AgentView, token: 'liqAmt' | 'pair', names: readonly string[]): number =>
      names.reduce((sum, name) => sum + Number(view.balance(token, name)), 0)
    const [wrapped, raw] = (
      [
        ['liqAmt', namesOf('provider', 8)],
        ['pair', namesOf('raw-provider', 4)],
      ] as const
    ).map(([token, names]) => [before, after].map((view) => held(view!, token, names))) as [
      [number, number],
      [number, number],
    ]
    for (const [then, now] of [wrapped, raw]) expect(now / then).toBeCloseTo(0.5, 9)
    expect(raw[0] / (raw[0] + wrapped[0])).toBeCloseTo(0.2, 6)
    const fees = (view: AgentView) => view.balance('pair', 'pancake')
    const all = before!.supply('pair') + fees(after!) - fees(before!)
    expect(fees(after!)).toBeGreaterThan(0n)
    expect(pool[16]! / pool[15]!).toBeCloseTo(0.5 + Number(fees(after!)) / (2 * Number(all)), 9)
    const free = numbers(run(liquidityFlight, { protocolFee: 'false' }, 17), 'poolBtcb')
    expect(free[16]! / free[15]!).toBeCloseTo(0.5, 9)
  })

  test('takes the whale’s 5% out of all wallets in proportion', () => {
    const [amt] = [numbers(result, 'amtAtStart', 'classes')]
    const without = numbers(run(liquidityFlight, { whale: '0' }, 1), 'amtAtStart', 'classes')
    // The wallets own 85% of what is outside the pool.
    const left = 1 - (0.05 * 55_035_719) / (0.85 * (55_035_719 - 7_877_440))
    for (const [index, own] of amt!.entries()) expect(own / without[index]!).toBeCloseTo(left, 6)
    expect(metric(result, 'whaleSold')).toBeCloseTo(0.05 * 55_035_719, 2)
  })

  test('the project’s withdrawal is paid by all others in the joint exit, and by nobody at the pool price', () => {
    const locked = (metric(result, 'lockedPart') / 100) * metric(result, 'poolBefore')
    // Both sides of its liquidity at the pool price. Only wrapped providers, as the project was, get the
    // payouts to the AMT of raw ones.
    const payouts = metric(result, 'othersSpotChange')
    expect(payouts).toBeGreaterThan(0)
    expect(metric(result, 'projectSpotGain')).toBeCloseTo(2 * locked - payouts, 6)
    const wrapped = run(liquidityFlight, { rawLiquidity: '0', protocolFee: 'false' })
    const lockedThere = (metric(wrapped, 'lockedPart') / 100) * metric(wrapped, 'poolBefore')
    expect(metric(wrapped, 'projectSpotGain')).toBeCloseTo(2 * lockedThere, 6)
    expect(metric(wrapped, 'othersSpotChange')).toBeCloseTo(0, 9)
    // In the joint exit it takes its BTCB, and the others can no longer sell to it.
    const [gain, change, outside] = ['projectJointGain', 'othersJointChange', 'othersOutsideChange'].map(
      (name) => metric(result, name),
    ) as [number, number, number]
    expect(gain).toBeLessThan(locked)
    expect(gain).toBeGreaterThan(0.99 * locked)
    expect(-change).toBeLessThan(locked)
    expect(-change).toBeGreaterThan(locked / 2)
    expect(outside).toBeLessThan(change)
    // Nor does the joint exit need anybody else's liquidity: everybody withdraws first.
    const people = cells(result, 'party', 'wealth').indexOf('All outside the project')
    const [alone, all] = ['jointProject', 'jointRun'].map((name) => numbers(result, name, 'wealth')[people]!)
    expect(all! / alone!).toBeCloseTo(1, 7)
    // Without withdrawals the project has the BTCB of the sale of the Great Reset, and the reserve.
    const parties = cells(result, 'party', 'wealth')
    expect(parties).toEqual(expect.arrayContaining(['Whale', 'Provider, raw', 'The project']))
    const project = parties.indexOf('The project')
    expect(numbers(result, 'jointRun', 'wealth')[project]).toBeGreaterThan(gain)
    expect(numbers(result, 'spotNobody', 'wealth')[project]).toBeGreaterThan(80)
  })

  test('parties without AMT are left out', () => {
    const parties = cells(run(liquidityFlight, { whale: '0', ownSmall: '0' }), 'party', 'wealth')
    expect(parties).not.toContain('Whale')
    expect(parties).not.toContain('Small holder')
    expect(parties).toContain('Medium holder')
  })

  test('exit proceeds match the constant product: X/(X + a), before fee and floor', () => {
    const x = numbers(result, 'poolAmt')[19]!
    for (const [index, holding] of [0.1, 1, 5].entries()) {
      const a = (55_035_719 * holding) / 100
      const ideal = (100 * 0.9975 * x) / (x + 0.9975 * a)
      expect(numbers(result, 'pool', 'exits')[index]).toBeCloseTo(ideal, 6)
    }
  })

  test('the exit cost grows with the flight, up to the discount of the RCL against the price', () => {
    const [flights, holdings] = ['flight', 'holding'].map((name) => numbers(result, name, 'costs'))
    const costs = numbers(result, 'cost', 'costs')
    const at = (flight: number, holding: number): number =>
      costs[flights!.findIndex((each, row) => each === flight && holdings![row] === holding)]!
    expect(costs).toHaveLength(30)
    for (const holding of [0.1, 1, 5, 10, 25])
      for (const [less, more] of [
        [0, 25],
        [25, 50],
        [50, 75],
        [75, 90],
        [90, 100],
      ] as const)
        expect(at(more, holding)).toBeGreaterThan(at(less, holding))
    const floor = metric(result, 'floor') / metric(result, 'priceBefore')
    expect(at(100, 1)).toBeCloseTo(100 * (1 - floor), 1)
  })

  test('if the project stays, nothing happens when the lock ends, and the hypothesis fails', () => {
    const staying = run(liquidityFlight, { projectLeaves: 'false', flight: '0' })
    expect(finding(staying, '730 days').asExpected).toBe(false)
    expect(metric(staying, 'poolAfter')).toBeCloseTo(85.22, 9)
    expect(staying.reverts).toEqual({})
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(liquidityFlight, { holders: '10', traders: '3' }, 22))
  })
})
