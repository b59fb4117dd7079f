/**
 * Frame: one call or creation that is being executed.
 *
 * Frames are reused by depth, with their stack and memory, so that a call allocates next to nothing.
 */
import type { Code } from './code.ts'
import { NO_CODE } from './code.ts'
import { Memory } from './memory.ts'
import type { Halt } from './message.ts'
import { Account } from './state.ts'
import { viewOf } from './word.ts'
import type { Word } from './word.ts'

/** How an instruction leaves its frame. */
export const CONTINUES = 0
export const STOPS = 1
export const REVERTS = 2
export const HALTS = 3
export type Status = typeof CONTINUES | typeof STOPS | typeof REVERTS | typeof HALTS

export const NO_BYTES = new Uint8Array()

const NOBODY = new Account('0x0000000000000000000000000000000000000000')

export class Frame {
  readonly depth: number
  readonly stack: Word[] = []
  readonly memory = new Memory()
  /** Number of items on the stack; items above are leftovers. */
  top = 0
  /** Gas left. */
  gas = 0
  code: Code = NO_CODE
  /** Whose storage, balance and address it acts with. */
  self: Account = NOBODY
  caller: Account = NOBODY
  value = 0n
  input: Uint8Array = NO_BYTES
  inputView: DataView = viewOf(NO_BYTES)
  isStatic = false
  /** What the last call from this frame returned. */
  returnData: Uint8Array = NO_BYTES
  /** What this frame returns or reverts with. */
  output: Uint8Array = NO_BYTES
  /** Why it halted, if it did. */
  halt: Halt | undefined

  constructor(depth: number) {
    this.depth = depth
  }

  pop(): Word {
    return this.stack[--this.top]!
  }

  push(word: Word): void {
    this.stack[this.top++] = word
  }

  /** Halts for a reason; `return frame.fail(…)` reads well. */
  fail(reason: Halt): typeof HALTS {
    this.halt = reason
    return HALTS
  }
}
