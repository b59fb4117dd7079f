/** The burn vault (RCL): the whitepaper's example, rounding, reverts. */
import { describe, expect, it } from 'vitest'
import { MAX, ChainWorld } from '../support/chain-world.ts'

const ONE = 10n ** 18n

describe('the whitepaper’s example', () => {
  it('redeems 1 of 30 million AMT for 1 of 30 BTCB, and keeps the rate', () => {
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

/** 100 base units of AMT, of which alice holds 39; 1,000 base units of BTCB in the vault. */
function smallVault(): ChainWorld {
  const world = new ChainWorld()
  world.giveAmt('alice', 39n)
  world.giveAmt('bruno', 61n)
  world.giveBtcb('owner', 1000n)
  world.does('owner', 'btcb', 'transfer', 'burnVault', 1000n)
  return world
}

describe('a redemption', () => {
  it('is rounded down in favour of the remaining holders', () => {
    const world = smallVault()
    world.does('owner', 'master', 'mintMaster', 'carmen', 1n)
    world.does('alice', 'burnVault', 'backingWithdraw', 39n)
    // floor(39 * 1000 / 101) = 386.138…
    expect(world.balance('btcb', 'alice')).toBe(386n)
    // BTCB per AMT was 1000/101 before, and is 614/62 now.
    const left = world.balance('btcb', 'burnVault')
    expect(left * 101n).toBeGreaterThan(1000n * world.amount('amt', 'totalSupply'))
  })

  it('pays the whole rest to the last holder', () => {
    const world = smallVault()
    world.does('alice', 'burnVault', 'backingWithdraw', 39n)
    world.does('bruno', 'burnVault', 'backingWithdraw', 61n)
    expect(world.balance('btcb', 'burnVault')).toBe(0n)
    expect(world.balance('btcb', 'bruno')).toBe(610n)
  })

  it('pays the account that burns its AMT, which needs an allowance', () => {
    const world = smallVault()
    world.does('alice', 'amt', 'transfer', 'carmen', 39n)
    expect(world.revert('carmen', 'burnVault', 'backingWithdraw', 39n)).toBe('ERC20: insufficient allowance')
    world.does('carmen', 'amt', 'approve', 'burnVault', 39n)
    expect(world.revert('diego', 'burnVault', 'backingWithdraw', 1n)).toBe('ERC20: insufficient allowance')
    world.does('carmen', 'burnVault', 'backingWithdraw', 39n)
    expect(world.balance('btcb', 'carmen')).toBe(390n)
  })

  it('burns at most the balance', () => {
    const world = smallVault()
    expect(world.revert('alice', 'burnVault', 'backingWithdraw', 40n)).toBe(
      'ERC20: burn amount exceeds balance',
    )
  })

  it('reverts if the product overflows, before any other check', () => {
    const world = smallVault()
    expect(world.revert('diego', 'burnVault', 'backingWithdraw', MAX)).toBe('Panic(0x11)')
  })

  it('pays a single base unit', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 1000n)
    world.giveBtcb('burnVault', 1000n)
    world.does('alice', 'burnVault', 'backingWithdraw', 1n)
    expect(world.balance('btcb', 'alice')).toBe(1n)
  })

  it('of zero moves nothing', () => {
    const world = smallVault()
    expect(world.does('alice', 'burnVault', 'backingWithdraw', 0n).events).toEqual([
      'amt.Transfer(alice, zero, 0)',
      'burnVault.burnMade(0, 0)',
    ])
  })

  it('from an empty vault burns AMT and pays zero', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 2n)
    expect(world.does('alice', 'burnVault', 'backingWithdraw', 1n).events).toEqual([
      'amt.Transfer(alice, zero, 1)',
      'burnVault.burnMade(1, 0)',
    ])
  })

  it('reverts without AMT in circulation', () => {
    expect(new ChainWorld().revert('alice', 'burnVault', 'backingWithdraw', 0n)).toBe('NoSupply')
  })
})
