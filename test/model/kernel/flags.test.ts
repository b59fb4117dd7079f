import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedFlags, FlagsEdit, isSet, NO_FLAGS, type Flags } from '../../../src/model/kernel/flags.ts'

/** Around the ends of the numbers that hold thirty flags each, and far beyond. */
const index = fc.oneof(fc.nat(95), fc.constantFrom(29, 30, 59, 60, 3649, 100_000))
const indices = fc.array(index, { maxLength: 30 })

const flagsOf = (list: readonly number[]): Flags => {
  const edit = new FlagsEdit(NO_FLAGS)
  for (const each of list) edit.set(each)
  return edit.done()
}

describe('an edit of flags', () => {
  test('equals a set of the same numbers, and changes no flags that exist', () => {
    fc.assert(
      fc.property(indices, fc.array(indices, { maxLength: 4 }), indices, (before, rounds, asked) => {
        const edit = new FlagsEdit(flagsOf(before))
        const expected = new Set(before)
        const given: [Flags, ReadonlySet<number>][] = [[flagsOf(before), new Set(before)]]
        for (const round of rounds) {
          for (const each of round) {
            edit.set(each)
            expected.add(each)
            expect(edit.get(each)).toBe(true)
          }
          given.push([edit.done(), new Set(expected)])
        }
        // Compared at the end: flags given out earlier must not have followed later writes.
        for (const [flags, wanted] of given)
          for (const each of [...asked, ...expected]) expect(isSet(flags, each)).toBe(wanted.has(each))
      }),
    )
  })

  test('gives the identical flags if none was set', () => {
    const flags = flagsOf([3, 40])
    const edit = new FlagsEdit(flags)
    edit.set(40)
    expect(edit.done()).toBe(flags)
  })
})

test('thirty flags are in a number, and the numbers before the first flag are zero: no holes', () => {
  expect(flagsOf([0])).toStrictEqual([1])
  expect(flagsOf([29, 100])).toStrictEqual([1 << 29, 0, 0, 1 << 10])
})

test('the flags that differ are those of exactly one of two sets, ascending', () => {
  fc.assert(
    fc.property(indices, indices, (a, b) => {
      const wanted = [...new Set([...a, ...b])].filter((each) => a.includes(each) !== b.includes(each))
      expect(changedFlags(flagsOf(a), flagsOf(b))).toEqual(wanted.toSorted((one, two) => one - two))
    }),
  )
})

test('the flags that differ are found at the ends of numbers, in either order', () => {
  const lists = [[], [0], [29], [30], [59], [60], [0, 30], [29, 60], [1, 31, 61, 90]]
  for (const a of lists)
    for (const b of lists) {
      const wanted = [...a, ...b].filter((each) => a.includes(each) !== b.includes(each))
      expect(changedFlags(flagsOf(a), flagsOf(b))).toEqual(wanted.toSorted((one, two) => one - two))
    }
  for (const length of [30, 31, 60]) expect(flagsOf([length - 1])).toHaveLength(Math.ceil(length / 30))
})
