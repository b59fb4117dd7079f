import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { source, stream } from '../../src/sim/random/stream.ts'
import { standardNormal } from '../../src/sim/random/normal.ts'
import { probabilityOfBest, UnpairedPaths } from '../../src/statistics/best.ts'
import { clopperPearson } from '../../src/statistics/proportion.ts'
import { TooFew } from '../../src/statistics/ranges.ts'

describe('the probability of being best', () => {
  test('counts who is best alone and who shares it, by enumeration', () => {
    const path = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3))
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 30 }), fc.boolean(), (paths, higher) => {
        const outcomes = {
          a: paths.map(([a]) => a),
          b: paths.map(([, b]) => b),
          c: paths.map(([, , c]) => c),
        }
        const { standings, leader } = probabilityOfBest(outcomes, higher ? 'higher' : 'lower')
        const counts = (['a', 'b', 'c'] as const).map((name, index) => {
          const tops = paths.filter((own) => own[index] === (higher ? Math.max(...own) : Math.min(...own)))
          const alone = tops.filter((own) => own.filter((each) => each === own[index]).length === 1)
          expect(standings[name]).toMatchObject({ alone: alone.length, shared: tops.length - alone.length })
          expect(standings[name].probability).toEqual({
            value: alone.length / paths.length,
            ...clopperPearson(alone.length, paths.length),
          })
          return tops.length
        })
        expect({ a: 0, b: 1, c: 2 }[leader]).toBe(counts.indexOf(Math.max(...counts)))
      }),
    )
  })

  test('calls a tie a tie: 22 of 40 paths say nothing, 30 of 40 do', () => {
    const paths = (wins: number) => ({
      a: Array.from({ length: 40 }, (_, path) => (path < wins ? 1 : 0)),
      b: Array.from({ length: 40 }, (_, path) => (path < wins ? 0 : 1)),
    })
    expect(probabilityOfBest(paths(22), 'higher')).toMatchObject({ leader: 'a', ties: ['b'] })
    // P(X >= 27 of 40) = 1.9% < 2.5%, P(X >= 26) = 4%: the sign test's own table.
    expect(probabilityOfBest(paths(26), 'higher').ties).toEqual(['b'])
    expect(probabilityOfBest(paths(27), 'higher').ties).toEqual([])
  })

  test('ties policies that are equal on every path', () => {
    const { leader, ties, standings } = probabilityOfBest(
      { a: [1, 2, 3], b: [1, 2, 3], c: [0, 0, 0] },
      'higher',
    )
    expect(leader).toBe('a')
    expect(ties).toContain('b')
    expect(standings.a).toMatchObject({ alone: 0, shared: 3 })
  })

  test('sees a small difference through noise that all policies share', () => {
    const draw = stream(source(9n, 0), 1)
    const noise = Array.from({ length: 100 }, () => 100 * standardNormal(draw))
    const own = () => noise.map((x) => x + standardNormal(draw))
    const outcomes = { plain: own(), better: own().map((x) => x + 1.5), worse: own().map((x) => x - 1.5) }
    expect(probabilityOfBest(outcomes, 'higher')).toMatchObject({ leader: 'better', ties: [] })
    expect(probabilityOfBest(outcomes, 'lower')).toMatchObject({ leader: 'worse', ties: [] })
  })

  test('names a wrong leader without a tie on at most 5% of samples of equal policies', () => {
    let told = 0
    for (let seed = 0; seed < 400; seed++) {
      const draw = stream(source(BigInt(seed), 0), 1)
      const own = () => Array.from({ length: 60 }, () => standardNormal(draw))
      const { ties } = probabilityOfBest({ a: own(), b: own(), c: own(), d: own() }, 'higher')
      if (ties.length < 3) told++
    }
    // 20 and four deviations of a binomial, √(400 · 0.05 · 0.95) = 4.4.
    expect(told).toBeLessThanOrEqual(37)
  })

  test('needs policies on the same paths', () => {
    expect(() => probabilityOfBest({ a: [1, 2], b: [1] }, 'higher')).toThrow(UnpairedPaths)
    expect(() => probabilityOfBest({ a: [1], b: [NaN] }, 'higher')).toThrow(UnpairedPaths)
    expect(() => probabilityOfBest({ a: [1] }, 'higher')).toThrow(TooFew)
    expect(() => probabilityOfBest({ a: [], b: [] }, 'higher')).toThrow(TooFew)
  })
})
