import { describe, expect, it } from 'vitest'
import type { MutantResult } from '../../src/mutants/result.ts'
import { judgedMutants, killTimes, scoreOf, shareKilled } from '../../src/mutants/score.ts'
import { generated, killed, survived } from './examples.ts'

const mutants = ['a', 'b', 'c', 'd', 'e'].map((digit) => generated(digit.repeat(12)))
const [a, b, c, d, e] = mutants as [
  (typeof mutants)[0],
  (typeof mutants)[0],
  (typeof mutants)[0],
  (typeof mutants)[0],
  (typeof mutants)[0],
]

function judge(...results: readonly MutantResult[]): ReturnType<typeof judgedMutants> {
  return judgedMutants(mutants, new Map(results.map((each) => [each.id, each])), [])
}

describe('the score', () => {
  it('is kills over kills and survivors, without what is discarded', () => {
    const invalid: MutantResult = { id: d.id, outcome: 'invalid', verdicts: {} }
    const score = scoreOf(judge(killed(a, 'lockstep'), killed(b, 'suites'), survived(c), invalid))
    expect(score).toMatchObject({ generated: 4, killed: 2, survived: 1, discarded: 1 })
    expect(score.byStage).toEqual({ lockstep: 1, suites: 1 })
    expect(shareKilled(score)).toBe(2 / 3)
  })

  it('counts mutants with the same code once', () => {
    const same = { codeHash: 'same' }
    const judged = judge(killed(a, 'lockstep', same), killed(b, 'lockstep', same), killed(c, 'lockstep'))
    expect(judged.map(({ status }) => status)).toEqual(['killed', 'duplicate', 'killed'])
  })

  it('has no value without mutants', () => {
    expect(shareKilled(scoreOf([]))).toBeUndefined()
  })

  it('gives kill times by nearest rank', () => {
    const times = [40, 10, 30, 20, 50]
    const judged = judge(
      ...[a, b, c, d, e].map((each, at) => killed(each, 'lockstep', { actions: times[at]! })),
    )
    expect(killTimes(judged, 'lockstep', 'actions')).toEqual({ kills: 5, median: 30, p95: 50, max: 50 })
    expect(killTimes(judged, 'lockstep', 'cpuSeconds')).toBeUndefined()
  })
})
