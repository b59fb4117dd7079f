/**
 * Names: account names to addresses, and back.
 *
 * Actions, events and observations contain names only. A person's address is derived from the hash of the
 * name, so a story has the same addresses everywhere. An address without a name is shown in hexadecimal.
 */
import {
  PRIVILEGED_ACCOUNTS,
  SYSTEM_ACCOUNTS,
  isPersonName,
  type Account,
} from '../model/interface/accounts.ts'
import { addressFromWord, type Address } from './machine/address.ts'
import { keccak } from './machine/keccak.ts'

/** Addresses that are not derived from the name: contracts and privileged accounts. */
export type NamedAddresses = Readonly<Record<string, Address>>

export class Names {
  private readonly addresses = new Map<Account, Address>()
  private readonly accounts = new Map<Address, Account>()

  constructor(known: NamedAddresses) {
    for (const [account, address] of Object.entries(known)) this.add(account, address)
  }

  /**
   * Address of an account.
   *
   * @throws {UnknownAccount} when the name is neither known nor a valid person's name.
   */
  addressOf(account: Account): Address {
    return this.addresses.get(account) ?? this.addPerson(account)
  }

  /** Name of an address, or the address itself if it has none. */
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

/** Address derived from a name: the low 20 bytes of the Keccak-256 hash of a prefix and the name. */
export function addressOfPerson(name: Account): Address {
  return addressFromWord(keccak(new TextEncoder().encode(`AMT Lab account ${name}`)))
}

/** Addresses of the accounts with privileges, such as that of the owner. */
export function privilegedAddresses(): Readonly<Record<(typeof PRIVILEGED_ACCOUNTS)[number], Address>> {
  const [owner, payer, binance, pancake, admin] = PRIVILEGED_ACCOUNTS.map(addressOfPerson) as [
    Address,
    Address,
    Address,
    Address,
    Address,
  ]
  return { owner, payer, binance, pancake, admin }
}

/** The name is neither that of a system account nor a valid person's name. */
export class UnknownAccount extends Error {
  override readonly name = 'UnknownAccount'
  constructor(account: string) {
    super(
      `expected one of ${SYSTEM_ACCOUNTS.join(', ')} or a person's name (letters, digits, hyphens), ` +
        `got ${JSON.stringify(account)}`,
    )
  }
}
