/**
 * Calls and creations: how frames nest.
 *
 * A failing frame undoes all effects of its own and of its callees: state, warmth, transient storage, logs,
 * refunds. Gas is passed down by the 63/64 rule (EIP-150). Sources: yellow paper 7 and 8, EIP-150, 161, 170,
 * 1014, 2929, 3541, 3860, 6780.
 *
 * Two cases throw `Unsupported`, because EthereumJS is known to differ from the chain there: CREATE of init
 * code that starts with 0xEF00 (EthereumJS skips the creation), and init code whose revert data starts with
 * 0xEF (EthereumJS consumes all gas).
 */
import { createdAddress, saltedAddress } from './address.ts'
import type { Code } from './code.ts'
import { codeOf } from './code-cache.ts'
import { CONTINUES, NO_BYTES, REVERTS, STOPS } from './frame.ts'
import type { Execution } from './execution.ts'
import type { Frame, Status } from './frame.ts'
import {
  CALL_STIPEND,
  CALL_VALUE,
  CODE_BYTE,
  INIT_CODE_WORD,
  KECCAK_WORD,
  MAX_CODE,
  MAX_DEPTH,
  MAX_INIT_CODE,
  NEW_ACCOUNT,
  allButOne64th,
  wordCount,
} from './gas.ts'
import { run } from './interpreter.ts'
import { Op } from './opcodes.ts'
import { OPERATIONS, accessCost, expand, pay, popAccount, readExistence } from './operations.ts'
import { runPrecompile } from './precompiles.ts'
import { Unsupported } from './unsupported.ts'
import { toCount } from './word.ts'
import type { Account } from './state.ts'

/** EIP-3541: no code may start with this byte. */
const RESERVED_PREFIX = 0xef

/** A call, independent of its frame. */
export interface Call {
  readonly caller: Account
  /** Account whose storage it uses. */
  readonly self: Account
  /** Account whose code it runs. */
  readonly code: Account
  readonly value: bigint
  /** Whether the value moves from caller to self; if not, CALLVALUE only reports it. */
  readonly transfers: boolean
  readonly input: Uint8Array
  readonly gas: number
  readonly isStatic: boolean
}

/** A contract creation, independent of its frame. */
export interface Creation {
  readonly creator: Account
  readonly created: Account
  readonly value: bigint
  readonly code: Code
  readonly gas: number
}

/**
 * Runs a call in the frame at `depth`. Afterwards the frame holds output, remaining gas and the reason of a
 * halt.
 */
export function call(execution: Execution, depth: number, what: Call): Status {
  const frame = enter(execution, depth, what.gas)
  save(execution, frame)
  if (what.transfers) transfer(execution, what.caller, what.self, what.value)
  // The code runs here and not in a function of its own, which would take room on the host's stack.
  const status = prepareFrame(execution, frame, what) ?? run(execution, frame)
  if (status !== STOPS) {
    fail(execution, frame, status)
    execution.trace?.fails(frame, what.code.address)
  }
  return status
}

/** Sets up the frame; the status if no code needs to run. */
function prepareFrame(execution: Execution, frame: Frame, what: Call): Status | undefined {
  if (what.code.precompiled) {
    const { ok, output, gasUsed } = runPrecompile(what.code.address, what.input, what.gas)
    frame.gas -= gasUsed
    frame.output = output
    return ok ? STOPS : frame.fail('precompile')
  }
  execution.state.read(what.code.code)
  frame.code = what.code.code.value
  if (frame.code.bytes.length === 0) return STOPS
  frame.self = what.self
  frame.caller = what.caller
  frame.value = what.value
  frame.input = what.input
  frame.isStatic = what.isStatic
  execution.counter?.deployed(frame.code)
  execution.trace?.entered(frame, what.caller.address, what.self.address, what.code.address)
  return undefined
}

/** Runs a creation in the frame at `depth`. The creator's nonce is already incremented. */
export function create(execution: Execution, depth: number, what: Creation): Status {
  const state = execution.state
  state.warmAccount(what.created)
  const frame = enter(execution, depth, what.gas)
  save(execution, frame)
  const status = construct(execution, frame, what)
  if (status !== STOPS) fail(execution, frame, status)
  return status
}

