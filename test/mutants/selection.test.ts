import { describe, expect, it } from 'vitest'
import { seedOf, select } from '../../src/mutants/selection.ts'
import { generated } from './examples.ts'

const all = Array.from({ length: 100 }, (_each, index) =>
  generated(String(index).padStart(12, '0'), { operator: index % 2 === 0 ? 'literal' : 'unary' }),
)
const ids = (mutants: typeof all): readonly string[] => mutants.map(({ id }) => id)

describe('the selection', () => {
  it('draws the same sample with the same seed, another with another', () => {
    const drawn = ids([...select(all, { sample: { size: 10, seed: 'a' } })])
    expect(drawn).toHaveLength(10)
    expect(ids([...select(all, { sample: { size: 10, seed: 'a' } })])).toEqual(drawn)
    expect(ids([...select(all, { sample: { size: 10, seed: 'b' } })])).not.toEqual(drawn)
  })

  it('contains a smaller sample in a larger one, and keeps the order', () => {
    const small = ids([...select(all, { sample: { size: 10, seed: 'a' } })])
    const large = ids([...select(all, { sample: { size: 30, seed: 'a' } })])
    expect(large).toEqual(expect.arrayContaining([...small]))
    expect(large).toEqual(large.toSorted())
  })

  it('divides the mutants among shards, each in exactly one', () => {
    const shards = [1, 2, 3].map((index) => select(all, { shard: { index, of: 3 } }))
    expect(shards.map(({ length }) => length)).toEqual([34, 33, 33])
    expect(shards.flatMap((each) => ids([...each])).toSorted()).toEqual(ids(all))
  })

  it('filters by operator and by the start of an id', () => {
    expect(select(all, { operators: ['unary'] })).toHaveLength(50)
    expect(select(all, { ids: ['00000000000'] })).toHaveLength(10)
  })

  it('has another seed for other sources, whatever their order', () => {
    expect(seedOf({ a: '1', b: '2' })).toBe(seedOf({ b: '2', a: '1' }))
    expect(seedOf({ a: '1', b: '2' })).not.toBe(seedOf({ a: '1', b: '3' }))
  })
})
