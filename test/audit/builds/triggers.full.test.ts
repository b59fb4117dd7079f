/**
 * Triggers: each shows its defect on the wrong contracts and not on the right ones, on the chain alone.
 */
import { describe, expect, it } from 'vitest'
import { projectBuild, type Build } from '../../../src/evm/build.ts'
import { deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import type { Value } from '../../../src/model/interface/outcome.ts'
import { WRONG_BUILDS } from './index.ts'
import { buildOfBoth, PAIRS } from './pairs.ts'
import { buildOf, type Weakness, type WrongBuild } from './wrong-build.ts'

const project = projectBuild()

/** What is seen after the trigger. */
function seen({ trigger, sees }: WrongBuild, build: Build): Value {
  const { chain, start } = deployedChainOf(build, 'below')
  chain.rewind(start)
  let last: Value = ''
  for (const action of trigger) {
    const outcome = chain.apply(action)
    last = outcome.ok ? 'ok' : outcome.revert
  }
  return sees === 'outcome' ? last : chain.readAfresh(sees)
}

describe.each(WRONG_BUILDS)('"$name"', (wrong) => {
  it('is shown by its trigger, which the right contracts do not show', () => {
    expect(seen(wrong, project)).toEqual(wrong.right)
    expect(seen(wrong, buildOf(wrong))).toEqual(wrong.wrong)
  })
})

describe.each(PAIRS)('two defects of one function, $name', (pair) => {
  it.each(pair.defects)('show each by its own trigger: $name', (wrong) => {
    expect(seen(wrong, project)).toEqual(wrong.right)
    expect(seen(wrong, buildOfBoth(pair))).toEqual(wrong.wrong)
  })
})

it('are at least two in each class of weaknesses', () => {
  const counts = new Map<Weakness, number>()
  for (const { weakness } of WRONG_BUILDS) counts.set(weakness, (counts.get(weakness) ?? 0) + 1)
  expect(counts.size).toBe(7)
  for (const count of counts.values()) expect(count).toBeGreaterThanOrEqual(2)
})
