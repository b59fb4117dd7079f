import * as fc from 'fast-check'
import { expect } from 'vitest'

import * as bridge from '../../../src/model/economics/bridge.ts'
import type { Bridge, BridgeDay, BridgeTerms } from '../../../src/model/economics/bridge.ts'
import type { Btcb } from '../../../src/model/kernel/units.ts'
import { propertySuite, type Mutation, type SystemUnderTest } from './property-suite.ts'

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a minimum batch does not suffice to depart',
    find: 'ready >= terms.batch',
    replace: 'ready > terms.batch',
  },
  {
    name: 'a batch arrives a day late',
    find: '({ arrives }) => arrives <= day',
    replace: '({ arrives }) => arrives < day',
  },
  {
    name: 'the fee is not deducted',
    find: 'amount: (sent - fee) as Btcb',
    replace: 'amount: sent as Btcb',
  },
  {
    name: 'batches depart during an outage',
    find: 'const departs = up && ready',
    replace: 'const departs = ready',
  },
  {
    name: 'batches arrive during an outage',
    find: 'const landing = up ? bridge.underWay.filter(({ arrives }) => arrives <= day) : []',
    replace: 'const landing = bridge.underWay.filter(({ arrives }) => arrives <= day)',
  },
  {
    name: 'arrivals due during an outage are lost',
    find: '(batch) => !landing.includes(batch)',
    replace: '({ arrives }) => arrives > day',
  },
  {
    name: 'the day’s production is lost',
    find: 'const ready = bridge.waiting + mined',
    replace: 'const ready = bridge.waiting',
  },
  {
    name: 'the wallets pay before arrived BTCB',
    find: 'const fromArrived = amount < arrived ? amount : arrived',
    replace: 'const fromArrived = amount < backing ? 0n : amount - backing',
  },
  {
    name: 'replenishment exceeds the target',
    find: 'const refilled = payments.arrived < room ? payments.arrived : room > 0n ? room : 0n',
    replace: 'const refilled = payments.arrived',
  },
  {
    name: 'the wallets are never replenished',
    find: 'const refilled = payments.arrived < room ? payments.arrived : room > 0n ? room : 0n',
    replace: 'const refilled = 0n',
  },
  {
    name: 'the last wei cannot be paid out',
    find: 'if (amount > arrived + backing) break',
    replace: 'if (amount >= arrived + backing) break',
  },
  {
    name: 'the wallets do not advance payments',
    find: 'if (amount > arrived + backing) break',
    replace: 'if (amount > arrived) break',
  },
  {
    name: 'today’s payment precedes overdue ones',
    find: '[...bridge.overdue, { amount: due, day }]',
    replace: '[{ amount: due, day }, ...bridge.overdue]',
  },
  {
    name: 'overdue payments are dropped',
    find: '[...bridge.overdue, { amount: due, day }]',
    replace: '[{ amount: due, day }]',
  },
  {
    name: 'overdue payments are counted before the payments are made',
    find: 'late: sumOf(payments.overdue)',
    replace: 'late: sumOf(queue)',
  },
  {
    name: 'the wallets start empty',
    find: `    backing: terms.backing,
    overdue: [],`,
    replace: `    backing: 0n as Btcb,
    overdue: [],`,
  },
  { name: 'a delay of zero is accepted', find: 'delayDays < 1', replace: 'delayDays < 0' },
  { name: 'a fee of a whole batch is accepted', find: 'fee >= batch', replace: 'fee > batch' },
  {
    name: 'the payments bear no fee',
    find: 'return (mined - kept) as Btcb',
    replace: 'return mined',
  },
  {
    name: 'the fee reserve ignores what is reserved already',
    find: '- keptForFeeUp(terms, waiting)\n',
    replace: '- keptForFeeUp(terms, 0n as Btcb)\n',
  },
  {
    name: 'the fee reserve grows beyond a minimum batch',
    find: 'const part = waiting < batch ? waiting : batch',
    replace: 'const part = waiting',
  },
  {
    name: 'the fee reserve rounds down',
    find: '(fee * part + perSat - 1n) / perSat',
    replace: '(fee * part) / perSat',
  },
  {
    name: 'the payment due is not in whole satoshi',
    find: '(((fee * part + perSat - 1n) / perSat) * BASE_UNITS_PER_SAT)',
    replace: '((fee * part + batch - 1n) / batch)',
  },
  {
    name: 'batches in transit are not counted',
    find: 'return (waiting + sumOf(underWay)) as Btcb',
    replace: 'return waiting',
  },
]

const SYSTEM = {
  heading: 'Bridge',
  file: 'economics/bridge',
  original: bridge,
  load: (load) => load<typeof bridge>('economics/bridge'),
  mutations: MUTATIONS,
} satisfies SystemUnderTest<typeof bridge>

