import { describe, expect, it } from 'vitest'
import { equivalenceWarning, gateFailures, gateReport } from '../../src/mutants/gate.ts'
import { generated, killed, survived } from './examples.ts'
import { judgedMutants } from '../../src/mutants/score.ts'
import type { Survivor } from '../../src/mutants/survivors.ts'
import { readSurvivors } from '../../src/mutants/survivors.ts'

const [first, second, third] = [
  generated('000000000001'),
  generated('000000000002'),
  generated('000000000003'),
]
const all = [first, second, third]

const entry = (id: string, verdict: Survivor['verdict'] = 'known-gap'): Survivor => ({
  id,
  side: 'contracts',
  verdict,
  reason: 'Nothing tests this yet.',
  concerns: 'BurnVault',
  change: 'a => b',
})

/** The gate on a run in which the second mutant survives. */
function failures(...survivors: readonly Survivor[]): readonly string[] {
  const results = new Map([killed(first, 'lockstep'), survived(second)].map((each) => [each.id, each]))
  return gateFailures({ generated: all, judged: judgedMutants(all, results, survivors), survivors })
}

describe('the gate', () => {
  it('is closed by a survivor that is not listed', () => {
    expect(failures()).toEqual([expect.stringContaining(second.id)])
  })

  it('is open when the survivor is listed, as a gap or as equivalent', () => {
    expect(failures(entry(second.id))).toEqual([])
    expect(failures(entry(second.id, 'equivalent'))).toEqual([])
  })

  it('is closed by an entry whose mutant is no longer generated', () => {
    expect(failures(entry(second.id), entry('00000000000f'))).toEqual([
      expect.stringContaining('00000000000f'),
    ])
  })

  it('is closed by an entry whose mutant is killed', () => {
    expect(failures(entry(second.id), entry(first.id))).toEqual([expect.stringContaining(first.id)])
  })

  it('asks nothing of an entry of a side that did not run', () => {
    expect(failures(entry(second.id), { ...entry('00000000000f'), side: 'model' })).toEqual([])
  })

  it('says of a survivor where to see it and what to do', () => {
    expect(failures()[0]).toContain(`npm run mutants -- --side contracts --show ${second.id}`)
  })

  it('reports one number for each mutant, and one for each stale entry', () => {
    const results = new Map([killed(first, 'lockstep'), survived(second)].map((each) => [each.id, each]))
    const reportWith = (...survivors: readonly Survivor[]): ReturnType<typeof gateReport> =>
      gateReport({ generated: all, judged: judgedMutants(all, results, survivors), survivors })
    expect(reportWith()).toMatchObject({ numPassedTests: 1, numFailedTests: 1 })
    expect(reportWith(entry(second.id))).toMatchObject({ numPassedTests: 2, numFailedTests: 0 })
    expect(reportWith(entry(second.id, 'equivalent'), entry(first.id))).toMatchObject({
      numPassedTests: 1,
      numFailedTests: 1,
    })
    expect(reportWith(entry(second.id), entry('00000000000f'))).toMatchObject({
      numPassedTests: 2,
      numFailedTests: 1,
    })
  })

  it('asks nothing of an entry whose mutant did not run', () => {
    expect(failures(entry(second.id), entry(third.id))).toEqual([])
  })

  it('warns when more than 8% are equivalent', () => {
    const many = Array.from({ length: 25 }, (_each, index) => generated(String(index).padStart(12, '0')))
    const warningWith = (equivalent: number): string | undefined => {
      const survivors = many.slice(0, equivalent).map(({ id }) => entry(id, 'equivalent'))
      const results = many.map((mutant, index) =>
        index < equivalent ? survived(mutant) : killed(mutant, 's'),
      )
      return equivalenceWarning(
        judgedMutants(many, new Map(results.map((each) => [each.id, each])), survivors),
      )
    }
    expect(warningWith(2)).toBeUndefined()
    expect(warningWith(3)).toContain('12.0%')
  })
})

it('the checked-in list of survivors can be read, and has no mutant twice', () => {
  expect(readSurvivors().length).toBeGreaterThan(0)
})

it('a second reader has tried to break the argument of every equivalent mutant', () => {
  const unread = readSurvivors().filter(
    ({ verdict, tried }) => verdict === 'equivalent' && tried === undefined,
  )
  expect(unread.map(({ id }) => id)).toEqual([])
})
