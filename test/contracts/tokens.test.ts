/** AMT and liqAMT beyond what OpenZeppelin promises, and Master's issue of AMT. */
import { describe, expect, it } from 'vitest'
import { MAX, Town, zero } from '../support/chain-world.ts'

const CAP = 100_000_000n * 10n ** 18n

describe('AMT', () => {
  it('carries its published name and cap', () => {
    const town = new Town()
    expect(town.read('amt', 'name')).toBe('AutoMiningToken')
    expect(town.read('amt', 'symbol')).toBe('AMT')
    expect(town.read('amt', 'decimals')).toBe(18n)
    expect(town.read('amt', 'CAP')).toBe(CAP)
  })

  it('can be issued up to the cap and not one base unit more', () => {
    const town = new Town()
    expect(town.refusal('owner', 'master', 'mintMaster', 'alice', CAP + 1n)).toBe('CapExceeded')
    expect(town.does('owner', 'master', 'mintMaster', 'alice', CAP).events).toEqual([
      `amt.Transfer(zero, alice, ${CAP})`,
      `master.masterHasMinted(alice, ${CAP})`,
    ])
    expect(town.refusal('owner', 'master', 'mintMaster', 'bob', 1n)).toBe('CapExceeded')
    expect(town.refusal('owner', 'master', 'mintMaster', 'bob', MAX)).toBe('CapExceeded')
    expect(town.amount('amt', 'totalSupply')).toBe(CAP)
  })

  it('can be issued again after it was burnt', () => {
    const town = new Town()
    town.giveAmt('alice', CAP)
    expect(town.does('alice', 'amt', 'burn', 1n).events).toEqual(['amt.Transfer(alice, zero, 1)'])
    expect(town.refusal('owner', 'master', 'mintMaster', 'bob', 2n)).toBe('CapExceeded')
    town.does('owner', 'master', 'mintMaster', 'bob', 1n)
    expect(town.amount('amt', 'totalSupply')).toBe(CAP)
  })

  it('is not issued to nobody, the cap being looked at first', () => {
    const town = new Town()
    expect(town.refusal('owner', 'master', 'mintMaster', zero, 1n)).toBe('ERC20: mint to the zero address')
    expect(town.refusal('owner', 'master', 'mintMaster', zero, CAP + 1n)).toBe('CapExceeded')
  })

  it('is burnt by its holder only as far as it is held', () => {
    const town = new Town()
    town.giveAmt('alice', 5n)
    expect(town.refusal('alice', 'amt', 'burn', 6n)).toBe('ERC20: burn amount exceeds balance')
    town.does('alice', 'amt', 'burn', 5n)
    expect(town.amount('amt', 'totalSupply')).toBe(0n)
  })
})

describe.each(['amt', 'liqAmt'] as const)('%s', (token) => {
  it('obeys nobody but Master', () => {
    const town = new Town()
    for (const [name, ...args] of [['mint', 'alice', 1n], ['snapshot']] as const) {
      expect(town.refusal('owner', token, name, ...args)).toBe('Ownable: caller is not the owner')
    }
  })

  it('is burnt by others within their allowance, which an infinite one survives', () => {
    const town = new Town()
    town.giveAmt('alice', 10n)
    town.provide('alice', 1_000_000n, 1_000_000n)
    town.does('alice', token, 'approve', 'bob', 5n)
    expect(town.does('bob', token, 'burnFrom', 'alice', 3n).events).toEqual([
      `${token}.Approval(alice, bob, 2)`,
      `${token}.Transfer(alice, zero, 3)`,
    ])
    expect(town.refusal('bob', token, 'burnFrom', 'alice', 3n)).toBe('ERC20: insufficient allowance')
    town.does('alice', token, 'approve', 'bob', MAX)
    expect(town.refusal('bob', token, 'burnFrom', 'alice', MAX)).toBe('ERC20: burn amount exceeds balance')
    expect(town.does('bob', token, 'burnFrom', 'alice', 1n).events).toEqual([
      `${token}.Transfer(alice, zero, 1)`,
    ])
    expect(town.amount(token, 'allowance', 'alice', 'bob')).toBe(MAX)
  })

  it('remembers balances and supply of every snapshot', () => {
    const town = new Town()
    town.giveAmt('carol', 100n)
    town.provide('alice', 1_000_000n, 1_000_000n)
    const before = { alice: town.balance(token, 'alice'), supply: town.amount(token, 'totalSupply') }
    town.pay(101n, 0n)
    town.provide('alice', 10_000n, 10_000n)
    town.giveAmt('alice', 7n)
    town.pay(101n, 0n)
    expect(town.amount(token, 'balanceOfAt', 'alice', 1n)).toBe(before.alice)
    expect(town.amount(token, 'totalSupplyAt', 1n)).toBe(before.supply)
    expect(town.amount(token, 'balanceOfAt', 'alice', 2n)).toBe(town.balance(token, 'alice'))
    expect(town.balance(token, 'alice')).toBeGreaterThan(before.alice)
    expect(town.amount(token, 'totalSupplyAt', 2n)).toBe(town.amount(token, 'totalSupply'))
  })
})

describe('liqAMT', () => {
  it('carries its published name', () => {
    const town = new Town()
    expect(town.read('liqAmt', 'name')).toBe('liqAutoMiningToken')
    expect(town.read('liqAmt', 'symbol')).toBe('liqAMT')
    expect(town.read('liqAmt', 'decimals')).toBe(18n)
  })
})

it('lets only Master’s owner issue AMT', () => {
  const town = new Town()
  expect(town.refusal('alice', 'master', 'mintMaster', 'alice', 1n)).toBe('Ownable: caller is not the owner')
  town.does('owner', 'master', 'transferOwnership', 'alice')
  town.does('alice', 'master', 'mintMaster', 'alice', 1n)
  expect(town.balance('amt', 'alice')).toBe(1n)
})
