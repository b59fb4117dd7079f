import { beforeAll, describe, expect, test } from 'vitest'

import { bestSnipe } from '../../../src/model/planning/arbitrage/snipe.ts'
import { isWait } from '../../../src/model/interface/action.ts'
import { amt, btcb, toBase, type Btcb } from '../../../src/model/kernel/units.ts'
import smallHolder from '../../../src/scenarios/small-holder/index.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import {
  callsOf,
  expectInvariants,
  expectNoSurprises,
  expectCharts,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  surprises,
} from '../harness.ts'

test('without a sniper no payment is an opportunity, and nobody gains by one', () => {
  const result = run(smallHolder, { sniperStake: '0' }, 40)
  expect(metric(result, 'sniped')).toBe(0)
  expect(result.tables.find(({ name }) => name === 'snipes')!.columns[0]!.cells).toEqual([])
  expectInvariants(result)
})

describe('the small holder', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(smallHolder)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(9)
    expectNoSurprises(smallHolder)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, [
      'break-even',
      'kept-by-claiming',
      'kept-by-staking',
      'wallet-and-vault',
      'claims-by-gas-price',
    ])
  })

  test('breaks even at cost / (n·π): 94k and 70k gas for each of n payments, at 3 gwei and 250 USD', () => {
    const usdPerGas = 3e-9 * 250
    const [n, perAmt] = [metric(result, 'payments'), metric(result, 'paidUsdPerAmt')]
    expect(metric(result, 'breakEvenOnce')).toBeCloseTo(((94_000 + 70_000 * n) * usdPerGas) / perAmt, 6)
    expect(metric(result, 'breakEvenDaily')).toBeCloseTo((n * 164_000 * usdPerGas) / perAmt, 6)
    expect(metric(result, 'breakEvenStake')).toBeCloseTo((300_000 * usdPerGas) / perAmt, 6)
    // 26 harvests. The keeper settles these five deposits and the four of the cap table.
    const keeper = 26 * 10 * 90_000 + n * (127_000 + 9 * 4_620)
    expect(metric(result, 'keeper')).toBeCloseTo(keeper * usdPerGas, 6)
  })

  test('measures who pays the sniper: the liquidity that is entitled to the pool’s payouts', () => {
    const wealth = result.tables.find(({ name }) => name === 'wealth')!
    const cell = (party: string, column: string): bigint => {
      const row = wealth.columns[0]!.cells.indexOf(party)
      return toBase(wealth.columns.find(({ name }) => name === column)!.cells[row]!)
    }
    const gain = (party: string, measure: string, name: string): bigint =>
      cell(party, `${measure}${name}`) - cell(party, `${measure}Unsniped`)
    // The sniper owns BTCB alone, so every measure has its profit.
    for (const measure of ['spot', 'alone', 'joint', 'outside'])
      expect(cell('Sniper', `${measure}Unsniped`)).toBe(btcb('10'))
    expect(gain('Sniper', 'joint', 'Outbid')).toBe(toBase(result.metrics['sniperGain']!.value))
    // The parties are all people: what one group gets, another group lacks.
    const all = [
      'Sniper',
      'All liquidity providers, wrapped',
      'All liquidity providers, raw',
      'All others outside the project',
    ]
    for (const name of ['Sniped', 'Outbid']) {
      const parts = all.reduce((sum, party) => sum + gain(party, 'joint', name), 0n)
      const whole = gain('All outside the project', 'joint', name)
      // Rounding: a wei for each of some 150 accounts and six payments, in both cases.
      expect(parts - whole).toBeLessThan(2_000n)
      expect(whole - parts).toBeLessThan(2_000n)
    }
    expect(wealth.columns[0]!.cells).toContain('The project')
  })

  test('one keeper settles every deposit of the vault, and nobody whom the cap table leaves out', () => {
    const settled = ({ actions }: RunResult): readonly unknown[] => [
      ...new Set(
        actions.flatMap((action) =>
          !isWait(action) && action.call === 'stakingVault.settle' ? [action.args['account']] : [],
        ),
      ),
    ]
    const own = [10, 100, 1_000, 10_000, 100_000].map((amount) => `staker-${amount}-1`)
    expect(settled(run(smallHolder, {}, 8))).toEqual([...own, ...[1, 2, 3, 4].map((n) => `staker-${n}`)])
    const without = run(smallHolder, { ownStaked: '0' }, 8)
    expect(settled(without)).toEqual(own)
    const perDay = (127_000 + 5 * 4_620) * 8
    expect(metric(without, 'keeper')).toBeCloseTo((6 * 90_000 + perDay) * 3e-9 * 250, 6)
  })

  test('takes the AMT of its wallets and deposits out of the reserve, which must have it', () => {
    // 222,220 AMT are 0.48% of the AMT outside the pool, rounded up.
    expect(() => run(smallHolder, { ownSmall: '13.52' }, 1)).not.toThrow()
    expect(() => run(smallHolder, { ownSmall: '13.53' }, 1)).toThrow(/at most 100%.*got 100.01%/)
  })

  test('break-evens are proportional to the gas price, and rarer claims break even at smaller holdings', () => {
    const gwei = numbers(result, 'gwei', 'break-even')
    const columns = ['daily', 'weekly', 'monthly', 'once'].map((name) => numbers(result, name, 'break-even'))
    for (const column of columns)
      column.forEach((each, row) => expect(each / gwei[row]!).toBeCloseTo(column[0]! / gwei[0]!, 6))
    for (const row of gwei.keys())
      for (const index of [1, 2, 3]) expect(columns[index]![row]).toBeLessThan(columns[index - 1]![row]!)
  })

  test('a wallet that accepts no gas cost never claims, and the hypothesis fails', () => {
    const unwilling = run(smallHolder, { mostPart: '0.01' }, 182)
    expect(numbers(unwilling, 'claims', 'holdings')).toEqual([0, 0, 0, 0, 0])
    expect(finding(unwilling, 'Wallets of 10 to 1,000').asExpected).toBe(false)
    const willing = run(smallHolder, { mostPart: '100', gasPrice: '0.001' }, 14)
    expect(numbers(willing, 'claims', 'holdings')).toEqual([2, 2, 2, 2, 2])
  })

  test('snipes monthly payments and no daily ones, with the closed-form profit where it outbids', () => {
    expect(metric(result, 'sniped')).toBe(0)
    const month = run(smallHolder, { every: '30', order: 'gas' }, 61)
    const [first, second] = numbers(month, 'gained', 'snipes')
    expect(first! + second!).toBeCloseTo(metric(month, 'sniped'), 15)
    const amounts = numbers(month, 'perAmt', 'snipes')
    // Initial pool and supply, stake of 10 BTCB.
    const pool = { amt: amt('7877440'), btcb: btcb('85.22') }
    const net = (amounts[0]! * 55_035_719 * 1e18).toFixed(0)
    const due = { net: BigInt(net) as Btcb, supply: amt('55035719') }
    const { profit, pay } = bestSnipe(pool, due, btcb('10'))!
    expect(pay).toBe(btcb('10'))
    expect(first).toBeCloseTo(Number(profit) / 1e18, 6)
  })

  test('monthly payments below the threshold are not sniped; daily payments above it are, and the hypothesis fails', () => {
    const poor = run(smallHolder, { vaultShare: '60' })
    expect(finding(poor, 'evening before').found).toMatch(/^0 of 6 /)
    expect(finding(poor, 'reacts to the pending payment').found).toMatch(/^0 of 6 /)
    expect(surprises(poor)).toEqual([])
    // With 30% of the payments for holders, 10,000 AMT are too few to claim.
    const poorer = run(smallHolder, { vaultShare: '70' })
    expect(finding(poorer, 'evening before').found).toMatch(/^0 of 6 /)
    expect(surprises(poorer)).toEqual([finding(poorer, 'Wallets of 10 to 1,000 AMT never claim')])
    const rich = run(smallHolder, { hashRate: '6000000' }, 100)
    expect(finding(rich, 'are not sniped').asExpected).toBe(false)
    expect(metric(rich, 'sniped')).toBeGreaterThan(0)
  })

  test('is the same on the contracts: claims, harvests, settlements and withdrawals', async () => {
    // Thirty times the machines, so that a payment every other day is worth sniping.
    const sniped = { every: '2', order: 'gas', hashRate: '7000000' }
    const short = run(smallHolder, { leaveOn: '8', gasPrice: '0.05', ...sniped }, 10)
    expect(finding(short, 'A depositor gets exactly')).toMatchObject({
      asExpected: true,
      found: '0 of 5 deposits differ',
    })
    expect(metric(short, 'sniped')).toBeGreaterThan(0)
    await expectVerified(short, [])
  })

  test('both snipers are the same on the contracts', async () => {
    const result = run(smallHolder, {}, 61)
    const variants = ['sniped-monthly', 'outbid-monthly']
    for (const name of variants) {
      const calls = callsOf(result, name)
      for (const call of ['router.swapExactTokensForTokens', 'master.charge'])
        expect(calls, name).toContain(`sniper ${call}`)
    }
    await expectVerified(result, variants)
  })
})
