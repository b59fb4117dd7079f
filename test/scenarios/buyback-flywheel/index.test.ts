import { beforeAll, describe, expect, test } from 'vitest'

import { btcb, amt, type Amt, type Btcb } from '../../../src/model/kernel/units.ts'
import flywheel from '../../../src/scenarios/buyback-flywheel/index.ts'
import { bestSandwich, largestSandwich, sandwich } from '../../../src/sim/agents/mev/buy-back-sandwicher.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { parseSeed } from '../../../src/sim/random/seed.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import { lastOf, type Summary } from '../../../src/sim/recording/summary.ts'
import { outsidePool } from '../../../src/scenarios/shared/july-2023.ts'
import type { Compared } from '../../../src/sim/definition/variant.ts'
import {
  callsOf,
  cells,
  expectInvariants,
  expectNoSurprises,
  expectCharts,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  type Settings,
} from '../harness.ts'

const OUTSIDE = outsidePool({ pool: 'after-reset' })

/** Days of a setting and of the variants of the scenario that these words name. */
function compared(days: number, ...names: readonly string[]): Compared {
  const from = source(parseSeed(1n), 0)
  const trajectory = (set: Settings): Summary =>
    simulateDays(flywheel.at(set).bound, [], { from, days, onClose: () => {} }).summary
  const { variants } = flywheel.at({}).bound.comparison!
  const named = variants.filter(({ name }) => names.includes(name))
  return { ...trajectory({}), variants: new Map(named.map(({ name, set }) => [name, trajectory(set)])) }
}

