import { Decimal } from 'decimal.js'
import { beforeAll, describe, expect, test } from 'vitest'

import { deployEconomy, apply, read } from '../../../src/model/economy.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { fromBase, toBase, type Timestamp } from '../../../src/model/kernel/units.ts'
import baseline from '../../../src/scenarios/baseline/index.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import { SWAP_SANDWICHER } from '../../../src/sim/agents/mev/swap-sandwicher.ts'
import {
  ConflictingSettings,
  InvalidParameter,
  UnknownParameter,
} from '../../../src/sim/definition/parameter.ts'
import { cellsOf } from '../../../src/sim/recording/recorder.ts'
import { canonicalText, type RunResult } from '../../../src/sim/result.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { expectGain, expectNoSurprises, expectVerified, run as runOf } from '../harness.ts'

const cells = (result: RunResult, column: string): readonly string[] => cellsOf(result.tables[0]!, column)
const metric = (result: RunResult, name: string): number => Number(result.metrics[name]!.value)
const run = (set: Readonly<Record<string, string>> = {}, days = 30, seed = 1n): RunResult =>
  runScenario(baseline, { seed, days, set })

const Exact = Decimal.clone({ precision: 60 })

describe('the baseline, a whole year', () => {
  let year: RunResult
  beforeAll(() => {
    year = runOf(baseline)
  })

  test('confirms its hypotheses, the halving included', () => {
    expect(year.findings).toHaveLength(8)
    expectNoSurprises(baseline)
  })

  test('keeps every invariant through every action', () => {
    expect(Object.keys(year.invariants).length).toBe(INVARIANTS.length)
    for (const [name, verdict] of Object.entries(year.invariants))
      expect({ name, ...verdict }).toMatchObject({ holds: true, checks: year.actions.length })
  })

  test('has a row for each of 365 days, from 12 July 2023 to 10 July 2024', () => {
    expect(cells(year, 'date')[0]).toBe('2023-07-12')
    expect(cells(year, 'date').at(-1)).toBe('2024-07-10')
    expect(cells(year, 'day')).toEqual(Array.from({ length: 365 }, (_, day) => day.toString()))
    for (const { cells: column } of year.tables[0]!.columns) expect(column).toHaveLength(365)
  })

  test('the first day’s production matches formula and quoted hashprice: 0.53 BTC, 72 USD per PH/s', () => {
    const [steps, amounts] = year.tables[1]!.columns
    expect(steps!.cells[0]).toBe('Mined if all machines ran')
    const gross = Number(amounts!.cells[0])
    expect(gross).toBeGreaterThan(0.5)
    expect(gross).toBeLessThan(0.6)
    // The quote includes fees.
    expect(Math.abs((gross * 30_400) / 223.446 / 72 - 1)).toBeLessThan(0.02)
  })

  test('the waterfall is exact: every total is the sum of its steps, and dust is a few wei', () => {
    const [steps, amounts] = year.tables[1]!.columns
    const step = (label: string): bigint => base(amounts!.cells[steps!.cells.indexOf(label)]!)
    const sum = (labels: readonly string[]): bigint =>
      labels.reduce((total, label) => total + step(label), 0n)
    const costs = ['Mined if all machines ran', 'Downtime', "Mining pool's fee", 'Power', 'Below one satoshi']
    expect(sum(costs)).toBe(step('Payment'))
    expect(toBase(cells(year, 'payment')[0]!)).toBe(step('Payment'))
    expect(sum(['Payment', 'To the RCL', 'To liquidity providers'])).toBe(step('For holders'))
    expect(sum(['For holders', 'Claimed so far', 'Rounding dust'])).toBe(step('Not yet claimed'))
    expect(step('To the RCL')).toBe(-(step('Payment') * 20n) / 100n)
    // Each claim rounds down by less than one wei, and fewer than 152 accounts can claim.
    expect(-step('Rounding dust')).toBeLessThan(152n)
  })

  test('the waterfall includes depreciation where machines are depreciated, and still adds up', () => {
    const [steps, amounts] = run({ machinePrice: '20' }, 1).tables[1]!.columns
    const until = steps!.cells.indexOf('Payment')
    expect(steps!.cells.slice(0, until)).toContain('Machines')
    const sum = amounts!.cells.slice(0, until).reduce((total, cell) => total + base(cell), 0n)
    expect(sum).toBe(base(amounts!.cells[until]!))
    // 223,446 TH/s at 20 USD over 1461 days, at 30,400 USD.
    const machines = Number(amounts!.cells[steps!.cells.indexOf('Machines')])
    expect(machines).toBeCloseTo((-223_446 * 20) / 1461 / 30_400, 12)
  })

  test('Master’s balance equals payouts minus claims and swept dust, exactly', () => {
    const paid = toBase(year.metrics['paid']!.value) - toBase(year.metrics['paidToVault']!.value)
    const out = ['claimedByHolders', 'claimedByProviders', 'dust'].map((name) =>
      toBase(year.metrics[name]!.value),
    )
    expect(toBase(year.metrics['unclaimed']!.value)).toBe(paid - out.reduce((sum, each) => sum + each))
  })

  test('metrics follow from the daily table', () => {
    const column = (name: string): readonly Decimal[] => cells(year, name).map((cell) => new Exact(cell))
    const sum = (values: readonly Decimal[]): Decimal =>
      values.reduce((total, each) => total.add(each), new Exact(0))
    const [payouts, prices, floors] = [column('payoutPerAmt'), column('poolPrice'), column('floorPrice')]
    const initialPrice = new Exact(year.metrics['openingPrice']!.value)
    const floorThen = new Exact(year.metrics['openingFloor']!.value)
    const monthly = (values: readonly Decimal[]): Decimal => sum(values).div(30).mul(365).div(12)
    const expected = {
      payoutPerAmt: sum(payouts),
      finalPrice: prices.at(-1)!,
      finalFloor: floors.at(-1)!,
      floorGrowth: floors.at(-1)!.div(floorThen).sub(1).mul(100),
      yieldOnOpeningPrice: sum(payouts).div(initialPrice).mul(100),
      holderReturn: sum(payouts).add(prices.at(-1)!).div(initialPrice).sub(1).mul(100),
      holderReturnAtFloor: sum(payouts).add(floors.at(-1)!).div(initialPrice).sub(1).mul(100),
      monthsToPayBack: initialPrice.div(monthly(payouts.slice(0, 30))),
      daysWithoutPayment: new Exact(payouts.filter((each) => each.isZero()).length),
      arbitrageProfit: column('arbitrageurBtcb').at(-1)!.sub(5),
      paid: sum(column('payment')),
    }
    for (const [name, value] of Object.entries(expected)) {
      const metric = new Exact(year.metrics[name]!.value)
      // Metrics that are ratios have 12 significant digits; the rest are exact.
      expect(metric.sub(value).abs().lte(value.abs().mul('1e-11')), `${name}: ${metric} and ${value}`).toBe(
        true,
      )
    }
    const lastMonth = payouts.slice(-30)
    const atEnd = sum(lastMonth).isZero()
      ? 'never'
      : prices.at(-1)!.div(monthly(lastMonth)).toSignificantDigits(12).toFixed()
    expect(year.metrics['monthsToPayBackAtEnd']!.value).toBe(atEnd)
  })

  test('columns of the daily table are consistent on every day', () => {
    const number = (name: string): readonly number[] => cells(year, name).map(Number)
    const [price, floor, premium, usd] = ['poolPrice', 'floorPrice', 'premium', 'btcPrice'].map(number)
    const [priceUsd, floorUsd, x, y] = ['poolPriceUsd', 'floorPriceUsd', 'poolAmt', 'poolBtcb'].map(number)
    const [backing, supply, toDate, payout] = ['backing', 'supply', 'payoutToDate', 'payoutPerAmt'].map(
      number,
    )
    let paidSoFar = 0
    for (let day = 0; day < 365; day++) {
      paidSoFar += payout![day]!
      expect(price![day]! / (y![day]! / x![day]!)).toBeCloseTo(1, 9)
      expect(floor![day]! / (backing![day]! / supply![day]!)).toBeCloseTo(1, 9)
      expect(premium![day]! / (price![day]! / floor![day]!)).toBeCloseTo(1, 9)
      // The table shows the BTC price in cents.
      expect(priceUsd![day]! / (price![day]! * usd![day]!)).toBeCloseTo(1, 5)
      expect(floorUsd![day]! / (floor![day]! * usd![day]!)).toBeCloseTo(1, 5)
      expect(toDate![day]! / paidSoFar).toBeCloseTo(1, 9)
    }
  })

  test('stays in a plausible range: price between the floor and three times the initial, turnover of a few pools', () => {
    const initialPrice = metric(year, 'openingPrice')
    const floors = cells(year, 'floorPrice').map(Number)
    for (const [day, price] of cells(year, 'poolPrice').map(Number).entries()) {
      expect(price).toBeGreaterThan(floors[day]! * 0.99)
      expect(price).toBeLessThan(initialPrice * 3)
    }
    const traded = Number(cells(year, 'boughtFor').at(-1)) + Number(cells(year, 'soldFor').at(-1))
    expect(traded / 85.22).toBeGreaterThan(1)
    expect(traded / 85.22).toBeLessThan(20)
    expect(metric(year, 'refused') / year.actions.length).toBeLessThan(0.1)
  })

  test('says what each class owns at both ends, and since when it has been out of AMT or BTCB', () => {
    const classes = year.tables.find(({ name }) => name === 'classes')!
    expect(cellsOf(classes, 'class')).toEqual([
      'Miners',
      'Large public holders',
      'Medium public holders',
      'Small public holders',
      'Traders',
    ])
    const miners = toBase(cellsOf(classes, 'amtAtStart')[0]!)
    // 55% of the AMT outside the pool.
    expect(Number(fromBase(miners))).toBeCloseTo(0.55 * (55_035_719 - 7_877_440), -3)
    expect(toBase(cellsOf(classes, 'amtAtEnd')[0]!)).toBeLessThan(miners)
    for (const cell of cellsOf(classes, 'outOfAmt')) expect(cell).toBe('')
  })

  test('is small enough to replay on the contracts in about a minute', () => {
    expect(year.actions.length).toBeGreaterThan(5_000)
    expect(year.actions.length).toBeLessThan(20_000)
    expect(year.deployment.people.length).toBeLessThanOrEqual(200)
  })

  test('replaying its actions gives the same balances and reverts', () => {
    const { people, tokenOrder, timestamp } = year.deployment
    let economy = deployEconomy({ people, tokenOrder, timestamp: BigInt(timestamp) as Timestamp })
    let refused = 0
    for (const action of year.actions) {
      const applied = apply(economy, action)
      economy = applied.economy
      if (!applied.outcome.ok) refused++
    }
    expect(refused).toBe(metric(year, 'refused'))
    const inMaster = read(economy, { on: 'btcb', fn: 'balanceOf', args: ['master'] }) as bigint
    expect(fromBase(inMaster)).toBe(year.metrics['unclaimed']!.value)
  })

  test('has four charts and every column that they draw', () => {
    expect(year.charts).toHaveLength(4)
    for (const { table, x, y } of year.charts)
      for (const name of [x, ...y])
        expect(
          cellsOf(
            year.tables.find((each) => each.name === table)!,
            name,
          ),
        ).toBeDefined()
  })
})

