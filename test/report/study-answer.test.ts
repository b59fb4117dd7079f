/** The answer of a study: the metric by which its scenario is judged. */
import { expect, test } from 'vitest'
import { studyAnswer } from '../../src/report/study/answer.ts'
import type { StudyResult } from '../../src/sim/study/result.ts'

const metric = (p5: string, p50: string, p95: string) => ({
  title: 'Floor at the end',
  unit: 'BTC/AMT',
  quantiles: { p5, p50, p95 },
})
const point = (share: string, p50: string) => ({
  settings: { vaultShare: share },
  metrics: { floor: metric('0.0000005', p50, '0.0000009') },
})

const study = (changes: object): StudyResult =>
  ({
    paths: 36,
    size: 1,
    design: 'grid',
    metrics: { floor: metric('0.0000005', '0.0000006', '0.0000009') },
    points: [],
    ...changes,
  }) as unknown as StudyResult

const judged = { metric: 'floor', better: 'higher' } as const

test('of one point is the median with its range', () => {
  expect(studyAnswer(study({}), judged)).toBe(
    'Floor at the end: median 60 sat/AMT (50 to 90 from 5 to 95%) over 36 paths.',
  )
})

test('of a grid names the best and the worst point, by the direction that is better', () => {
  const points = [point('10', '0.0000006'), point('40', '0.0000008'), point('20', '0.0000007')]
  const grid = study({ size: 3, points })
  expect(studyAnswer(grid, judged)).toMatch(
    /is best at vaultShare=40: median 80 .*; worst at vaultShare=10: median 60 /,
  )
  expect(studyAnswer(grid, { ...judged, better: 'lower' })).toMatch(
    /best at vaultShare=10: .*worst at vaultShare=40/,
  )
  const same = study({ size: 2, points: [point('10', '0.0000006'), point('40', '0.0000006')] })
  expect(studyAnswer(same, judged)).toMatch(
    /^Floor at the end has the same median at all 2 points: median 60 /,
  )
})

test('is missing without a metric, or without numbers', () => {
  expect(studyAnswer(study({}), undefined)).toBeUndefined()
  expect(studyAnswer(study({}), { ...judged, metric: 'other' })).toBeUndefined()
  expect(studyAnswer(study({ metrics: { floor: { title: 'F', unit: '' } } }), judged)).toBeUndefined()
})
