import { describe, expect, test } from 'vitest'
import { withAllowance } from '../../../../src/model/kernel/allowances.ts'
import { indexOf } from '../../../../src/model/kernel/names.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import type { Economy } from '../../../../src/model/economy.ts'
import {
  UINT256_MAX,
  eventNames,
  liquidWorld,
  modelWorldOf,
  stockedWorld,
} from '../../../support/model-world.ts'

describe("Master's owner", () => {
  test('mints AMT, sets the payer wallet, transfers or renounces ownership', () => {
    const world = stockedWorld()
    const minted = world.ok('owner', 'master.mintMaster', { account: 'alice', amount: ONE })
    expect(minted.events).toEqual([
      { on: 'amt', name: 'Transfer', args: ['zero', 'alice', ONE] },
      { on: 'master', name: 'masterHasMinted', args: ['alice', ONE] },
    ])
    expect(world.revert('alice', 'master.mintMaster', { account: 'zero', amount: UINT256_MAX })).toBe(
      'NotOwner',
    )
    expect(world.revert('owner', 'master.mintMaster', { account: 'zero', amount: UINT256_MAX })).toBe(
      'CapExceeded',
    )
    expect(world.revert('owner', 'master.mintMaster', { account: 'zero', amount: 1n })).toBe('MintToZero')

    expect(world.revert('alice', 'master.setPayerWallet', { wallet: 'zero' })).toBe('NotOwner')
    expect(world.revert('owner', 'master.setPayerWallet', { wallet: 'zero' })).toBe('ZeroAddress')
    expect(world.ok('owner', 'master.setPayerWallet', { wallet: 'carmen' }).events).toEqual([
      { on: 'master', name: 'payerWalletSet', args: ['carmen'] },
    ])
    expect(world.ask('master', 'payerWallet')).toBe('carmen')
    const rent = { amountBtcb: ONE, vaultParticipation: 0n }
    expect(world.revert('payer', 'master.payRent', rent)).toBe('NotPayer')
    world.ok('carmen', 'master.payRent', rent)

    expect(world.revert('alice', 'master.transferOwnership', { to: 'zero' })).toBe('NotOwner')
    expect(world.revert('owner', 'master.transferOwnership', { to: 'zero' })).toBe('NewOwnerZero')
    world.ok('owner', 'master.transferOwnership', { to: 'alice' })
    expect(world.revert('owner', 'master.renounceOwnership', {})).toBe('NotOwner')
    world.ok('alice', 'master.renounceOwnership', {})
    expect(world.ask('master', 'owner')).toBe('zero')
    expect(world.revert('alice', 'master.extendApprove', { amount: 1n })).toBe('NotOwner')
  })

  test("raises the router's allowances where they are lower, and never lowers one", () => {
    const world = liquidWorld()
    expect(world.ask('btcb', 'allowance', 'master', 'router')).toBeLessThan(UINT256_MAX)
    expect(eventNames(world.ok('owner', 'master.extendApprove', { amount: 1n }).events)).toEqual([
      'master.approveExtended',
    ])
    expect(eventNames(world.ok('owner', 'master.extendApprove', { amount: UINT256_MAX }).events)).toEqual([
      'btcb.Approval',
      'master.approveExtended',
    ])
    expect(world.ask('btcb', 'allowance', 'master', 'router')).toBe(UINT256_MAX)
  })

  test.each(['amt', 'btcb', 'pair'] as const)(
    'raises the allowance over %s alone, if it alone is lower',
    (coin) => {
      const lower = modelWorldOf(withRouterAllowance(liquidWorld().economy, coin, 4n))
      expect(lower.ok('owner', 'master.extendApprove', { amount: 4n }).events.length).toBe(1)
      const { events, returned } = lower.ok('owner', 'master.extendApprove', { amount: 5n })
      expect(returned).toBeUndefined()
      expect(events).toEqual([
        { on: coin, name: 'Approval', args: ['master', 'router', 5n] },
        { on: 'master', name: 'approveExtended', args: [5n] },
      ])
      expect(lower.ask(coin, 'allowance', 'master', 'router')).toBe(5n)
    },
  )
})

/** An economy in which the router may spend only `amount` of one of Master's coins. */
function withRouterAllowance(economy: Economy, coin: 'amt' | 'btcb' | 'pair', amount: bigint): Economy {
  const { names, tokens } = economy
  const [by, spender] = [indexOf(names, 'master'), indexOf(names, 'router')]
  const allowances = withAllowance(tokens[coin].allowances, by, spender, amount)
  return { ...economy, tokens: { ...tokens, [coin]: { ...tokens[coin], allowances } } }
}
