import { describe, expect, it } from 'vitest'
import { call } from '../../../src/lockstep/generate/context.ts'
import {
  firstReduction,
  placesIn,
  reductionsOf,
  renamedBy,
  type Shows,
} from '../../../src/lockstep/shrink/reductions.ts'
import type { Action } from '../../../src/model/interface/action.ts'

const transfer = call('alice', 'amt.transfer', { to: 'bruno', amount: 8n })
const wait: Action = { wait: 5n }

describe('reductions', () => {
  it('are all removals, halvings and merges, the later actions first', () => {
    const reductions = [...reductionsOf([transfer, wait])]
    expect(reductions.map(({ what }) => what)).toEqual([
      'remove action 2',
      'remove action 1',
      'halve wait of action 2',
      'halve amount of action 1',
      'let alice act for bruno',
    ])
    expect(reductions[0]!.actions).toEqual([transfer])
    expect(reductions[2]!.actions[1]).toEqual({ wait: 2n })
    expect(reductions[3]!.actions[0]).toEqual(call('alice', 'amt.transfer', { to: 'bruno', amount: 4n }))
    expect(reductions[4]!.actions[0]).toEqual(call('alice', 'amt.transfer', { to: 'alice', amount: 8n }))
  })

  it('leave zero as it is', () => {
    const kinds = [...reductionsOf([{ wait: 0n }])].map(({ kind }) => kind)
    expect(kinds).toEqual(['removal'])
  })

  it('reach the numbers of lists, each by itself', () => {
    const airdrop = call('owner', 'deploy.distributor', {
      accounts: ['alice', 'bruno'],
      amounts: [2n, 3n],
      reserve: 'owner',
      snapshotId: 1n,
      deadline: 9n,
    })
    const places = placesIn(airdrop)
    expect(places.map(({ name, value }) => [name, value])).toEqual([
      ['amounts[0]', 2n],
      ['amounts[1]', 3n],
      ['snapshotId', 1n],
      ['deadline', 9n],
    ])
    expect(places[1]!.with(7n)).toMatchObject({ args: { amounts: [2n, 7n], deadline: 9n } })
  })

  it('show whether a list is 1-minimal', () => {
    const isEnough = (list: readonly Action[]): boolean =>
      list.some((action) => 'by' in action && 'amount' in action.args && action.args.amount >= 8n)
    const shows: Shows = (list) => (isEnough(list) ? list : undefined)
    expect(firstReduction([transfer, wait], shows)?.what).toBe('remove action 2')
    expect(firstReduction([transfer], shows)?.what).toBe('let alice act for bruno')
    expect(firstReduction([call('alice', 'amt.burn', { amount: 8n })], shows)).toBeUndefined()
  })

  it('rename people and no contracts', () => {
    const loud = renamedBy(
      [call('alice', 'amt.transfer', { to: 'master', amount: 1n })],
      (name) => `${name}-2`,
    )
    expect(loud).toEqual([call('alice-2', 'amt.transfer', { to: 'master', amount: 1n })])
  })
})
