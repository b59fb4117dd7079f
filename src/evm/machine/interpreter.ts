/**
 * Interpreter: runs a frame's code to its end.
 *
 * The loop implements the opcodes that need only stack and memory, with a fast path for small numbers, and
 * delegates all others to `OPERATIONS`. Constant gas and stack limits are checked for each block (`code.ts`).
 */
import * as arithmetic from './arithmetic.ts'
import { BLOCK, COUNT, DUP, JUMP_IF_TO, JUMP_TO, PUSH, SWAP, UNKNOWN } from './code.ts'
import { CONTINUES } from './frame.ts'
import type { Execution } from './execution.ts'
import type { Frame, Status } from './frame.ts'
import { memoryCost, wordCount } from './gas.ts'
import { Op } from './opcodes.ts'
import { OPERATIONS } from './operations.ts'
import { SMALL_MAX, toCount } from './word.ts'
import type { Word } from './word.ts'

const STACK_LIMIT = 1024

/**
 * Runs `frame.code` on an empty stack and memory. Afterwards the frame holds output, remaining gas and halt.
 */
export function run(execution: Execution, frame: Frame): Status {
  const { ops, args, blocks, targets } = frame.code.decode()
  const { stack, memory } = frame
  let top = 0
  let gas = frame.gas
  let at = 0
  for (;;) {
    const op = ops[at]!
    switch (op) {
      case COUNT:
        frame.code.counts![args[at] as number]!++
        frame.trail?.push(args[at] as number)
        break
      case BLOCK: {
        const block = blocks[args[at] as number]!
        gas -= block.gas
        if (gas < 0) return frame.fail('out-of-gas')
        if (top < block.needs) return frame.fail('stack-underflow')
        if (top + block.grows > STACK_LIMIT) return frame.fail('stack-overflow')
        break
      }
      case PUSH:
        stack[top++] = args[at]!
        break
      case DUP:
        stack[top] = stack[top - (args[at] as number)]!
        top++
        break
      case SWAP: {
        const other = top - (args[at] as number)
        const word = stack[top - 1]!
        stack[top - 1] = stack[other]!
        stack[other] = word
        break
      }
      case JUMP_TO:
        at = args[at] as number
        if (at < 0) return frame.fail('invalid-jump')
        continue
      case JUMP_IF_TO: {
        const condition = stack[--top]!
        // Zero is falsy as number and as bigint.
        if (!condition) break
        at = args[at] as number
        if (at < 0) return frame.fail('invalid-jump')
        continue
      }
      case Op.JUMP: {
        at = target(targets, stack[--top]!)
        if (at < 0) return frame.fail('invalid-jump')
        continue
      }
      case Op.JUMPI: {
        const to = stack[--top]!
        if (!stack[--top]!) break
        at = target(targets, to)
        if (at < 0) return frame.fail('invalid-jump')
        continue
      }
      case Op.POP:
        top--
        break
      case Op.ADD: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        if (typeof a === 'number' && typeof b === 'number') {
          const sum = a + b
          stack[top - 1] = sum <= SMALL_MAX ? sum : BigInt(sum)
        } else stack[top - 1] = arithmetic.add(a, b)
        break
      }
      case Op.SUB: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        if (typeof a === 'number' && typeof b === 'number' && a >= b) stack[top - 1] = a - b
        else stack[top - 1] = arithmetic.sub(a, b)
        break
      }
      case Op.MUL: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        if (typeof a === 'number' && typeof b === 'number' && a * b <= SMALL_MAX) stack[top - 1] = a * b
        else stack[top - 1] = arithmetic.mul(a, b)
        break
      }
      case Op.DIV: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        stack[top - 1] = arithmetic.div(a, b)
        break
      }
      case Op.SDIV: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.sdiv(a, stack[top - 1]!)
        break
      }
      case Op.MOD: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.mod(a, stack[top - 1]!)
        break
      }
      case Op.SMOD: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.smod(a, stack[top - 1]!)
        break
      }
      case Op.ADDMOD: {
        const a = stack[--top]!
        const b = stack[--top]!
        stack[top - 1] = arithmetic.addmod(a, b, stack[top - 1]!)
        break
      }
      case Op.MULMOD: {
        const a = stack[--top]!
        const b = stack[--top]!
        stack[top - 1] = arithmetic.mulmod(a, b, stack[top - 1]!)
        break
      }
      case Op.SIGNEXTEND: {
        const index = stack[--top]!
        stack[top - 1] = arithmetic.signextend(index, stack[top - 1]!)
        break
      }
      case Op.LT: {
        const a = stack[--top]!
        stack[top - 1] = a < stack[top - 1]! ? 1 : 0
        break
      }
      case Op.GT: {
        const a = stack[--top]!
        stack[top - 1] = a > stack[top - 1]! ? 1 : 0
        break
      }
      case Op.SLT: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.slt(a, stack[top - 1]!)
        break
      }
      case Op.SGT: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.slt(stack[top - 1]!, a)
        break
      }
      case Op.EQ: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.same(a, stack[top - 1]!) ? 1 : 0
        break
      }
      case Op.ISZERO:
        stack[top - 1] = stack[top - 1] ? 0 : 1
        break
      case Op.AND: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        stack[top - 1] = typeof a === 'number' && typeof b === 'number' ? a & b : arithmetic.and(a, b)
        break
      }
      case Op.OR: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        stack[top - 1] = typeof a === 'number' && typeof b === 'number' ? a | b : arithmetic.or(a, b)
        break
      }
      case Op.XOR: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        stack[top - 1] = typeof a === 'number' && typeof b === 'number' ? a ^ b : arithmetic.xor(a, b)
        break
      }
      case Op.NOT:
        stack[top - 1] = arithmetic.not(stack[top - 1]!)
        break
      case Op.BYTE: {
        const index = stack[--top]!
        stack[top - 1] = arithmetic.byte(index, stack[top - 1]!)
        break
      }
      case Op.SHL: {
        const shift = stack[--top]!
        stack[top - 1] = arithmetic.shl(shift, stack[top - 1]!)
        break
      }
      case Op.SHR: {
        const shift = stack[--top]!
        stack[top - 1] = arithmetic.shr(shift, stack[top - 1]!)
        break
      }
      case Op.SAR: {
        const shift = stack[--top]!
        stack[top - 1] = arithmetic.sar(shift, stack[top - 1]!)
        break
      }
      case Op.MLOAD: {
        const offset = toCount(stack[top - 1]!)
        if (offset + 32 > memory.size) {
          gas -= growthCost(memory.size, offset + 32)
          if (gas < 0) return frame.fail('out-of-gas')
          memory.grow(offset + 32)
        }
        stack[top - 1] = memory.loadWord(offset)
        break
      }
      case Op.MSTORE: {
        const offset = toCount(stack[--top]!)
        if (offset + 32 > memory.size) {
          gas -= growthCost(memory.size, offset + 32)
          if (gas < 0) return frame.fail('out-of-gas')
          memory.grow(offset + 32)
        }
        memory.storeWord(offset, stack[--top]!)
        break
      }
      case Op.MSTORE8: {
        const offset = toCount(stack[--top]!)
        if (offset + 1 > memory.size) {
          gas -= growthCost(memory.size, offset + 1)
          if (gas < 0) return frame.fail('out-of-gas')
          memory.grow(offset + 1)
        }
        memory.storeByte(offset, lowByte(stack[--top]!))
        break
      }
      case UNKNOWN:
      case Op.INVALID:
        return frame.fail('invalid-opcode')
      default: {
        frame.top = top
        frame.gas = gas
        const status = OPERATIONS[op]!(execution, frame)
        if (status !== CONTINUES) return status
        top = frame.top
        gas = frame.gas
      }
    }
    at++
  }
}

function growthCost(size: number, end: number): number {
  return memoryCost(wordCount(end)) - memoryCost(size / 32)
}

function target(targets: Int32Array, to: Word): number {
  return targets[toCount(to)] ?? -1
}

function lowByte(word: Word): number {
  return typeof word === 'number' ? word & 0xff : Number(word & 0xffn)
}