function construct(execution: Execution, frame: Frame, what: Creation): Status {
  const { created, creator } = what
  const state = execution.state
  state.read(created.nonce)
  state.read(created.code)
  if (created.nonce.value > 0 || created.code.value.bytes.length > 0) return frame.fail('address-collision')
  state.markCreated(created)
  state.write(created.nonce, 1)
  transfer(execution, creator, created, what.value)
  if (what.code.bytes.length === 0) return STOPS
  frame.code = what.code
  frame.self = created
  frame.caller = creator
  frame.value = what.value
  frame.input = NO_BYTES
  frame.isStatic = false
  execution.counter?.creation(frame.code)
  const status = run(execution, frame)
  if (status === REVERTS && frame.output[0] === RESERVED_PREFIX) {
    throw new Unsupported('a creation that reverts with data starting with 0xEF')
  }
  return status === STOPS ? deposit(execution, frame, created) : status
}

/** Pays for the code that the init code returned, and stores it. */
function deposit(execution: Execution, frame: Frame, created: Account): Status {
  const code = frame.output
  if (code.length > MAX_CODE) return frame.fail('code-size')
  if (!pay(frame, CODE_BYTE * code.length)) return frame.fail('out-of-gas')
  if (code[0] === RESERVED_PREFIX) return frame.fail('code-prefix')
  if (code.length > 0) execution.state.write(created.code, codeOf(code))
  return STOPS
}

function enter(execution: Execution, depth: number, gas: number): Frame {
  const frame = execution.frame(depth)
  frame.memory.reset()
  frame.gas = gas
  frame.returnData = NO_BYTES
  frame.output = NO_BYTES
  frame.halt = undefined
  return frame
}

/** Notes in the frame what to go back to if it fails. */
function save(execution: Execution, frame: Frame): void {
  const { state } = execution
  frame.mark = state.mark
  frame.messageMark = state.messageMark
  frame.refund = execution.refund
  frame.logCount = execution.logs.length
  frame.destroyedCount = execution.destroyed.length
}

/** Undoes all effects of the frame. */
function fail(execution: Execution, frame: Frame, status: Status): void {
  const { state } = execution
  state.rollback(frame.mark)
  state.rollbackMessage(frame.messageMark)
  execution.refund = frame.refund
  execution.logs.length = frame.logCount
  execution.destroyed.length = frame.destroyedCount
  if (status === REVERTS) {
    frame.halt = 'revert'
    return
  }
  frame.gas = 0
  frame.output = NO_BYTES
}

function transfer(execution: Execution, from: Account, to: Account, value: bigint): void {
  if (value === 0n) return
  const state = execution.state
  state.write(from.balance, from.balance.value - value)
  state.write(to.balance, to.balance.value + value)
}

OPERATIONS[Op.CALL] = callBy(Op.CALL)
OPERATIONS[Op.CALLCODE] = callBy(Op.CALLCODE)
OPERATIONS[Op.DELEGATECALL] = callBy(Op.DELEGATECALL)
OPERATIONS[Op.STATICCALL] = callBy(Op.STATICCALL)
OPERATIONS[Op.CREATE] = (execution, frame) => createFrom(execution, frame, false)
OPERATIONS[Op.CREATE2] = (execution, frame) => createFrom(execution, frame, true)

/**
 * The operation of a call opcode.
 *
 * Calls nest to a depth of 1024 on the host's stack. What a call needs is therefore computed in a function
 * that has returned before the call runs, and the frame that remains is small.
 */
function callBy(op: number): (execution: Execution, frame: Frame) => Status {
  return (execution, frame) => {
    const what = prepared(execution, frame, op)
    if (typeof what === 'number') return what
    return finished(execution, frame, what, call(execution, frame.depth + 1, what))
  }
}

interface PreparedCall extends Call {
  /** Where the output goes. */
  readonly outOffset: number
  readonly outLength: number
}

