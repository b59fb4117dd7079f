/** Which hypotheses a run judges, and why it leaves out others. */
import { expect, test } from 'vitest'
import { isJudged, unjudged } from '../../../src/sim/definition/hypothesis.ts'

const ALWAYS = { statement: 'Always' }
const MONTH = { statement: 'In a month', days: 30 }
const PAST = { statement: 'Of the past', days: 90, leftOut: 'about July 2023' }

test('are those with enough days that apply at these settings', () => {
  expect([0, 29, 30].map((days) => isJudged(ALWAYS, days))).toEqual([true, true, true])
  expect([0, 29, 30].map((days) => isJudged(MONTH, days))).toEqual([false, false, true])
  expect(isJudged(PAST, 365)).toBe(false)
})

test('the others have their reasons, in their order', () => {
  expect(unjudged([PAST, ALWAYS, MONTH], 7)).toEqual([
    { statement: 'Of the past', reason: 'about July 2023' },
    { statement: 'In a month', reason: 'needs 30 days, this run has 7' },
  ])
  expect(unjudged([PAST, ALWAYS, MONTH], 30).map(({ statement }) => statement)).toEqual(['Of the past'])
})
