/** What an answer quotes, and what it says of ranges. */
import { expect, test } from 'vitest'
import { answerOf, quotedBy } from '../../../src/sim/answer/answer.ts'
import { keyOf } from '../../../src/sim/answer/key.ts'
import type { Figures } from '../../../src/sim/answer/figures.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import type { Fan } from '../../../src/sim/study/fan.ts'

const RESULT = {
  days: 3,
  parameters: { a: '1' },
  metrics: {
    floor: { title: 'Floor', unit: '%', value: '1.5' },
    profit: { title: 'Profit', unit: '%', value: '2.5' },
  },
} as unknown as RunResult

const scenarioWith = (answer: ((figures: Figures) => string) | undefined, primary?: string): Scenario =>
  ({
    at: (set: object) => ({ bound: set === RESULT.parameters ? { answer } : {} }),
    ...(primary === undefined ? {} : { primary: { metric: primary } }),
  }) as unknown as Scenario

const fanOf = (paths: number): Fan => ({ paths, metrics: {}, values: {}, best: [] }) as unknown as Fan
const both = ({ say }: Figures): string => `${say('profit')}, ${say('floor')}`

test('an answer is that of the scenario at the parameters of the run', () => {
  expect(answerOf(scenarioWith(both), RESULT)).toMatch(/2\.5.*, .*1\.5/)
  expect(answerOf(scenarioWith(undefined), RESULT)).toBeUndefined()
})

test('ranges are explained where there is more than one path', () => {
  const alone = answerOf(
    scenarioWith(() => 'It holds.'),
    RESULT,
  )
  expect(alone).toBe('It holds.')
  expect(
    answerOf(
      scenarioWith(() => 'It holds.'),
      RESULT,
      fanOf(1),
    ),
  ).toBe('It holds.')
  expect(
    answerOf(
      scenarioWith(() => 'It holds.'),
      RESULT,
      fanOf(2),
    ),
  ).toMatch(/^It holds\. .*2 paths/)
})

test('an answer knows the number of paths, one without a fan', () => {
  const paths = ({ paths: count }: Figures): string => String(count)
  expect(answerOf(scenarioWith(paths), RESULT)).toBe('1')
  expect(answerOf(scenarioWith(paths), RESULT, fanOf(7))).toMatch(/^7 /)
})

test('quoted are the metrics that the answer says, each once, in their order', () => {
  const thrice = (figures: Figures): string => both(figures) + figures.say('profit')
  expect(quotedBy(scenarioWith(thrice), RESULT)).toEqual(['profit', 'floor'])
  expect(quotedBy(scenarioWith(undefined), RESULT)).toEqual([])
})

test('key metrics are the primary one, then those quoted', () => {
  expect(keyOf(scenarioWith(both, 'other'), RESULT, undefined)).toEqual(['other', 'profit', 'floor'])
  expect(keyOf(scenarioWith(both), RESULT, undefined)).toEqual(['profit', 'floor'])
})

test('an answer counts over the paths of its fan, and knows its choices; without one, on the path alone', () => {
  const counting = ({ on, best }: Figures): string =>
    `${on('profit', (text) => text === '2.5')}, best ${best('premium')?.leader ?? 'unknown'}`
  expect(answerOf(scenarioWith(counting), RESULT)).toBe('on this path, best unknown')
  const fan = {
    paths: 3,
    metrics: {},
    values: { profit: ['2.5', '1', '2.5'] },
    best: [{ name: 'premium', title: '', standing: { leader: 'high' } }],
  } as unknown as Fan
  expect(answerOf(scenarioWith(counting), RESULT, fan)).toMatch(/^on 2 of 3 paths, best high /)
})
