import { beforeAll, describe, expect, test } from 'vitest'

import { toBase } from '../../../src/model/kernel/units.ts'
import baseline from '../../../src/scenarios/baseline/index.ts'
import { outsidePool, partOf } from '../../../src/scenarios/shared/july-2023.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import { cells, expectInvariants, expectVerified, run } from '../harness.ts'

const OPTIONAL_AGENTS = { holders: '10', accumulators: '4', whale: '3', whaleFrom: '5', whaleImpact: '200' }
const DAYS = 35

describe('optional agents of the baseline', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(baseline, OPTIONAL_AGENTS, DAYS)
  })

  const outside = outsidePool({ pool: 'after-reset' })
  const callsOf = (person: string): readonly string[] =>
    result.actions.flatMap((each) => ('call' in each && each.by === person ? [each.call] : []))

  test('are absent by default, with their parameters left out', () => {
    const alone = run(baseline, { holders: '10' }, 3)
    expect(Object.keys(alone.parameters).filter((name) => name in OPTIONAL_AGENTS)).toEqual(['holders'])
    expect(alone.deployment.people.filter((name) => /whale|accumulator/.test(name))).toEqual([])
    expect(result.parameters).toMatchObject(OPTIONAL_AGENTS)
  })

  test('an accumulator claims and buys AMT with the payouts', () => {
    const amts = cells(result, 'accumulatorAmt').map(toBase)
    expect(amts.at(-1)!).toBeGreaterThan(amts[0]!)
    expect(callsOf('accumulator-1').slice(-2)).toEqual([
      'master.chargeFromTo',
      'router.swapExactTokensForTokens',
    ])
  })

  test('a whale sells daily slices from its first day on, each with the given price impact', () => {
    const amts = cells(result, 'whaleAmt').map(toBase)
    expect(amts.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => partOf(outside, 3n)))
    const slices = amts.slice(5).map((left, day) => amts[4 + day]! - left)
    const sold = slices.filter((slice) => slice > 0n)
    expect(sold.length).toBeGreaterThan(5)
    // Selling s into a reserve X has the price impact 1 - 1/((1+s/X)(1+g·s/X)): 200 basis points are about 1%
    // of X.
    const pool = cells(result, 'poolAmt').map(toBase)
    const first = slices.findIndex((slice) => slice > 0n)
    const part = Number(slices[first]!) / Number(pool[4 + first]!)
    expect(part).toBeGreaterThan(0.0095)
    expect(part).toBeLessThan(0.0108)
  })

  test('keep every invariant, and are the same on the contracts', async () => {
    expectInvariants(result)
    await expectVerified(run(baseline, { ...OPTIONAL_AGENTS, whaleFrom: '2', traders: '2' }, 32))
  })
})
