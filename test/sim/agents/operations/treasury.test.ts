import { describe, expect, test } from 'vitest'

import { PAYMENT_FLOOR } from '../../../../src/model/contracts/master/payment.ts'
import { FARM } from '../../../../src/model/economics/mining.ts'
import { btcb, ONE, type Btcb } from '../../../../src/model/kernel/units.ts'
import { approveAll, call } from '../../../../src/sim/agent.ts'
import { premiumSplit, settlingSplit } from '../../../../src/sim/agents/operations/split.ts'
import {
  daysWork,
  productionOf,
  treasury,
  type Treasury,
} from '../../../../src/sim/agents/operations/treasury.ts'
import type { Environment } from '../../../../src/sim/environment.ts'
import { endsOf, madeUpView, type Stated } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const spec: Treasury = { costs: 'retained', farm: FARM, vaultShare: 20n }
const environmentOf = (usd: number, difficulty = 53.91e12, ths = 223_446): Environment => ({
  btc: { usd },
  network: { height: 798_200, blocks: 144, difficulty, hashRate: 3.86e20, epochSeconds: 0 },
  fleet: { ths, bought: 0 },
  power: { value: 0.055 },
  peg: { peg: 1 },
  bridge: { up: true },
  gas: { gwei: 3 },
  fees: { value: 0.1 },
})
const IDLE = environmentOf(30_400, 53.91e12, 0)

const plansOf = (treasuryOf: Treasury, stated: Partial<Stated>) =>
  treasury(treasuryOf).act(madeUpView({ environment: environmentOf(30_400), ...stated }), anyStream())

const mint = (amount: bigint) => [
  call('binance', 'btcb.mint', { amount }),
  call('binance', 'btcb.transfer', { to: 'payer', amount }),
]
const pay = (amountBtcb: bigint, vaultParticipation = 20n) =>
  call('payer', 'master.payRent', { amountBtcb, vaultParticipation })

describe('the production of a day', () => {
  test('depreciates the price of all machines besides the other capital', () => {
    const farm = { ...FARM, capexUsd: 500n * ONE, lifeDays: 10n }
    const environment = environmentOf(30_400, 53.91e12, 1_000)
    // 1,000 TH/s at 7 USD are 7,000 USD more.
    const whole = { ...farm, capexUsd: 7_500n * ONE }
    expect(productionOf({ ...spec, farm, machinePrice: 7n * ONE }, environment)).toEqual(
      productionOf({ ...spec, farm: whole }, environment),
    )
    // Without a price they cost nothing, whatever their number.
    const many = environmentOf(30_400, 53.91e12, 1e15)
    const daily = { ...FARM, capexUsd: 0n, lifeDays: 1n }
    expect(productionOf({ ...spec, farm: daily }, many).capex).toBe(0n)
  })

  test('is at the whole difficulty, rounded down', () => {
    expect(productionOf(spec, environmentOf(30_400, 9.75))).toEqual(
      productionOf({ ...spec }, environmentOf(30_400, 9)),
    )
  })
})

describe('the treasury', () => {
  test('approves Master, and backs the bridge in the initial state if it has one', () => {
    const approval = approveAll('payer', 'btcb', 'master')
    const view = madeUpView({})
    expect(treasury(spec).prepare!(view)).toEqual([approval])
    const terms = { batch: btcb('1'), fee: btcb('0.01'), delayDays: 1, backing: btcb('3') }
    expect(treasury({ ...spec, bridge: terms }).prepare!(view)).toEqual([approval, ...mint(btcb('3'))])
  })

  test('mints what the day has mined, and pays it with what the payer has', () => {
    const { payment } = daysWork(spec, environmentOf(30_400))
    expect(payment).toBeGreaterThan(0n)
    expect(plansOf(spec, {})).toEqual([[...mint(payment), pay(payment)]])
    expect(plansOf(spec, { balances: { 'payer btcb': 5n } })).toEqual([[...mint(payment), pay(payment + 5n)]])
  })

  test('pays more than the least payment of Master, and mints nothing where nothing is mined', () => {
    const plans = (owned: bigint) => plansOf(spec, { environment: IDLE, balances: { 'payer btcb': owned } })
    expect(plans(PAYMENT_FLOOR + 1n)).toEqual([[pay(PAYMENT_FLOOR + 1n)]])
    expect(plans(PAYMENT_FLOOR)).toEqual([])
    expect(plans(0n)).toEqual([])
  })

  test('pays every third day for three days, each at its own environment', () => {
    const environments = [10_000, 20_000, 30_000, 40_000, 50_000, 60_000].map((usd, index) =>
      environmentOf(usd, (50 + index) * 1e12),
    )
    const history = endsOf(environments.map((environment) => ({ payments: 0n, environment })))
    const paid = (day: number) =>
      plansOf({ ...spec, every: 3 }, { day, history: history.slice(0, day), environment: environments[day]! })
    const sumOf = (...days: readonly number[]): Btcb =>
      days.reduce((sum, day) => sum + daysWork(spec, environments[day]!).payment, 0n) as Btcb
    expect([0, 1, 3, 4].map((day) => paid(day))).toEqual([[], [], [], []])
    expect(paid(2)).toEqual([[...mint(sumOf(0, 1, 2)), pay(sumOf(0, 1, 2))]])
    expect(paid(5)).toEqual([[...mint(sumOf(3, 4, 5)), pay(sumOf(3, 4, 5))]])
  })

  test('follows a rule for the RCL’s share in place of the share', () => {
    const { payment } = daysWork(spec, environmentOf(30_400))
    for (const [split, share] of [
      [settlingSplit({ first: 60, last: 20, halfLife: 100 }), 60n],
      [premiumSplit({ share: 35, premium: 2 }), 35n],
    ] as const)
      expect(plansOf({ ...spec, split }, {})).toEqual([[...mint(payment), pay(payment, share)]])
  })
})
