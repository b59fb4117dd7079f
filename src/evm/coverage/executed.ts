/**
 * Executed: which instructions of deployed codes were executed, without sources or artifacts.
 *
 * It counts blocks, so an instruction behind one that halts its block counts as executed.
 */
import type { BlockCounter } from '../machine/block-counter.ts'
import type { Code } from '../machine/code.ts'
import { Op } from '../machine/opcodes.ts'

/** Opcodes after which only a jump destination can be executed. */
const ENDS = new Set<number>([Op.STOP, Op.JUMP, Op.RETURN, Op.REVERT, Op.INVALID, Op.SELFDESTRUCT])

export class Executed implements BlockCounter {
  /** With the counts that others keep of them meanwhile. */
  private readonly codes = new Map<Code, Float64Array | undefined>()

  deployed(code: Code): void {
    if (this.codes.has(code)) return
    this.codes.set(code, code.counts)
    code.count(new Float64Array(code.decode().blocks.length))
  }

  creation(): void {}

  /** Forgets what was executed so far. */
  clear(): void {
    for (const { counts } of this.codes.keys()) counts!.fill(0)
  }

  /** Byte offsets of the instructions of a runtime code that were executed, ascending. */
  offsets(bytes: Uint8Array): readonly number[] {
    const code = [...this.codes.keys()].find((each) => each.bytes === bytes)
    if (code === undefined) return []
    const { blocks, counts } = code
    const offsets: number[] = []
    let [block, dead] = [0, false]
    for (let pc = 0; pc < bytes.length; pc++) {
      const op = bytes[pc]!
      if (op === Op.JUMPDEST) dead = false
      // Of two blocks that start at once, the first is empty.
      while (block + 1 < blocks.length && blocks[block + 1]!.from <= pc) block++
      if (!dead && counts![block]! > 0) offsets.push(pc)
      if (ENDS.has(op)) dead = true
      if (op >= Op.PUSH1 && op <= Op.PUSH32) pc += op - Op.PUSH1 + 1
    }
    return offsets
  }

  /** Ends this counting; that of others goes on. */
  stop(): void {
    for (const [code, others] of this.codes) {
      if (others === undefined) code.uncount()
      else code.count(others)
    }
    this.codes.clear()
  }
}
