import { expect, test } from 'vitest'

import { isPersonName } from '../../../src/model/interface/accounts.ts'

test('a person’s name begins with a letter, and is none of the system’s', () => {
  for (const name of ['a', 'Alice', 'a-1', 'a'.repeat(31)]) expect(isPersonName(name)).toBe(true)
  for (const name of ['', '1a', '-a', 'a b', 'a_b', 'a'.repeat(32), 'owner', 'pair', 'zero', 'pair:amt/usdt'])
    expect(isPersonName(name)).toBe(false)
})
