import { expect, test } from 'vitest'
import { batchSeed } from '../../../src/lockstep/campaign/batch-seed.ts'

test('the batches of a campaign have different seeds, which are 32-bit integers', () => {
  const seeds = Array.from({ length: 100_000 }, (_, batch) => batchSeed(20_230_712, batch))
  expect(new Set(seeds).size).toBe(seeds.length)
  expect(seeds.every((seed) => seed === (seed | 0))).toBe(true)
})

test('neighbouring campaigns share no batch among their first ten thousand', () => {
  const of = (seed: number): number[] => Array.from({ length: 10_000 }, (_, batch) => batchSeed(seed, batch))
  const others = new Set(of(2))
  // By chance 10^8 pairs of 2^32 seeds would share 0.02.
  expect(of(1).filter((seed) => others.has(seed))).toEqual([])
})

test('the seeds are these, so that commands of old reports find the same batches', () => {
  expect([batchSeed(0, 0), batchSeed(0, 1), batchSeed(7, 1), batchSeed(2 ** 32 - 1, 3)])
    .toMatchInlineSnapshot(`
    [
      0,
      -1832243442,
      317385746,
      247175239,
    ]
  `)
})
