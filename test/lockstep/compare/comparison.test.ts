import { describe, expect, it } from 'vitest'
import {
  aboutWhat,
  compareAnswers,
  compareOutcomes,
  divergenceText,
  type Divergence,
} from '../../../src/lockstep/compare/comparison.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { viewKey, type Observed, type View } from '../../../src/model/surface/observation.ts'
import type { Outcome, Value } from '../../../src/model/interface/outcome.ts'

const transfer = (amount: bigint): Outcome => ({
  ok: true,
  returned: true,
  events: [{ on: 'amt', name: 'Transfer', args: ['alice', 'bruno', amount] }],
})

describe('outcomes', () => {
  it('agree when everything is equal', () => {
    expect(compareOutcomes(transfer(5n), transfer(5n))).toBeUndefined()
    const reverted: Outcome = { ok: false, revert: 'NotOwner' }
    expect(compareOutcomes(reverted, { ...reverted })).toBeUndefined()
  })

  it.each<readonly [string, Outcome, Outcome]>([
    ['one base unit in an event', transfer(5n), transfer(6n)],
    [
      'one base unit returned',
      { ...transfer(5n), returned: 1n } as Outcome,
      { ...transfer(5n), returned: 2n } as Outcome,
    ],
    ['a missing event', transfer(5n), { ok: true, returned: true, events: [] }],
    ['a revert on one side', transfer(5n), { ok: false, revert: 'NotOwner' }],
    ['the reason of a revert', { ok: false, revert: 'NotOwner' }, { ok: false, revert: 'NotPayer' }],
    [
      'the order of events',
      {
        ok: true,
        returned: undefined,
        events: [
          { on: 'amt', name: 'A', args: [] },
          { on: 'amt', name: 'B', args: [] },
        ],
      },
      {
        ok: true,
        returned: undefined,
        events: [
          { on: 'amt', name: 'B', args: [] },
          { on: 'amt', name: 'A', args: [] },
        ],
      },
    ],
    [
      'the contract of an event',
      { ok: true, returned: undefined, events: [{ on: 'amt', name: 'A', args: [] }] },
      { ok: true, returned: undefined, events: [{ on: 'btcb', name: 'A', args: [] }] },
    ],
  ])('diverge by %s', (_what, model, chain) => {
    expect(compareOutcomes(model, chain)).toEqual({ kind: 'outcome', model, chain })
  })
})

describe('answers', () => {
  const supply: View = { on: 'amt', fn: 'totalSupply', args: [] }
  const reserves: View = { on: 'pair', fn: 'getReserves', args: [] }
  const answering = (answers: Readonly<Record<string, Value>>): Observed => ({
    read(view) {
      const answer = answers[viewKey(view)]
      if (answer === undefined) throw new Error('no answer')
      return answer
    },
  })
  const model = answering({ [viewKey(supply)]: 7n, [viewKey(reserves)]: [1n, 2n, 3n] })

  it('agree when they are equal, lists included', () => {
    expect(compareAnswers([supply, reserves], model, model)).toBeUndefined()
  })

  it('diverge by one base unit, and the first that differs is told', () => {
    const chain = answering({ [viewKey(supply)]: 8n, [viewKey(reserves)]: [1n, 2n, 4n] })
    expect(compareAnswers([supply, reserves], model, chain)).toEqual({
      kind: 'answer',
      view: supply,
      model: { ok: true, value: 7n },
      chain: { ok: true, value: 8n },
    })
  })

  it('diverge when a side has none, even if neither has', () => {
    const mute = answering({})
    expect(compareAnswers([supply], model, mute)).toMatchObject({ kind: 'answer', chain: { ok: false } })
    expect(compareAnswers([supply], mute, mute)).toMatchObject({ kind: 'answer' })
  })
})

it('names what a finding is about by its function, view, invariant or error', () => {
  const actions = [call('alice', 'amt.burn', { amount: 1n })]
  const about = (divergence: Divergence): string => aboutWhat({ actions, divergence })
  const view: View = { on: 'amt', fn: 'totalSupply', args: [] }
  const yes = { ok: true, value: 1n } as const
  const found: readonly Divergence[] = [
    { kind: 'outcome', model: transfer(1n), chain: { ok: false, revert: 'NotOwner' } },
    { kind: 'outcome', model: transfer(1n), chain: transfer(2n) },
    { kind: 'answer', view, model: yes, chain: yes },
    { kind: 'invariant', side: 'chain', invariant: 'supply-within-cap', detail: '' },
    { kind: 'crash', side: 'model', error: new TypeError('x') },
  ]
  expect(new Set(found.map(about)).size).toBe(found.length)
  for (const divergence of found) expect(divergenceText(divergence)).not.toBe('')
})
