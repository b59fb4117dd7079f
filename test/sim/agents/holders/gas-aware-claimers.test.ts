import { Decimal } from 'decimal.js'
import { describe, expect, test } from 'vitest'

import { amt } from '../../../../src/model/kernel/units.ts'
import { firstUnclaimed, gasAwareClaimers } from '../../../../src/sim/agents/holders/gas-aware-claimers.ts'
import { calls, anyStream, viewWith, runAgents } from '../../../support/run-agents.ts'
import { scriptedAgent, dailyPayer } from '../../../support/sim-world.ts'

/** Cleo acts on day 0 of the week, diego on day 1; at 3 gwei a claim of one payment costs 0.00048 BNB. */
const gasAware = (usdPerBnb: number) =>
  gasAwareClaimers({
    holders: [
      { name: 'cleo', amt: amt('10') },
      { name: 'diego', amt: amt('10') },
    ],
    gas: { base: 140_000, perPayment: 20_000, usdPerBnb: new Decimal(usdPerBnb) },
    mostPart: new Decimal('0.03'),
  })

const claimsOf = (usdPerBnb: number, days: number) =>
  calls(runAgents([dailyPayer, gasAware(usdPerBnb)], days).result, 'master.chargeFromTo').map(
    ({ by, args }) => [by, args],
  )

describe('gas-aware claimers', () => {
  test('claim on their day of the week if gas is at most 3% of the claim', () => {
    // 10 AMT of 900 outside the pool get 0.008 of 0.72 BTCB: 243.20 USD. 3% of it are 7.296 USD, the gas cost
    // at 15,200 USD per BNB.
    expect(claimsOf(15_200, 1)).toEqual([['cleo', { from: 1n, to: 1n }]])
    expect(claimsOf(15_201, 1)).toEqual([])
  })

  test('wait until enough payments have accumulated, and then claim all of them', () => {
    // Twice the price of BNB: a claim of 8 payments costs 0.0009 BNB, 27 USD, of an allowed 58 USD.
    expect(claimsOf(30_400, 16)).toEqual([
      ['cleo', { from: 1n, to: 8n }],
      ['diego', { from: 1n, to: 9n }],
      ['cleo', { from: 9n, to: 15n }],
      ['diego', { from: 10n, to: 16n }],
    ])
  })

  test('use the day’s gas price and the day’s price of BTC', () => {
    const { view } = runAgents([dailyPayer, gasAware(15_201)], 1).summary.closes[0]!
    const claims = (environment: Parameters<typeof viewWith>[1]['environment']): number =>
      gasAware(15_201).act(viewWith(view, { environment: environment ?? {} }), anyStream()).length
    expect(claims({})).toBe(0)
    expect(claims({ gas: { gwei: 2.9 } })).toBe(1)
    expect(claims({ btc: { usd: 31_000 } })).toBe(1)
  })

  test('do nothing without payments', () => {
    expect(calls(runAgents([gasAware(1)], 8).result, 'master.chargeFromTo')).toEqual([])
  })

  test('find the first payment that they have not claimed', () => {
    const { closes } = runAgents([dailyPayer, gasAware(1)], 3).summary
    // Cleo claims payment 1 on day 0, diego payments 1 and 2 on day 1.
    expect(closes.map(({ view }) => [firstUnclaimed(view, 'cleo'), firstUnclaimed(view, 'diego')])).toEqual([
      [2n, 1n],
      [2n, 3n],
      [2n, 3n],
    ])
    expect(firstUnclaimed(runAgents([scriptedAgent('idle', [])], 1).summary.start.view, 'alice')).toBe(1n)
  })
})
