/** Sums over batches: independent of the order in which they finish. */
import { expect, test } from 'vitest'
import type { BatchResult } from '../../../src/lockstep/campaign/batch.ts'
import { CampaignTally } from '../../../src/lockstep/campaign/tally.ts'
import { newCoverage } from '../../../src/lockstep/report/coverage.ts'
import { newStateCounts } from '../../../src/lockstep/report/states.ts'
import { STATES } from '../../../src/lockstep/systems/states.ts'

const failure = { sequence: 2, title: 'it differs', text: '', files: [] }

function result(batch: number, fails = false): BatchResult {
  const coverage = newCoverage()
  coverage.get('amt.transfer')!.set('ok', 10 ** batch)
  const counts = [Float64Array.from([batch, 0]), Float64Array.from([1])]
  return {
    batch,
    sequences: 5,
    actions: 10 ** batch,
    answers: 2 * 10 ** batch,
    coverage,
    states: newStateCounts().set(STATES[0]!.name, 10 ** batch),
    crossChecked: { sequences: 1, messages: batch, differences: [] },
    covered: { sequences: 2, counts },
    failure: fails ? failure : undefined,
  }
}

function tally(...results: readonly BatchResult[]): CampaignTally {
  const sum = new CampaignTally()
  for (const each of results) sum.add(each)
  return sum
}

test('batches add up, in whatever order they finish', () => {
  const one = tally(result(1), result(2), result(3)).totals()
  expect(tally(result(3), result(1), result(2)).totals()).toEqual(one)
  expect(one).toMatchObject({ batches: 3, sequences: 15, actions: 1110, answers: 2220, failure: undefined })
  expect(one.coverage.get('amt.transfer')!.get('ok')).toBe(1110)
  expect(one.states.get(STATES[0]!.name)).toBe(1110)
  expect(one.crossChecked).toEqual({ sequences: 3, messages: 6, differences: [] })
  expect(one.covered).toEqual({ sequences: 6, counts: [Float64Array.from([6, 0]), Float64Array.from([3])] })
})

test('a batch after a gap does not count until the gap is closed', () => {
  expect(tally(result(1), result(3)).totals()).toMatchObject({ batches: 1, actions: 10 })
})

test('the first failing batch ends the campaign, even if a later one failed before', () => {
  const sum = tally(result(3, true))
  expect(sum.isOver()).toBe(true)
  sum.add(result(2, true))
  sum.add(result(1))
  expect(sum.totals()).toMatchObject({ batches: 2, actions: 110, failure, failedBatch: 2 })
})
