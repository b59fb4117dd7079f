/** Losses in words: direction, interval, and bounds that do not exist. */
import { expect, test } from 'vitest'
import { lossText } from '../../../src/report/study/sections.ts'
import type { Loss } from '../../../src/sim/study/tail-risk.ts'

test.each<[string, Loss, string]>([
  ['a loss', { value: '70.1', low: '65', high: '80' }, 'loss 70.1 (65 to 80)'],
  ['a gain, the smaller bound first', { value: '-16', low: '-20', high: '-10.5' }, 'gain 16 (10.5 to 20)'],
  ['an interval across zero', { value: '1', low: '-2', high: '3' }, 'loss 1 (gain 2 to loss 3)'],
  ['a missing bound', { value: '83', low: '73' }, 'loss 83 (73 or worse)'],
  ['a missing bound of a gain', { value: '-16', low: '-20' }, 'gain 16 (20 or worse)'],
  ['a bound on the other side of zero', { value: '38', low: '-6' }, 'loss 38 (gain 6 or worse)'],
  ['the largest possible loss as a bound', { value: '86', low: '74', high: '100' }, 'loss 86 (74 or worse)'],
  ['only an upper bound', { value: '5', high: '7' }, 'loss 5 (7 or better)'],
  ['no bound', { value: '0' }, 'loss 0'],
])('%s', (_what, loss, text) => {
  expect(lossText(loss, 100)).toBe(text)
})

test('without the largest possible loss every bound is shown', () => {
  expect(lossText({ value: '86', low: '74', high: '100' })).toBe('loss 86 (74 to 100)')
})
