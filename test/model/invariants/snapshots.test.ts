import { expect, test } from 'vitest'
import { snapshotsNeverChange } from '../../../src/model/invariants/snapshots.ts'
import { action, liquidWorld, modelWorldOf } from '../../support/model-world.ts'
import { follow, unchanged } from './mutated-world.ts'

test('of two snapshots that change at once, AMT’s is told', () => {
  const world = modelWorldOf(liquidWorld().economy)
  const follower = follow(snapshotsNeverChange, world)
  const payment = action('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
  expect(follower.act(payment)).toBeUndefined()
  const approval = action('alice', 'amt.approve', { spender: 'bruno', amount: 1n })
  const answers = { 'amt.totalSupplyAt(1)': 1n, 'liqAmt.totalSupplyAt(1)': 1n }
  const { 'amt.totalSupplyAt(1)': _amt, ...liqAmtOnly } = answers
  expect(follower.mutate(approval, unchanged, liqAmtOnly)).toMatch(
    /^liqAmt's snapshot 1 reports a supply of 1,/,
  )
  expect(follower.mutate(approval, unchanged, answers)).toMatch(/^amt's snapshot 1 reports a supply of 1,/)
})
