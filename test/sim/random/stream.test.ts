import { describe, expect, test } from 'vitest'

import { InvalidSeed, parseSeed } from '../../../src/sim/random/seed.ts'
import { StreamNameCollision, fnv1a32, streamId, streamIds } from '../../../src/sim/random/stream-id.ts'
import {
  InvalidCoordinate,
  StreamExhausted,
  restore,
  save,
  seek,
  source,
  stream,
  uint32,
} from '../../../src/sim/random/stream.ts'
import type { Stream } from '../../../src/sim/random/stream.ts'
import { philox4x32 } from '../../../src/sim/random/philox.ts'
import { uniform } from '../../../src/sim/random/uniform.ts'
import { SIX_SIGMA, sigmasOfCorrelation } from '../../support/statistics.ts'

const words = (cursor: Stream, count: number) => Array.from({ length: count }, () => uint32(cursor))
const uniforms = (cursor: Stream, count: number) => Array.from({ length: count }, () => uniform(cursor))

describe('a stream', () => {
  test('is Philox at counter (block, step, stream, path) under the seed, low word first', () => {
    const cursor = stream(source(0x0123456789abcdefn, 7), 42, 365)
    const blocks = [0, 1].flatMap((block) => {
      const out = new Uint32Array(4)
      philox4x32(out, block, 365, 42, 7, 0x89abcdef, 0x01234567)
      return [...out]
    })
    expect(words(cursor, 8)).toEqual(blocks)
  })

  test('does not depend on the draws of other streams', () => {
    const from = source(1n, 0)
    const alone = words(stream(from, 1, 3), 50)
    const [one, two] = [stream(from, 1, 3), stream(from, 2, 3)]
    const interleaved = Array.from({ length: 50 }, (_, i) => {
      words(two, i % 7)
      return uint32(one)
    })
    expect(interleaved).toEqual(alone)
  })

  test('does not depend on the number of draws in earlier steps', () => {
    const [idle, busy] = [stream(source(1n, 0), 5), stream(source(1n, 0), 5)]
    words(busy, 1001)
    seek(idle, 9)
    seek(busy, 9)
    expect(words(busy, 20)).toEqual(words(idle, 20))
  })

  test('differs from every stream of another seed, path, id or step, and is uncorrelated with it', () => {
    const base = { seed: 1n, path: 0, id: 3, step: 0 }
    const at = ({ seed, path, id, step }: typeof base) => uniforms(stream(source(seed, path), id, step), 4000)
    const reference = at(base)
    const others = [
      { ...base, seed: 2n },
      { ...base, seed: 1n + (1n << 32n) },
      { ...base, path: 1 },
      { ...base, id: 4 },
      { ...base, step: 1 },
      // The same numbers at other places.
      { seed: 1n, path: 3, id: 0, step: 0 },
      { seed: 1n, path: 0, id: 0, step: 3 },
    ]
    for (const other of others) {
      const draws = at(other)
      expect(new Set([...reference, ...draws]).size).toBe(8000)
      expect(sigmasOfCorrelation(reference, draws)).toBeLessThan(SIX_SIGMA)
    }
    // The statistic does see a dependence: a fifth of the other's draws mixed in.
    const leaking = at({ ...base, path: 1 }).map((u, i) => 0.8 * u + 0.2 * (reference[i] ?? NaN))
    expect(sigmasOfCorrelation(reference, leaking)).toBeGreaterThan(SIX_SIGMA)
  })

  test('resumes where it was saved, through JSON, at every position in a block', () => {
    for (const drawn of [0, 1, 2, 3, 4, 5, 1000]) {
      const cursor = stream(source(18446744073709551615n, 4294967295), 0xffffffff, 0xffffffff)
      words(cursor, drawn)
      const saved = JSON.parse(JSON.stringify(save(cursor)))
      expect(saved).toEqual({
        seed: '18446744073709551615',
        path: 4294967295,
        id: 4294967295,
        step: 4294967295,
        drawn,
      })
      expect(words(restore(saved), 9)).toEqual(words(cursor, 9))
    }
  })

  test('ends after 2^34 words instead of repeating itself', () => {
    const saved = { seed: '1', path: 0, id: 0, step: 0, drawn: 2 ** 34 - 1 }
    const cursor = restore(saved)
    uint32(cursor)
    expect(() => uint32(cursor)).toThrow(StreamExhausted)
    // Also where it is saved at its end.
    const ended = restore(save(cursor))
    expect(ended.drawn).toBe(2 ** 34)
    expect(() => uint32(ended)).toThrow(StreamExhausted)
  })

  test('rejects coordinates that are not words', () => {
    for (const bad of [-1, 0.5, NaN, 2 ** 32]) {
      expect(() => source(1n, bad)).toThrow(InvalidCoordinate)
      expect(() => stream(source(1n, 0), bad)).toThrow(InvalidCoordinate)
      expect(() => stream(source(1n, 0), 0, bad)).toThrow(InvalidCoordinate)
      expect(() => seek(stream(source(1n, 0), 0), bad)).toThrow(InvalidCoordinate)
    }
    const saved = { seed: '1', path: 0, id: 0, step: 0, drawn: 0 }
    for (const drawn of [-1, 0.5, 2 ** 34 + 1])
      expect(() => restore({ ...saved, drawn })).toThrow(InvalidCoordinate)
    expect(() => source(1n << 64n, 0)).toThrow(InvalidSeed)
    expect(() => source(1n, -7)).toThrow('expected a path from 0 to 4294967295 (a whole number), got -7')
    expect(() => restore({ ...saved, drawn: -3 })).toThrow(
      'expected a count of words drawn from 0 to 17179869184 (a whole number), got -3',
    )
  })

  test('draws the frozen words', () => {
    const ids = streamIds()
    const first = ['order', 'process/btc', 'agent/holder-1'].map((name) =>
      words(stream(source(1n, 0), streamId(ids, name), 1), 3)
        .map((word) => word.toString(16))
        .join(' '),
    )
    expect(first).toMatchInlineSnapshot(`
      [
        "fc99457b 33a06886 de23d538",
        "4abe2e7 6c4d4572 8345eb69",
        "6f2cbff1 2a3544fa ca95d2d",
      ]
    `)
  })
})

