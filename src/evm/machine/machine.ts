/**
 * Machine: a fast, synchronous, in-process EVM.
 *
 * Cancun rules on chain 56, block fields as in `BLOCK_CONSTANTS`. It is optimised for many messages to few
 * contracts and for rewinding: no signatures, blocks, trie or promises. `reference.ts` runs the same messages
 * on EthereumJS, and `trace.ts` compares the two. Where EthereumJS is known to differ from the chain, the
 * machine throws `Unsupported`.
 *
 * - Addresses are lower-case `0x` strings (`address.ts`). Gas: see `Receipt`.
 * - A failing message changes the sender's nonce only, as on chain.
 *
 * Not modelled: native currency (messages carry no value; balances are zero unless loaded), block hashes,
 * blobs, access lists, the block gas limit.
 */
import { createdAddress } from './address.ts'
import type { Address } from './address.ts'
import type { BlockCounter } from './block-counter.ts'
import { CallTrace, type Failure, type TracedCall } from './call-trace.ts'
import { call, create } from './calls.ts'
import { codeOf } from './code-cache.ts'
import { Code, NO_CODE } from './code.ts'
import { Execution } from './execution.ts'
import { STOPS } from './frame.ts'
import { MAX_INIT_CODE } from './gas.ts'
import { BLOCK_CONSTANTS, DEFAULT_GAS_LIMIT, MAX_GAS_LIMIT } from './message.ts'
import type { Message, Receipt, View } from './message.ts'
import { canonical } from './word.ts'
import type { SlotId } from './state.ts'

export type { Address } from './address.ts'
export type { Failure, TracedCall } from './call-trace.ts'
export type { Log, Message, Receipt, View, Halt } from './message.ts'
export type { SlotId } from './state.ts'
export { Unsupported } from './unsupported.ts'

/** Complete state of an account, as plain data in canonical order. */
export interface AccountState {
  readonly address: Address
  readonly nonce: number
  readonly balance: bigint
  readonly code: Uint8Array
  /** Non-zero slots, by ascending key. */
  readonly storage: readonly (readonly [key: bigint, value: bigint])[]
}

/** A checkpoint of the machine. */
export interface Mark {
  /** Number of checkpoints that were open before it. */
  readonly level: number
}

/** Observer of a machine's operations. */
export interface Watcher {
  executed?(message: Message, receipt: Receipt): void
  viewed?(message: Message, view: View): void
  loaded?(account: AccountState): void
  checkpointed?(mark: Mark): void
  rewound?(mark: Mark): void
}

interface OpenMark extends Mark {
  readonly at: number
}

export class Machine {
  private readonly execution = new Execution()
  private readonly state = this.execution.state
  private readonly marks: OpenMark[] = []
  private readonly watchers = new Set<Watcher>()

  /**
   * Runs a message and keeps its effects, unless it fails.
   *
   * @throws {Unsupported} when the message uses an unsupported feature.
   * @throws {BadMessage} when the gas limit is out of range.
   * @throws {BadAddress} when an address is malformed.
   */
  execute(message: Message): Receipt {
    const start = this.state.mark
    let receipt: Receipt
    try {
      receipt = this.perform(message)
    } catch (error) {
      this.state.rollback(start)
      throw error
    }
    if (this.marks.length === 0) this.state.forget(0)
    for (const watcher of this.watchers) watcher.executed?.(message, receipt)
    return receipt
  }

  /**
   * Runs a message, discards its effects, and reports the cells that its outcome depends on.
   *
   * @throws what `execute` throws.
   */
  view(message: Message): View {
    const start = this.state.mark
    this.state.record()
    let view: View
    try {
      const { ok, returned, logs, gasUsed, gasRefund, created, halt } = this.perform(message)
      const reads = this.state.recorded()
      const { readsBlock } = this.execution
      // Field by field: views are the most frequent messages, and a spread takes longer than a short one
      // runs.
      view = { ok, returned, logs, gasUsed, gasRefund, reads, readsBlock }
      if (created !== undefined) view = { ...view, created }
      if (halt !== undefined) view = { ...view, halt }
    } finally {
      this.state.recorded()
      this.state.rollback(start)
    }
    for (const watcher of this.watchers) watcher.viewed?.(message, view)
    return view
  }