describe('the buy-back flywheel', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(flywheel)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(11)
    expectNoSurprises(flywheel)
  })

  test('forced sandwiches lose, larger ones more', () => {
    const [made, paid, profit] = ['made', 'paid', 'profit'].map((name) => numbers(result, name, 'forced'))
    for (const row of [0, 1, 2]) {
      expect(made![row]).toBeGreaterThan(20)
      expect(profit![row]).toBeLessThan(0)
      // Lower bound: both swap fees without a purchase in between.
      expect(profit![row]).toBeGreaterThan(-0.005 * paid![row]!)
    }
    expect(paid![0]).toBeCloseTo(0.01 * made![0]!, 12)
    expect(profit).toEqual(profit!.toSorted((a, b) => b - a))
  })

  test('the hypothesis fails if a forced sandwich gains, and is not stated if none completes', () => {
    const { comparison } = flywheel.at({}).bound
    const from = source(parseSeed(1n), 0)
    const trajectory = (set: Settings): Summary =>
      simulateDays(flywheel.at(set).bound, [], { from, days: 35, onClose: () => {} }).summary
    const variants = new Map(
      comparison!.variants
        .filter(({ set }) => set['sandwich'] === 'true')
        .map(({ name, set }) => [name, trajectory(set)]),
    )
    const hypothesis = comparison!.hypotheses.find(({ statement }) =>
      statement.includes('Forced sandwiches'),
    )!
    const verdict = (forced: Summary): boolean | undefined =>
      hypothesis.check({ ...forced, variants: new Map([...variants, ['forced-more', forced]]) })?.asExpected
    const loses = variants.get('forced-more')!
    expect(verdict(loses)).toBe(true)
    // The same run reversed in time: the loss becomes a gain.
    expect(verdict({ ...loses, start: lastOf(loses), closes: [loses.start] })).toBe(false)
    const { trades } = loses
    expect(verdict({ ...loses, trades: trades.filter(({ kind }) => kind === 'buy') })).toBeUndefined()
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['growth-and-price', 'growth-by-case', 'when-they-leave', 'wealth-by-vault'])
  })

  test('buys every week and spends the remainder on the next day, and deposits hold all AMT bought', () => {
    const spent = numbers(result, 'spent')
    const days = spent.flatMap((each, day) => (each > (spent[day - 1] ?? 0) ? [day] : []))
    expect(days.filter((day) => day % 7 === 6)).toEqual(Array.from({ length: 26 }, (_, week) => 7 * week + 6))
    const remainders = days.filter((day) => day % 7 !== 6)
    for (const day of remainders) expect(day % 7).toBe(0)
    expect(remainders).toHaveLength(5)
    expect(metric(result, 'purchases')).toBe(days.length)
    const perDeposit = numbers(result, 'amtPerDeposit')
    expect(perDeposit[5]).toBe(1)
    expect(perDeposit[6]).toBeGreaterThan(1)
    // Nobody is settled before the end, so that what is credited is what was deposited.
    const credited = (Number((OUTSIDE * 21n) / 100n) / 1e18).toFixed(2)
    expect(finding(result, 'fully covered').found).toContain(`${credited} credited so far, 0.00 withdrawn`)
    // Purchases are for the scenario's deposits of 20% and for the 1% of the cap table.
    const [own, all] = [20, 21].map((percentage) => Number(OUTSIDE * BigInt(percentage)) / 1e20)
    expect(metric(result, 'putIn')).toBeCloseTo(own!, 6)
    expect(perDeposit.at(-1)).toBeCloseTo(1 + metric(result, 'bought') / all!, 12)
    expect(metric(result, 'growth')).toBeCloseTo((100 * metric(result, 'bought')) / all!, 9)
    for (const [day, each] of perDeposit.entries())
      if (day > 0) expect(each).toBeGreaterThanOrEqual(perDeposit[day - 1]!)
  })

  test('growth is judged by every measure, the project included', () => {
    const parties = cells(result, 'party', 'wealth')
    expect(parties.slice(-2)).toEqual(['All outside the project', 'The project'])
    const row = (name: string, party: string): number =>
      Number(cells(result, name, 'wealth')[parties.indexOf(party)])
    const own = 'All depositors of the scenario'
    for (const each of ['Paid', 'Grown', 'Sold']) {
      // Each takes out at most alone, and least if all leave.
      for (const party of ['Miner', 'Depositor', 'Sellers', 'Buy-back staker']) {
        expect(row(`joint${each}`, party)).toBeLessThan(row(`outside${each}`, party))
        expect(row(`outside${each}`, party)).toBeLessThan(row(`alone${each}`, party))
        expect(row(`alone${each}`, party)).toBeLessThan(row(`spot${each}`, party))
      }
      // Five equal depositors.
      expect(row(`joint${each}`, own)).toBeCloseTo(5 * row(`joint${each}`, 'Depositor'), 9)
      expect(cells(result, `alone${each}`, 'wealth')[parties.indexOf(own)]).toBe('')
    }
    expect(metric(result, 'depositorsGainSpot')).toBeCloseTo(row('spotGrown', own) - row('spotPaid', own), 9)
    expect(metric(result, 'projectGainJoint')).toBeCloseTo(
      row('jointGrown', 'The project') - row('jointPaid', 'The project'),
      9,
    )
    // Depositors of the cap table have a twentieth of the scenario's deposits, so a twentieth of their
    // wealth.
    const four = 4 * row('jointGrown', 'Buy-back staker')
    expect(four).toBeCloseTo(row('jointGrown', own) / 20, 9)
  })

  test('hypotheses about wealth fail if the vaults are exchanged, or if the purchases are sold into', () => {
    const run = compared(35, 'paid', 'alone', 'sellers')
    const { hypotheses } = flywheel.at({}).bound.comparison!
    const verdict = (words: string, variants: Compared['variants']): boolean | undefined =>
      hypotheses.find(({ statement }) => statement.includes(words))!.check({ ...run, variants })?.asExpected
    const [paid, alone, sellers] = ['paid', 'alone', 'sellers'].map((name) => run.variants.get(name)!)
    const exchanged = new Map([...run.variants, ['paid', alone!], ['alone', paid!]])
    const sold = new Map([...run.variants, ['alone', sellers!]])
    for (const words of ['over half of the BTCB spent for them', 'others gain what depositors lose']) {
      expect(verdict(words, run.variants), words).toBe(true)
      expect(verdict(words, exchanged), words).toBeFalsy()
    }
    expect(verdict('over half of the BTCB spent for them', sold)).toBe(false)
  })

  test('in the staking vault nobody buys back, and the deposits do not grow', () => {
    const staked = run(flywheel, { vault: 'stakingVault', sandwich: 'false', sellers: '0' }, 31)
    expect(metric(staked, 'purchases')).toBe(0)
    expect(metric(staked, 'growth')).toBe(0)
    expect(metric(staked, 'priceChange')).toBe(0)
    expect(metric(staked, 'putIn')).toBe(metric(result, 'putIn'))
  })

  test('takes deposits and sellers out of all wallets, and then out of the reserve', () => {
    // Wallets have 85% and the reserve 10%; the sellers take 20.
    const large = run(flywheel, { staked: '70' }, 1)
    expect(numbers(large, 'amtAtStart', 'classes')).toEqual([0, 0, 0, 0, 0])
    expect(() => run(flywheel, { staked: '70', ownSmall: '0' }, 1)).not.toThrow()
    expect(() => run(flywheel, { staked: '70', ownSmall: '0', ownStaked: '12' }, 1)).toThrow(/at most .* AMT/)
  })

  test('with 5% of the payments for holders the hypotheses about large amounts fail', () => {
    const few = run(flywheel, { vaultShare: '95' })
    expect(finding(few, 'Spent in one purchase').asExpected).toBe(false)
    expect(finding(few, 'spent completely in several purchases').asExpected).toBe(false)
  })
})

