/** Execution: the state, and the data that the frames of one message share. */
import { Frame } from './frame.ts'
import type { Log } from './message.ts'
import type { BlockCounter } from './block-counter.ts'
import type { CallTrace } from './call-trace.ts'
import { EvmState } from './state.ts'
import type { Account } from './state.ts'

export class Execution {
  readonly state = new EvmState()
  logs: Log[] = []
  /** EIP-3529 refund counter. */
  refund = 0
  origin = 0n
  timestamp = 0n
  blockNumber = 0n
  /** Whether the timestamp or the block number was read. */
  readsBlock = false
  /** Accounts that called SELFDESTRUCT. */
  destroyed: Account[] = []
  /** Counts what runs; undefined for no cost. */
  counter: BlockCounter | undefined
  /** Is shown every call; undefined for no cost. */
  trace: CallTrace | undefined
  private readonly frames: Frame[] = []

  frame(depth: number): Frame {
    return (this.frames[depth] ??= new Frame(depth))
  }
}
