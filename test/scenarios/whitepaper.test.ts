/** The whitepaper's figures, reproduced by actions on the model. */
import { describe, expect, test } from 'vitest'

import type { Action } from '../../src/model/interface/action.ts'
import { apply, deployEconomy, read, type Economy } from '../../src/model/economy.ts'
import { amt, btcb, fromBase, ONE, toBase } from '../../src/model/kernel/units.ts'
import baseline from '../../src/scenarios/baseline/index.ts'
import { JULY_2023, LAUNCH, poolPlan } from '../../src/scenarios/shared/july-2023.ts'
import { approveAll, call } from '../../src/sim/agent.ts'
import { timestampOf } from '../../src/sim/calendar.ts'
import { runScenario } from '../../src/sim/run.ts'

const initial = runScenario(baseline, { seed: 1n, days: 0 })

const balance = (economy: Economy, token: 'amt' | 'btcb', holder: string): bigint =>
  read(economy, { on: token, fn: 'balanceOf', args: [holder] }) as bigint
const supply = (economy: Economy): bigint =>
  read(economy, { on: 'amt', fn: 'totalSupply', args: [] }) as bigint

/** The economy after these actions, all of which succeed. */
function after(actions: readonly Action[]): Economy {
  const people = ['bruno', 'others']
  const tokenOrder = ['usdt', 'liqAmt', 'amt', 'btcb'] as const
  let economy = deployEconomy({ people, tokenOrder, timestamp: timestampOf('2023-07-12') })
  for (const action of actions) {
    const { economy: next, outcome } = apply(economy, action)
    expect(outcome).toMatchObject({ ok: true })
    economy = next
  }
  return economy
}

describe('the whitepaper’s figures', () => {
  test('43,750,000 AMT at launch are 70,000 TH/s at 625 AMT each', () => {
    expect(LAUNCH.hashRate * LAUNCH.amtPerTh * ONE).toBe(LAUNCH.supply)
    expect(initial.metrics['launchSupply']?.value).toBe('43750000')
  })

  test('the launch pool of 1,000,000 AMT and 49.5 BTCB prices an AMT at 0.0000495 BTC, some 1.50 USD', () => {
    expect(initial.metrics['launchPrice']?.value).toBe('0.0000495')
    // 49.5 BTC at 30,400 USD are 1,504,800 USD: the whitepaper's "approximately 1,500,000".
    expect(initial.metrics['launchPriceUsd']?.value).toBe('1.5048')
  })

  test('in July 2023 there are 55,035,719 AMT, and the floor is 30 BTC over them: 54.51 sat', () => {
    expect(initial.metrics['openingFloor']?.value).toBe('0.000000545100537343')
    expect((btcb('30') * ONE) / JULY_2023.supply).toBe(545100537343n)
  })

  test('223,446 TH/s at 246.3 AMT are 55,034,749.8 AMT, 969.2 fewer than issued: the quoted ratio is rounded', () => {
    const product = (toBase(JULY_2023.amtPerTh) * BigInt(JULY_2023.hashRate)) as bigint
    expect(fromBase(product)).toBe('55034749.8')
    expect(fromBase(JULY_2023.supply - product)).toBe('969.2')
    const perTh = (JULY_2023.supply * 10n) / ONE / BigInt(JULY_2023.hashRate)
    expect(perTh).toBe(2463n)
  })

  test('the initial pool is the February 2024 reading, 7,877,440 AMT and 85.22 BTCB, up to rounding', () => {
    const { sale, deposit, depositBtcb } = poolPlan('after-reset')
    expect(deposit).toBeGreaterThan(0n)
    expect(sale).toBeGreaterThan(amt('1000000'))
    expect(depositBtcb).toBeGreaterThan(btcb('60'))
    const run = runScenario(baseline, {
      seed: 1n,
      days: 1,
      set: {
        tradesPerDay: '0',
        liquidityChangesPerMonth: '0',
        redemptionsPerMonth: '0',
        tradedPart: '0',
        minerCosts: '0',
      },
    })
    const cell = (name: string): bigint =>
      toBase(run.tables[0]!.columns.find((column) => column.name === name)!.cells[0]!)
    // Each deposit may lose one wei of AMT to the quote's rounding; one wei of BTCB is worth 92,000 wei of
    // AMT.
    const shortOfAmt = amt('7877440') - cell('poolAmt')
    expect(shortOfAmt).toBeGreaterThanOrEqual(0n)
    expect(shortOfAmt).toBeLessThan(12n * 100_000n)
    // The sale's fee stays in the pool, so price and BTCB are exact up to the sale's own rounding.
    const offBtcb = cell('poolBtcb') - btcb('85.22')
    expect(offBtcb < 0n ? -offBtcb : offBtcb).toBeLessThan(100n)
  })

  test('the worked example: 30/30,000,000; redeeming 1,000,000 pays 1 BTC and leaves 29/29,000,000; refilled to 30 the rate is 0.00000103', () => {
    const start = [
      call('owner', 'master.mintMaster', { account: 'bruno', amount: amt('1000000') }),
      call('owner', 'master.mintMaster', { account: 'others', amount: amt('29000000') }),
      call('binance', 'btcb.mint', { amount: btcb('31') }),
      call('binance', 'btcb.transfer', { to: 'burnVault', amount: btcb('30') }),
    ]
    const before = after(start)
    expect((balance(before, 'btcb', 'burnVault') * ONE) / supply(before)).toBe(toBase('0.000001'))

    const redeem = [
      approveAll('bruno', 'amt', 'burnVault'),
      call('bruno', 'burnVault.backingWithdraw', { amount: amt('1000000') }),
    ]
    const redeemed = after([...start, ...redeem])
    expect(balance(redeemed, 'btcb', 'bruno')).toBe(btcb('1'))
    expect(balance(redeemed, 'amt', 'bruno')).toBe(0n)
    expect(balance(redeemed, 'btcb', 'burnVault')).toBe(btcb('29'))
    expect(supply(redeemed)).toBe(amt('29000000'))
    expect((balance(redeemed, 'btcb', 'burnVault') * ONE) / supply(redeemed)).toBe(toBase('0.000001'))

    // Refilled by production, as in the whitepaper: a payment with a share of 100% for the RCL.
    const refill = [
      call('binance', 'btcb.transfer', { to: 'payer', amount: btcb('1') }),
      approveAll('payer', 'btcb', 'master'),
      call('payer', 'master.payRent', { amountBtcb: btcb('1'), vaultParticipation: 100n }),
    ]
    const refilled = after([...start, ...redeem, ...refill])
    const rate = (balance(refilled, 'btcb', 'burnVault') * ONE) / supply(refilled)
    // 30/29,000,000 = 0.000001034482…, which the whitepaper truncates to 0.00000103.
    expect(rate).toBe(1034482758620n)
    expect(rate / 10n ** 10n).toBe(103n)
  })
})
