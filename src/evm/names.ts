/**
 * Names: addresses of accounts, and accounts of addresses.
 *
 * Actions, events and observations speak of names only. A person's address is the end of the hash of the name, so that the same story
 * has the same addresses everywhere. An address that nobody has named keeps its hexadecimal.
 */
import { SYSTEM_ACCOUNTS, isPersonName, type Account } from '../model/interface/accounts.ts'
import { addressFromWord, type Address } from './machine/address.ts'
import { keccak } from './machine/keccak.ts'

/** Addresses of the contracts, and whoever else does not get theirs from their name. */
export type NamedAddresses = Readonly<Record<string, Address>>

export class Names {
  private readonly addresses = new Map<Account, Address>()
  private readonly accounts = new Map<Address, Account>()

  constructor(known: NamedAddresses) {
    for (const [account, address] of Object.entries(known)) this.add(account, address)
  }

  /** Address of an account. Throws `UnknownAccount` for what is neither named nor a person's name. */
  addressOf(account: Account): Address {
    return this.addresses.get(account) ?? this.addPerson(account)
  }

  /** Name at an address, or the address itself. */
  accountAt(address: Address): Account {
    return this.accounts.get(address) ?? address
  }

  private addPerson(account: Account): Address {
    if (!isPersonName(account)) throw new UnknownAccount(account)
    const address = addressOfPerson(account)
    this.add(account, address)
    return address
  }

  private add(account: Account, address: Address): void {
    this.addresses.set(account, address)
    this.accounts.set(address, account)
  }
}

/** The address that a name gives: the low 20 bytes of its hash. */
export function addressOfPerson(name: Account): Address {
  return addressFromWord(keccak(new TextEncoder().encode(`AMT Lab account ${name}`)))
}

/** The name is neither a system account's nor a person's. */
export class UnknownAccount extends Error {
  override readonly name = 'UnknownAccount'
  constructor(account: string) {
    super(
      `expected one of ${SYSTEM_ACCOUNTS.join(', ')} or a person's name (letters, digits, hyphens), got ${JSON.stringify(account)}`,
    )
  }
}
