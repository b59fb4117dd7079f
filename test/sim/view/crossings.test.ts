import { describe, expect, test } from 'vitest'

import { crossDays, type Bridge, type BridgeTerms } from '../../../src/model/economics/bridge.ts'
import { FARM } from '../../../src/model/economics/mining.ts'
import { btcb, type Amt, type Btcb } from '../../../src/model/kernel/units.ts'
import {
  crossingsOf,
  treasury,
  ConflictingSchedule,
  type Treasury,
} from '../../../src/sim/agents/operations/treasury.ts'
import { crossings, type Crossing } from '../../../src/sim/view/crossings.ts'
import { historyUpTo, type DayEnd } from '../../../src/sim/view/history.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { constantProcess, type Environment } from '../../../src/sim/environment.ts'
import { bridge } from '../../../src/sim/process/outage.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import { simWorld } from '../../support/sim-world.ts'

const TERMS: BridgeTerms = { batch: btcb('0.5'), delayDays: 2, fee: btcb('0.01'), backing: btcb('1.5') }

/** Environments that differ in fleet and bridge only. */
const environmentOf = (ths: number, up: boolean): Environment => ({
  btc: { usd: 30_400 },
  network: { height: 798_200, blocks: 144, difficulty: 53.91e12, hashRate: 0, epochSeconds: 0 },
  fleet: { ths, bought: 0 },
  power: { value: 0.055 },
  peg: { peg: 1 },
  bridge: { up },
  gas: { gwei: 3 },
  fees: { value: 0.1 },
})

const DAYS = 60
const ENVIRONMENTS = Array.from({ length: DAYS }, (_, day) => environmentOf(day % 7, day % 11 < 8))
const NOTHING = { payments: 0n, payoutPerAmt: 0n, price: 0n, issued: 0n as Amt }
const endOf = (environment: Environment): DayEnd => ({ ...NOTHING, environment })
const minedOn = ({ fleet }: Environment): Btcb => (BigInt(fleet.ths) * btcb('0.07')) as Btcb

describe('crossings', () => {
  test('equal the days of the model’s bridge', () => {
    const crossingOn = crossings(TERMS, minedOn)
    const ends = ENVIRONMENTS.map(endOf)
    const days = ENVIRONMENTS.map((environment, day) =>
      crossingOn({ environment, history: historyUpTo(ends.slice(0, day)) }),
    )
    const same = crossDays(
      TERMS,
      days.map(({ mined, due }, day) => ({ mined, due, up: ENVIRONMENTS[day]!.bridge.up })),
    )
    expect(days.map(({ traffic }) => traffic)).toEqual(same)
    expect(days.map(({ mined }) => mined)).toEqual(ENVIRONMENTS.map(minedOn))
    expect(days.some(({ due, mined }) => due < mined)).toBe(true)
  })

  test('do not depend on the cache: empty, complete, out of order, or of another run', () => {
    const ends = ENVIRONMENTS.map(endOf)
    const on = (day: number, ends: readonly DayEnd[]) => ({
      environment: ENVIRONMENTS[day]!,
      history: historyUpTo(ends.slice(0, day)),
    })
    const cold = ENVIRONMENTS.map((_, day) => crossings(TERMS, minedOn)(on(day, ends)))
    const warm = crossings(TERMS, minedOn)
    expect(ENVIRONMENTS.map((_, day) => warm(on(day, ends)))).toEqual(cold)
    const jumping = crossings(TERMS, minedOn)
    for (const day of [40, 3, 59, 0, 41, 3]) expect(jumping(on(day, ends))).toEqual(cold[day])
    // Another run's days, with a larger fleet, with the same cache.
    const other = ENVIRONMENTS.map((environment) => endOf({ ...environment, fleet: { ths: 8, bought: 0 } }))
    expect(warm(on(59, other))).toEqual(crossings(TERMS, minedOn)(on(59, other)))
    expect(warm(on(59, other))).not.toEqual(cold[59])
    expect(warm(on(59, ends))).toEqual(cold[59])
  })

  test('are right for days that share one end object', () => {
    const end = endOf(environmentOf(3, true))
    const warm = crossings(TERMS, minedOn)
    for (let day = 0; day < 12; day++) {
      const today = { environment: end.environment, history: Array.from({ length: day }, () => end) }
      expect(warm(today)).toEqual(crossings(TERMS, minedOn)(today))
    }
  })

  test('cost the same on late and on early days', () => {
    const ends = ENVIRONMENTS.map(endOf)
    let asked = 0
    const crossingOn = crossings(TERMS, (environment) => (asked++, minedOn(environment)))
    for (const [day, environment] of ENVIRONMENTS.entries())
      crossingOn({ environment, history: historyUpTo(ends.slice(0, day)) })
    // Each day once when it is today, and once more when it has become yesterday.
    expect(asked).toBe(2 * DAYS - 1)
  })
})

