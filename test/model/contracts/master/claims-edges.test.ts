/**
 * Claims at their edges: snapshots without a payment, ids that no vector can hold, and pots near the largest
 * uint256.
 */
import { expect, test } from 'vitest'
import { set, vector } from '../../../../src/model/kernel/vector.ts'
import { newMaster } from '../../../../src/model/state/master.ts'
import { claimMade } from '../../../../src/model/contracts/master/claims.ts'
import { UINT256_MAX, deployedWorld, liquidWorld } from '../../../support/model-world.ts'

test('a claim is known for every id that a vector can hold, and for no other', () => {
  const { payments } = newMaster('owner', 'payer').holders
  // Thirty flags to a number: this is the claim of payment 2^30.
  const flags: number[] = []
  flags[Math.floor(2 ** 30 / 30)] = 1 << (2 ** 30 % 30)
  const claims = { payments, made: set(vector<readonly number[]>([]), 3, flags) }
  expect(claimMade(claims, 3, 1n << 30n)).toBe(true)
  expect(claimMade(claims, 2, 1n << 30n)).toBe(false)
  for (const id of [0n, 1n, (1n << 30n) - 1n, (1n << 30n) + 1n, 1n << 31n, 1n << 62n, UINT256_MAX])
    expect(claimMade(claims, 3, id)).toBe(false)
})

test('a range skips what was claimed also when it exceeds every possible snapshot', () => {
  // alice holds the only base unit of AMT, and the payer all BTCB that there can be.
  const world = deployedWorld()
  world.ok('owner', 'master.mintMaster', { account: 'alice', amount: 1n })
  world.ok('binance', 'btcb.mint', { amount: UINT256_MAX })
  world.ok('binance', 'btcb.transfer', { to: 'payer', amount: UINT256_MAX })
  world.ok('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX })
  world.ok('payer', 'master.payRent', { amountBtcb: UINT256_MAX / 2n + 1n, vaultParticipation: 0n })
  world.ok('alice', 'master.charge', { snapId: 1n })
  // To claim twice would overflow before the missing snapshot shows.
  for (const to of [2n, 1n << 31n, UINT256_MAX])
    expect(world.revert('alice', 'master.chargeFromTo', { from: 1n, to })).toBe('SnapshotNonexistent')
})

test('a snapshot without a payment pays nothing, as a claim or as dust', () => {
  const world = liquidWorld()
  for (const token of ['amt', 'liqAmt'] as const) world.ok('master', `${token}.snapshot`, {})
  for (const call of ['master.handleDust', 'master.LiqHandleDust'] as const)
    expect(world.ok('owner', call, { snapId: 1n })).toMatchObject({
      returned: 0n,
      events: [{ on: 'master', name: 'dustCollected', args: [1n, 0n] }],
    })
  expect(world.ok('alice', 'master.charge', { snapId: 1n }).returned).toBe(0n)
})