describe('the baseline under other settings', () => {
  test('the same seed gives the same bytes, another seed gives others', () => {
    const text = canonicalText(run())
    expect(canonicalText(run())).toBe(text)
    expect(canonicalText(run({}, 30, 2n))).not.toBe(text)
  })

  test('the environment’s path does not depend on the agents', () => {
    const [quiet, busy] = [run({ tradesPerDay: '0' }), run({ tradesPerDay: '30', holders: '40' })]
    expect(cells(busy, 'btcPrice')).toEqual(cells(quiet, 'btcPrice'))
    expect(cells(busy, 'difficulty')).toEqual(cells(quiet, 'difficulty'))
    expect(cells(busy, 'poolPrice')).not.toEqual(cells(quiet, 'poolPrice'))
  })

  test('a larger RCL share raises the floor and lowers the payout', () => {
    const [none, half, all] = [
      run({ vaultShare: '0' }),
      run({ vaultShare: '50' }),
      run({ vaultShare: '100' }),
    ]
    expect(metric(none, 'paidToVault')).toBe(0)
    expect(metric(all, 'payoutPerAmt')).toBe(0)
    expect(metric(half, 'finalFloor')).toBeGreaterThan(metric(none, 'finalFloor'))
    expect(metric(all, 'finalFloor')).toBeGreaterThan(metric(half, 'finalFloor'))
    expect(metric(none, 'payoutPerAmt')).toBeGreaterThan(metric(half, 'payoutPerAmt'))
  })

  test('payments are higher with retained costs than with deducted costs', () => {
    expect(metric(run({ costs: 'retained' }), 'paid')).toBeGreaterThan(metric(run(), 'paid') * 2)
  })

  test('the launch pool can be selected', () => {
    expect(run({ pool: 'launch' }, 0).metrics['openingPrice']!.value).toBe('0.0000495')
  })

  test('with a floor near the price the arbitrageur trades and lifts the pool to the floor', () => {
    const near = run({ backing: '590', requiredReturn: '1000' }, 90)
    expect(metric(near, 'arbitrageProfit')).toBeGreaterThan(0)
    const [prices, floors] = [cells(near, 'poolPrice').map(Number), cells(near, 'floorPrice').map(Number)]
    // At every close the pool is at least at g·r times the gas margin (1 - √(G/(r·X)))², here 0.9994.
    for (const [day, price] of prices.entries()) expect(price).toBeGreaterThan(0.9975 * 0.999 * floors[day]!)
    expect(near.findings.find(({ statement }) => statement.includes('arbitrageur'))?.asExpected).toBe(false)
    expect(Object.values(near.invariants).every(({ holds }) => holds)).toBe(true)
  })

  test('no machines, no payments, no payouts', () => {
    const idle = run({ hashRate: '0' })
    expect(metric(idle, 'paid')).toBe(0)
    expect(metric(idle, 'daysWithoutPayment')).toBe(30)
    expect(idle.metrics['monthsToPayBack']!.value).toBe('never')
    expect(idle.tables[1]!.columns[0]!.cells).toEqual([])
  })

  test.each([
    [{ vaultShare: '101' }, InvalidParameter],
    [{ vaultShare: '12.5' }, InvalidParameter],
    [{ costs: 'free' }, InvalidParameter],
    [{ powerPrice: '-1' }, InvalidParameter],
    [{ vault: '20' }, UnknownParameter],
  ])('%o is rejected before the run', (set, error) => {
    expect(() => run(set)).toThrow(error)
  })

  /** Ends at which miners have no reason to mine or to order machines on the first day. */
  const NO_RESPONSE = [
    'btcPrice=1',
    'difficultyGrowth=-90',
    'startHeight=2000000000',
    'startDifficulty=1000000',
    'networkPower=1',
    'networkEfficiency=200',
  ]

  test('both ends of every parameter’s range are accepted, or say what else to set', () => {
    for (const { name, min, max } of baseline.parameters)
      for (const end of [min, max].filter((text) => text !== undefined)) {
        // Only built, not run: thousands of agents take long to initialise.
        const build = (): unknown => baseline.at({ [name]: end })
        const title = `${name}=${end}`
        if (name.startsWith('own') && end === max) expect(build, title).toThrow(ConflictingSettings)
        else if (NO_RESPONSE.includes(title)) {
          expect(build, title).toThrow(/networkModel=exogenous/)
          expect(() => baseline.at({ [name]: end, networkModel: 'exogenous' }), title).not.toThrow()
        } else expect(build, title).not.toThrow()
      }
  })

  test('shares of the AMT outside the pool that exceed 100% are an error with their sum', () => {
    expect(() => baseline.at({ ownTraders: '20' })).toThrow(/at most 100%.*got 104%/)
    expect(() => baseline.at({ ownTraders: '20', ownMiners: '41' })).not.toThrow()
    expect(() => baseline.at({ whale: '6', accumulators: '6' })).toThrow(/got 102%/)
  })
})