describe('the treasury over a bridge', () => {
  const plain: Treasury = { costs: 'deducted', farm: FARM, vaultShare: 20n }
  const spec: Treasury = { ...plain, bridge: TERMS }

  const simulate = (paying: Treasury, days = DAYS): Summary => {
    const base = simWorld([treasury(paying)])
    const { bound } = base.at({})
    const processes = {
      ...bound.processes,
      btc: constantProcess('btc', { usd: 30_400 }),
      bridge: bridge({ meanUpDays: 8, meanDownDays: 4 }),
    }
    return simulateDays({ ...bound, processes }, base.always, {
      from: source(1n, 0),
      days,
      onClose: () => {},
    }).summary
  }

  /** Days on which the payer's wallet or the payments differ from the model's bridge. */
  const strayDays = (run: Summary, terms = TERMS): readonly number[] => {
    const crossingOn = crossingsOf(spec, terms)
    let due = 0n
    return run.closes.flatMap(({ view, tally }, day) => {
      const crossing: Crossing = crossingOn(view)
      due += crossing.due
      const held: Pick<Bridge, 'arrived' | 'backing'> = crossing.bridge
      const fits =
        view.balance('btcb', 'payer') === held.arrived + held.backing &&
        tally.paid === due - crossing.traffic.late
      return fits ? [] : [day]
    })
  }

  test('holds and pays at each close what the model’s bridge computes', () => {
    const run = simulate(spec)
    expect(strayDays(run)).toEqual([])
    const crossingOn = crossingsOf(spec, TERMS)
    const days = run.closes.map(({ view }) => ({ up: view.environment.bridge.up, ...crossingOn(view) }))
    // Coverage: outages, batches, late payments, and days with several payments.
    expect(days.some(({ up }) => !up)).toBe(true)
    expect(days.some(({ traffic }) => traffic.late > 0n)).toBe(true)
    expect(days.some(({ traffic }) => traffic.paid.length > 1)).toBe(true)
    expect(days.filter(({ traffic }) => traffic.sent > 0n).length).toBeGreaterThan(5)
    expect(run.closes.at(-1)!.tally.payments).toBe(
      days.filter(({ traffic }) => traffic.paid.length > 0).length,
    )
    expect(run.closes.at(-1)!.tally.refused).toBe(0)
  })

  test.each<[string, Treasury]>([
    ['forgets the delay', { ...plain, bridge: { ...TERMS, delayDays: 1 } }],
    ['does not wait for a batch', { ...plain, bridge: { ...TERMS, batch: btcb('0.02') } }],
    ['pays without backing', { ...plain, bridge: { ...TERMS, backing: 0n as Btcb } }],
    ['bears no fee', { ...plain, bridge: { ...TERMS, fee: 0n as Btcb } }],
    ['pays by the calendar', { ...plain, every: 3 }],
    ['knows of no bridge', plain],
  ])('a mutant that %s is killed', (_mutant, mutated) => {
    expect(strayDays(simulate(mutated)).length).toBeGreaterThan(DAYS / 2)
  })

  test('rejects a payment interval together with a bridge', () => {
    expect(() => treasury({ ...spec, every: 1 })).toThrow(ConflictingSchedule)
  })

  test('without bridge terms ignores outages and pays what was mined since the last payment', () => {
    const [daily, weekly] = [simulate(plain, 14), simulate({ ...plain, every: 7 }, 14)]
    expect(daily.closes.some(({ view }) => !view.environment.bridge.up)).toBe(true)
    expect(daily.closes.map(({ tally }) => tally.payments)).toEqual(daily.closes.map((_, day) => day + 1))
    expect(weekly.closes.map(({ tally }) => tally.payments)).toEqual([
      0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2,
    ])
    for (const day of [6, 13]) expect(weekly.closes[day]!.tally.paid).toBe(daily.closes[day]!.tally.paid)
  })
})
