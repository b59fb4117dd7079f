/**
 * Operations: the opcodes that read the environment or access the state, except calls and creations.
 *
 * Each takes its operands from the frame's stack, pays the variable part of its gas, and returns the frame's
 * status. The stack height is already checked at the start of the block.
 */
import { byteLength, exp } from './arithmetic.ts'
import { addressWord } from './address.ts'
import { CONTINUES, NO_BYTES, REVERTS, STOPS } from './frame.ts'
import type { Execution } from './execution.ts'
import type { Frame, Status } from './frame.ts'
import {
  COLD_ACCOUNT,
  COLD_SLOT,
  COPY_WORD,
  EXP_BYTE,
  KECCAK_WORD,
  LOG_BYTE,
  NEW_ACCOUNT,
  SSTORE_CLEAR_REFUND,
  SSTORE_RESET,
  SSTORE_SENTRY,
  SSTORE_SET,
  WARM,
  memoryCost,
  wordCount,
} from './gas.ts'
import { keccak, keccakPair, keccakSingle, keccakBytes } from './keccak.ts'
import { BLOCK_CONSTANTS } from './message.ts'
import { Op } from './opcodes.ts'
import { canonical, toCount, wordIn, wordToBytes } from './word.ts'
import type { Word } from './word.ts'
import type { Account } from './state.ts'

export type Operation = (execution: Execution, frame: Frame) => Status

const MASK_64 = (1n << 64n) - 1n

/**
 * Operations by opcode. Undefined for opcodes of the interpreter's loop; calls and creations are in
 * `calls.ts`.
 */
export const OPERATIONS: (Operation | undefined)[] = Array.from({ length: 256 })

/** Pays gas. False if there is not enough. */
export function pay(frame: Frame, gas: number): boolean {
  frame.gas -= gas
  return frame.gas >= 0
}

/** Pays for memory up to `offset + length` and grows it. A length of zero needs no memory. */
export function expand(frame: Frame, offset: number, length: number): boolean {
  if (length === 0) return true
  const memory = frame.memory
  const end = offset + length
  if (end <= memory.size) return true
  if (!pay(frame, memoryCost(wordCount(end)) - memoryCost(memory.size / 32))) return false
  memory.grow(end)
  return true
}

/** Cost of an account access (EIP-2929). */
export function accessCost(execution: Execution, account: Account): number {
  return execution.state.warmAccount(account) ? WARM : COLD_ACCOUNT
}

export function popAccount(execution: Execution, frame: Frame): Account {
  return execution.state.accountAt(addressWord(frame.pop()))
}

function define(op: number, operation: Operation): void {
  OPERATIONS[op] = operation
}

/** An opcode that pushes one word. */
function source(op: number, word: (execution: Execution, frame: Frame) => Word): void {
  define(op, (execution, frame) => {
    frame.push(word(execution, frame))
    return CONTINUES
  })
}

source(Op.ADDRESS, (_, frame) => frame.self.word)
source(Op.ORIGIN, (execution) => execution.origin)
source(Op.CALLER, (_, frame) => frame.caller.word)
source(Op.CALLVALUE, (_, frame) => canonical(frame.value))
source(Op.CODESIZE, (_, frame) => frame.code.bytes.length)
source(Op.RETURNDATASIZE, (_, frame) => frame.returnData.length)
source(Op.GASPRICE, () => BLOCK_CONSTANTS.gasPrice)
source(Op.COINBASE, () => canonical(BigInt(BLOCK_CONSTANTS.coinbase)))
source(Op.PREVRANDAO, () => BLOCK_CONSTANTS.prevRandao)
source(Op.GASLIMIT, () => BLOCK_CONSTANTS.gasLimit)
source(Op.CHAINID, () => BLOCK_CONSTANTS.chainId)
source(Op.BASEFEE, () => BLOCK_CONSTANTS.baseFee)
source(Op.BLOBBASEFEE, () => BLOCK_CONSTANTS.blobBaseFee)
source(Op.MSIZE, (_, frame) => frame.memory.size)
source(Op.GAS, (_, frame) => canonical(BigInt(frame.gas)))
source(Op.TIMESTAMP, (execution) => {
  execution.readsBlock = true
  return canonical(execution.timestamp)
})
source(Op.NUMBER, (execution) => {
  execution.readsBlock = true
  return canonical(execution.blockNumber)
})
source(Op.SELFBALANCE, (execution, frame) => {
  execution.state.read(frame.self.balance)
  return canonical(frame.self.balance.value)
})
/** Without blob transactions there are no blob hashes. */
source(Op.BLOBHASH, (_, frame) => {
  frame.pop()
  return 0
})
/** Blocks are not stored: the hash of one of the last 256 blocks is replaced by the hash of its number. */
source(Op.BLOCKHASH, (execution, frame) => {
  execution.readsBlock = true
  const number = BigInt(frame.pop())
  const age = execution.blockNumber - number
  return age > 0n && age <= 256n ? wordIn(blockHash(number), 0) : 0
})

