import { describe, expect, test } from 'vitest'
import {
  eventsOf,
  sameOutcome,
  sameValue,
  type Outcome,
  type Value,
} from '../../../src/model/interface/outcome.ts'

const VALUES: readonly (Value | undefined)[] = [
  undefined,
  0n,
  1n,
  false,
  'alice',
  '',
  [],
  [1n],
  [1n, 2n],
  [2n, 1n],
  [[1n], 2n],
  [[1n, 2n]],
]

const success = (returned: Value | undefined, ...names: readonly string[]): Outcome => ({
  ok: true,
  returned,
  events: names.map((name) => ({ on: 'amt', name, args: [1n] })),
})

/** Outcomes of which each two differ in one respect. */
const OUTCOMES: readonly Outcome[] = [
  { ok: false, revert: 'NotOwner' },
  { ok: false, revert: 'TooSoon' },
  success(undefined),
  success(1n),
  success([1n, 2n]),
  success(undefined, 'Transfer'),
  success(undefined, 'Transfer', 'Approval'),
  success(undefined, 'Approval', 'Transfer'),
  { ok: true, returned: undefined, events: [{ on: 'btcb', name: 'Transfer', args: [1n] }] },
  { ok: true, returned: undefined, events: [{ on: 'amt', name: 'Transfer', args: [2n] }] },
  { ok: true, returned: undefined, events: [{ on: 'amt', name: 'Transfer', args: [1n, 2n] }] },
]

describe('equality', () => {
  test('of values compares lists by their elements, in either order of the two', () => {
    for (const [i, a] of VALUES.entries())
      for (const [k, b] of VALUES.entries())
        expect(sameValue(a, structuredClone(b)), `${i}, ${k}`).toBe(i === k)
  })

  test('of outcomes compares all of them, in either order of the two', () => {
    for (const [i, a] of OUTCOMES.entries())
      for (const [k, b] of OUTCOMES.entries())
        expect(sameOutcome(a, structuredClone(b)), `${i}, ${k}`).toBe(i === k)
  })
})

test('the events of an outcome are those of a success, and none after a revert', () => {
  expect(OUTCOMES.map((outcome) => eventsOf(outcome).length)).toEqual([0, 0, 0, 0, 0, 1, 2, 2, 1, 1, 1])
})
