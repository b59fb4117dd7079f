import { beforeAll, describe, expect, test } from 'vitest'

import greatReset from '../../../src/scenarios/great-reset/index.ts'
import type { RunResult } from '../../../src/sim/result.ts'
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

describe('a Great Reset', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(greatReset)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(9)
    expectNoSurprises(greatReset)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['wealth-before-and-after', 'lost-at-execution', 'reserve-needed'])
  })

  test('sells the closed-form amount, and airdrops (φ-1) times the holdings', () => {
    const [x, phi, g] = [numbers(result, 'poolAmt')[3]!, 4.575, 0.9975]
    const sale = (x * (-(1 + g) + Math.sqrt((1 - g) ** 2 + 4 * g * phi))) / (2 * g)
    expect(metric(result, 'sold') / sale).toBeCloseTo(1, 9)
    // Holdings: 1,000 + 20,000 + 400,000 + 2,000,000; 1,500,000 of the others less the lost key; 20,000
    // staked; the buy-back deposit.
    const lost = 1_500_000 / 12 / [...Array(12).keys()].reduce((sum, n) => sum + 1 / (n + 1), 0)
    const buyingBack = numbers(result, 'spotBefore', 'wealth')[5]! / metric(result, 'priceBefore')
    expect(buyingBack).toBeGreaterThan(20_000)
    const forHolders = (phi - 1) * (3_941_000 - lost + buyingBack)
    // 2λ(Y0-Y1)/P1 for two providers with λ = 1/12 each.
    const [y0, y1] = [numbers(result, 'poolBtcb')[3]!, numbers(result, 'poolBtcb')[4]!]
    const forProviders = ((2 / 6) * (y0 - y1)) / metric(result, 'priceAfter')
    expect(metric(result, 'given') / (forHolders + forProviders)).toBeCloseTo(1, 6)
  })

  test('takes the snapshot, sells, deploys and funds the distributor, and claims, in this order at one close', () => {
    const calls = result.actions.flatMap((action) => ('call' in action ? [action] : []))
    const at = calls.findIndex(({ call }) => call === 'deploy.distributor')
    expect(calls.slice(at - 3, at + 2).map(({ call }) => call)).toEqual([
      'master.payRent',
      'amt.approve',
      'router.swapExactTokensForTokens',
      'deploy.distributor',
      'amt.transfer',
    ])
    // All accounts except the lost key: four classes, eleven of the others, two stakers, two providers.
    const claims = calls.slice(at + 2, at + 2 + 19)
    expect(new Set(claims.map(({ call }) => call))).toEqual(new Set(['distributor.claim']))
    expect(calls.filter(({ call }) => call === 'distributor.claim')).toHaveLength(19)
    expect(calls.filter(({ call }) => call === 'distributor.reclaim')).toHaveLength(1)
    expect(result.reverts).toEqual({})
  })

  test('wealth at execution matches the constant product before and after', () => {
    const [before, after] = ['executionBefore', 'executionAfter'].map((name) =>
      numbers(result, name, 'wealth'),
    )
    const pays = (h: number, x: number, y: number): number => (0.9975 * h * y) / (x + 0.9975 * h)
    const [x0, x1] = [numbers(result, 'poolAmt')[3]!, numbers(result, 'poolAmt')[4]!]
    const [y0, y1] = [numbers(result, 'poolBtcb')[3]!, numbers(result, 'poolBtcb')[4]!]
    for (const [index, holding] of [1_000, 20_000, 400_000, 2_000_000].entries()) {
      expect(before![index]! / pays(holding, x0, y0)).toBeCloseTo(1, 9)
      expect(after![index]! / pays(holding * 4.575, x1, y1)).toBeCloseTo(1, 6)
    }
  })

  test('an infeasible reset is not started: compensation at execution beyond φ = 2, or too small a reserve', () => {
    expect(cells(result, 'execution', 'feasibility')).toEqual([
      'yes',
      ...[3, 4, 5, 6].map(() => 'nobody can make 1 whole'),
    ])
    const far = run(greatReset, { factor: '20' })
    expect(metric(far, 'sold')).toBe(0)
    expect(metric(far, 'given')).toBe(0)
    // Only the hypotheses about the variants are stated.
    expect(far.findings).toHaveLength(3)
  })

  test('without a whale compensation at execution is feasible up to a larger factor', () => {
    const smaller = run(greatReset, { whale: '300000' })
    expect(cells(smaller, 'execution', 'feasibility').slice(0, 3)).toEqual(['yes', 'yes', 'yes'])
    expect(finding(smaller, 'no holder worse off').asExpected).toBe(true)
  })

  test('is the same on the contracts, for some of the factors', async () => {
    await expectVerified(run(greatReset), ['spot-2', 'execution-2', 'execution-3', 'spot-6'])
  })
})
