import { beforeAll, describe, expect, test } from 'vitest'

import { LOCK_SECONDS } from '../../../src/model/contracts/locker.ts'
import { SECONDS_PER_DAY } from '../../../src/model/kernel/units.ts'
import baseline from '../../../src/scenarios/baseline/index.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import liquidityFlight from '../../../src/scenarios/liquidity-flight/index.ts'
import { NEARLY_UNLOCKED } from '../../../src/scenarios/shared/july-2023.ts'
import { NoLaunch, withPoolTerms } from '../../../src/scenarios/shared/pool-terms.ts'
import { timestampOf } from '../../../src/sim/calendar.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'
import type { AgentView } from '../../../src/sim/view/agent-view.ts'
import { cells, expectVerified, expectNoSurprises, run, surprises, type Settings } from '../harness.ts'

const DAYS = 20

const summaryOf = (scenario: Scenario, set: Settings, days = DAYS) =>
  simulateDays(scenario.at(set).bound, [], { from: source(1n, 0), days, onClose: () => {} }).summary

describe('the protocol fee of PancakeSwap', () => {
  const shares = (set: Settings): bigint =>
    summaryOf(baseline, set).closes.at(-1)!.view.balance('pair', 'pancake')

  test('accrues to PancakeSwap if it is on, and not otherwise', () => {
    expect(shares({ protocolFee: 'false' })).toBe(0n)
    expect(shares({ protocolFee: 'true' })).toBeGreaterThan(0n)
    expect(shares({})).toBe(shares({ protocolFee: 'true' }))
  })

  test('is at most 8 of the 25 basis points of the volume', () => {
    const { start, closes, trades } = summaryOf(baseline, { protocolFee: 'true' }, 60)
    const { view } = closes.at(-1)!
    const before = start.view.balance('pair', 'pancake')
    const own = view.balance('pair', 'pancake') - before
    // Twice the BTCB side is the value of a share of the pool; the sale of the Great Reset came before.
    const value = (2n * view.pool().btcb * own) / view.supply('pair')
    const volume = trades.reduce((sum, { kind, btcb }) => (kind === 'redeem' ? sum : sum + btcb), 0n)
    const part = Number((value * 10_000_000n) / volume) / 1000
    // Trades since the last deposit are not settled yet, and shares gain or lose with the pool.
    expect(part).toBeGreaterThan(4)
    expect(part).toBeLessThan(8.5)
  })

  test('is a parameter of every scenario, and its runs are equal on the contracts', async () => {
    for (const { parameters } of scenarios)
      expect(parameters.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['protocolFee', 'daysSinceLaunch']),
      )
    await expectVerified(run(baseline, { protocolFee: 'true', daysSinceLaunch: '100' }, 12))
  })

  test('leaves PancakeSwap’s shares in the pool when everybody else withdraws', () => {
    expectNoSurprises(liquidityFlight, { protocolFee: 'true' })
  })
})

describe('the launch before the first day', () => {
  let result: RunResult
  const set = { daysSinceLaunch: '365' }
  beforeAll(() => {
    result = run(baseline, set, DAYS)
  })

  test('moves the end of the lock and nothing else', () => {
    const [moved, fixed] = [set, {}].map((each) => summaryOf(baseline, each).closes.at(-1)!.view)
    const start = timestampOf('2023-07-12')
    const unlocks = (view: AgentView) => view.ask({ on: 'locker', fn: 'releaseTime', args: [] })
    expect(moved!.now).toBe(fixed!.now)
    expect(unlocks(moved!)).toBe(start + LOCK_SECONDS - 365n * SECONDS_PER_DAY)
    expect(unlocks(fixed!)).toBe(start + LOCK_SECONDS)
    const same = run(baseline, {}, DAYS)
    for (const column of ['date', 'poolPrice', 'floorPrice', 'payment', 'supply'])
      expect(cells(result, column)).toEqual(cells(same, column))
  })

  test('starts the liquidity flight 719 days after the launch, so that the lock ends on day 11', () => {
    for (const [days, reverts] of [
      [NEARLY_UNLOCKED, 11],
      [727, 3],
      [735, undefined],
    ] as const) {
      const flight = run(liquidityFlight, { daysSinceLaunch: String(days) })
      expect(cells(flight, 'date')[0]).toBe('2023-07-12')
      expect(flight.reverts['locker.release: StillLocked']).toBe(reverts)
      expect(surprises(flight)).toEqual([])
    }
    expect(liquidityFlight.at({}).texts['daysSinceLaunch']).toBe(String(NEARLY_UNLOCKED))
  })

  test('needs an initial state that starts with the launch', () => {
    const { bound } = baseline.at({})
    const terms = { protocolFee: false, daysSinceLaunch: 0 }
    const { stages } = bound.initialState
    for (const wrong of [[], stages.slice(1)])
      expect(() => withPoolTerms(() => ({ ...bound.initialState, stages: wrong }))(terms, [])).toThrow(
        NoLaunch,
      )
  })
})