describe('a sandwich around a purchase', () => {
  const pool = { amt: amt('7877440'), btcb: btcb('85.22') }
  const none = 0n as Amt

  test('is unprofitable at any size if the purchase is below 1/g - 1 of the pool', () => {
    const small = (pool.btcb / 400n) as Btcb
    for (const pay of ['0.001', '0.1', '1', '10', '50'])
      expect(sandwich(pool, small, btcb(pay)).profit).toBeLessThan(0n)
    expect(bestSandwich(pool, small, none, btcb('50'))).toMatchObject({ pay: 0n, profit: 0n })
    expect(bestSandwich(pool, (pool.btcb / 398n) as Btcb, none, btcb('50')).profit).toBeGreaterThan(0n)
  })

  test('is bounded exactly by the vault’s limit, and no smaller size is better', () => {
    const spends = btcb('1')
    const least = (sandwich(pool, spends, btcb('0.5')).bought - 1n) as Amt
    const { pay, bought, profit } = bestSandwich(pool, spends, least, btcb('50'))
    expect(bought).toBeGreaterThanOrEqual(least)
    expect(pay).toBeGreaterThanOrEqual(btcb('0.5'))
    expect(sandwich(pool, spends, (pay + 10n ** 6n) as Btcb).bought).toBeLessThan(least)
    for (let step = 0n; step < 50n; step++)
      expect(sandwich(pool, spends, ((pay * step) / 50n) as Btcb).profit).toBeLessThan(profit)
  })

  test('if forced, uses the vault’s limit or its capital, whichever is smaller', () => {
    const spends = (pool.btcb / 400n) as Btcb
    const least = (sandwich(pool, spends, btcb('0.5')).bought - 1n) as Amt
    const { pay, bought, profit } = largestSandwich(pool, spends, least, btcb('50'))
    expect(bought).toBeGreaterThanOrEqual(least)
    expect(sandwich(pool, spends, (pay + 10n ** 6n) as Btcb).bought).toBeLessThan(least)
    expect(profit).toBeLessThan(0n)
    expect(largestSandwich(pool, spends, least, btcb('0.1')).pay).toBe(btcb('0.1'))
    expect(largestSandwich(pool, spends, pool.amt, btcb('50'))).toMatchObject({ pay: 0n, buy: 0n })
  })
})

test('split purchases, sellers and leavers are the same on the contracts', async () => {
  const settings = { staked: '70', every: '10', leaveOn: '21' }
  const result = run(flywheel, settings, 24)
  expect(metric(result, 'purchases')).toBeGreaterThan(10)
  expect(metric(result, 'received')).toBeGreaterThan(10)
  await expectVerified(result, [])
})

test('forced sandwiches are the same on the contracts', async () => {
  const result = run(flywheel, { sandwich: 'true', forced: '0.2', every: '3' }, 32)
  expect(metric(result, 'sandwiches')).toBeGreaterThan(5)
  const largest = callsOf(result, 'forced-most')
  expect(largest.filter((each) => each === 'sandwicher buyBackVault.buyBack')).toHaveLength(3)
  await expectVerified(result, ['forced-most'])
})

test('exits from the staking vault are the same on the contracts', async () => {
  const result = run(flywheel, { vault: 'stakingVault', sandwich: 'false', sellers: '0', leaveOn: '3' }, 6)
  expect(metric(result, 'received')).toBeGreaterThan(10)
  await expectVerified(result, [])
})
