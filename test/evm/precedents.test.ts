import { expect, it } from 'vitest'
import type { SlotId } from '../../src/evm/machine/machine.ts'
import { Precedents } from '../../src/evm/precedents.ts'

interface Cell extends SlotId {
  value: unknown
}

const cell = (value: unknown): Cell => ({ address: `0x${'0'.repeat(40)}`, key: 'nonce', value })

it('applies while every cell that was read holds the value that it had then', () => {
  const [a, b] = [cell(1), cell(2n)]
  const precedents = new Precedents()
  precedents.add([a, b], 'alice')
  expect(precedents.find()?.answer).toBe('alice')
  b.value = 3n
  expect(precedents.find()).toBeUndefined()
  precedents.add([a, b], 'bruno')
  expect(precedents.find()?.answer).toBe('bruno')
  b.value = 2n
  expect(precedents.find()?.answer).toBe('alice')
})

it('keeps the latest few answers', () => {
  const a = cell(0)
  const precedents = new Precedents()
  for (let value = 0; value < 6; value++) {
    a.value = value
    precedents.add([a], BigInt(value))
  }
  const found = [0, 1, 2, 3, 4, 5].map((value) => {
    a.value = value
    return precedents.find()?.answer
  })
  expect(found).toEqual([undefined, undefined, 2n, 3n, 4n, 5n])
})
