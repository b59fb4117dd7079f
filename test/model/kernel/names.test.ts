import { expect, test } from 'vitest'
import { indexOf, internNames, UnknownAccount } from '../../../src/model/kernel/names.ts'
import {
  CONTRACT_ACCOUNTS,
  PRIVILEGED_ACCOUNTS,
  SYSTEM_ACCOUNTS,
} from '../../../src/model/interface/accounts.ts'

test('names are interned in order, contracts first, each once', () => {
  const names = internNames(CONTRACT_ACCOUNTS, [...PRIVILEGED_ACCOUNTS, 'alice', 'bruno', 'alice'])
  expect(names.list).toEqual([...SYSTEM_ACCOUNTS, 'alice', 'bruno'])
  expect(names.people).toEqual(['owner', 'payer', 'binance', 'pancake', 'admin', 'alice', 'bruno'])
  for (const [index, name] of names.list.entries()) expect(indexOf(names, name)).toBe(index)
})

test('an unknown name throws UnknownAccount', () => {
  expect(() => indexOf(internNames([], []), 'nobody')).toThrow(UnknownAccount)
})
