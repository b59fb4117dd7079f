import { expect, test } from 'vitest'

import { live } from '../../src/cli/study/job.ts'
import { resultHash } from '../../src/report/hash.ts'
import bankRun from '../../src/scenarios/bank-run.ts'
import { runScenario } from '../../src/sim/run.ts'
import type { StudySpec } from '../../src/sim/study/spec.ts'

test('a study lives through the run alone, not through what its scenario compares it with', () => {
  const spec: StudySpec = {
    scenario: 'bank-run',
    days: 2,
    seed: '5',
    runs: 2,
    design: 'grid',
    sweeps: [],
    set: { leavers: '3' },
    points: [{}],
  }
  const { rows } = live(
    { run: runScenario },
    bankRun,
    { spec, days: false },
    { point: 0, first: 0, last: 1 },
    () => {},
  )
  const alone = (path: number, variants: boolean): string =>
    resultHash(runScenario(bankRun, { seed: 5n, path, days: 2, set: { leavers: '3' }, variants }))
  expect(rows.map((row) => row.resultHash)).toEqual([alone(0, false), alone(1, false)])
  expect(rows[0]!.resultHash).not.toBe(alone(0, true))
})
