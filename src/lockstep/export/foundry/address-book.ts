/**
 * Address book: the accounts of an exported test as Solidity constants, `alice` as `ALICE`.
 */
import { keccakBytes } from '../../../evm/machine/keccak.ts'
import { toHex } from '../../../evm/machine/hex.ts'
import type { Address } from '../../../evm/machine/address.ts'
import type { Account } from '../../../model/interface/accounts.ts'

export class AddressBook {
  private readonly identifiers = new Map<Address, string>()
  private readonly addressOf: (account: Account) => Address

  constructor(addressOf: (account: Account) => Address) {
    this.addressOf = addressOf
  }

  /** The constant of an account; it is declared from then on. */
  of(account: Account): string {
    return this.at(this.addressOf(account), account)
  }

  /** The constant of an address. */
  at(address: Address, name: string): string {
    const known = this.identifiers.get(address)
    if (known !== undefined) return known
    const plain = name
      .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
      .replaceAll(/[^a-zA-Z0-9]/g, '_')
      .toUpperCase()
    const taken = new Set(this.identifiers.values())
    let identifier = plain
    for (let count = 2; taken.has(identifier); count++) identifier = `${plain}_${count}`
    this.identifiers.set(address, identifier)
    return identifier
  }

  /** The declarations of all constants that were asked for. */
  declarations(): readonly string[] {
    return [...this.identifiers].map(
      ([address, name]) => `address constant ${name} = ${checksummed(address)};`,
    )
  }
}

/** An address in mixed case (EIP-55), without which Solidity does not accept it as a literal. */
export function checksummed(address: Address): string {
  const digits = address.slice(2)
  const hash = toHex(keccakBytes(new TextEncoder().encode(digits))).slice(2)
  const mixed = [...digits].map((digit, index) =>
    Number.parseInt(hash[index]!, 16) >= 8 ? digit.toUpperCase() : digit,
  )
  return `0x${mixed.join('')}`
}
