import { expect, test } from 'vitest'
import type { Goal } from '../../../src/statistics/goal-seek.ts'
import { soughtGoal } from '../../../src/cli/study/goal.ts'
import { directory } from '../harness.ts'
import { ask } from './ask.ts'

const SWEEP = ['--runs', '12', '--sweep', 'share=0,10,20,30']

test('a study seeks the swept value at which an event is as probable as asked', async () => {
  const { json } = await ask(directory(), ...SWEEP, '--probability', 'redeemed>15', '--goal', '50')
  const [{ goal, points }] = json.probabilities as unknown as [
    { goal: { parameter: string; target: string; answer: Goal }; points: { count: number; of: number }[] },
  ]
  expect(goal.parameter).toBe('share')
  expect(goal.answer.points.map(({ count }) => count)).toEqual(points.map(({ count }) => count))
  expect(goal.answer.points.map(({ value }) => value)).toEqual([0, 10, 20, 30])
  expect(goal.answer.kind).toBe('crossing')
})

test('the answer is the same for any number of workers', async () => {
  const asked = [...SWEEP, '--probability', 'redeemed>15', '--goal', '50']
  const one = await ask(directory(), ...asked)
  const two = await ask(directory(), ...asked, '--workers', '2', '--shard-size', '1')
  expect(two.json.probabilities).toEqual(one.json.probabilities)
})

test('a goal without one swept number or without an event is an error before any path runs', async () => {
  for (const argv of [
    ['--probability', 'redeemed>15'],
    [...SWEEP],
    ['--sweep', 'share=30,10', '--probability', 'redeemed>15'],
  ]) {
    const { code, err } = await ask(directory(), ...argv, '--goal', '50')
    expect(code).toBe(2)
    expect(err).toMatch(/--goal one --sweep of a number with ascending values/)
  }
})

test('a point without a count has no answer', () => {
  const spec = { sweeps: [{ parameter: 'p', values: '1,2' }], points: [{ p: '1' }, { p: '2' }] }
  const counts = [
    { count: 0, of: 0 },
    { count: 5, of: 9 },
  ]
  expect(soughtGoal(spec as never, counts, 50)).toBeUndefined()
})
