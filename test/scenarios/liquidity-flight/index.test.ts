import { beforeAll, describe, expect, test } from 'vitest'

import liquidityFlight from '../../../src/scenarios/liquidity-flight/index.ts'
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
    expect(result.findings).toHaveLength(6)
    expectNoSurprises(liquidityFlight)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['depth', 'routed-exit', 'exit-cost'])
  })

  test('starts two years less eleven days after the launch, and the locker reverts eleven times', () => {
    expect(cells(result, 'date')[0]).toBe('2025-06-30')
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
    const fees = (view: AgentView) => view.balance('pair', 'pancake')
    const all = before!.supply('pair') + fees(after!) - fees(before!)
    expect(fees(after!)).toBeGreaterThan(0n)
    expect(pool[16]! / pool[15]!).toBeCloseTo(0.5 + Number(fees(after!)) / (2 * Number(all)), 9)
    const free = numbers(run(liquidityFlight, { protocolFee: 'false' }, 17), 'poolBtcb')
    expect(free[16]! / free[15]!).toBeCloseTo(0.5, 9)
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
    await expectVerified(run(liquidityFlight, {}, 22))
  })
})