/** Pops and pays; the call to make, or the status of a frame that makes none. */
function prepared(execution: Execution, frame: Frame, op: number): PreparedCall | Status {
  const state = execution.state
  const { self } = frame
  const wanted = toCount(frame.pop())
  const target = popAccount(execution, frame)
  const value = op === Op.CALL || op === Op.CALLCODE ? BigInt(frame.pop()) : 0n
  const inOffset = toCount(frame.pop())
  const inLength = toCount(frame.pop())
  const outOffset = toCount(frame.pop())
  const outLength = toCount(frame.pop())
  if (op === Op.CALL && frame.isStatic && value !== 0n) return frame.fail('static-violation')
  if (!expand(frame, inOffset, inLength)) return frame.fail('out-of-gas')
  if (!expand(frame, outOffset, outLength)) return frame.fail('out-of-gas')
  let cost = accessCost(execution, target)
  if (value !== 0n) {
    cost += CALL_VALUE
    if (op === Op.CALL) readExistence(execution, target)
    if (op === Op.CALL && target.isEmpty) cost += NEW_ACCOUNT
  }
  if (!pay(frame, cost)) return frame.fail('out-of-gas')
  let gas = Math.min(wanted, allButOne64th(frame.gas))
  frame.gas -= gas
  if (value !== 0n) gas += CALL_STIPEND

  frame.returnData = NO_BYTES
  if (value !== 0n) state.read(self.balance)
  if (frame.depth >= MAX_DEPTH || self.balance.value < value) {
    frame.gas += gas
    frame.push(0)
    return CONTINUES
  }
  const inherits = op === Op.DELEGATECALL
  return {
    caller: inherits ? frame.caller : self,
    self: inherits || op === Op.CALLCODE ? self : target,
    code: target,
    value: inherits ? frame.value : value,
    transfers: !inherits,
    input: frame.memory.read(inOffset, inLength),
    gas,
    isStatic: frame.isStatic || op === Op.STATICCALL,
    outOffset,
    outLength,
  }
}

/** Takes over gas and output of a call. */
function finished(
  execution: Execution,
  frame: Frame,
  { outOffset, outLength }: PreparedCall,
  status: Status,
): Status {
  const callee = execution.frame(frame.depth + 1)
  frame.gas += callee.gas
  frame.returnData = callee.output
  frame.memory.write(outOffset, callee.output, 0, Math.min(outLength, callee.output.length))
  frame.push(status === STOPS ? 1 : 0)
  return CONTINUES
}

function createFrom(execution: Execution, frame: Frame, salted: boolean): Status {
  if (frame.isStatic) return frame.fail('static-violation')
  const state = execution.state
  const { self } = frame
  const value = BigInt(frame.pop())
  const offset = toCount(frame.pop())
  const length = toCount(frame.pop())
  const salt = salted ? frame.pop() : 0
  if (!expand(frame, offset, length)) return frame.fail('out-of-gas')
  const perWord = INIT_CODE_WORD + (salted ? KECCAK_WORD : 0)
  if (!pay(frame, perWord * wordCount(length))) return frame.fail('out-of-gas')
  if (length > MAX_INIT_CODE) return frame.fail('code-size')
  const initCode = frame.memory.read(offset, length)
  if (initCode[0] === RESERVED_PREFIX && initCode[1] === 0) {
    throw new Unsupported('CREATE of init code that starts with 0xEF00')
  }
  frame.returnData = NO_BYTES
  state.read(self.nonce)
  if (value !== 0n) state.read(self.balance)
  if (frame.depth >= MAX_DEPTH || self.balance.value < value) {
    frame.push(0)
    return CONTINUES
  }
  const nonce = self.nonce.value
  state.write(self.nonce, nonce + 1)
  const code = codeOf(initCode)
  const address = salted
    ? saltedAddress(self.address, salt, initCode, code.hash)
    : createdAddress(self.address, nonce)
  const created = state.account(address)
  const gas = allButOne64th(frame.gas)
  frame.gas -= gas
  const status = create(execution, frame.depth + 1, { creator: self, created, value, code, gas })
  const child = execution.frame(frame.depth + 1)
  frame.gas += child.gas
  if (status !== STOPS) frame.returnData = child.output
  frame.push(status === STOPS ? created.word : 0)
  return CONTINUES
}
