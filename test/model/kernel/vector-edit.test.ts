import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedIndices, get, set, vector, type Vector } from '../../../src/model/kernel/vector.ts'
import { VectorEdit } from '../../../src/model/kernel/vector-edit.ts'

/** Indices in the head, at its end, in one leaf, across leaves and across levels of the tree. */
const index = fc.oneof(
  fc.nat(31),
  fc.integer({ min: 30, max: 80 }),
  fc.constantFrom(287, 288, 4127, 4128, 70_000),
)
const writes = fc.array(fc.tuple(index, fc.nat(3)), { maxLength: 30 })

const written = (from: Vector<number>, list: readonly (readonly [number, number])[]): Vector<number> =>
  list.reduce((made, [at, value]) => set(made, at, value), from)

describe('an edit of a vector', () => {
  test('equals the same writes one by one, and changes no vector that exists', () => {
    fc.assert(
      fc.property(fc.array(writes, { maxLength: 4 }), writes, (rounds, before) => {
        const from = written(vector(0), before)
        const edit = new VectorEdit(from)
        let expected = from
        const made: [Vector<number>, Vector<number>][] = [[from, written(vector(0), before)]]
        for (const round of rounds) {
          for (const [at, value] of round) {
            edit.set(at, value)
            expected = set(expected, at, value)
            expect(edit.get(at)).toBe(value)
          }
          made.push([edit.done(), expected])
        }
        // Compared at the end: a vector given out earlier must not have followed later writes.
        for (const [edited, wanted] of made) {
          expect(changedIndices(wanted, edited)).toEqual([])
          for (const [at] of [...before, ...rounds.flat()]) expect(get(edited, at)).toBe(get(wanted, at))
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('of one entry is made as by one write, with the same room for later ones', () => {
    for (const before of [[], [[3, 1]], [[20, 1]], [[32, 1]], [[40, 1]]] as [number, number][][])
      for (let at = 0; at < 50; at++) {
        const from = written(vector(0), before)
        const edit = new VectorEdit(from)
        edit.set(at, 2)
        expect(edit.done()).toStrictEqual(set(from, at, 2))
      }
  })

  test('is the identical vector if no value has changed', () => {
    const from = written(vector(0), [
      [3, 1],
      [40, 2],
    ])
    const edit = new VectorEdit(from)
    edit.set(3, 1)
    edit.set(40, 2)
    edit.set(90, 0)
    expect(edit.done()).toBe(from)
  })
})
