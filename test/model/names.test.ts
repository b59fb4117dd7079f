import { expect, test } from 'vitest'
import { SYSTEM_ACCOUNTS } from '../../src/model/accounts.ts'
import { indexOf, internNames, UnknownAccount } from '../../src/model/names.ts'

test('names are interned in order, system accounts first, each once', () => {
  const names = internNames(['owner', 'alice', 'bruno', 'alice'])
  expect(names.list).toEqual([...SYSTEM_ACCOUNTS, 'alice', 'bruno'])
  expect(names.people).toEqual(['owner', 'payer', 'binance', 'pancake', 'admin', 'alice', 'bruno'])
  for (const [index, name] of names.list.entries()) expect(indexOf(names, name)).toBe(index)
})

test('an unknown name is a mistake of the caller', () => {
  expect(() => indexOf(internNames([]), 'nobody')).toThrow(UnknownAccount)
})