/** Substitute for the hash of block `number`; the reference uses the same. */
export function blockHash(number: bigint): Uint8Array {
  return keccakBytes(wordToBytes(number & MASK_64))
}

define(Op.EXP, (_, frame) => {
  const base = frame.pop()
  const exponent = frame.pop()
  if (!pay(frame, EXP_BYTE * byteLength(exponent))) return frame.fail('out-of-gas')
  frame.push(exp(base, exponent))
  return CONTINUES
})

define(Op.KECCAK256, (_, frame) => {
  const offset = toCount(frame.pop())
  const length = toCount(frame.pop())
  if (!expand(frame, offset, length)) return frame.fail('out-of-gas')
  if (!pay(frame, KECCAK_WORD * wordCount(length))) return frame.fail('out-of-gas')
  const memory = frame.memory
  if (length === 64) {
    frame.push(keccakPair(canonical(memory.loadWord(offset)), canonical(memory.loadWord(offset + 32))))
  } else if (length === 32) frame.push(keccakSingle(canonical(memory.loadWord(offset))))
  else frame.push(keccak(memory.peek(offset, length)))
  return CONTINUES
})

/** An opcode that copies bytes into memory, zeros beyond their end. */
function copier(op: number, bytes: (frame: Frame) => Uint8Array): void {
  define(op, (_, frame) => {
    const to = toCount(frame.pop())
    const from = toCount(frame.pop())
    const length = toCount(frame.pop())
    const source = bytes(frame)
    if (op === Op.RETURNDATACOPY && from + length > source.length) return frame.fail('return-data-bounds')
    if (!expand(frame, to, length)) return frame.fail('out-of-gas')
    if (!pay(frame, COPY_WORD * wordCount(length))) return frame.fail('out-of-gas')
    frame.memory.write(to, source, from, length)
    return CONTINUES
  })
}

copier(Op.CALLDATACOPY, (frame) => frame.input)
copier(Op.CODECOPY, (frame) => frame.code.bytes)
copier(Op.RETURNDATACOPY, (frame) => frame.returnData)

define(Op.MCOPY, (_, frame) => {
  const to = toCount(frame.pop())
  const from = toCount(frame.pop())
  const length = toCount(frame.pop())
  if (!expand(frame, Math.max(to, from), length)) return frame.fail('out-of-gas')
  if (!pay(frame, COPY_WORD * wordCount(length))) return frame.fail('out-of-gas')
  frame.memory.copy(to, from, length)
  return CONTINUES
})

define(Op.BALANCE, (execution, frame) => {
  const account = popAccount(execution, frame)
  if (!pay(frame, accessCost(execution, account))) return frame.fail('out-of-gas')
  execution.state.read(account.balance)
  frame.push(canonical(account.balance.value))
  return CONTINUES
})

define(Op.EXTCODESIZE, (execution, frame) => {
  const account = popAccount(execution, frame)
  if (!pay(frame, accessCost(execution, account))) return frame.fail('out-of-gas')
  execution.state.read(account.code)
  frame.push(account.code.value.bytes.length)
  return CONTINUES
})

define(Op.EXTCODEHASH, (execution, frame) => {
  const account = popAccount(execution, frame)
  if (!pay(frame, accessCost(execution, account))) return frame.fail('out-of-gas')
  readExistence(execution, account)
  frame.push(account.isEmpty ? 0 : account.code.value.hash)
  return CONTINUES
})

define(Op.EXTCODECOPY, (execution, frame) => {
  const account = popAccount(execution, frame)
  const to = toCount(frame.pop())
  const from = toCount(frame.pop())
  const length = toCount(frame.pop())
  if (!expand(frame, to, length)) return frame.fail('out-of-gas')
  const cost = accessCost(execution, account) + COPY_WORD * wordCount(length)
  if (!pay(frame, cost)) return frame.fail('out-of-gas')
  execution.state.read(account.code)
  frame.memory.write(to, account.code.value.bytes, from, length)
  return CONTINUES
})

