/**
 * Instructions: where in the sources each instruction of a code comes from, and in which block it is.
 *
 * solc's source map has one entry `start:length:unit:jump:depth` for each instruction. An empty or missing
 * field is that of the entry before.
 */
import type { Code } from '../machine/code.ts'
import { Op } from '../machine/opcodes.ts'

export interface Instruction {
  readonly op: number
  /** Index of its block; undefined if it cannot be reached. */
  readonly block: number | undefined
  /** First byte and number of bytes in the source. */
  readonly start: number
  readonly length: number
  /** solc's number of the source unit; negative for code that the compiler adds. */
  readonly unit: number
}

/** Opcodes after which only a jump destination can be executed. */
const ENDS = new Set<number>([Op.STOP, Op.JUMP, Op.RETURN, Op.REVERT, Op.INVALID, Op.SELFDESTRUCT])

/** The instructions of a decoded code, in order, without the data behind them. */
export function instructionsOf(code: Code, sourceMap: string): readonly Instruction[] {
  const { bytes, blocks } = code
  const found: Instruction[] = []
  let [pc, block, dead] = [0, 0, false]
  for (const [start, length, unit] of entriesOf(sourceMap)) {
    const op = bytes[pc]!
    if (op === Op.JUMPDEST) dead = false
    // Of two blocks that start at once, the first is empty.
    while (block + 1 < blocks.length && blocks[block + 1]!.from <= pc) block++
    found.push({ op, block: dead ? undefined : block, start, length, unit })
    if (ENDS.has(op)) dead = true
    pc += op >= Op.PUSH1 && op <= Op.PUSH32 ? op - Op.PUSH1 + 2 : 1
  }
  return found
}

function* entriesOf(sourceMap: string): Generator<readonly [start: number, length: number, unit: number]> {
  let entry: readonly [number, number, number] = [0, 0, -1]
  for (const text of sourceMap.split(';')) {
    const fields = text.split(':')
    const field = (index: 0 | 1 | 2): number => {
      const given = fields[index]
      return given === undefined || given === '' ? entry[index] : Number(given)
    }
    entry = [field(0), field(1), field(2)]
    yield entry
  }
}
