/**
 * Breaks each mechanism in a mutant of the model: the readings that declare it get another verdict. The full
 * suite tests that no others do.
 */
import { describe, expect, test } from 'vitest'
import { CLAIMS } from '../../src/claims/claims.ts'
import { evaluate } from '../../src/claims/evaluate.ts'
import { MECHANISMS, type Mechanism } from '../../src/claims/mechanisms.ts'
import { RULES } from '../../src/lockstep/compare/rules.ts'
import { declaring, turnedBy, verdictsOf } from './broken.ts'

const rests = verdictsOf(RULES, ({ restsOn }) => restsOn.length > 0)

describe('each mechanism', () => {
  test.each(Object.keys(MECHANISMS) as Mechanism[])('%s turns the readings that rest on it', async (name) => {
    expect(declaring(name).length).toBeGreaterThan(0)
    expect(await turnedBy(name, rests, ({ restsOn }) => restsOn.includes(name))).toEqual(declaring(name))
  })
})

test('every search that holds rests on a mechanism, so that a mutant can turn it', () => {
  const idle = CLAIMS.flatMap((claim) =>
    evaluate(
      {
        ...claim,
        readings: claim.readings.filter(({ by, restsOn }) => by === 'search' && restsOn.length === 0),
      },
      { seed: 1n, shrinks: false },
    ).readings.flatMap(({ reading, verdict }) =>
      ['holds', 'proved'].includes(verdict.is) ? [`${claim.number} ${reading.name}`] : [],
    ),
  )
  expect(idle).toEqual([])
})
