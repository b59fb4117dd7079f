import { expect, test } from 'vitest'
import { BadAddress, createdAddress, saltedAddress, toAddress } from '../../../src/evm/machine/address.ts'
import { fromHex } from '../../../src/evm/machine/hex.ts'
import { getContractAddress } from 'viem'

test('the address of a created contract follows from sender and nonce, for nonces of any length', () => {
  const sender = toAddress('0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0')
  expect(createdAddress(sender, 0)).toBe('0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d')
  for (const nonce of [0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0x1000000]) {
    const expected = getContractAddress({ from: sender, nonce: BigInt(nonce) }).toLowerCase()
    expect(createdAddress(sender, nonce), `nonce ${nonce}`).toBe(expected)
  }
})

/** The examples of EIP-1014. */
test.each([
  ['0x0000000000000000000000000000000000000000', 0n, '0x00', '0x4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38'],
  ['0xdeadbeef00000000000000000000000000000000', 0n, '0x00', '0xb928f69bb1d91cd65274e3c79d8986362984fda3'],
  [
    '0x00000000000000000000000000000000deadbeef',
    0xcafebaben,
    '0xdeadbeef',
    '0x60f3f640a8508fc6a86d45df051962668e1e8ac7',
  ],
  ['0x0000000000000000000000000000000000000000', 0n, '0x', '0xe33c0c7f7df4809055c3eba6c09cfe4baf1bd9e0'],
])('CREATE2 by %s with salt %s and init code %s goes to %s', (sender, salt, initCode, expected) => {
  expect(saltedAddress(toAddress(sender), salt, fromHex(initCode))).toBe(expected)
})

test('an address in mixed case throws, since it would give an account two keys', () => {
  expect(() => toAddress('0x7130d2A12B9BCbFAe4f2634d864A1Ee1Ce3Ead9c')).toThrow(BadAddress)
  expect(() => toAddress('0x00')).toThrow(BadAddress)
})
