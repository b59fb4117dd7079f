/** Gas costs of claims, and decisions of gas-aware claimers, by stated payments. */
import { Decimal } from 'decimal.js'
import { describe, expect, test } from 'vitest'

import { ONE, type Amt } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import {
  costOfClaim,
  firstUnclaimed,
  gasAwareClaimers,
  usdOfGas,
} from '../../../../src/sim/agents/holders/gas-aware-claimers.ts'
import { madeUpView, paymentOf, type Stated } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const PRICE = { gwei: new Decimal(3), usdPerBnb: new Decimal(250) }

/** Claims of cleo, who owns `owned` wei of AMT, where gas may cost `mostPart` of the claim. */
const claims = (stated: Stated, { owned = ONE, mostPart = '1', base = 140_000, gwei = 3 } = {}) =>
  gasAwareClaimers({
    holders: [{ name: 'cleo', amt: owned as Amt }],
    gas: { base, perPayment: 20_000, usdPerBnb: PRICE.usdPerBnb },
    mostPart: new Decimal(mostPart),
  }).act(
    madeUpView({
      balances: { 'cleo amt': owned },
      environment: { btc: { usd: 1_000 }, gas: { gwei } },
      ...stated,
    }),
    anyStream(),
  )

/** Payments of `usd` USD each to an AMT, of which there are 10. */
const payments = (usd: readonly number[]) =>
  usd.map((each) => paymentOf((BigInt(Math.round(each * 1e6)) * 10n ** 13n) / 1_000n, 10n * ONE))

describe('the cost of gas', () => {
  test('is its amount at its price: 1e9 gwei are a BNB', () => {
    expect(usdOfGas(PRICE, 1_000_000_000).toString()).toBe('750')
    // 200,000 gas: 0.0006 BNB.
    expect(costOfClaim({ ...PRICE, base: 140_000, perPayment: 20_000 }, 3).toString()).toBe('0.15')
  })
})

describe('a gas-aware claimer', () => {
  test('claims three payments that together pay for the gas of three, and not for less', () => {
    const claim = [[call('cleo', 'master.chargeFromTo', { from: 1n, to: 3n })]]
    expect(claims({ payments: payments([0.05, 0.07, 0.03]) })).toEqual(claim)
    expect(claims({ payments: payments([0.05, 0.07, 0.029]) })).toEqual([])
    // With two of them claimed, the last has to pay for the gas of one claim, 0.12 USD.
    const claimed = ['cleo 1', 'cleo 2']
    expect(claims({ payments: payments([9, 9, 0.12]), claimed })).toEqual([
      [call('cleo', 'master.chargeFromTo', { from: 3n, to: 3n })],
    ])
    expect(claims({ payments: payments([9, 9, 0.119]), claimed })).toEqual([])
  })

  test('claims nothing if everything is claimed, even if gas costs nothing', () => {
    expect(claims({ payments: payments([1]), claimed: ['cleo 1'] }, { gwei: 0 })).toEqual([])
    expect(claims({}, { gwei: 0 })).toEqual([])
  })

  test('claims nothing that is worth nothing, whatever gas may cost', () => {
    expect(claims({ payments: payments([1]) }, { owned: 0n, mostPart: '1e60' })).toEqual([])
    expect(claims({ payments: payments([0]) }, { mostPart: '1e60' })).toEqual([])
  })
})

test('the first unclaimed payment follows those that are claimed', () => {
  for (let made = 0; made <= 9; made++)
    for (let done = 0; done <= made; done++) {
      const view = madeUpView({
        payments: payments(Array.from({ length: made }, () => 1)),
        claimed: Array.from({ length: done }, (_, index) => `cleo ${index + 1}`),
      })
      expect(firstUnclaimed(view, 'cleo')).toBe(BigInt(done + 1))
    }
})
