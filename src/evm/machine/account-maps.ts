/**
 * Account maps: the state manager of the reference.
 *
 * EthereumJS reads accounts, code and storage from it, and takes a checkpoint for each frame. An undo list
 * implements these checkpoints; copies implement rewinding across messages. It returns new account objects,
 * since EthereumJS modifies them.
 */
import type { AccountFields, StateManagerInterface } from '@ethereumjs/common'
import { OriginalStorageCache } from '@ethereumjs/statemanager'
import { Account, KECCAK256_NULL } from '@ethereumjs/util'
import type { Address } from '@ethereumjs/util'
import { fromHex, toHex } from './hex.ts'
import type { Hex } from './hex.ts'
import { keccakBytes } from './keccak.ts'
import type { AccountState } from './machine.ts'

interface Fields {
  readonly nonce: bigint
  readonly balance: bigint
  readonly code: Uint8Array
  readonly codeHash: Uint8Array
}

const EMPTY: Fields = { nonce: 0n, balance: 0n, code: new Uint8Array(), codeHash: KECCAK256_NULL }

/** Storage of an account: 32-byte keys in hex, values without leading zero bytes. */
type Slots = Map<string, Uint8Array>

/** A slot's key: 32 bytes in hex. */
function slotKey(key: Uint8Array): string {
  return toHex(key).slice(2).padStart(64, '0')
}

export class AccountMaps implements StateManagerInterface {
  readonly originalStorageCache = new OriginalStorageCache((address, key) => this.getStorage(address, key))
  private accounts = new Map<Hex, Fields>()
  private storage = new Map<Hex, Slots>()
  private undos: (() => void)[] = []
  private checkpoints: number[] = []

  clear(): void {
    this.accounts = new Map()
    this.storage = new Map()
    this.undos = []
    this.checkpoints = []
  }

  copy(): AccountMaps {
    const copy = new AccountMaps()
    copy.become(this)
    return copy
  }

  become(other: AccountMaps): void {
    this.clear()
    this.accounts = new Map(other.accounts)
    this.storage = new Map(Array.from(other.storage, ([address, slots]) => [address, new Map(slots)]))
  }

  async place(account: AccountState): Promise<void> {
    const { address, code } = account
    this.wipe(address)
    const codeHash = code.length === 0 ? KECCAK256_NULL : keccakBytes(code)
    this.accounts.set(address, { nonce: BigInt(account.nonce), balance: account.balance, code, codeHash })
    const slots = account.storage.map(([key, value]) => [hex32(key), shortest(value)] as const)
    this.storage.set(address, new Map(slots))
    this.undos = []
  }

  dump(): AccountState[] {
    const states: AccountState[] = []
    for (const [address, { nonce, balance, code }] of this.accounts) {
      if (nonce === 0n && balance === 0n && code.length === 0) continue
      const storage = [...(this.storage.get(address) ?? [])]
        .filter(([, value]) => value.length > 0)
        .map(([key, value]) => [BigInt(`0x${key}`), BigInt(toHex(value))] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
      states.push({ address, nonce: Number(nonce), balance, code, storage })
    }
    return states.toSorted((a, b) => (a.address < b.address ? -1 : 1))
  }

  async getAccount(address: Address): Promise<Account | undefined> {
    const fields = this.accounts.get(nameOf(address))
    return fields && new Account(fields.nonce, fields.balance, undefined, fields.codeHash)
  }

  async putAccount(address: Address, account?: Account): Promise<void> {
    if (account === undefined) return this.deleteAccount(address)
    const { nonce, balance } = account
    this.set(nameOf(address), { ...this.fields(nameOf(address)), nonce, balance })
  }

  async deleteAccount(address: Address): Promise<void> {
    this.wipe(nameOf(address))
  }

  async modifyAccountFields(address: Address, { nonce, balance }: AccountFields): Promise<void> {
    const fields = this.fields(nameOf(address))
    this.set(nameOf(address), { ...fields, nonce: nonce ?? fields.nonce, balance: balance ?? fields.balance })
  }

  async putCode(address: Address, code: Uint8Array): Promise<void> {
    const kept = Uint8Array.from(code)
    this.set(nameOf(address), { ...this.fields(nameOf(address)), code: kept, codeHash: keccakBytes(kept) })
  }

  async getCode(address: Address): Promise<Uint8Array> {
    return this.fields(nameOf(address)).code
  }

  async getCodeSize(address: Address): Promise<number> {
    return this.fields(nameOf(address)).code.length
  }

  async getStorage(address: Address, key: Uint8Array): Promise<Uint8Array> {
    return this.storage.get(nameOf(address))?.get(slotKey(key)) ?? EMPTY.code
  }

  async putStorage(address: Address, key: Uint8Array, value: Uint8Array): Promise<void> {
    this.setSlot(this.slotsOf(nameOf(address)), slotKey(key), Uint8Array.from(value))
  }

  async clearStorage(address: Address): Promise<void> {
    this.wipeStorage(nameOf(address))
  }

  async checkpoint(): Promise<void> {
    this.checkpoints.push(this.undos.length)
  }

  async commit(): Promise<void> {
    this.checkpoints.pop()
    if (this.checkpoints.length === 0) this.undos = []
  }

  async revert(): Promise<void> {
    const length = this.checkpoints.pop() ?? 0
    while (this.undos.length > length) this.undos.pop()!()
  }

  async getStateRoot(): Promise<Uint8Array> {
    throw new NoStateRoot()
  }

  async setStateRoot(): Promise<void> {
    throw new NoStateRoot()
  }

  async hasStateRoot(): Promise<boolean> {
    throw new NoStateRoot()
  }

  clearCaches(): void {
    this.originalStorageCache.clear()
  }

  shallowCopy(): AccountMaps {
    return this.copy()
  }

  private fields(address: Hex): Fields {
    return this.accounts.get(address) ?? EMPTY
  }

  private set(address: Hex, fields: Fields): void {
    const before = this.accounts.get(address)
    this.accounts.set(address, fields)
    this.undos.push(() => {
      if (before === undefined) this.accounts.delete(address)
      else this.accounts.set(address, before)
    })
  }

  private slotsOf(address: Hex): Slots {
    const known = this.storage.get(address)
    if (known !== undefined) return known
    const slots: Slots = new Map()
    this.storage.set(address, slots)
    return slots
  }

  private setSlot(slots: Slots, at: string, value: Uint8Array): void {
    const before = slots.get(at)
    slots.set(at, value)
    this.undos.push(() => {
      if (before === undefined) slots.delete(at)
      else slots.set(at, before)
    })
  }

  private wipe(address: Hex): void {
    this.wipeStorage(address)
    if (this.accounts.has(address)) this.set(address, EMPTY)
  }

  private wipeStorage(address: Hex): void {
    const slots = this.storage.get(address)
    if (slots !== undefined) for (const at of slots.keys()) this.setSlot(slots, at, EMPTY.code)
  }
}

function nameOf(address: Address): Hex {
  return toHex(address.bytes)
}

function hex32(value: bigint): string {
  return value.toString(16).padStart(64, '0')
}

/** Without leading zero bytes, as EthereumJS stores values; zero is no bytes. */
function shortest(value: bigint): Uint8Array {
  if (value === 0n) return EMPTY.code
  const digits = value.toString(16)
  return fromHex(`0x${digits.length % 2 === 0 ? digits : `0${digits}`}`)
}

/** There is no trie, and so no state root. */
class NoStateRoot extends Error {
  override readonly name = 'NoStateRoot'
  constructor() {
    super('The reference has no state root: its state is in maps, without a trie.')
  }
}
