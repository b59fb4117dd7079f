/** AMT and liqAMT beyond OpenZeppelin's behaviour, and Master's issue of AMT. */
import { describe, expect, it } from 'vitest'
import { MAX, ChainWorld, zero } from '../support/chain-world.ts'

const CAP = 100_000_000n * 10n ** 18n

describe('AMT', () => {
  it('has its published name and cap', () => {
    const world = new ChainWorld()
    expect(world.read('amt', 'name')).toBe('AutoMiningToken')
    expect(world.read('amt', 'symbol')).toBe('AMT')
    expect(world.read('amt', 'decimals')).toBe(18n)
    expect(world.read('amt', 'CAP')).toBe(CAP)
  })

  it('can be minted up to the cap and not one base unit more', () => {
    const world = new ChainWorld()
    expect(world.revert('owner', 'master', 'mintMaster', 'alice', CAP + 1n)).toBe('CapExceeded')
    expect(world.does('owner', 'master', 'mintMaster', 'alice', CAP).events).toEqual([
      `amt.Transfer(zero, alice, ${CAP})`,
      `master.masterHasMinted(alice, ${CAP})`,
    ])
    expect(world.revert('owner', 'master', 'mintMaster', 'bruno', 1n)).toBe('CapExceeded')
    expect(world.revert('owner', 'master', 'mintMaster', 'bruno', MAX)).toBe('CapExceeded')
    expect(world.amount('amt', 'totalSupply')).toBe(CAP)
  })

  it('can be minted again after it is burnt', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', CAP)
    expect(world.does('alice', 'amt', 'burn', 1n).events).toEqual(['amt.Transfer(alice, zero, 1)'])
    expect(world.revert('owner', 'master', 'mintMaster', 'bruno', 2n)).toBe('CapExceeded')
    world.does('owner', 'master', 'mintMaster', 'bruno', 1n)
    expect(world.amount('amt', 'totalSupply')).toBe(CAP)
  })

  it('cannot be minted to the zero address, which is checked after the cap', () => {
    const world = new ChainWorld()
    expect(world.revert('owner', 'master', 'mintMaster', zero, 1n)).toBe('ERC20: mint to the zero address')
    expect(world.revert('owner', 'master', 'mintMaster', zero, CAP + 1n)).toBe('CapExceeded')
  })

  it('can be burnt by its holder up to the balance', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 5n)
    expect(world.revert('alice', 'amt', 'burn', 6n)).toBe('ERC20: burn amount exceeds balance')
    world.does('alice', 'amt', 'burn', 5n)
    expect(world.amount('amt', 'totalSupply')).toBe(0n)
  })
})

describe.each(['amt', 'liqAmt'] as const)('%s', (token) => {
  it('can be minted and snapshotted by Master only', () => {
    const world = new ChainWorld()
    for (const [name, ...args] of [['mint', 'alice', 1n], ['snapshot']] as const) {
      expect(world.revert('owner', token, name, ...args)).toBe('Ownable: caller is not the owner')
    }
  })

  it('can be burnt by others within their allowance; an infinite allowance is not reduced', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 10n)
    world.provide('alice', 1_000_000n, 1_000_000n)
    world.does('alice', token, 'approve', 'bruno', 5n)
    expect(world.does('bruno', token, 'burnFrom', 'alice', 3n).events).toEqual([
      `${token}.Approval(alice, bruno, 2)`,
      `${token}.Transfer(alice, zero, 3)`,
    ])
    expect(world.revert('bruno', token, 'burnFrom', 'alice', 3n)).toBe('ERC20: insufficient allowance')
    world.does('alice', token, 'approve', 'bruno', MAX)
    expect(world.revert('bruno', token, 'burnFrom', 'alice', MAX)).toBe('ERC20: burn amount exceeds balance')
    expect(world.does('bruno', token, 'burnFrom', 'alice', 1n).events).toEqual([
      `${token}.Transfer(alice, zero, 1)`,
    ])
    expect(world.amount(token, 'allowance', 'alice', 'bruno')).toBe(MAX)
  })

  it('stores balances and supply of every snapshot', () => {
    const world = new ChainWorld()
    world.giveAmt('carmen', 100n)
    world.provide('alice', 1_000_000n, 1_000_000n)
    const before = { alice: world.balance(token, 'alice'), supply: world.amount(token, 'totalSupply') }
    world.pay(101n, 0n)
    world.provide('alice', 10_000n, 10_000n)
    world.giveAmt('alice', 7n)
    world.pay(101n, 0n)
    expect(world.amount(token, 'balanceOfAt', 'alice', 1n)).toBe(before.alice)
    expect(world.amount(token, 'totalSupplyAt', 1n)).toBe(before.supply)
    expect(world.amount(token, 'balanceOfAt', 'alice', 2n)).toBe(world.balance(token, 'alice'))
    expect(world.balance(token, 'alice')).toBeGreaterThan(before.alice)
    expect(world.amount(token, 'totalSupplyAt', 2n)).toBe(world.amount(token, 'totalSupply'))
  })
})

describe('liqAMT', () => {
  it('has its published name', () => {
    const world = new ChainWorld()
    expect(world.read('liqAmt', 'name')).toBe('liqAutoMiningToken')
    expect(world.read('liqAmt', 'symbol')).toBe('liqAMT')
    expect(world.read('liqAmt', 'decimals')).toBe(18n)
  })
})

it('lets only Master’s owner issue AMT', () => {
  const world = new ChainWorld()
  expect(world.revert('alice', 'master', 'mintMaster', 'alice', 1n)).toBe('Ownable: caller is not the owner')
  world.does('owner', 'master', 'transferOwnership', 'alice')
  world.does('alice', 'master', 'mintMaster', 'alice', 1n)
  expect(world.balance('amt', 'alice')).toBe(1n)
})