describe('a seed', () => {
  test('is any whole number below 2^64, as text or number', () => {
    expect([parseSeed('0'), parseSeed('18446744073709551615'), parseSeed('0xFF')]).toEqual([
      0n,
      2n ** 64n - 1n,
      255n,
    ])
    expect([parseSeed(7), parseSeed(7n), parseSeed(2 ** 53 - 1)]).toEqual([7n, 7n, 9007199254740991n])
  })

  test('is rejected otherwise', () => {
    const bad = [
      '',
      ' 1',
      '-1',
      '1.5',
      '1e3',
      'seed',
      '18446744073709551616',
      '0x',
      -1,
      1.5,
      NaN,
      2 ** 53,
      -1n,
      1n << 64n,
    ]
    for (const value of bad) expect(() => parseSeed(value), String(value)).toThrow(InvalidSeed)
  })
})

describe('stream ids', () => {
  test('are FNV-1a hashes of the UTF-8 bytes, as published', () => {
    expect(['', 'a', 'foobar'].map((text) => fnv1a32(text).toString(16))).toEqual([
      '811c9dc5',
      'e40c292c',
      'bf9cf968',
    ])
    // é is c3 a9: two rounds.
    const byHand = [0xc3, 0xa9].reduce((hash, byte) => Math.imul(hash ^ byte, 16777619), 2166136261) >>> 0
    expect(fnv1a32('é')).toBe(byHand)
  })

  test('depend on the name alone, not on the names before', () => {
    const [few, many] = [streamIds(), streamIds()]
    for (let i = 0; i < 1000; i++) streamId(many, `agent/${i}`)
    expect(streamId(many, 'holder')).toBe(streamId(few, 'holder'))
    expect(streamId(many, 'holder')).toBe(fnv1a32('holder'))
  })

  test('are rejected for a second name with the same hash', () => {
    const ids = streamIds()
    streamId(ids, 'liquid')
    expect(fnv1a32('costarring')).toBe(fnv1a32('liquid'))
    expect(() => streamId(ids, 'costarring')).toThrow(StreamNameCollision)
    expect(() => streamId(ids, 'costarring')).toThrow(
      "a stream of its own for 'costarring', but 'liquid' hashes to the same id",
    )
    // In another run, without 'liquid', there is no collision.
    expect(streamId(streamIds(), 'costarring')).toBe(fnv1a32('costarring'))
  })
})
