/**
 * Frame: one call or creation in execution.
 *
 * Frames are reused by depth, with their stack and memory, to avoid allocations.
 */
import type { Code } from './code.ts'
import { NO_CODE } from './code.ts'
import { Memory } from './memory.ts'
import type { Halt } from './message.ts'
import { Account } from './state.ts'
import type { Word } from './word.ts'

/** How an instruction leaves its frame. */
export const CONTINUES = 0
export const STOPS = 1
export const REVERTS = 2
export const HALTS = 3
export type Status = typeof CONTINUES | typeof STOPS | typeof REVERTS | typeof HALTS

export const NO_BYTES = new Uint8Array()

const NO_ACCOUNT = new Account('0x0000000000000000000000000000000000000000')

export class Frame {
  readonly depth: number
  readonly stack: Word[] = []
  readonly memory = new Memory()
  /** Number of items on the stack; items above are stale. */
  top = 0
  /** Remaining gas. */
  gas = 0
  code: Code = NO_CODE
  /** Account whose storage, balance and address it uses. */
  self: Account = NO_ACCOUNT
  caller: Account = NO_ACCOUNT
  value = 0n
  input: Uint8Array = NO_BYTES
  isStatic = false
  /** Return data of the last call from this frame. */
  returnData: Uint8Array = NO_BYTES
  /** Return data or revert data of this frame. */
  output: Uint8Array = NO_BYTES
  /** Reason of a failure. */
  halt: Halt | undefined
  /** Lengths of the logs and the refund at its start, to which a failure goes back. */
  mark = 0
  messageMark = 0
  refund = 0
  logCount = 0
  destroyedCount = 0
  /** Blocks that were run, in order. Only while calls are traced. */
  trail: number[] | undefined

  constructor(depth: number) {
    this.depth = depth
  }

  pop(): Word {
    return this.stack[--this.top]!
  }

  push(word: Word): void {
    this.stack[this.top++] = word
  }

  /** Records an exceptional halt and returns its status. */
  fail(reason: Halt): typeof HALTS {
    this.halt = reason
    return HALTS
  }
}
