import { describe, expect, it } from 'vitest'
import { FUNCTION_NAMES } from '../../../src/model/interface/functions.ts'
import { ALL_CODES } from '../../../src/model/surface/reverts.ts'
import { expectationOf } from '../../../src/lockstep/systems/expectation.ts'
import {
  addCoverage,
  countOutcome,
  coverageGaps,
  coverageGapText,
  newCoverage,
  rarest,
  rarityText,
  coverageTable,
  type Coverage,
} from '../../../src/lockstep/report/coverage.ts'
import { call } from '../../../src/lockstep/generate/context.ts'

const burn = call('alice', 'amt.burn', { amount: 1n })

/** A reach that has exactly what is expected. */
function complete(): Coverage {
  return new Map(
    FUNCTION_NAMES.map((name) => [name, new Map([...expectationOf(name).reached].map((code) => [code, 1]))]),
  )
}

describe('reach', () => {
  it('has no gaps when every function and revert was reached', () => {
    expect(coverageGaps(complete())).toEqual([])
  })

  it('reports a revert that was never reached', () => {
    const coverage = complete()
    coverage.get('amt.burn')!.delete('BurnExceedsBalance')
    expect(coverageGaps(coverage).map(coverageGapText)).toEqual([
      'amt.burn: BurnExceedsBalance never reached',
    ])
  })

  it('reports a function that never succeeded', () => {
    const coverage = complete()
    coverage.get('amt.burn')!.delete('ok')
    expect(coverageGaps(coverage).map(coverageGapText)).toEqual(['amt.burn: ok never reached'])
  })

  it('reports a revert that nobody expected, and one that was called unreachable', () => {
    const coverage = complete()
    coverage.get('amt.burn')!.set('NotOwner', 1)
    coverage.get('amt.snapshot')!.set('ok', 1)
    expect(coverageGaps(coverage).map(coverageGapText)).toEqual([
      'amt.snapshot: ok listed as unreachable, but reached',
      'amt.burn: NotOwner not expected',
    ])
  })

  it('counts outcomes and adds up', () => {
    const coverage = newCoverage()
    countOutcome(coverage, burn, { ok: true, returned: undefined, events: [] })
    countOutcome(coverage, burn, { ok: false, revert: 'BurnExceedsBalance' })
    countOutcome(coverage, { wait: 1n }, { ok: true, returned: undefined, events: [] })
    addCoverage(coverage, coverage)
    expect([...coverage.get('amt.burn')!]).toEqual([
      ['ok', 2],
      ['BurnExceedsBalance', 2],
    ])
    expect(coverageTable(coverage)).toMatch(/^amt\.burn +2 +BurnExceedsBalance 2$/m)
  })
})

describe('the rarest', () => {
  it('are the successes and reverts that a run has met least often', () => {
    const coverage = newCoverage()
    for (let times = 0; times < 3; times++)
      countOutcome(coverage, burn, { ok: true, returned: undefined, events: [] })
    countOutcome(coverage, burn, { ok: false, revert: 'BurnExceedsBalance' })
    countOutcome(coverage, call('alice', 'amt.snapshot', {}), { ok: false, revert: 'NotOwner' })
    countOutcome(coverage, call('alice', 'amt.snapshot', {}), { ok: false, revert: 'NotOwner' })
    expect(rarest(coverage).map(rarityText)).toEqual([
      'amt.burn: BurnExceedsBalance 1',
      'amt.snapshot: NotOwner 2',
      'amt.burn: ok 3',
    ])
  })
})

describe('the list of expectations', () => {
  it('gives a reason for everything that is unreachable, and expects none of it', () => {
    for (const name of FUNCTION_NAMES) {
      const { reached, unreachable } = expectationOf(name)
      for (const [code, reason] of unreachable) {
        expect(reason.length).toBeGreaterThan(10)
        expect(reached.has(code), `${name}: ${code}`).toBe(false)
      }
    }
  })

  it('lets every function succeed, or says why it cannot', () => {
    for (const name of FUNCTION_NAMES) {
      const { reached, unreachable } = expectationOf(name)
      expect(reached.has('ok') || unreachable.has('ok'), name).toBe(true)
    }
  })

  it('knows for each revert of the economy where it is reached or why not', () => {
    const listed = new Set(
      FUNCTION_NAMES.flatMap((name) => {
        const { reached, unreachable } = expectationOf(name)
        return [...reached, ...unreachable.keys()]
      }),
    )
    expect(ALL_CODES.filter((code) => !listed.has(code))).toEqual([])
  })
})
