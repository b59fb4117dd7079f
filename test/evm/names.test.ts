import { expect, it } from 'vitest'
import { Names, UnknownAccount, addressOfPerson } from '../../src/evm/names.ts'

const zero = '0x0000000000000000000000000000000000000000'

it('derives the same address for a name everywhere, and maps it back', () => {
  const names = new Names({ zero })
  expect(names.addressOf('alice')).toBe(addressOfPerson('alice'))
  expect(new Names({ zero }).addressOf('alice')).toBe(names.addressOf('alice'))
  expect(names.accountAt(addressOfPerson('alice'))).toBe('alice')
  expect(addressOfPerson('alice')).not.toBe(addressOfPerson('bruno'))
})

it('shows an address without a name in hexadecimal', () => {
  expect(new Names({ zero }).accountAt(addressOfPerson('stranger'))).toBe(addressOfPerson('stranger'))
})

it('throws on a name that is neither known nor a valid person’s name', () => {
  const names = new Names({ zero })
  expect(names.addressOf('zero')).toBe(zero)
  for (const account of ['master', 'two words', '', 'pair:amt/cake'])
    expect(() => names.addressOf(account)).toThrow(UnknownAccount)
})
