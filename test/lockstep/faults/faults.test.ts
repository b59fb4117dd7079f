/**
 * Planted faults: what lockstep does not find, it does not check.
 */
import { describe, expect, it } from 'vitest'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { FAULTS } from '../../../src/lockstep/faults/faults.ts'
import { huntFault, invariantsBroken } from '../../../src/lockstep/faults/hunt.ts'
import { DEFAULTS } from '../../../src/lockstep/lockstep.ts'

const { sequences, maxActions, seed } = DEFAULTS

describe('every planted fault is found within the default budget', () => {
  it.for(FAULTS.map((fault) => [fault.side, fault.name, fault] as const))(
    'in the %s: %s',
    async ([side, name, fault]) => {
      const caught = await huntFault(fault, { sequences, maxActions, seed })
      expect(caught, `${name} survived ${sequences} sequences`).toBeDefined()
      process.stdout.write(`found in sequence ${caught!.sequence} (${side}): ${name}; ${caught!.about}\n`)
    },
  )
})

describe('every invariant is broken by planted faults that name it', () => {
  const breaking = FAULTS.filter(({ breaks }) => breaks.length > 0)

  it.for(breaking.map((fault) => [fault.name, fault] as const))('%s', async ([, fault]) => {
    const broken = await invariantsBroken(fault, fault.breaks, { sequences, maxActions, seed })
    expect([...broken]).toEqual(expect.arrayContaining([...fault.breaks]))
  })

  it('leaves no invariant untested', () => {
    const tested = new Set(FAULTS.flatMap(({ breaks }) => breaks))
    const untested = INVARIANTS.map(({ name }) => name).filter((name) => !tested.has(name))
    expect(untested).toEqual([])
  })

  it('holds invariants against both writings', () => {
    const sides = new Set(breaking.map(({ side }) => side))
    expect([...sides].toSorted()).toEqual(['contracts', 'model'])
  })
})

it('plants at least twenty faults, in contracts and model, under different names', () => {
  const names = new Set(FAULTS.map(({ name }) => name))
  expect(names.size).toBe(FAULTS.length)
  expect(FAULTS.filter(({ side }) => side === 'contracts').length).toBeGreaterThanOrEqual(20)
  expect(FAULTS.filter(({ side }) => side === 'model').length).toBeGreaterThanOrEqual(20)
})
