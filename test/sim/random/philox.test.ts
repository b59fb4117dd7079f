import { expect, test } from 'vitest'

import { philox4x32 } from '../../../src/sim/random/philox.ts'

const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, '0')).join(' ')

function blockAt(counter: readonly number[], key: readonly number[]): string {
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = counter
  const [k0 = 0, k1 = 0] = key
  const block = new Uint32Array(4)
  philox4x32(block, c0, c1, c2, c3, k0, k1)
  return hex(block)
}

/** Random123's `kat_vectors`, the three of philox4x32 with 10 rounds: zeros, ones, and digits of pi. */
test('Philox4x32-10 gives the published known answers', () => {
  const ones = 0xffffffff
  expect(blockAt([0, 0, 0, 0], [0, 0])).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8')
  expect(blockAt([ones, ones, ones, ones], [ones, ones])).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd')
  expect(blockAt([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toBe(
    'd16cfe09 94fdcceb 5001e420 24126ea1',
  )
})

test('its 64-bit products are those of exact bigint arithmetic, for words at every edge', () => {
  const edges = [0, 1, 0xffff, 0x10000, 0x10001, 0x7fffffff, 0x80000000, 0xffff0000, 0xffffffff, 0x12345678]
  for (const a of edges) {
    for (const b of edges) {
      expect(blockAt([a, b, b, a], [b, a])).toBe(exactBlock([a, b, b, a], [b, a]))
    }
  }
})

test('one flipped bit of counter or key flips about half of the output bits', () => {
  const reference = blockAt([1, 2, 3, 4], [5, 6])
  for (let bit = 0; bit < 192; bit++) {
    const words = [1, 2, 3, 4, 5, 6].map((word, i) =>
      i === bit >> 5 ? (word ^ (1 << (bit & 31))) >>> 0 : word,
    )
    // Binomial(128, 1/2) has mean 64 and standard deviation 5.66: 6 of them are 34.
    const flipped = differingBits(reference, blockAt(words.slice(0, 4), words.slice(4)))
    expect(Math.abs(flipped - 64), `bit ${bit}`).toBeLessThan(34)
  }
})

/** The paper's algorithm in bigints: slow and obvious. */
function exactBlock(counter: readonly number[], key: readonly number[]): string {
  const mask = 0xffffffffn
  let [c0 = 0n, c1 = 0n, c2 = 0n, c3 = 0n] = counter.map(BigInt)
  let [k0 = 0n, k1 = 0n] = key.map(BigInt)
  for (let round = 0; round < 10; round++) {
    const [p0, p1] = [0xd2511f53n * c0, 0xcd9e8d57n * c2]
    ;[c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & mask, (p0 >> 32n) ^ c3 ^ k1, p0 & mask]
    ;[k0, k1] = [(k0 + 0x9e3779b9n) & mask, (k1 + 0xbb67ae85n) & mask]
  }
  return [c0, c1, c2, c3].map((word) => word.toString(16).padStart(8, '0')).join(' ')
}

function differingBits(a: string, b: string): number {
  const bits = (text: string) => BigInt(`0x${text.replaceAll(' ', '')}`)
  return [...(bits(a) ^ bits(b)).toString(2)].filter((digit) => digit === '1').length
}
