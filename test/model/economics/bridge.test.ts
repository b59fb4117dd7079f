import * as fc from 'fast-check'
import { expect } from 'vitest'

import * as bridge from '../../../src/model/economics/bridge.ts'
import type { Bridge, BridgeDay, BridgeTerms } from '../../../src/model/economics/bridge.ts'
import type { Btcb } from '../../../src/model/kernel/units.ts'
import { claims, type Mutation, type System } from './mutants.ts'

const MUTATIONS: readonly Mutation[] = [
  { name: 'a batch must be more than a batch', find: 'ready >= terms.batch', replace: 'ready > terms.batch' },
  {
    name: 'a batch arrives a day late',
    find: '({ arrives }) => arrives <= day',
    replace: '({ arrives }) => arrives < day',
  },
  {
    name: 'a batch leaves with its fee',
    find: 'amount: (sent - fee) as Btcb',
    replace: 'amount: sent as Btcb',
  },
  {
    name: 'a bridge that is down lets batches leave',
    find: 'const departs = up && ready',
    replace: 'const departs = ready',
  },
  {
    name: 'a bridge that is down lets batches arrive',
    find: 'const landing = up ? bridge.underWay.filter(({ arrives }) => arrives <= day) : []',
    replace: 'const landing = bridge.underWay.filter(({ arrives }) => arrives <= day)',
  },
  {
    name: 'what is due in an outage is lost',
    find: '(batch) => !landing.includes(batch)',
    replace: '({ arrives }) => arrives > day',
  },
  {
    name: 'what is mined on the day is lost',
    find: 'const ready = bridge.waiting + mined',
    replace: 'const ready = bridge.waiting',
  },
  {
    name: 'the wallets pay before what has arrived',
    find: 'const fromArrived = amount < arrived ? amount : arrived',
    replace: 'const fromArrived = amount < backing ? 0n : amount - backing',
  },
  {
    name: 'the wallets are filled over the brim',
    find: 'const refilled = payments.arrived < room ? payments.arrived : room > 0n ? room : 0n',
    replace: 'const refilled = payments.arrived',
  },
  {
    name: 'the wallets are never filled again',
    find: 'const refilled = payments.arrived < room ? payments.arrived : room > 0n ? room : 0n',
    replace: 'const refilled = 0n',
  },
  {
    name: 'the last wei cannot be paid out',
    find: 'if (amount > arrived + backing) break',
    replace: 'if (amount >= arrived + backing) break',
  },
  {
    name: 'the wallets do not pay',
    find: 'if (amount > arrived + backing) break',
    replace: 'if (amount > arrived) break',
  },
  {
    name: 'what is overdue waits for what is due today',
    find: '[...bridge.overdue, { amount: due, day }]',
    replace: '[{ amount: due, day }, ...bridge.overdue]',
  },
  {
    name: 'what is overdue is forgotten',
    find: '[...bridge.overdue, { amount: due, day }]',
    replace: '[{ amount: due, day }]',
  },
  {
    name: 'what is late is counted before the payments',
    find: 'late: sumOf(payments.overdue)',
    replace: 'late: sumOf(queue)',
  },
  {
    name: 'the wallets begin empty',
    find: `    backing: terms.backing,
    overdue: [],`,
    replace: `    backing: 0n as Btcb,
    overdue: [],`,
  },
  { name: 'a delay of nothing is taken', find: 'delayDays < 1', replace: 'delayDays < 0' },
  { name: 'a fee of a whole batch is taken', find: 'fee >= batch', replace: 'fee > batch' },
  {
    name: 'the payments bear no fee',
    find: 'return (mined - kept) as Btcb',
    replace: 'return mined',
  },
  {
    name: 'each day bears its part of the fee, however much has been kept already',
    find: '- keptForFeeUp(terms, waiting)\n',
    replace: '- keptForFeeUp(terms, 0n as Btcb)\n',
  },
  {
    name: 'the payments bear more than the fee',
    find: 'const part = waiting < batch ? waiting : batch',
    replace: 'const part = waiting',
  },
  {
    name: 'the fee’s part is rounded down',
    find: '(fee * part + perSat - 1n) / perSat',
    replace: '(fee * part) / perSat',
  },
  {
    name: 'what is due is no whole satoshi',
    find: '(((fee * part + perSat - 1n) / perSat) * BASE_UNITS_PER_SAT)',
    replace: '((fee * part + batch - 1n) / batch)',
  },
  {
    name: 'what is on the way is only what waits',
    find: 'return (waiting + sumOf(underWay)) as Btcb',
    replace: 'return waiting',
  },
]

const SYSTEM = {
  heading: 'Bridge',
  file: 'economics/bridge',
  sound: bridge,
  load: (load) => load<typeof bridge>('economics/bridge'),
  mutations: MUTATIONS,
} satisfies System<typeof bridge>

