/**
 * EvmState: accounts and their storage, with an undo log.
 *
 * Each part of the state is a cell: a storage slot, an account's balance, nonce or code. A write logs the old
 * value, so the cost of a rollback is proportional to the writes. Cells are created once and never removed: a
 * slot is always the same object, so slots are compared by identity, and one lookup gives value, warmth and
 * bookkeeping.
 *
 * There are two logs. The state log spans messages and implements checkpoints. The message log holds what
 * lasts for one message: warmth (EIP-2929), transient storage (EIP-1153), created accounts (EIP-6780).
 */
import { addressFromWord, toAddress } from './address.ts'
import type { Address } from './address.ts'
import { NO_CODE } from './code.ts'
import type { Code } from './code.ts'
import { canonical } from './word.ts'
import type { Word } from './word.ts'

/** Identifies a cell: a storage slot by its key, or a property of the account. */
export interface SlotId {
  readonly address: Address
  readonly key: Word | 'balance' | 'nonce' | 'code'
  /** Its present value. */
  readonly value: unknown
}

/** Precompiled contracts: 1 to 10 under Cancun. */
const LAST_PRECOMPILE = 10n

/** A value whose changes are in the undo log. */
export class Cell<T> implements SlotId {
  readonly address: Address
  readonly key: Word | 'balance' | 'nonce' | 'code'
  value: T
  /** Value at the last `takeWrites`, valid if `touchedAt` is current. */
  baseline: T
  touchedAt = 0
  /** The recorded view that last read it. */
  readAt = 0

  constructor(address: Address, key: SlotId['key'], value: T) {
    this.address = address
    this.key = key
    this.value = value
    this.baseline = value
  }
}

/** An effect that lasts for one message at most, and is undone if its frame fails. */
interface Undoable {
  undo(): void
}

/** A storage slot. Values are canonical words. */
export class Slot extends Cell<Word> implements Undoable {
  /** The message in which it was last accessed. */
  warmAt = 0
  /** Value at the start of message `originalAt`, if that message wrote to it. */
  original: Word = 0
  originalAt = 0

  /** Marks it as cold. */
  undo(): void {
    this.warmAt = 0
  }
}

export class Account implements Undoable {
  readonly address: Address
  readonly word: bigint
  readonly precompiled: boolean
  readonly balance: Cell<bigint>
  readonly nonce: Cell<number>
  readonly code: Cell<Code>
  readonly slots = new Map<Word, Slot>()
  /** The message in which it was last accessed. */
  warmAt = 0
  /** The message that created it. */
  createdAt = 0
  /** Transient storage (EIP-1153) of the current message. */
  readonly transient = new Map<Word, Word>()

  constructor(address: Address) {
    this.address = address
    this.word = BigInt(address)
    this.precompiled = this.word > 0n && this.word <= LAST_PRECOMPILE
    this.balance = new Cell(address, 'balance', 0n)
    this.nonce = new Cell(address, 'nonce', 0)
    this.code = new Cell<Code>(address, 'code', NO_CODE)
  }

  /** Whether the account is empty (EIP-161). */
  get isEmpty(): boolean {
    return this.nonce.value === 0 && this.balance.value === 0n && this.code.value.bytes.length === 0
  }

  /** Marks it as cold. */
  undo(): void {
    this.warmAt = 0
  }

  slot(key: Word): Slot {
    const at = canonical(key)
    let slot = this.slots.get(at)
    if (slot === undefined) {
      slot = new Slot(this.address, at, 0)
      this.slots.set(at, slot)
    }
    return slot
  }
}

export class EvmState {
  /** Number of the current message; stamps of earlier ones are stale. */
  epoch = 0
  private readonly byAddress = new Map<Address, Account>()
  private readonly byWord = new Map<bigint, Account>()
  private readonly cells: Cell<unknown>[] = []
  private readonly olds: unknown[] = []
  private readonly undos: Undoable[] = []
  private touched: Cell<unknown>[] = []
  private takes = 1
  private reads: SlotId[] | undefined
  private recordings = 0
  private readonly transients: Account[] = []

