import { expect, it } from 'vitest'
import { codeOf } from '../../../src/evm/machine/code-cache.ts'

it('gives one code for equal bytes, whatever array holds them', () => {
  const code = codeOf(Uint8Array.of(0x60, 1, 0x60, 2))
  expect(codeOf(Uint8Array.of(0x60, 1, 0x60, 2))).toBe(code)
  expect(codeOf(Uint8Array.of(0x60, 1, 0x60, 3))).not.toBe(code)
})

it('copies the bytes, so that later writes to the array do not change the code', () => {
  const bytes = Uint8Array.of(0x60, 9, 0x00)
  const code = codeOf(bytes)
  bytes[1] = 8
  expect([...code.bytes]).toEqual([0x60, 9, 0x00])
})

it('forgets when it is full, and goes on', () => {
  const first = codeOf(Uint8Array.of(0xfe, 0, 0))
  for (let i = 0; i < 300; i++) codeOf(Uint8Array.of(0xfd, i & 0xff, i >> 8))
  expect([...codeOf(Uint8Array.of(0xfe, 0, 0)).bytes]).toEqual([...first.bytes])
})
