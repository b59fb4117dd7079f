/**
 * Interpreter: runs a frame's code to its end.
 *
 * The loop implements the opcodes that need only stack, memory and call data, with a fast path for small
 * numbers, and delegates all others to `OPERATIONS`. Constant gas and stack limits are checked for each block
 * (`code.ts`).
 *
 * Its cases are literal numbers, each named above it: only for those V8 makes a table of jumps. For names it
 * compares one after the other.
 */
import * as arithmetic from './arithmetic.ts'
import { CONTINUES } from './frame.ts'
import type { Execution } from './execution.ts'
import type { Frame, Status } from './frame.ts'
import { memoryCost, wordCount } from './gas.ts'
import { OPERATIONS } from './operations.ts'
import { SMALL_MAX, toCount, wordIn } from './word.ts'
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
      // COUNT
      case 0x28:
        frame.code.counts![args[at] as number]!++
        frame.trail?.push(args[at] as number)
        break
      // BLOCK
      case 0x21: {
        const block = blocks[args[at] as number]!
        gas -= block.gas
        if (gas < 0) return frame.fail('out-of-gas')
        if (top < block.needs) return frame.fail('stack-underflow')
        if (top + block.grows > STACK_LIMIT) return frame.fail('stack-overflow')
        break
      }
      // PUSH
      case 0x22:
        stack[top++] = args[at]!
        break
      // DUP
      case 0x23:
        stack[top] = stack[top - (args[at] as number)]!
        top++
        break
      // SWAP
      case 0x24: {
        const other = top - (args[at] as number)
        const word = stack[top - 1]!
        stack[top - 1] = stack[other]!
        stack[other] = word
        break
      }
      // JUMP_TO
      case 0x25:
        at = args[at] as number
        if (at < 0) return frame.fail('invalid-jump')
        continue
      // JUMP_IF_TO
      case 0x26: {
        const condition = stack[--top]!
        // Zero is falsy as number and as bigint.
        if (!condition) break
        at = args[at] as number
        if (at < 0) return frame.fail('invalid-jump')
        continue
      }
      // DROP_SECOND
      case 0x29:
        top--
        stack[top - 1] = stack[top]!
        break
      // JUMP_IF_EQ
      case 0x2a: {
        const a = stack[--top]!
        if (!arithmetic.same(a, stack[--top]!)) break
        at = args[at] as number
        if (at < 0) return frame.fail('invalid-jump')
        continue
      }
      // JUMP_IF_LT
      case 0x2b: {
        const a = stack[--top]!
        if (a >= stack[--top]!) break
        at = args[at] as number
        if (at < 0) return frame.fail('invalid-jump')
        continue
      }
      // JUMP_IF_GT
      case 0x2c: {
        const a = stack[--top]!
        if (a <= stack[--top]!) break
        at = args[at] as number
        if (at < 0) return frame.fail('invalid-jump')
        continue
      }
      // JUMP_IF_ZERO
      case 0x2d:
        if (stack[--top]) break
        at = args[at] as number
        if (at < 0) return frame.fail('invalid-jump')
        continue
      // JUMP
      case 0x56: {
        at = target(targets, stack[--top]!)
        if (at < 0) return frame.fail('invalid-jump')
        continue
      }
      // JUMPI
      case 0x57: {
        const to = stack[--top]!
        if (!stack[--top]!) break
        at = target(targets, to)
        if (at < 0) return frame.fail('invalid-jump')
        continue
      }
      // POP
      case 0x50:
        top--
        break
      // ADD
      case 0x01: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        if (typeof a === 'number' && typeof b === 'number') {
          const sum = a + b
          stack[top - 1] = sum <= SMALL_MAX ? sum : BigInt(sum)
        } else stack[top - 1] = arithmetic.add(a, b)
        break
      }
      // SUB
      case 0x03: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        if (typeof a === 'number' && typeof b === 'number' && a >= b) stack[top - 1] = a - b
        else stack[top - 1] = arithmetic.sub(a, b)
        break
      }
      // MUL
      case 0x02: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        if (typeof a === 'number' && typeof b === 'number' && a * b <= SMALL_MAX) stack[top - 1] = a * b
        else stack[top - 1] = arithmetic.mul(a, b)
        break
      }
      // DIV
      case 0x04: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        stack[top - 1] = arithmetic.div(a, b)
        break
      }
      // SDIV
      case 0x05: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.sdiv(a, stack[top - 1]!)
        break
      }
      // MOD
      case 0x06: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.mod(a, stack[top - 1]!)
        break
      }
      // SMOD
      case 0x07: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.smod(a, stack[top - 1]!)
        break
      }
      // ADDMOD
      case 0x08: {
        const a = stack[--top]!
        const b = stack[--top]!
        stack[top - 1] = arithmetic.addmod(a, b, stack[top - 1]!)
        break
      }
      // MULMOD
      case 0x09: {
        const a = stack[--top]!
        const b = stack[--top]!
        stack[top - 1] = arithmetic.mulmod(a, b, stack[top - 1]!)
        break
      }
      // SIGNEXTEND
      case 0x0b: {
        const index = stack[--top]!
        stack[top - 1] = arithmetic.signextend(index, stack[top - 1]!)
        break
      }
      // LT
      case 0x10: {
        const a = stack[--top]!
        stack[top - 1] = a < stack[top - 1]! ? 1 : 0
        break
      }
      // GT
      case 0x11: {
        const a = stack[--top]!
        stack[top - 1] = a > stack[top - 1]! ? 1 : 0
        break
      }
      // SLT
      case 0x12: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.slt(a, stack[top - 1]!)
        break
      }
      // SGT
      case 0x13: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.slt(stack[top - 1]!, a)
        break
      }
      // EQ
      case 0x14: {
        const a = stack[--top]!
        stack[top - 1] = arithmetic.same(a, stack[top - 1]!) ? 1 : 0
        break
      }
      // ISZERO
      case 0x15:
        stack[top - 1] = stack[top - 1] ? 0 : 1
        break
      // AND
      case 0x16: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        stack[top - 1] = typeof a === 'number' && typeof b === 'number' ? a & b : arithmetic.and(a, b)
        break
      }
      // OR
      case 0x17: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        stack[top - 1] = typeof a === 'number' && typeof b === 'number' ? a | b : arithmetic.or(a, b)
        break
      }
      // XOR
      case 0x18: {
        const a = stack[--top]!
        const b = stack[top - 1]!
        stack[top - 1] = typeof a === 'number' && typeof b === 'number' ? a ^ b : arithmetic.xor(a, b)
        break
      }
      // NOT
      case 0x19:
        stack[top - 1] = arithmetic.not(stack[top - 1]!)
        break
      // BYTE
      case 0x1a: {
        const index = stack[--top]!
        stack[top - 1] = arithmetic.byte(index, stack[top - 1]!)
        break
      }
      // SHL
      case 0x1b: {
        const shift = stack[--top]!
        stack[top - 1] = arithmetic.shl(shift, stack[top - 1]!)
        break
      }
      // SHR
      case 0x1c: {
        const shift = stack[--top]!
        stack[top - 1] = arithmetic.shr(shift, stack[top - 1]!)
        break
      }
      // SAR
      case 0x1d: {
        const shift = stack[--top]!
        stack[top - 1] = arithmetic.sar(shift, stack[top - 1]!)
        break
      }
      // CALLDATALOAD
      case 0x35:
        stack[top - 1] = wordIn(frame.input, toCount(stack[top - 1]!))
        break
      // CALLDATASIZE
      case 0x36:
        stack[top++] = frame.input.length
        break
      // MLOAD
      case 0x51: {
        const offset = toCount(stack[top - 1]!)
        if (offset + 32 > memory.size) {
          gas -= growthCost(memory.size, offset + 32)
          if (gas < 0) return frame.fail('out-of-gas')
          memory.grow(offset + 32)
        }
        stack[top - 1] = memory.loadWord(offset)
        break
      }
      // MSTORE
      case 0x52: {
        const offset = toCount(stack[--top]!)
        if (offset + 32 > memory.size) {
          gas -= growthCost(memory.size, offset + 32)
          if (gas < 0) return frame.fail('out-of-gas')
          memory.grow(offset + 32)
        }
        memory.storeWord(offset, stack[--top]!)
        break
      }
      // MSTORE8
      case 0x53: {
        const offset = toCount(stack[--top]!)
        if (offset + 1 > memory.size) {
          gas -= growthCost(memory.size, offset + 1)
          if (gas < 0) return frame.fail('out-of-gas')
          memory.grow(offset + 1)
        }
        memory.storeByte(offset, lowByte(stack[--top]!))
        break
      }
      // UNKNOWN
      case 0x27:
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
