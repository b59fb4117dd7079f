/** The burn vault (RCL): the whitepaper's example, rounding, refusals. */
import { describe, expect, it } from 'vitest'
import { MAX, Town } from '../support/chain-world.ts'

const ONE = 10n ** 18n

describe('the whitepaper’s example', () => {
  it('redeems a million AMT of thirty for one of thirty BTCB, and keeps the rate', () => {
    const town = new Town()
    town.giveAmt('bob', 1_000_000n * ONE)
    town.giveAmt('carol', 29_000_000n * ONE)
    town.giveBtcb('owner', 30n * ONE)
    town.does('owner', 'btcb', 'transfer', 'burnVault', 30n * ONE)

    expect(town.does('bob', 'burnVault', 'backingWithdraw', 1_000_000n * ONE).events).toEqual([
      `amt.Transfer(bob, zero, ${1_000_000n * ONE})`,
      `btcb.Transfer(burnVault, bob, ${ONE})`,
      `burnVault.burnMade(${1_000_000n * ONE}, ${ONE})`,
    ])
    expect(town.balance('btcb', 'bob')).toBe(ONE)
    expect(town.balance('btcb', 'burnVault')).toBe(29n * ONE)
    expect(town.amount('amt', 'totalSupply')).toBe(29_000_000n * ONE)

    // Refilled to 30, a million AMT is worth 30/29 BTCB: 0.00000103 BTCB each.
    town.giveBtcb('owner', ONE)
    town.does('owner', 'btcb', 'transfer', 'burnVault', ONE)
    town.does('carol', 'burnVault', 'backingWithdraw', 1_000_000n * ONE)
    expect(town.balance('btcb', 'carol')).toBe((30n * ONE) / 29n)
  })
})

/** 100 AMT base units, 39 with alice; 1,000 BTCB base units in the vault. */
function smallVault(): Town {
  const town = new Town()
  town.giveAmt('alice', 39n)
  town.giveAmt('bob', 61n)
  town.giveBtcb('owner', 1000n)
  town.does('owner', 'btcb', 'transfer', 'burnVault', 1000n)
  return town
}

describe('a redemption', () => {
  it('is rounded down in favour of those who stay', () => {
    const town = smallVault()
    town.does('owner', 'master', 'mintMaster', 'carol', 1n)
    town.does('alice', 'burnVault', 'backingWithdraw', 39n)
    // floor(39 * 1000 / 101) = 386.138…
    expect(town.balance('btcb', 'alice')).toBe(386n)
    // BTCB per AMT was 1000/101 before, and is 614/62 now.
    const left = town.balance('btcb', 'burnVault')
    expect(left * 101n).toBeGreaterThan(1000n * town.amount('amt', 'totalSupply'))
  })

  it('pays everything to the last one who leaves', () => {
    const town = smallVault()
    town.does('alice', 'burnVault', 'backingWithdraw', 39n)
    town.does('bob', 'burnVault', 'backingWithdraw', 61n)
    expect(town.balance('btcb', 'burnVault')).toBe(0n)
    expect(town.balance('btcb', 'bob')).toBe(610n)
  })

  it('pays for AMT only, however it came, and only to who burns it', () => {
    const town = smallVault()
    town.does('alice', 'amt', 'transfer', 'carol', 39n)
    expect(town.refusal('carol', 'burnVault', 'backingWithdraw', 39n)).toBe('ERC20: insufficient allowance')
    town.does('carol', 'amt', 'approve', 'burnVault', 39n)
    expect(town.refusal('dora', 'burnVault', 'backingWithdraw', 1n)).toBe('ERC20: insufficient allowance')
    town.does('carol', 'burnVault', 'backingWithdraw', 39n)
    expect(town.balance('btcb', 'carol')).toBe(390n)
  })

  it('burns at most what is held', () => {
    const town = smallVault()
    expect(town.refusal('alice', 'burnVault', 'backingWithdraw', 40n)).toBe(
      'ERC20: burn amount exceeds balance',
    )
  })

  it('is refused if the product overflows, before anything else is looked at', () => {
    const town = smallVault()
    expect(town.refusal('dora', 'burnVault', 'backingWithdraw', MAX)).toBe('Panic(0x11)')
  })

  it('of nothing moves nothing', () => {
    const town = smallVault()
    expect(town.does('alice', 'burnVault', 'backingWithdraw', 0n).events).toEqual([
      'amt.Transfer(alice, zero, 0)',
      'burnVault.burnMade(0, 0)',
    ])
  })

  it('of an empty vault burns for nothing', () => {
    const town = new Town()
    town.giveAmt('alice', 2n)
    expect(town.does('alice', 'burnVault', 'backingWithdraw', 1n).events).toEqual([
      'amt.Transfer(alice, zero, 1)',
      'burnVault.burnMade(1, 0)',
    ])
  })

  it('needs AMT to be in circulation', () => {
    expect(new Town().refusal('alice', 'burnVault', 'backingWithdraw', 0n)).toBe('NoSupply')
  })
})
