/**
 * Action text: a run's actions as one text of bytes, for a caller that needs no more than their hash.
 *
 * An action becomes text at once and is forgotten: objects that live until the end of a run are what the
 * garbage collector spends most of its time on. The bytes are used again for the next run.
 */
import { encodeAction, type Action } from '../../model/interface/action.ts'
import type { ActionLog } from '../engine/journal.ts'

/** Actions that become bytes together: few calls of the encoder, and short texts. */
const TOGETHER = 32
/** Most bytes of UTF-8 for one code unit of a text. */
const WIDEST = 3
/** Bytes of a block, unless one text needs more. */
const BLOCK = 1 << 20

interface Block {
  readonly bytes: Uint8Array
  used: number
}

export class ActionText implements ActionLog {
  /** Number of actions. */
  length = 0
  private readonly encoder = new TextEncoder()
  private lines = ''
  /** Those from `at` on are of an earlier run, and free. */
  private readonly blocks: Block[] = []
  private at = 0

  /** Appends an action as a line. */
  push(action: Action): void {
    this.lines += `${encodeAction(action)}\n`
    if (++this.length % TOGETHER === 0) this.write()
  }

  /** UTF-8 of all actions as JSON lines, as `actionLines` has them, in parts; valid until the next call. */
  read(): readonly Uint8Array[] {
    this.write()
    return this.blocks.slice(0, this.at).map(({ bytes, used }) => bytes.subarray(0, used))
  }

  /** Forgets all actions. */
  clear(): void {
    this.length = 0
    this.lines = ''
    this.at = 0
  }

  private write(): void {
    if (this.lines === '') return
    const block = this.blockFor(WIDEST * this.lines.length)
    block.used += this.encoder.encodeInto(this.lines, block.bytes.subarray(block.used)).written
    this.lines = ''
  }

  /** The block that is being filled, or the next one, with room for `most` bytes. */
  private blockFor(most: number): Block {
    const last = this.blocks[this.at - 1]
    if (last !== undefined && last.used + most <= last.bytes.length) return last
    const free = this.blocks[this.at]
    const block =
      free !== undefined && most <= free.bytes.length
        ? free
        : { bytes: new Uint8Array(Math.max(BLOCK, most)), used: 0 }
    block.used = 0
    this.blocks[this.at++] = block
    return block
  }
}
