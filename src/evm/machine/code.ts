/**
 * Code: bytecode, decoded once.
 *
 * Decoding reads constants, finds jump destinations and resolves constant jumps. Constant gas and stack
 * requirements are summed for each basic block, and checked once at its start and not at each opcode. This is
 * not observable: an exceptional halt undoes the frame and consumes all its gas wherever in the block it
 * happens. Only opcodes that read the remaining gas (GAS, SSTORE, calls and creations) need it exact, so each
 * of them ends its block.
 */
import * as arithmetic from './arithmetic.ts'
import { keccak } from './keccak.ts'
import { OPCODES, Op } from './opcodes.ts'
import { canonical, wordFromBytes } from './word.ts'
import type { Word } from './word.ts'

export interface Block {
  /** Sum of the constant gas of its opcodes. */
  readonly gas: number
  /** Stack items required at its start. */
  readonly needs: number
  /** Greatest growth of the stack above its start. */
  readonly grows: number
  /** Byte offset of its first opcode. */
  readonly from: number
}

/**
 * Instructions beside the opcodes: start of a block, constant, constant jumps, invalid opcode. They have the
 * numbers of bytes that are no opcode, since a table of jumps has an entry for each number up to the greatest.
 */
export const BLOCK = 0x21
export const PUSH = 0x22
export const JUMP_TO = 0x25
export const JUMP_IF_TO = 0x26
export const UNKNOWN = 0x27
/** DUP and SWAP of any depth: the argument is the distance from the top. */
export const DUP = 0x23
export const SWAP = 0x24
/** Counts an execution of the block that starts next. Only in code that is counted. */
export const COUNT = 0x28
/** SWAP1 and POP: drops the second item from the top. */
export const DROP_SECOND = 0x29
/** A comparison and the conditional jump to a constant that it decides. */
export const JUMP_IF_EQ = 0x2a
export const JUMP_IF_LT = 0x2b
export const JUMP_IF_GT = 0x2c
export const JUMP_IF_ZERO = 0x2d

const JUMP_AFTER = new Map<number, number>([
  [Op.EQ, JUMP_IF_EQ],
  [Op.LT, JUMP_IF_LT],
  [Op.GT, JUMP_IF_GT],
  [Op.ISZERO, JUMP_IF_ZERO],
])
const JUMPS_TO = new Set<number>([JUMP_TO, JUMP_IF_TO, ...JUMP_AFTER.values()])

/**
 * Opcodes that are folded during decoding if both operands are constants. Compilers emit masks as `(1 << 160)
 * - 1`, which is most of the arithmetic of address handling.
 */
const FOLDED = new Map<number, (a: Word, b: Word) => Word>([
  [Op.ADD, arithmetic.add],
  [Op.SUB, arithmetic.sub],
  [Op.MUL, arithmetic.mul],
  [Op.AND, arithmetic.and],
  [Op.OR, arithmetic.or],
  [Op.SHL, arithmetic.shl],
  [Op.SHR, arithmetic.shr],
])

/** Opcodes that need the exact remaining gas, and so end their block. */
const READS_GAS = new Set<number>([
  Op.GAS,
  Op.SSTORE,
  Op.CREATE,
  Op.CREATE2,
  Op.CALL,
  Op.CALLCODE,
  Op.DELEGATECALL,
  Op.STATICCALL,
])

/** Opcodes after which only a jump destination can be executed. */
const ENDS = new Set<number>([Op.STOP, Op.JUMP, Op.RETURN, Op.REVERT, Op.INVALID, Op.SELFDESTRUCT])

export class Code {
  readonly bytes: Uint8Array
  /** Instruction numbers: an opcode, or one of the above. */
  ops: Uint16Array = NOT_DECODED
  /** A constant's value, or the index of the jump's target instruction (-1: invalid destination). */
  args: Word[] = []
  blocks: Block[] = []
  /** Instruction index of each valid jump destination, by byte offset; -1 elsewhere. */
  targets: Int32Array = new Int32Array()
  /** Executions of each block; undefined unless they are counted. */
  counts: Float64Array | undefined
  private knownHash: Word | undefined

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** Keccak-256 of the bytes (EXTCODEHASH of an account that exists). */
  get hash(): Word {
    this.knownHash ??= keccak(this.bytes)
    return this.knownHash
  }

  /** Decodes once. */
  decode(): this {
    if (this.ops === NOT_DECODED) new Decoder(this).run()
    return this
  }

  /**
   * Decodes anew, to count the executions of each block in `counts` from now on. A block without an entry is
   * not counted. Not while a frame runs the code.
   */
  count(counts: Float64Array): void {
    this.counts = counts
    new Decoder(this).run()
  }

  /** Executions are not counted any more. Not while a frame runs the code. */
  uncount(): void {
    this.counts = undefined
    this.ops = NOT_DECODED
  }
}

const NOT_DECODED = new Uint16Array()

/** Empty code. */
export const NO_CODE = new Code(new Uint8Array())