claims(SYSTEM, (model, { describe, test }) => {
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
    test('worked by hand: batches of two days, two days under way, a wallet that advances', () => {
      const traffic = crossDays(termsOf(20, 2, 1, 50), days(7, dayOf(10, 10)))
      // Day 1 sends 20, of which 19 arrive on day 3; until then the wallet pays, and what arrives pays first and refills with the rest.
      expect(traffic.map(({ sent }) => sent)).toEqual([0n, 20n, 0n, 20n, 0n, 20n, 0n])
      expect(traffic.map(({ received }) => received)).toEqual([0n, 0n, 0n, 19n, 0n, 19n, 0n])
      expect(traffic.map(({ advanced }) => advanced)).toEqual([10n, 10n, 10n, 0n, 10n, 0n, 10n])
      expect(traffic.map(({ refilled }) => refilled)).toEqual([0n, 0n, 0n, 9n, 0n, 9n, 0n])
      expect(traffic.every(({ late }) => late === 0n)).toBe(true)
    })

    test('without a wallet pays late, in order, and says since when it was due', () => {
      const traffic = crossDays(termsOf(20, 2, 0, 0), days(6, dayOf(10, 10)))
      expect(traffic.map(({ late }) => late)).toEqual([10n, 20n, 30n, 20n, 30n, 20n])
      expect(traffic[3]!.paid).toEqual([
        { amount: 10n, day: 0 },
        { amount: 10n, day: 1 },
      ])
      expect(traffic[5]!.paid.map(({ day }) => day)).toEqual([2, 3])
    })

    test('that is down neither sends nor receives, and makes up for it on the day that it is up again', () => {
      const outage = [dayOf(10, 0), dayOf(10, 0), ...days(3, dayOf(10, 0, false)), dayOf(10, 0)]
      const traffic = crossDays(termsOf(10, 1, 0, 0), outage)
      expect(traffic.map(({ sent }) => sent)).toEqual([10n, 10n, 0n, 0n, 0n, 40n])
      expect(traffic.map(({ received }) => received)).toEqual([0n, 10n, 0n, 0n, 0n, 10n])
    })

    test('covered by a wallet of six payments survives an outage of five days, and not of six', () => {
      // One of the six is always under way.
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

    test('whose fee nobody pays eats its wallet up and then pays late', () => {
      const traffic = crossDays(termsOf(10, 1, 1, 30), days(40, dayOf(10, 10)))
      const firstLate = traffic.findIndex(({ late }) => late > 0n)
      // 20 are left on the first evening, and every day loses 1: none on the evening of day 20, and then 9 arrive for 10.
      expect(firstLate).toBe(21)
      const covered = crossDays(termsOf(10, 1, 1, 30), days(200, dayOf(10, 9)))
      expect(covered.every(({ late }) => late === 0n)).toBe(true)
    })

    test('loses nothing and makes nothing: what was mined is somewhere, paid, or the fee', () => {
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

    test('pays everything that was due, once and in order, and nothing that it could have paid stays late', () => {
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

    test('worked by hand: a fee of 5 is kept back from a batch of 20 as it fills up, and no more of what is beyond', () => {
      const terms: BridgeTerms = { batch: sat(20), delayDays: 1, fee: sat(5), backing: sat(100) }
      let bridge = newBridge(terms)
      const due: bigint[] = []
      // 7 of 20 bear 1.75 of 5, kept as 2; 14 bear 3.5, kept as 4; 21 are a batch and bear 5. The next batch begins anew.
      for (const mined of [7, 7, 7, 7, 50, 0, 3].map(sat)) {
        due.push(dueDown(bridge, terms, mined) / SAT)
        bridge = crossDay(bridge, terms, { mined, due: 0n as Btcb, up: true }).bridge
      }
      expect(due).toEqual([5n, 5n, 6n, 5n, 47n, 0n, 2n])
      expect(onTheWay(bridge)).toBe(sat(3))
    })

    test('whose payments bear the fee keeps its wallets: with what is on the way they hold what is overdue, what they began with, and what is kept for the fee', () => {
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
          // A fee that is no whole satoshi leaves less than one of each batch with the wallets.
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

    test('refuses a fee that eats a batch, and a batch that arrives before it leaves', () => {
      expect(() => newBridge(termsOf(5, 1, 5, 0))).toThrow(FeeEatsBatch)
      expect(() => newBridge(termsOf(5, 1, -1, 0))).toThrow(FeeEatsBatch)
      expect(() => newBridge(termsOf(5, 0, 1, 0))).toThrow(NoDelay)
      expect(() => newBridge(termsOf(5, 1.5, 1, 0))).toThrow(NoDelay)
      expect(newBridge(termsOf(5, 1, 4, 7)).backing).toBe(7n)
    })
  })
})