propertySuite(SYSTEM, (model, { describe, test }) => {
  const { crossDay, crossDays, dueDown, FeeEatsBatch, holdings, keptForFeeUp } = model
  const { newBridge, NoDelay, onTheWay } = model

  const termsOf = (batch: number, delayDays: number, fee: number, backing: number): BridgeTerms => ({
    batch: BigInt(batch) as Btcb,
    delayDays,
    fee: BigInt(fee) as Btcb,
    backing: BigInt(backing) as Btcb,
  })

  const dayOf = (mined: number, due: number, up = true): BridgeDay => ({
    mined: BigInt(mined) as Btcb,
    due: BigInt(due) as Btcb,
    up,
  })

  const days = (count: number, day: BridgeDay): readonly BridgeDay[] =>
    Array.from({ length: count }, () => day)

  const anyDays = fc.array(
    fc
      .record({ mined: fc.nat(50), due: fc.nat(50), up: fc.boolean() })
      .map(({ mined, due, up }) => dayOf(mined, due, up)),
    { maxLength: 60 },
  )

  const anyTerms = fc
    .tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 6 }), fc.nat(5), fc.nat(300))
    .map(([batch, delay, fee, backing]) => termsOf(batch + fee, delay, fee, backing))

  describe('the bridge', () => {
    test('follows a hand-computed example: batches every two days, two days in transit', () => {
      const traffic = crossDays(termsOf(20, 2, 1, 50), days(7, dayOf(10, 10)))
      // Day 1 sends 20, of which 19 arrive on day 3. Until then the wallets pay; arrivals pay first and
      // replenish with the rest.
      expect(traffic.map(({ sent }) => sent)).toEqual([0n, 20n, 0n, 20n, 0n, 20n, 0n])
      expect(traffic.map(({ received }) => received)).toEqual([0n, 0n, 0n, 19n, 0n, 19n, 0n])
      expect(traffic.map(({ advanced }) => advanced)).toEqual([10n, 10n, 10n, 0n, 10n, 0n, 10n])
      expect(traffic.map(({ refilled }) => refilled)).toEqual([0n, 0n, 0n, 9n, 0n, 9n, 0n])
      expect(traffic.every(({ late }) => late === 0n)).toBe(true)
    })

    test('without wallets pays late, in order, and reports each due date', () => {
      const traffic = crossDays(termsOf(20, 2, 0, 0), days(6, dayOf(10, 10)))
      expect(traffic.map(({ late }) => late)).toEqual([10n, 20n, 30n, 20n, 30n, 20n])
      expect(traffic[3]!.paid).toEqual([
        { amount: 10n, day: 0 },
        { amount: 10n, day: 1 },
      ])
      expect(traffic[5]!.paid.map(({ day }) => day)).toEqual([2, 3])
    })

    test('neither sends nor receives during an outage, and catches up on the day it ends', () => {
      const outage = [dayOf(10, 0), dayOf(10, 0), ...days(3, dayOf(10, 0, false)), dayOf(10, 0)]
      const traffic = crossDays(termsOf(10, 1, 0, 0), outage)
      expect(traffic.map(({ sent }) => sent)).toEqual([10n, 10n, 0n, 0n, 0n, 40n])
      expect(traffic.map(({ received }) => received)).toEqual([0n, 10n, 0n, 0n, 0n, 10n])
    })

    test('with wallets of six payments covers an outage of five days, not of six', () => {
      // One of the six payments is always in transit.
      const outageOf = (length: number): bigint => {
        const all = [
          ...days(3, dayOf(10, 10)),
          ...days(length, dayOf(10, 10, false)),
          ...days(3, dayOf(10, 10)),
        ]
        return crossDays(termsOf(10, 1, 0, 60), all).reduce(
          (most, { late }) => (late > most ? late : most),
          0n,
        )
      }
      expect([4, 5, 6, 7].map(outageOf)).toEqual([0n, 0n, 10n, 20n])
    })

    test('drains its wallets and pays late if no payment bears the fee', () => {
      const traffic = crossDays(termsOf(10, 1, 1, 30), days(40, dayOf(10, 10)))
      const firstLate = traffic.findIndex(({ late }) => late > 0n)
      // 20 are left after day 0, and each day loses 1: zero after day 20, and then 9 arrive for a payment of
      // 10.
      expect(firstLate).toBe(21)
      const covered = crossDays(termsOf(10, 1, 1, 30), days(200, dayOf(10, 9)))
      expect(covered.every(({ late }) => late === 0n)).toBe(true)
    })

    test('conserves value: production is held, paid, or spent on the fee', () => {
      fc.assert(
        fc.property(anyTerms, anyDays, (terms, all) => {
          let bridge = newBridge(terms)
          for (const day of all) {
            const before = holdings(bridge)
            const crossed = crossDay(bridge, terms, day)
            const paid = crossed.traffic.paid.reduce((sum, { amount }) => sum + amount, 0n)
            expect(holdings(crossed.bridge) + paid + crossed.traffic.fee).toBe(before + day.mined)
            bridge = crossed.bridge
            expect(bridge.backing >= 0n && bridge.backing <= terms.backing).toBe(true)
            expect(bridge.arrived >= 0n && bridge.waiting >= 0n).toBe(true)
          }
        }),
        { seed: 1, numRuns: 500 },
      )
    })

    test('makes every payment once and in order, and leaves none overdue that it can afford', () => {
      fc.assert(
        fc.property(anyTerms, anyDays, (terms, all) => {
          let bridge: Bridge = newBridge(terms)
          const paid: number[] = []
          for (const day of all) {
            const crossed = crossDay(bridge, terms, day)
            bridge = crossed.bridge
            paid.push(...crossed.traffic.paid.map((due) => due.day))
            const [oldest] = bridge.overdue
            if (oldest !== undefined) expect(oldest.amount).toBeGreaterThan(bridge.arrived + bridge.backing)
          }
          const due = all.flatMap((day, index) => (day.due > 0n ? [index] : []))
          expect([...paid, ...bridge.overdue.map(({ day }) => day)]).toEqual(due)
        }),
        { seed: 2, numRuns: 500 },
      )
    })

    test('never pays later with a larger wallet', () => {
      fc.assert(
        fc.property(anyTerms, anyDays, fc.nat(100), (terms, all, more) => {
          const late = (backing: bigint): bigint[] =>
            crossDays({ ...terms, backing: backing as Btcb }, all).map((day) => day.late)
          const [less, greater] = [late(terms.backing), late(terms.backing + BigInt(more))]
          for (const [day, amount] of greater.entries()) expect(amount).toBeLessThanOrEqual(less[day]!)
        }),
        { seed: 3, numRuns: 300 },
      )
    })

    const SAT = 10n ** 10n
    const sat = (count: number): Btcb => (BigInt(count) * SAT) as Btcb

    test('follows a hand-computed example: the reserve for a fee of 5 grows up to a batch of 20', () => {
      const terms: BridgeTerms = { batch: sat(20), delayDays: 1, fee: sat(5), backing: sat(100) }
      let bridge = newBridge(terms)
      const due: bigint[] = []
      // 7 of 20 bear 1.75 of 5, reserved as 2; 14 bear 3.5, reserved as 4; 21 are a batch and bear 5. Then it
      // restarts.
      for (const mined of [7, 7, 7, 7, 50, 0, 3].map(sat)) {
        due.push(dueDown(bridge, terms, mined) / SAT)
        bridge = crossDay(bridge, terms, { mined, due: 0n as Btcb, up: true }).bridge
      }
      expect(due).toEqual([5n, 5n, 6n, 5n, 47n, 0n, 2n])
      expect(onTheWay(bridge)).toBe(sat(3))
    })

    test('with payments that bear the fee holds overdue payments, the target and the fee reserve', () => {
      const inSats = fc
        .tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 6 }), fc.nat(40), fc.nat(300))
        .map(([more, delayDays, fee, backing]) => ({
          batch: sat(fee + more),
          delayDays,
          fee: sat(fee),
          backing: sat(backing),
        }))
      fc.assert(
        fc.property(inSats, anyDays, fc.bigInt(0n, SAT - 1n), (whole, all, part) => {
          // A fee that is not whole satoshi leaves less than one satoshi of each batch in the wallets.
          const terms = {
            ...whole,
            fee: (whole.fee + part < whole.batch ? whole.fee + part : whole.fee) as Btcb,
          }
          let [bridge, departures] = [newBridge(terms), 0n]
          for (const day of all) {
            const mined = (day.mined * SAT) as Btcb
            const due = dueDown(bridge, terms, mined)
            expect(due >= 0n && due <= mined && due % SAT === 0n).toBe(true)
            const crossed = crossDay(bridge, terms, { mined, due, up: day.up })
            bridge = crossed.bridge
            if (crossed.traffic.sent > 0n) departures++
            const owed = crossed.traffic.late + terms.backing + keptForFeeUp(terms, bridge.waiting)
            const over = holdings(bridge) - owed
            expect(over).toBe(departures * ((SAT - (terms.fee % SAT)) % SAT))
            expect(holdings(bridge) - onTheWay(bridge)).toBe(bridge.arrived + bridge.backing)
          }
        }),
        { seed: 4, numRuns: 300 },
      )
    })

    test('rejects a fee of a whole batch and a delay below one whole day', () => {
      expect(() => newBridge(termsOf(5, 1, 5, 0))).toThrow(FeeEatsBatch)
      expect(() => newBridge(termsOf(5, 1, -1, 0))).toThrow(FeeEatsBatch)
      expect(() => newBridge(termsOf(5, 0, 1, 0))).toThrow(NoDelay)
      expect(() => newBridge(termsOf(5, 1.5, 1, 0))).toThrow(NoDelay)
      expect(newBridge(termsOf(5, 1, 4, 7)).backing).toBe(7n)
    })
  })
})