  /**
   * Runs a message, discards its effects, and shows its calls and, if it fails, where.
   *
   * @throws what `execute` throws.
   */
  trace(message: Message): { readonly calls: readonly TracedCall[]; readonly failure: Failure | undefined } {
    const trace = new CallTrace()
    const start = this.state.mark
    this.execution.trace = trace
    let ok = true
    try {
      ok = this.perform(message).ok
    } finally {
      this.execution.trace = undefined
      this.state.rollback(start)
    }
    const failure = trace.end()
    return { calls: trace.calls, failure: ok ? undefined : failure }
  }

  /** Opens a checkpoint. Checkpoints nest. */
  checkpoint(): Mark {
    const mark = { level: this.marks.length, at: this.state.mark }
    this.marks.push(mark)
    for (const watcher of this.watchers) watcher.checkpointed?.(mark)
    return mark
  }

  /**
   * Restores storage, code, nonces and balances at the mark. The cost is proportional to the changes since.
   * The mark remains open; later marks are closed.
   *
   * @throws {UnknownMark} when the mark is not open.
   */
  rewind(mark: Mark): void {
    const open = this.opened(mark)
    this.state.rollback(open.at)
    this.marks.length = open.level + 1
    for (const watcher of this.watchers) watcher.rewound?.(mark)
  }

  /**
   * Closes a mark and all later ones. Keeps the changes since.
   *
   * @throws {UnknownMark} when the mark is not open.
   */
  release(mark: Mark): void {
    this.marks.length = this.opened(mark).level
    if (this.marks.length === 0) this.state.forget(0)
  }

  /**
   * Cells that have changed since the previous call, by messages, loading or rewinding. A cached view is
   * stale if one of its `reads` is among them. Cells are compared by identity.
   */
  takeWrites(): readonly SlotId[] {
    return this.state.takeWrites()
  }

  /** Places a contract at an address, with code, storage and nonce 1. */
  place(address: Address, code: Uint8Array, storage: Iterable<readonly [bigint, bigint]> = []): void {
    this.load({ address, nonce: 1, balance: 0n, code, storage: [...storage] })
  }

  /**
   * Replaces an account.
   *
   * @throws {BadAccount} when the account cannot exist under Cancun rules.
   */
  load(account: AccountState): void {
    if (account.code.length === 0 && account.storage.length > 0)
      throw new BadAccount(account.address, 'storage without code')
    if (account.code[0] === 0xef) throw new BadAccount(account.address, 'code that starts with 0xEF')
    const target = this.state.account(account.address)
    if (target.precompiled) throw new BadAccount(account.address, 'the address of a precompile')
    this.state.clear(target)
    this.state.write(target.nonce, account.nonce)
    this.state.write(target.balance, account.balance)
    this.state.write(target.code, account.code.length === 0 ? NO_CODE : new Code(account.code.slice()))
    for (const [key, value] of account.storage) this.state.write(target.slot(key), canonical(value))
    if (this.marks.length === 0) this.state.forget(0)
    for (const watcher of this.watchers) watcher.loaded?.(account)
  }

  codeAt(address: Address): Uint8Array {
    return this.state.account(address).code.value.bytes
  }

  /** Whether an address has code. A call to an address without code succeeds without effect. */
  hasCode(address: Address): boolean {
    return this.codeAt(address).length > 0
  }

  storageAt(address: Address, key: bigint): bigint {
    return BigInt(this.state.account(address).slot(key).value)
  }

  nonceAt(address: Address): number {
    return this.state.account(address).nonce.value
  }

  /** Every account that is not empty, by ascending address. */
  accounts(): AccountState[] {
    const states: AccountState[] = []
    for (const account of this.state.all()) {
      if (account.isEmpty) continue
      const storage: [bigint, bigint][] = []
      for (const slot of account.slots.values()) {
        if (slot.value !== 0) storage.push([BigInt(slot.key), BigInt(slot.value)])
      }
      storage.sort(([a], [b]) => (a < b ? -1 : 1))
      states.push({
        address: account.address,
        nonce: account.nonce.value,
        balance: account.balance.value,
        code: account.code.value.bytes,
        storage,
      })
    }
    return states.toSorted((a, b) => (a.address < b.address ? -1 : 1))
  }

