import { describe, expect, test } from 'vitest'
import { snapshotsNeverChange } from '../../../src/model/invariants/snapshots.ts'
import { CONTRACT_ACCOUNTS } from '../../../src/model/interface/accounts.ts'
import { subjects } from '../../../src/model/invariants/touched.ts'
import { viewKey, type View } from '../../../src/model/surface/observation.ts'
import { action, liquidWorld, modelWorldOf, vaultsWorld } from '../../support/model-world.ts'
import { follow, unchanged, withEvents } from './mutated-world.ts'

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

describe('six snapshots', () => {
  const STORIED = vaultsWorld()
  for (const amountBtcb of [101n, 102n])
    STORIED.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 100n })
  const started = () => follow(snapshotsNeverChange, modelWorldOf(STORIED.economy))
  const wait = { wait: 0n }

  test('are asked in rotation, the first and the latest each time', () => {
    for (let skipped = 0; skipped < 6; skipped++)
      for (const token of ['amt', 'liqAmt'])
        for (let id = 1; id <= 6; id++) {
          const follower = started()
          for (let turn = 0; turn < skipped; turn++) expect(follower.act(wait)).toBeUndefined()
          const lie = { [`${token}.totalSupplyAt(${id})`]: 1n }
          const turns = id === 1 || id === 6 ? 1 : 6
          const seen = Array.from({ length: turns }, () => follower.mutate(wait, unchanged, lie))
          expect(seen.some((violation) => violation?.startsWith(`${token}'s snapshot ${id} `))).toBe(true)
        }
  })

  test('are asked about every account, the first and the latest sooner', () => {
    const world = modelWorldOf(STORIED.economy)
    // As many as share a factor with the six snapshots.
    const people = world.domain.people.slice((CONTRACT_ACCOUNTS.length + world.domain.people.length) % 3)
    const domain = { ...world.domain, people }
    const accounts = CONTRACT_ACCOUNTS.length + people.length
    const asked = new Set<string>()
    const observed = {
      read: (view: View) => {
        asked.add(viewKey(view))
        return world.read(view)
      },
    }
    const pairsOf = (ids: readonly number[]): readonly string[] =>
      [...CONTRACT_ACCOUNTS, ...people].flatMap((account) =>
        ids.map((id) => `amt.balanceOfAt(${account}, ${id})`),
      )
    const outcome = { ok: true as const, returned: undefined, events: [] }
    let state = snapshotsNeverChange.start(world, domain)
    asked.clear()
    const take = (turns: number): void => {
      for (let turn = 0; turn < turns; turn++) {
        const verdict = snapshotsNeverChange.next(state, {
          action: wait,
          outcome,
          observed,
          domain,
        })
        if ('state' in verdict) state = verdict.state
      }
    }
    take(1)
    expect(asked.has(`amt.balanceOfAt(${CONTRACT_ACCOUNTS[0]}, 2)`)).toBe(true)
    take(accounts - 1)
    expect(pairsOf([1, 6]).filter((pair) => !asked.has(pair))).toEqual([])
    take(accounts * 5)
    expect(pairsOf([2, 3, 4, 5]).filter((pair) => !asked.has(pair))).toEqual([])
  })

  test('are asked about the second contract first', () => {
    expect(started().mutate(wait, unchanged, { 'amt.balanceOfAt(dead, 1)': 1n })).toMatch(
      /^amt's snapshot 1 reports 1 for dead,/,
    )
  })

  test('of which several change: the first is told', () => {
    const lies = { 'amt.totalSupplyAt(1)': 1n, 'amt.totalSupplyAt(6)': 1n }
    for (let skipped = 0; skipped < 6; skipped++) {
      const follower = started()
      for (let turn = 0; turn < skipped; turn++) follower.act(wait)
      expect(follower.mutate(wait, unchanged, lies)).toMatch(/^amt's snapshot 1 /)
    }
  })

  test('are checked for both accounts of every transfer', () => {
    const transfers = withEvents(() => [
      { on: 'amt', name: 'Transfer', args: ['alice', 'dead', 0n] },
      { on: 'amt', name: 'Transfer', args: ['dead', 'bruno', 0n] },
      { on: 'amt', name: 'Transfer', args: ['carmen', 'dead', 0n] },
    ])
    for (const id of [1, 6])
      for (const who of ['alice', 'bruno', 'carmen'])
        expect(
          started().mutate(action('alice', 'amt.approve', { spender: 'bruno', amount: 1n }), transfers, {
            [`amt.balanceOfAt(${who}, ${id})`]: 1n,
          }),
        ).toContain(`snapshot ${id} reports 1 for ${who}`)
  })

  test('are asked once each, and only those of a token that was touched', () => {
    const world = modelWorldOf(STORIED.economy)
    let state = snapshotsNeverChange.start(world, world.domain)
    for (const touched of [undefined, undefined, undefined, undefined, 'amt', 'liqAmt'] as const) {
      const asked: string[] = []
      const observed = {
        read: (view: View) => {
          asked.push(viewKey(view))
          return world.read(view)
        },
      }
      const outcome = { ok: true as const, returned: undefined, events: [] }
      const step = { action: wait, outcome, observed, domain: world.domain }
      const taken = touched === undefined ? step : { ...step, touched: subjects(touched) }
      const verdict = snapshotsNeverChange.next(state, taken)
      if ('state' in verdict) state = verdict.state
      expect(new Set(asked).size).toBe(asked.length)
      const tokens = new Set(asked.map((key) => key.split('.')[0]))
      expect([...tokens]).toEqual(touched === undefined ? ['amt', 'liqAmt'] : [touched])
    }
  })
})

test('a single snapshot is asked once', () => {
  const world = modelWorldOf(liquidWorld().economy)
  world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
  const asked: string[] = []
  const observed = {
    read: (view: View) => {
      asked.push(viewKey(view))
      return world.read(view)
    },
  }
  const state = snapshotsNeverChange.start(world, world.domain)
  const outcome = { ok: true as const, returned: undefined, events: [] }
  snapshotsNeverChange.next(state, { action: { wait: 0n }, outcome, observed, domain: world.domain })
  expect(asked.filter((key) => key === 'amt.totalSupplyAt(1)')).toHaveLength(1)
  expect(new Set(asked).size).toBe(asked.length)
})

test('of any number of snapshots the latest is asked each time', () => {
  const world = modelWorldOf(liquidWorld().economy)
  for (let count = 1; count <= 10; count++) {
    world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
    const follower = follow(snapshotsNeverChange, modelWorldOf(world.economy))
    const lie = { [`liqAmt.totalSupplyAt(${count})`]: 1n }
    expect(follower.mutate({ wait: 0n }, unchanged, lie)).toContain(`snapshot ${count} `)
  }
})
