/**
 * Reference: the same messages and receipts on EthereumJS.
 *
 * EthereumJS is the reference implementation for the machine, so this module shares only plain data types
 * with it. The state is in a small state manager of its own: maps that are copied for a checkpoint.
 *
 * `runCall` is below the transaction level and leaves part of a transaction's bookkeeping to the caller: the
 * initially warm addresses; clearing warmth, original values and transient storage of the previous message;
 * removing destroyed accounts. `execute` does it.
 */
import { EVM, EVMError, NobleBN254 } from '@ethereumjs/evm'
import type { EVMMockBlockchainInterface, EVMResult } from '@ethereumjs/evm'
import { createAddressFromString } from '@ethereumjs/util'
import type { Address as ForeignAddress } from '@ethereumjs/util'
import type { Address } from './address.ts'
import { toHex } from './hex.ts'
import { AccountMaps } from './account-maps.ts'
import { BLOCK_CONSTANTS, DEFAULT_GAS_LIMIT } from './message.ts'
import type { Halt, Log, Message, Receipt } from './message.ts'
import type { AccountState } from './machine.ts'
import { blockHash } from './operations.ts'
import { referenceRules } from './reference-rules.ts'

export class Reference {
  private readonly state = new AccountMaps()
  private readonly evm: EVM

  constructor() {
    this.evm = new EVM({
      common: referenceRules(BLOCK_CONSTANTS.chainId),
      stateManager: this.state,
      blockchain: new NumberedBlocks(),
      bn254: new NobleBN254(),
    })
  }

  /** Replaces all accounts. */
  async load(accounts: Iterable<AccountState>): Promise<void> {
    this.state.clear()
    for (const account of accounts) await this.place(account)
  }

  /** Replaces one account. */
  async place(account: AccountState): Promise<void> {
    await this.state.place(account)
  }

  /** Every account that is not empty, in the machine's format. */
  accounts(): AccountState[] {
    return this.state.dump()
  }

  /** A copy of the state, to rewind to. */
  checkpoint(): AccountMaps {
    return this.state.copy()
  }

  rewind(to: AccountMaps): void {
    this.state.become(to)
  }

  /** Runs a message like a transaction without fees. */
  async execute(message: Message): Promise<Receipt> {
    const { evm, state } = this
    state.originalStorageCache.clear()
    evm.journal.cleanJournal()
    evm.transientStorage.clear()
    for (const address of evm.precompiles.keys()) evm.journal.addAlwaysWarmAddress(address)
    evm.journal.addAlwaysWarmAddress(BLOCK_CONSTANTS.coinbase)
    evm.journal.addAlwaysWarmAddress(message.from)
    if (message.to !== undefined) evm.journal.addAlwaysWarmAddress(message.to)
    const result = await evm.runCall({
      caller: createAddressFromString(message.from),
      origin: createAddressFromString(message.origin ?? message.from),
      ...(message.to === undefined ? {} : { to: createAddressFromString(message.to) }),
      data: message.data,
      gasLimit: message.gasLimit ?? DEFAULT_GAS_LIMIT,
      gasPrice: BigInt(BLOCK_CONSTANTS.gasPrice),
      skipBalance: true,
      block: { header: header(message) },
    })
    await this.removeDestroyed(result)
    return receiptOf(message, result)
  }

  /** Runs a message and discards its effects. */
  async view(message: Message): Promise<Receipt> {
    await this.state.checkpoint()
    try {
      return await this.execute(message)
    } finally {
      await this.state.revert()
    }
  }

  /** EIP-6780: accounts that were created and destroyed by this message. */
  private async removeDestroyed({ execResult }: EVMResult): Promise<void> {
    for (const address of execResult.selfdestruct?.keys() ?? []) {
      if (execResult.createdAddresses?.has(address) !== true) continue
      await this.state.deleteAccount(createAddressFromString(address))
    }
  }
}

/** Block hashes as in the machine. */
class NumberedBlocks implements EVMMockBlockchainInterface {
  async getBlock(number: number) {
    return { hash: () => blockHash(BigInt(number)) }
  }

  async putBlock(): Promise<void> {}

  shallowCopy(): NumberedBlocks {
    return this
  }
}

function header(message: Message) {
  return {
    number: message.blockNumber,
    timestamp: message.timestamp,
    coinbase: createAddressFromString(BLOCK_CONSTANTS.coinbase),
    difficulty: 0n,
    prevRandao: new Uint8Array(32),
    gasLimit: BigInt(BLOCK_CONSTANTS.gasLimit),
    baseFeePerGas: BigInt(BLOCK_CONSTANTS.baseFee),
    getBlobGasPrice: () => BigInt(BLOCK_CONSTANTS.blobBaseFee),
  }
}

function receiptOf(message: Message, { execResult, createdAddress }: EVMResult): Receipt {
  const error = execResult.exceptionError
  const gasUsed = execResult.executionGasUsed
  if (error !== undefined) {
    const halt = haltOf(error)
    const returned = halt === 'revert' ? execResult.returnValue : new Uint8Array()
    return { ok: false, returned, logs: [], gasUsed, gasRefund: 0n, halt }
  }
  const receipt: Receipt = {
    ok: true,
    returned: execResult.returnValue,
    logs: (execResult.logs ?? []).map(([address, topics, data]): Log => ({
      address: toHex(address),
      topics: topics.map((topic) => BigInt(toHex(topic))),
      data,
    })),
    gasUsed,
    gasRefund: execResult.gasRefund ?? 0n,
  }
  if (message.to !== undefined || createdAddress === undefined) return receipt
  return { ...receipt, created: addressOf(createdAddress) }
}

function addressOf(address: ForeignAddress): Address {
  return toHex(address.bytes)
}

/** Maps EthereumJS's errors to the machine's halts. */
function haltOf({ error }: EVMError): Halt {
  const known: Record<string, Halt> = {
    [EVMError.errorMessages.REVERT]: 'revert',
    [EVMError.errorMessages.OUT_OF_GAS]: 'out-of-gas',
    [EVMError.errorMessages.STACK_UNDERFLOW]: 'stack-underflow',
    [EVMError.errorMessages.STACK_OVERFLOW]: 'stack-overflow',
    [EVMError.errorMessages.INVALID_OPCODE]: 'invalid-opcode',
    [EVMError.errorMessages.STATIC_STATE_CHANGE]: 'static-violation',
    [EVMError.errorMessages.CREATE_COLLISION]: 'address-collision',
    [EVMError.errorMessages.CODESIZE_EXCEEDS_MAXIMUM]: 'code-size',
    [EVMError.errorMessages.INITCODE_SIZE_VIOLATION]: 'code-size',
    [EVMError.errorMessages.INVALID_BYTECODE_RESULT]: 'code-prefix',
  }
  if (error.startsWith(EVMError.errorMessages.INVALID_JUMP)) return 'invalid-jump'
  return known[error] ?? 'precompile'
}