  /** Registers a watcher; the returned function removes it. */
  monitor(watcher: Watcher): () => void {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  /** Shows every code that runs from now on to `counter`. */
  count(counter: BlockCounter): void {
    this.execution.counter = counter
  }

  private perform(message: Message): Receipt {
    const { execution, state } = this
    const gasLimit = message.gasLimit ?? DEFAULT_GAS_LIMIT
    if (gasLimit < 0n || gasLimit > MAX_GAS_LIMIT)
      throw new BadMessage(`a gas limit up to 2^40, got ${gasLimit}`)
    const sender = state.account(message.from)
    state.startMessage()
    execution.logs = []
    execution.destroyed = []
    execution.refund = 0
    execution.readsBlock = false
    execution.origin = message.origin === undefined ? sender.word : state.account(message.origin).word
    execution.timestamp = message.timestamp
    execution.blockNumber = message.blockNumber
    const nonce = sender.nonce.value
    state.write(sender.nonce, nonce + 1)
    state.warmAccount(sender)
    state.warmAccount(state.account(BLOCK_CONSTANTS.coinbase))
    return message.to === undefined
      ? this.performCreation(message, Number(gasLimit), createdAddress(sender.address, nonce))
      : this.performCall(message, message.to, Number(gasLimit))
  }

  private performCall(message: Message, to: Address, gas: number): Receipt {
    const { execution, state } = this
    const target = state.account(to)
    state.warmAccount(target)
    const status = call(execution, 0, {
      caller: state.account(message.from),
      self: target,
      code: target,
      value: 0n,
      transfers: true,
      input: message.data,
      gas,
      isStatic: false,
    })
    return this.receipt(status === STOPS, gas)
  }

  private performCreation(message: Message, gas: number, address: Address): Receipt {
    const { execution, state } = this
    if (message.data.length > MAX_INIT_CODE) {
      return {
        ok: false,
        returned: new Uint8Array(),
        logs: [],
        gasUsed: BigInt(gas),
        gasRefund: 0n,
        halt: 'code-size',
      }
    }
    const creator = state.account(message.from)
    state.read(creator.nonce)
    const created = state.account(address)
    const code = codeOf(message.data)
    const status = create(execution, 0, { creator, created, value: 0n, code, gas })
    const receipt = this.receipt(status === STOPS, gas)
    return receipt.ok ? { ...receipt, created: address } : receipt
  }

  private receipt(ok: boolean, gas: number): Receipt {
    const { execution, state } = this
    const frame = execution.frame(0)
    const gasUsed = BigInt(gas - frame.gas)
    const returned = frame.output
    if (!ok) return { ok, returned, logs: [], gasUsed, gasRefund: 0n, halt: frame.halt! }
    for (const account of execution.destroyed) state.clear(account)
    return { ok, returned, logs: execution.logs, gasUsed, gasRefund: BigInt(execution.refund) }
  }

  private opened(mark: Mark): OpenMark {
    const open = this.marks[mark.level]
    if (open === undefined || open !== mark) throw new UnknownMark()
    return open
  }
}

/** The mark belongs to another machine, or was closed by rewinding to or releasing an earlier one. */
export class UnknownMark extends Error {
  override readonly name = 'UnknownMark'
  constructor() {
    super('Expected an open mark of this machine. Rewinding to an earlier mark closes all later ones.')
  }
}

/** A message that cannot be run. */
export class BadMessage extends Error {
  override readonly name = 'BadMessage'
  constructor(expected: string) {
    super(`A message needs ${expected}.`)
  }
}

/** An account that cannot exist under Cancun rules. */
export class BadAccount extends Error {
  override readonly name = 'BadAccount'
  constructor(address: Address, what: string) {
    super(`${address} cannot be loaded: it would be ${what}.`)
  }
}
