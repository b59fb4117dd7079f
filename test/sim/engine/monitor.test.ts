/** Verdicts of a run and its variants, joined. */
import { expect, test } from 'vitest'
import { joinedVerdicts } from '../../../src/sim/engine/monitor.ts'
import type { Verdict } from '../../../src/sim/result.ts'

const holds = (checks: number): Verdict => ({ statement: 'It holds.', holds: true, checks })
const fails = (checks: number, message: string): Verdict => ({
  ...holds(checks),
  holds: false,
  violation: { action: checks - 1, day: 2, message },
})

test('an invariant holds if it holds in all, and every check counts', () => {
  const joined = joinedVerdicts([
    {
      verdicts: {
        kept: holds(5),
        late: holds(5),
        early: fails(2, 'in the run'),
        twice: fails(3, 'in the run'),
      },
    },
    { variant: 'a', verdicts: { kept: holds(4), late: holds(4), early: holds(4), twice: fails(1, 'in a') } },
    { variant: 'b', verdicts: { kept: holds(6), late: fails(6, 'in b'), early: holds(6), twice: holds(6) } },
  ])
  expect(joined).toEqual({
    kept: holds(15),
    late: {
      ...fails(6, 'in b'),
      checks: 15,
      violation: { action: 5, day: 2, message: 'in b', variant: 'b' },
    },
    early: { ...fails(2, 'in the run'), checks: 12 },
    // The first violation is reported: that of the run, which has no variant.
    twice: { ...fails(3, 'in the run'), checks: 10 },
  })
})

test('a violation in the first variant is reported before one in the second', () => {
  const { rate } = joinedVerdicts([
    { verdicts: { rate: holds(1) } },
    { variant: 'a', verdicts: { rate: fails(2, 'in a') } },
    { variant: 'b', verdicts: { rate: fails(3, 'in b') } },
  ])
  expect(rate).toMatchObject({ holds: false, checks: 6, violation: { message: 'in a', variant: 'a' } })
})
