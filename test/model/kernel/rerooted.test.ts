import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryAt, rerooted, withEntryAt, type Rerooted } from '../../../src/model/kernel/rerooted.ts'

test('every version of a rerooted array reads as a copy of its own, in whatever order they are used', () => {
  const step = fc.tuple(fc.nat(20), fc.nat(40), fc.nat(3))
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.array(fc.nat(60), { maxLength: 30 }),
      (steps, asked) => {
        const versions: { readonly array: Rerooted<number>; readonly copy: readonly number[] }[] = [
          { array: rerooted(0), copy: Array.from({ length: 41 }, () => 0) },
        ]
        for (const [from, index, value] of steps) {
          const { array, copy } = versions[from % versions.length]!
          versions.push({ array: withEntryAt(array, index, value), copy: copy.with(index, value) })
        }
        for (const at of [...asked, ...versions.keys()]) {
          const { array, copy } = versions[at % versions.length]!
          expect(copy.map((_, index) => entryAt(array, index))).toEqual(copy)
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('an equal value gives the identical array', () => {
  const array = withEntryAt(rerooted(0), 3, 7)
  expect(withEntryAt(array, 3, 7)).toBe(array)
  expect(withEntryAt(array, 9, 0)).toBe(array)
})