  account(address: Address): Account {
    return this.byAddress.get(address) ?? this.open(toAddress(address))
  }

  /** The account of a masked 160-bit word. */
  accountAt(word: bigint): Account {
    return this.byWord.get(word) ?? this.open(addressFromWord(word))
  }

  all(): Iterable<Account> {
    return this.byAddress.values()
  }

  write<T>(cell: Cell<T>, value: T): void {
    this.cells.push(cell as Cell<unknown>)
    this.olds.push(cell.value)
    this.touch(cell as Cell<unknown>)
    cell.value = value
  }

  /** Records that the current view depends on a cell. */
  read(cell: SlotId & { readAt: number }): void {
    if (this.reads === undefined || cell.readAt === this.recordings) return
    cell.readAt = this.recordings
    this.reads.push(cell)
  }

  /** Starts to record reads. */
  record(): void {
    this.recordings++
    this.reads = []
  }

  /** Stops recording and returns the cells that were read. */
  recorded(): SlotId[] {
    const reads = this.reads ?? []
    this.reads = undefined
    return reads
  }

  /** Length of the state log. */
  get mark(): number {
    return this.cells.length
  }

  /** Undoes state changes down to a mark. */
  rollback(mark: number): void {
    for (let i = this.cells.length - 1; i >= mark; i--) {
      const cell = this.cells[i]!
      this.touch(cell)
      cell.value = this.olds[i]
    }
    this.forget(mark)
  }

  /** Truncates the log to a mark, without undoing. */
  forget(mark: number): void {
    this.cells.length = mark
    this.olds.length = mark
  }

  /** Length of the message log. */
  get messageMark(): number {
    return this.undos.length
  }

  rollbackMessage(mark: number): void {
    for (let i = this.undos.length - 1; i >= mark; i--) this.undos[i]!.undo()
    this.undos.length = mark
  }

  /** Starts a message: clears warmth and transient storage. */
  startMessage(): void {
    this.epoch++
    this.undos.length = 0
    for (const account of this.transients) account.transient.clear()
    this.transients.length = 0
  }

  /** Marks an account as warm; returns whether it was warm before. */
  warmAccount(account: Account): boolean {
    if (account.warmAt === this.epoch) return true
    account.warmAt = this.epoch
    this.undos.push(account)
    return account.precompiled
  }

  /** Marks a slot as warm; returns whether it was warm before. */
  warmSlot(slot: Slot): boolean {
    if (slot.warmAt === this.epoch) return true
    slot.warmAt = this.epoch
    this.undos.push(slot)
    return false
  }

  markCreated(account: Account): void {
    account.createdAt = this.epoch
    this.undos.push({
      undo: () => {
        account.createdAt = 0
      },
    })
  }

  storeTransient(account: Account, key: Word, value: Word): void {
    const before = account.transient.get(key) ?? 0
    if (account.transient.size === 0) this.transients.push(account)
    account.transient.set(key, value)
    this.undos.push({ undo: () => account.transient.set(key, before) })
  }

  /** Clears an account, including its storage. */
  clear(account: Account): void {
    for (const slot of account.slots.values()) if (slot.value !== 0) this.write(slot, 0)
    this.write(account.balance, 0n)
    this.write(account.nonce, 0)
    this.write(account.code, NO_CODE)
  }

  /** Cells whose value differs from that at the previous call. */
  takeWrites(): SlotId[] {
    const written = this.touched.filter((cell) => cell.value !== cell.baseline)
    this.touched = []
    this.takes++
    return written
  }

  private touch(cell: Cell<unknown>): void {
    if (cell.touchedAt === this.takes) return
    cell.touchedAt = this.takes
    cell.baseline = cell.value
    this.touched.push(cell)
  }

  private open(address: Address): Account {
    const account = new Account(address)
    this.byAddress.set(address, account)
    this.byWord.set(account.word, account)
    return account
  }
}
