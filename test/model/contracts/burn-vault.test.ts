import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NoSupply, redemption } from '../../../src/model/contracts/burn-vault.ts'
import { amt, btcb, ONE, type Amt, type Btcb } from '../../../src/model/kernel/units.ts'
import { FOREVER, foundedStage, stockedStage, trail } from '../../support/model-world.ts'

describe('the burn vault', () => {
  test("the whitepaper's example: 30/30,000,000, redeem 1,000,000, 29/29,000,000, refill to 30", () => {
    const stage = foundedStage()
    stage.ok('owner', 'master.mintMaster', { account: 'alice', amount: amt('30_000_000') })
    stage.ok('binance', 'btcb.mint', { amount: btcb('31') })
    stage.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: btcb('30') })
    stage.ok('alice', 'amt.approve', { spender: 'burnVault', amount: amt('1_000_000') })
    const { events } = stage.ok('alice', 'burnVault.backingWithdraw', { amount: amt('1_000_000') })
    expect(trail(events)).toEqual(['amt.Approval', 'amt.Transfer', 'btcb.Transfer', 'burnVault.burnMade'])
    expect(events.at(-1)!.args).toEqual([amt('1_000_000'), btcb('1')])
    expect(stage.ask('btcb', 'balanceOf', 'burnVault')).toBe(btcb('29'))
    expect(stage.ask('amt', 'totalSupply')).toBe(amt('29_000_000'))
    stage.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: btcb('1') })
    const perAmt = redemption(btcb('30'), amt('29_000_000'), ONE)
    expect(perAmt).toBe(1_034_482_758_620n) // 0.00000103 BTCB
  })

  test('a redemption never lowers the rate, and splitting it never pays more', () => {
    const part = fc.bigInt(0n, 1n << 80n)
    fc.assert(
      fc.property(fc.bigInt(0n, 1n << 70n), part, part, part, (backing, first, second, others) => {
        const supply = (first + second + others + 1n) as Amt
        const whole = redemption(backing as Btcb, supply, first + second)
        const one = redemption(backing as Btcb, supply, first)
        const left = (supply - first) as Amt
        expect((backing - one) * supply).toBeGreaterThanOrEqual(backing * left)
        const two = redemption((backing - one) as Btcb, left, second)
        expect(one + two).toBeLessThanOrEqual(whole)
      }),
    )
  })

  test('nothing can be redeemed while nobody holds AMT', () => {
    expect(() => redemption(btcb('1'), amt('0'), 1n)).toThrow(NoSupply)
  })

  test('redeeming nothing is allowed and changes nothing', () => {
    const stage = stockedStage()
    const { events } = stage.ok('alice', 'burnVault.backingWithdraw', { amount: 0n })
    expect(trail(events)).toEqual(['amt.Transfer', 'burnVault.burnMade'])
    expect(stage.ask('amt', 'totalSupply')).toBe(5_000n * ONE)
  })

  test('refusals come in order: supply, product, allowance, balance', () => {
    const redeem = (stage: ReturnType<typeof foundedStage>, amount: bigint): string | undefined =>
      stage.refusal('alice', 'burnVault.backingWithdraw', { amount })
    expect(redeem(foundedStage(), FOREVER)).toBe('NoSupply')
    const stage = stockedStage()
    stage.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: 2n })
    expect(redeem(stage, FOREVER)).toBe('Panic(0x11)')
    stage.ok('alice', 'amt.approve', { spender: 'burnVault', amount: 5n })
    expect(redeem(stage, 6n)).toBe('InsufficientAllowance')
    stage.ok('alice', 'amt.approve', { spender: 'burnVault', amount: FOREVER })
    expect(redeem(stage, 1_000n * ONE + 1n)).toBe('BurnExceedsBalance')
    expect(redeem(stage, 1_000n * ONE)).toBeUndefined()
  })
})