class Decoder {
  private readonly code: Code
  private readonly ops: number[] = []
  private readonly args: Word[] = []
  private readonly blocks: Block[] = []
  private readonly targets: Int32Array
  private gas = 0
  private height = 0
  private needs = 0
  private grows = 0
  private open = false
  private from = 0
  /** Index of its first instruction. */
  private entry = 0

  constructor(code: Code) {
    this.code = code
    this.targets = new Int32Array(code.bytes.length).fill(-1)
  }

  run(): void {
    const bytes = this.code.bytes
    this.start(0)
    for (let pc = 0; pc < bytes.length; pc++) {
      const op = bytes[pc]!
      if (op === Op.JUMPDEST) {
        this.start(pc)
        this.targets[pc] = this.entry
      }
      const pushed = op >= Op.PUSH1 && op <= Op.PUSH32 ? op - Op.PUSH1 + 1 : 0
      if (this.open) this.add(op, pc, pushed)
      pc += pushed
    }
    this.emit(Op.STOP, 0)
    this.close()
    this.finish()
  }

  private start(pc: number): void {
    if (this.open) this.close()
    this.from = pc
    this.entry = this.ops.length
    if (this.code.counts !== undefined) this.emit(COUNT, this.blocks.length)
    this.emit(BLOCK, this.blocks.length)
    this.open = true
    this.gas = this.height = this.needs = this.grows = 0
  }

  private close(): void {
    if (!this.open) return
    this.blocks.push({ gas: this.gas, needs: this.needs, grows: this.grows, from: this.from })
    this.open = false
  }

  private add(op: number, pc: number, pushed: number): void {
    const known = OPCODES[op]
    if (known === undefined) {
      this.emit(UNKNOWN, op)
      this.close()
      return
    }
    this.gas += known.gas
    this.needs = Math.max(this.needs, known.takes - this.height)
    this.height += known.gives - known.takes
    this.grows = Math.max(this.grows, this.height)
    if (pushed > 0) this.emit(PUSH, this.constant(pc + 1, pushed))
    else if (op === Op.PUSH0) this.emit(PUSH, 0)
    else if (op === Op.PC) this.emit(PUSH, pc)
    else if (op === Op.JUMP || op === Op.JUMPI) this.jump(op)
    else if (op >= Op.DUP1 && op <= Op.DUP16) this.emit(DUP, op - Op.DUP1 + 1)
    else if (op === Op.POP && this.swapsLast()) this.ops[this.ops.length - 1] = DROP_SECOND
    else if (op >= Op.SWAP1 && op <= Op.SWAP16) this.emit(SWAP, op - Op.SWAP1 + 2)
    else if (op === Op.INVALID) this.emit(UNKNOWN, op)
    else if (op !== Op.JUMPDEST && !this.fold(op)) this.emit(op, 0)
    if (ENDS.has(op)) this.close()
    else if (op === Op.JUMPI || READS_GAS.has(op)) this.start(pc + 1)
  }

  /**
   * Replaces two constants and an opcode by their result. The block's gas and stack requirements do not
   * change.
   */
  private fold(op: number): boolean {
    const calculate = FOLDED.get(op)
    const top = this.ops.length - 1
    if (calculate === undefined || this.ops[top] !== PUSH || this.ops[top - 1] !== PUSH) return false
    const result = calculate(this.args[top]!, this.args[top - 1]!)
    this.ops.pop()
    this.args.pop()
    this.args[top - 1] = canonical(result)
    return true
  }

  /** Whether the last instruction is SWAP1. */
  private swapsLast(): boolean {
    const last = this.ops.length - 1
    return this.ops[last] === SWAP && this.args[last] === 2
  }

  /** A jump after a constant needs no stack. Its target is resolved when all destinations are known. */
  private jump(op: number): void {
    const last = this.ops.length - 1
    if (this.ops[last] !== PUSH) return this.emit(op, 0)
    const fused = op === Op.JUMPI ? JUMP_AFTER.get(this.ops[last - 1]!) : undefined
    if (fused === undefined) this.ops[last] = op === Op.JUMP ? JUMP_TO : JUMP_IF_TO
    else {
      this.ops.splice(last - 1, 2, fused)
      this.args.splice(last - 1, 1)
    }
  }

  private constant(from: number, length: number): Word {
    const bytes = new Uint8Array(length)
    bytes.set(this.code.bytes.subarray(from, from + length))
    return wordFromBytes(bytes)
  }

  private emit(op: number, arg: Word): void {
    this.ops.push(op)
    this.args.push(arg)
  }

  private finish(): void {
    for (const [i, op] of this.ops.entries()) {
      if (JUMPS_TO.has(op)) this.args[i] = this.target(this.args[i]!)
    }
    this.code.args = this.args
    this.code.blocks = this.blocks
    this.code.targets = this.targets
    this.code.ops = Uint16Array.from(this.ops)
  }

  private target(to: Word): number {
    return typeof to === 'number' ? (this.targets[to] ?? -1) : -1
  }
}
