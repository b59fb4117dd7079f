import { expect, it } from 'vitest'
import { Names, UnknownAccount, addressOfPerson } from '../../src/evm/names.ts'

const zero = '0x0000000000000000000000000000000000000000'

it('gives a person the same address everywhere, and the name back', () => {
  const names = new Names({ zero })
  expect(names.addressOf('alice')).toBe(addressOfPerson('alice'))
  expect(new Names({ zero }).addressOf('alice')).toBe(names.addressOf('alice'))
  expect(names.accountAt(addressOfPerson('alice'))).toBe('alice')
  expect(addressOfPerson('alice')).not.toBe(addressOfPerson('bruno'))
})

it('keeps the hexadecimal of an address that nobody has named', () => {
  expect(new Names({ zero }).accountAt(addressOfPerson('nobody-yet'))).toBe(addressOfPerson('nobody-yet'))
})

it('refuses a name that is neither known nor a person’s', () => {
  const names = new Names({ zero })
  expect(names.addressOf('zero')).toBe(zero)
  for (const account of ['master', 'two words', '', 'pair:amt/cake'])
    expect(() => names.addressOf(account)).toThrow(UnknownAccount)
})
