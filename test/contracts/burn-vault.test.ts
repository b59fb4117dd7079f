/** The burn vault (RCL): the whitepaper's example, rounding, refusals. */
import { describe, expect, it } from 'vitest'
import { MAX, ChainWorld } from '../support/chain-world.ts'

const ONE = 10n ** 18n

describe('the whitepaper’s example', () => {
  it('redeems a million AMT of thirty for one of thirty BTCB, and keeps the rate', () => {
    const world = new ChainWorld()
    world.giveAmt('bruno', 1_000_000n * ONE)
    world.giveAmt('carmen', 29_000_000n * ONE)
    world.giveBtcb('owner', 30n * ONE)
    world.does('owner', 'btcb', 'transfer', 'burnVault', 30n * ONE)

    expect(world.does('bruno', 'burnVault', 'backingWithdraw', 1_000_000n * ONE).events).toEqual([
      `amt.Transfer(bruno, zero, ${1_000_000n * ONE})`,
      `btcb.Transfer(burnVault, bruno, ${ONE})`,
      `burnVault.burnMade(${1_000_000n * ONE}, ${ONE})`,
    ])
    expect(world.balance('btcb', 'bruno')).toBe(ONE)
    expect(world.balance('btcb', 'burnVault')).toBe(29n * ONE)
    expect(world.amount('amt', 'totalSupply')).toBe(29_000_000n * ONE)

    // Refilled to 30, a million AMT is worth 30/29 BTCB: 0.00000103 BTCB each.
    world.giveBtcb('owner', ONE)
    world.does('owner', 'btcb', 'transfer', 'burnVault', ONE)
    world.does('carmen', 'burnVault', 'backingWithdraw', 1_000_000n * ONE)
    expect(world.balance('btcb', 'carmen')).toBe((30n * ONE) / 29n)
  })
})

/** 100 AMT base units, 39 with alice; 1,000 BTCB base units in the vault. */
function smallVault(): ChainWorld {
  const world = new ChainWorld()
  world.giveAmt('alice', 39n)
  world.giveAmt('bruno', 61n)
  world.giveBtcb('owner', 1000n)
  world.does('owner', 'btcb', 'transfer', 'burnVault', 1000n)
  return world
}

describe('a redemption', () => {
  it('is rounded down in favour of those who stay', () => {
    const world = smallVault()
    world.does('owner', 'master', 'mintMaster', 'carmen', 1n)
    world.does('alice', 'burnVault', 'backingWithdraw', 39n)
    // floor(39 * 1000 / 101) = 386.138…
    expect(world.balance('btcb', 'alice')).toBe(386n)
    // BTCB per AMT was 1000/101 before, and is 614/62 now.
    const left = world.balance('btcb', 'burnVault')
    expect(left * 101n).toBeGreaterThan(1000n * world.amount('amt', 'totalSupply'))
  })

  it('pays everything to the last one who leaves', () => {
    const world = smallVault()
    world.does('alice', 'burnVault', 'backingWithdraw', 39n)
    world.does('bruno', 'burnVault', 'backingWithdraw', 61n)
    expect(world.balance('btcb', 'burnVault')).toBe(0n)
    expect(world.balance('btcb', 'bruno')).toBe(610n)
  })

  it('pays for AMT only, however it came, and only to who burns it', () => {
    const world = smallVault()
    world.does('alice', 'amt', 'transfer', 'carmen', 39n)
    expect(world.revert('carmen', 'burnVault', 'backingWithdraw', 39n)).toBe('ERC20: insufficient allowance')
    world.does('carmen', 'amt', 'approve', 'burnVault', 39n)
    expect(world.revert('diego', 'burnVault', 'backingWithdraw', 1n)).toBe('ERC20: insufficient allowance')
    world.does('carmen', 'burnVault', 'backingWithdraw', 39n)
    expect(world.balance('btcb', 'carmen')).toBe(390n)
  })

  it('burns at most what is held', () => {
    const world = smallVault()
    expect(world.revert('alice', 'burnVault', 'backingWithdraw', 40n)).toBe(
      'ERC20: burn amount exceeds balance',
    )
  })

  it('is refused if the product overflows, before anything else is looked at', () => {
    const world = smallVault()
    expect(world.revert('diego', 'burnVault', 'backingWithdraw', MAX)).toBe('Panic(0x11)')
  })

  it('of nothing moves nothing', () => {
    const world = smallVault()
    expect(world.does('alice', 'burnVault', 'backingWithdraw', 0n).events).toEqual([
      'amt.Transfer(alice, zero, 0)',
      'burnVault.burnMade(0, 0)',
    ])
  })

  it('of an empty vault burns for nothing', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 2n)
    expect(world.does('alice', 'burnVault', 'backingWithdraw', 1n).events).toEqual([
      'amt.Transfer(alice, zero, 1)',
      'burnVault.burnMade(1, 0)',
    ])
  })

  it('needs AMT to be in circulation', () => {
    expect(new ChainWorld().revert('alice', 'burnVault', 'backingWithdraw', 0n)).toBe('NoSupply')
  })
})
