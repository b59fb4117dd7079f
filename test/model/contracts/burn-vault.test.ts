import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amt, btcb, ONE, type Amt, type Btcb } from '../../../src/model/kernel/units.ts'
import { NoSupply, redemption } from '../../../src/model/contracts/burn-vault.ts'
import { UINT256_MAX, deployedWorld, stockedWorld, eventNames, named } from '../../support/model-world.ts'

describe('the burn vault', () => {
  test("the whitepaper's example: 30/30,000,000, redeem 1,000,000, 29/29,000,000, refill to 30", () => {
    const world = deployedWorld()
    world.ok('owner', 'master.mintMaster', { account: 'alice', amount: amt('30_000_000') })
    world.ok('binance', 'btcb.mint', { amount: btcb('31') })
    world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: btcb('30') })
    world.ok('alice', 'amt.approve', { spender: 'burnVault', amount: amt('1_000_000') })
    const { events } = world.ok('alice', 'burnVault.backingWithdraw', { amount: amt('1_000_000') })
    expect(eventNames(events)).toEqual([
      'amt.Approval',
      'amt.Transfer',
      'btcb.Transfer',
      'burnVault.burnMade',
    ])
    expect(events.at(-1)!.args).toEqual([amt('1_000_000'), btcb('1')])
    expect(world.ask('btcb', 'balanceOf', 'burnVault')).toBe(btcb('29'))
    expect(world.ask('amt', 'totalSupply')).toBe(amt('29_000_000'))
    world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: btcb('1') })
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

  test('a redemption with a supply of zero reverts', () => {
    expect(() => redemption(btcb('1'), amt('0'), 1n)).toThrow(NoSupply)
  })

  test('redeeming zero succeeds and changes nothing', () => {
    const world = stockedWorld()
    const { events } = world.ok('alice', 'burnVault.backingWithdraw', { amount: 0n })
    expect(eventNames(events)).toEqual(['amt.Transfer', 'burnVault.burnMade'])
    expect(world.ask('amt', 'totalSupply')).toBe(5_000n * ONE)
  })

  test('pays one base unit, and makes no transfer of none', () => {
    const world = stockedWorld()
    world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: 5n })
    const redeem = (amount: bigint) =>
      named(world.ok('alice', 'burnVault.backingWithdraw', { amount }).events, 'Transfer')
    // A fifth of the supply of 5,000 AMT for one unit, and almost a fifth for none.
    expect(redeem(1_000n * ONE - 1n)).toEqual([['alice', 'zero', 1_000n * ONE - 1n]])
    world.ok('bruno', 'amt.transfer', { to: 'alice', amount: 1_000n * ONE })
    expect(redeem(1_000n * ONE).at(-1)).toEqual(['burnVault', 'alice', 1n])
  })

  test('checks run in order: supply, product, allowance, balance', () => {
    const redeem = (world: ReturnType<typeof deployedWorld>, amount: bigint): string | undefined =>
      world.revert('alice', 'burnVault.backingWithdraw', { amount })
    expect(redeem(deployedWorld(), UINT256_MAX)).toBe('NoSupply')
    const world = stockedWorld()
    world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: 2n })
    expect(redeem(world, UINT256_MAX)).toBe('Panic(0x11)')
    world.ok('alice', 'amt.approve', { spender: 'burnVault', amount: 5n })
    expect(redeem(world, 6n)).toBe('InsufficientAllowance')
    world.ok('alice', 'amt.approve', { spender: 'burnVault', amount: UINT256_MAX })
    expect(redeem(world, 1_000n * ONE + 1n)).toBe('BurnExceedsBalance')
    expect(redeem(world, 1_000n * ONE)).toBeUndefined()
  })
})