describe('the baseline ordered by gas price', () => {
  const settings = { order: 'gas', sandwichCapital: '5', holders: '10' }

  test('the sandwicher gains; in random order it never trades', () => {
    expectGain(baseline, settings, 1n)
    const random = runScenario(baseline, { seed: 1n, days: 30, set: { ...settings, order: 'random' } })
    expect(random.findings.at(-1)).toMatchObject({ asExpected: true, found: '0 sandwiches; 0.000000 BTC' })
  })

  test('is the same on the contracts, with a sandwicher', async () => {
    const result = run(settings, 30)
    const swaps = result.actions.filter(
      (action) =>
        'call' in action &&
        action.by === SWAP_SANDWICHER &&
        action.call === 'router.swapExactTokensForTokens',
    )
    expect(swaps.length).toBeGreaterThan(4)
    await expectVerified(result)
  })

  test('without a sandwicher the hypothesis is not stated', () => {
    const { findings } = runScenario(baseline, { seed: 1n, days: 30, set: { order: 'gas', holders: '10' } })
    expect(findings.filter(({ statement }) => statement.startsWith('Ordered by gas price'))).toEqual([])
  })
})

describe('the list of scenarios', () => {
  test('has distinct names in kebab case', () => {
    const names = scenarios.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(names).toContain('baseline')
  })
})

/** Base units of signed decimal text. */
function base(text: string): bigint {
  return text.startsWith('-') ? -toBase(text.slice(1)) : toBase(text)
}