/** Records the reads that the emptiness of an account depends on: code, nonce and balance. */
export function readExistence(execution: Execution, account: Account): void {
  execution.state.read(account.code)
  execution.state.read(account.nonce)
  execution.state.read(account.balance)
}

define(Op.SLOAD, (execution, frame) => {
  const slot = frame.self.slot(frame.pop())
  if (!pay(frame, execution.state.warmSlot(slot) ? WARM : COLD_SLOT)) return frame.fail('out-of-gas')
  execution.state.read(slot)
  frame.push(slot.value)
  return CONTINUES
})

/** EIP-2200 with the costs of EIP-2929 and the refunds of EIP-3529. */
define(Op.SSTORE, (execution, frame) => {
  if (frame.isStatic) return frame.fail('static-violation')
  if (frame.gas <= SSTORE_SENTRY) return frame.fail('out-of-gas')
  const state = execution.state
  const slot = frame.self.slot(frame.pop())
  const value = canonical(frame.pop())
  const current = slot.value
  state.read(slot)
  if (slot.originalAt !== state.epoch) {
    slot.originalAt = state.epoch
    slot.original = current
  }
  const original = slot.original
  let cost = state.warmSlot(slot) ? 0 : COLD_SLOT
  if (value === current) cost += WARM
  else if (current === original) {
    cost += original === 0 ? SSTORE_SET : SSTORE_RESET
    if (original !== 0 && value === 0) execution.refund += SSTORE_CLEAR_REFUND
  } else {
    cost += WARM
    if (original !== 0 && current === 0) execution.refund -= SSTORE_CLEAR_REFUND
    if (original !== 0 && value === 0) execution.refund += SSTORE_CLEAR_REFUND
    if (value === original) execution.refund += (original === 0 ? SSTORE_SET : SSTORE_RESET) - WARM
  }
  if (!pay(frame, cost)) return frame.fail('out-of-gas')
  if (value !== current) state.write(slot, value)
  return CONTINUES
})

define(Op.TLOAD, (_, frame) => {
  frame.push(frame.self.transient.get(canonical(frame.pop())) ?? 0)
  return CONTINUES
})

define(Op.TSTORE, (execution, frame) => {
  if (frame.isStatic) return frame.fail('static-violation')
  const key = canonical(frame.pop())
  execution.state.storeTransient(frame.self, key, canonical(frame.pop()))
  return CONTINUES
})

for (let topicCount = 0; topicCount <= 4; topicCount++) {
  define(Op.LOG0 + topicCount, (execution, frame) => {
    if (frame.isStatic) return frame.fail('static-violation')
    const offset = toCount(frame.pop())
    const length = toCount(frame.pop())
    if (!expand(frame, offset, length)) return frame.fail('out-of-gas')
    if (!pay(frame, LOG_BYTE * length)) return frame.fail('out-of-gas')
    const topics: bigint[] = []
    for (let i = 0; i < topicCount; i++) topics.push(BigInt(frame.pop()))
    execution.logs.push({ address: frame.self.address, topics, data: frame.memory.read(offset, length) })
    return CONTINUES
  })
}

define(Op.STOP, (_, frame) => {
  frame.output = NO_BYTES
  return STOPS
})

function finisher(op: number, status: Status): void {
  define(op, (_, frame) => {
    const offset = toCount(frame.pop())
    const length = toCount(frame.pop())
    if (!expand(frame, offset, length)) return frame.fail('out-of-gas')
    frame.output = frame.memory.read(offset, length)
    return status
  })
}

finisher(Op.RETURN, STOPS)
finisher(Op.REVERT, REVERTS)

/** EIP-6780: only an account created by this message is destroyed; any other only sends its balance. */
define(Op.SELFDESTRUCT, (execution, frame) => {
  if (frame.isStatic) return frame.fail('static-violation')
  const state = execution.state
  const self = frame.self
  const heir = popAccount(execution, frame)
  const balance = self.balance.value
  state.read(self.balance)
  readExistence(execution, heir)
  let cost = state.warmAccount(heir) ? 0 : COLD_ACCOUNT
  if (balance > 0n && heir.isEmpty) cost += NEW_ACCOUNT
  if (!pay(frame, cost)) return frame.fail('out-of-gas')
  const isDestroyed = self.createdAt === state.epoch
  if (isDestroyed) execution.destroyed.push(self)
  if (heir !== self) state.write(heir.balance, heir.balance.value + balance)
  if (isDestroyed || heir !== self) state.write(self.balance, 0n)
  frame.output = NO_BYTES
  return STOPS
})
