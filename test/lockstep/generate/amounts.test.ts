import { expect, it } from 'vitest'
import { drawAmount, drawDeadline } from '../../../src/lockstep/generate/amounts.ts'
import { entropyOf, MAX_WORD } from '../../../src/lockstep/generate/entropy.ts'
import { UINT112_MAX, UINT256_MAX } from '../../../src/model/kernel/uint256.ts'

const words = Array.from({ length: 400 }, (_, index) => Math.floor((index / 400) * MAX_WORD))

it('draws every edge of a situation', () => {
  const drawn = new Set<bigint>()
  for (const kind of words)
    for (const detail of words.filter((_, index) => index % 10 === 0))
      for (const side of [0, MAX_WORD / 2, MAX_WORD])
        drawn.add(drawAmount(entropyOf([kind, detail, side]), 5000n, 700n))
  for (const edge of [0n, 1n, 5000n, 5001n, 699n, 700n, 701n, UINT112_MAX, UINT112_MAX + 1n, UINT256_MAX])
    expect(drawn, String(edge)).toContain(edge)
})

it('never leaves uint256', () => {
  for (const kind of words) {
    const amount = drawAmount(entropyOf([kind, MAX_WORD, MAX_WORD]), UINT256_MAX, UINT256_MAX)
    expect(amount >= 0n && amount <= UINT256_MAX).toBe(true)
  }
})

it('draws deadlines on the very edge', () => {
  const drawn = new Set(words.map((word) => drawDeadline(entropyOf([word]), 1000n)))
  for (const deadline of [999n, 1000n, 1001n, UINT256_MAX]) expect(drawn).toContain(deadline)
})
