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

it('tells answers apart by the first cell that differs, also where another cell is read after it', () => {
  const [length, first, second] = [cell(1), cell(10n), cell(20n)]
  const precedents = new Precedents()
  precedents.add([length, first], 10n)
  length.value = 2
  precedents.add([length, second], 20n)
  first.value = 11n
  expect(precedents.find()?.answer).toBe(20n)
  expect(precedents.find()?.cells).toEqual([length, second])
  length.value = 1
  expect(precedents.find()).toBeUndefined()
  precedents.add([length, first], 11n)
  expect(precedents.find()?.answer).toBe(11n)
})

it('applies always where nothing was read', () => {
  const precedents = new Precedents()
  expect(precedents.find()).toBeUndefined()
  precedents.add([], 18n)
  expect(precedents.find()?.answer).toBe(18n)
})

it('keeps a bounded number of answers, the latest among them', () => {
  const a = cell(0)
  const precedents = new Precedents()
  const found = (): number[] =>
    Array.from({ length: 100 }, (_, value) => value).filter((value) => {
      a.value = value
      return precedents.find() !== undefined
    })
  for (let value = 0; value < 100; value++) {
    a.value = value
    precedents.add([a], BigInt(value))
    expect(precedents.find()?.answer).toBe(BigInt(value))
  }
  expect(found().length).toBeLessThan(50)
  expect(found()).toContain(99)
})
