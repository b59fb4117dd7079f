/**
 * Programs: arbitrary bytecode for comparing the machine with the reference.
 *
 * A program is a list of snippets. Most snippets prepare valid operands: affordable memory, a few storage
 * keys, calls to the other programs, to precompiles and to an account without code, creations from small init
 * code, valid jumps. Some are raw bytes, so that every kind of failure occurs. Nothing is filtered out.
 */
import * as fc from 'fast-check'
import type { AccountState, Address, Message } from '../../../src/evm/machine/machine.ts'
import { Op, OPCODES } from '../../../src/evm/machine/opcodes.ts'

/** Bytes of a snippet that starts at a given offset of its program. */
type Snippet = (offset: number) => number[]

/** Addresses of the generated contracts, which call one another. */
export const CONTRACTS: readonly Address[] = [
  '0x00000000000000000000000000000000000c0001',
  '0x00000000000000000000000000000000000c0002',
  '0x00000000000000000000000000000000000c0003',
]
export const CALLER: Address = '0x00000000000000000000000000000000000a11ce'
const NO_CONTRACT = 0xdeadn

/** PUSH of the shortest length that holds a value. */
export function push(value: bigint | number): number[] {
  const digits = value.toString(16)
  if (value === 0 || value === 0n) return [Op.PUSH0]
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  return [Op.PUSH1 + bytes.length - 1, ...bytes]
}

/** Operands, last pushed first taken, and the opcode. */
function apply(op: number, ...operands: (bigint | number)[]): number[] {
  return [...operands.toReversed().flatMap(push), op]
}

/** A program's bytes. */
function assemble(snippets: readonly Snippet[]): Uint8Array {
  const bytes: number[] = []
  for (const snippet of snippets) bytes.push(...snippet(bytes.length))
  return Uint8Array.from(bytes)
}

const edge = [
  0n,
  1n,
  2n,
  31n,
  32n,
  255n,
  256n,
  257n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n,
  2n ** 64n,
]
const high = [2n ** 128n, 2n ** 160n - 1n, 2n ** 255n - 1n, 2n ** 255n, 2n ** 256n - 2n, 2n ** 256n - 1n]

const word: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...edge, ...high) },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 300n }) },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }) },
)
const slotKey = fc.bigInt({ min: 0n, max: 3n })
const slotValue = fc.oneof(fc.bigInt({ min: 0n, max: 2n }), word)
const offset = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 6 }).map((words) => 32 * words) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 200 }) },
)
const length = fc.constantFrom(0, 1, 4, 20, 31, 32, 33, 64, 96, 128)
/** Offsets that mostly exceed the gas limit. */
const far = fc.constantFrom(3000, 2 ** 18, 2 ** 31 - 1, 2n ** 33n, 2n ** 53n, 2n ** 64n, 2n ** 256n - 1n)
const address = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...CONTRACTS.map(BigInt)) },
  { weight: 2, arbitrary: fc.bigInt({ min: 1n, max: 9n }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0n, NO_CONTRACT, BigInt(CALLER), 2n ** 160n + BigInt(CONTRACTS[1]!)),
  },
)
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0n) },
  { weight: 1, arbitrary: fc.constantFrom(1n, 2n, 10n ** 9n) },
)

function always(bytes: number[]): Snippet {
  return () => bytes
}

const BINARY = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18,
]
const SHIFTS = [0x1a, 0x1b, 0x1c, 0x1d]
const SOURCES = [
  0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4a,
]
const MORE_SOURCES = [Op.PC, Op.MSIZE, Op.GAS]

const pushed = word.map((at) => always(push(at)))
const calculation = fc
  .tuple(fc.constantFrom(...BINARY, ...SHIFTS), word, word)
  .map(([op, a, b]) => always(apply(op, a, b)))
const ternary = fc
  .tuple(fc.constantFrom(Op.ADDMOD, Op.MULMOD), word, word, word)
  .map(([op, a, b, c]) => always(apply(op, a, b, c)))
const onStack = fc
  .constantFrom(...BINARY, ...SHIFTS, Op.ISZERO, Op.NOT, Op.ADDMOD, Op.MULMOD, Op.POP)
  .map((op) => always([op]))
const shuffle = fc.integer({ min: Op.DUP1, max: Op.SWAP16 }).map((op) => always([op]))
const nearShuffle = fc.constantFrom(Op.DUP1, Op.DUP1 + 1, Op.SWAP1).map((op) => always([op]))
const source = fc.constantFrom(...SOURCES, ...MORE_SOURCES).map((op) => always([op]))
const lookup = fc
  .tuple(fc.constantFrom(Op.BALANCE, Op.EXTCODESIZE, Op.EXTCODEHASH), address)
  .map(([op, at]) => always(apply(op, at)))
const indexed = fc
  .tuple(
    fc.constantFrom(Op.CALLDATALOAD, Op.BLOCKHASH, Op.BLOBHASH),
    fc.oneof(word, fc.bigInt({ min: 0n, max: 120n })),
  )
  .map(([op, at]) => always(apply(op, at)))
const load = offset.map((at) => always(apply(Op.MLOAD, at)))
const store = fc
  .tuple(fc.constantFrom(Op.MSTORE, Op.MSTORE, Op.MSTORE8), offset, word)
  .map(([op, at, what]) => always(apply(op, at, what)))
const storeTop = offset.map((at) => always(apply(Op.MSTORE, at)))
const copy = fc
  .tuple(fc.constantFrom(Op.CALLDATACOPY, Op.CODECOPY, Op.MCOPY), offset, offset, length)
  .map(([op, to, from, size]) => always(apply(op, to, from, size)))
const copyOther = fc
  .tuple(address, offset, offset, length)
  .map(([at, to, from, size]) => always(apply(Op.EXTCODECOPY, at, to, from, size)))
const copyReturned = offset.map((to) => always([Op.RETURNDATASIZE, Op.PUSH0, ...push(to), Op.RETURNDATACOPY]))
const hash = fc.tuple(offset, length).map(([at, size]) => always(apply(Op.KECCAK256, at, size)))
const log = fc
  .tuple(fc.integer({ min: 0, max: 4 }), offset, length, fc.array(word, { minLength: 4, maxLength: 4 }))
  .map(([count, at, size, topics]) => always(apply(Op.LOG0 + count, at, size, ...topics.slice(0, count))))
const sload = slotKey.map((key) => always(apply(Op.SLOAD, key)))
const sstore = fc.tuple(slotKey, slotValue).map(([key, what]) => always(apply(Op.SSTORE, key, what)))
const sstoreTop = slotKey.map((key) => always(apply(Op.SSTORE, key)))
const transient = fc
  .tuple(slotKey, slotValue)
  .map(([key, what]) => always([...apply(Op.TSTORE, key, what), ...apply(Op.TLOAD, key)]))
const tload = slotKey.map((key) => always(apply(Op.TLOAD, key)))

const gasForCall = fc.oneof(
  { weight: 3, arbitrary: fc.constant([Op.GAS as number]) },
  { weight: 1, arbitrary: fc.constantFrom(0, 100, 2301, 30_000).map(push) },
  { weight: 1, arbitrary: word.map(push) },
)
const call = fc
  .tuple(fc.constantFrom(Op.CALL, Op.CALLCODE), gasForCall, address, value, offset, length, offset, length)
  .map(([op, gas, to, sent, ...memory]) => {
    const operands = [to, sent, ...memory].toReversed().flatMap(push)
    return always([...operands, ...gas, op])
  })
const callWithoutValue = fc
  .tuple(fc.constantFrom(Op.DELEGATECALL, Op.STATICCALL), gasForCall, address, offset, length, offset, length)
  .map(([op, gas, to, ...memory]) => {
    const operands = [to, ...memory].toReversed().flatMap(push)
    return always([...operands, ...gas, op])
  })

const end = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(Op.RETURN, Op.REVERT), offset, length)
      .map(([op, at, size]) => always(apply(op, at, size))),
  },
  { weight: 1, arbitrary: fc.constantFrom(Op.STOP, Op.INVALID).map((op) => always([op])) },
  { weight: 1, arbitrary: address.map((heir) => always(apply(Op.SELFDESTRUCT, heir))) },
)

/** Creates from up to 32 bytes of init code, stored at 0 and right-aligned. */
const initCode = fc.oneof(
  fc.constantFrom(
    [], // creates an empty account
    apply(Op.SSTORE, 1, 7),
    [...apply(Op.MSTORE8, 0, 0xfe), ...apply(Op.RETURN, 0, 3)],
    [...apply(Op.MSTORE8, 0, 0xef), ...apply(Op.RETURN, 0, 2)],
    [...apply(Op.SSTORE, 0, 1), ...apply(Op.REVERT, 0, 32)],
    [...push(NO_CONTRACT), Op.SELFDESTRUCT],
    [...apply(Op.SSTORE, 2, 9), Op.ADDRESS, Op.SELFDESTRUCT],
    apply(Op.RETURN, 0, 24_577),
    [Op.CALLER, Op.PUSH0, Op.SSTORE, ...apply(Op.CODECOPY, 0, 0, 12), ...apply(Op.RETURN, 0, 12)],
  ),
  fc.uint8Array({ maxLength: 31 }).map((bytes) => [...bytes]),
)
const create = fc
  .tuple(fc.boolean(), initCode, value, fc.bigInt({ min: 0n, max: 2n }))
  .map(([salted, bytes, sent, salt]) => {
    const text = Buffer.from(bytes).toString('hex')
    const stored = text === '' ? [] : apply(Op.MSTORE, 0, BigInt(`0x${text}`))
    const at = 32 - bytes.length
    return always([
      ...stored,
      ...(salted
        ? apply(Op.CREATE2, sent, at, bytes.length, salt)
        : apply(Op.CREATE, sent, at, bytes.length)),
    ])
  })

/** Calls the last created contract, if it is on top of the stack. */
const callTop = gasForCall.map((gas) =>
  always([Op.PUSH0, Op.PUSH0, Op.PUSH0, Op.PUSH0, Op.PUSH0, Op.DUP1 + 5, ...gas, Op.CALL]),
)

/** Jumps forward over some bytes, with or without condition, to a destination or next to it. */
const jump = fc
  .tuple(fc.boolean(), fc.uint8Array({ maxLength: 4 }), fc.constantFrom(0, 0, 0, 0, 1), word)
  .map(([conditional, skipped, miss, condition]): Snippet => (start) => {
    const before = conditional ? push(condition) : []
    const to = start + before.length + 4 + skipped.length + miss
    return [
      ...before,
      Op.PUSH1 + 1,
      to >> 8,
      to & 0xff,
      conditional ? Op.JUMPI : Op.JUMP,
      ...skipped,
      Op.JUMPDEST,
    ]
  })
/** Counts a loop down on the stack; the jump's destination is calculated, not constant. */
const loop = fc.integer({ min: 1, max: 5 }).map((times): Snippet => (start) => {
  const counter = push(times)
  const head = start + counter.length
  const body = [Op.JUMPDEST, ...push(1), Op.SWAP1, Op.SUB, Op.DUP1]
  return [...counter, ...body, Op.PUSH1 + 1, head >> 8, head & 0xff, ...push(0), Op.ADD, Op.JUMPI, Op.POP]
})
const raw = fc.uint8Array({ minLength: 1, maxLength: 6 }).map((bytes) => always([...bytes]))
const anyOpcode = fc
  .constantFrom(...OPCODES.keys())
  .filter((op) => OPCODES[op] !== undefined)
  .map((op) => always([op]))
const farAway = fc
  .tuple(
    fc.constantFrom(
      Op.MLOAD,
      Op.MSTORE,
      Op.MSTORE8,
      Op.KECCAK256,
      Op.CALLDATACOPY,
      Op.MCOPY,
      Op.RETURNDATACOPY,
      Op.LOG0,
    ),
    fc.array(fc.oneof(far, length), { minLength: 3, maxLength: 3 }),
  )
  .map(([op, operands]) => always(apply(op, ...operands)))

/** Snippets that mostly fail. */
const failing = fc.oneof(raw, anyOpcode, farAway, shuffle, end)

const valid: fc.Arbitrary<Snippet> = fc.oneof(
  { weight: 6, arbitrary: pushed },
  { weight: 6, arbitrary: calculation },
  { weight: 2, arbitrary: ternary },
  { weight: 3, arbitrary: onStack },
  { weight: 3, arbitrary: nearShuffle },
  { weight: 3, arbitrary: source },
  { weight: 2, arbitrary: lookup },
  { weight: 2, arbitrary: indexed },
  { weight: 3, arbitrary: load },
  { weight: 4, arbitrary: store },
  { weight: 3, arbitrary: storeTop },
  { weight: 3, arbitrary: copy },
  { weight: 1, arbitrary: copyOther },
  { weight: 2, arbitrary: copyReturned },
  { weight: 3, arbitrary: hash },
  { weight: 2, arbitrary: log },
  { weight: 3, arbitrary: sload },
  { weight: 5, arbitrary: sstore },
  { weight: 3, arbitrary: sstoreTop },
  { weight: 1, arbitrary: transient },
  { weight: 1, arbitrary: tload },
  { weight: 4, arbitrary: call },
  { weight: 4, arbitrary: callWithoutValue },
  { weight: 3, arbitrary: create },
  { weight: 1, arbitrary: callTop },
  { weight: 3, arbitrary: jump },
  { weight: 1, arbitrary: loop },
)

const snippet = fc.oneof({ weight: 50, arbitrary: valid }, { weight: 1, arbitrary: failing })
/** Initial stack for snippets that take operands from it; sometimes empty. */
const start = fc.oneof(
  { weight: 9, arbitrary: fc.array(word, { minLength: 6, maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constant([]) },
)

/** Bytecode; without the prefix 0xEF, which no code on a Cancun chain has. */
const program: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    start,
    fc.array(snippet, { minLength: 1, maxLength: 24, size: 'max' }),
    fc.option(end, { nil: undefined }),
  )
  .map(([words, body, last]) => {
    const before = words.map((each) => always(push(each)))
    return assemble([...before, ...body, ...(last === undefined ? [] : [last])])
  })
  .map((bytes) => (bytes[0] === 0xef ? Uint8Array.of(Op.JUMPDEST, ...bytes) : bytes))

const data = fc.uint8Array({ maxLength: 70 })
const gasLimit = fc.oneof(
  { weight: 3, arbitrary: fc.constant(400_000n) },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 60_000n }) },
)

/** Calls of the contracts, sometimes a creation; gas limits make some of them run out of gas. */
export const messages: fc.Arbitrary<Message[]> = fc.array(
  fc.record({
    from: fc.constantFrom(CALLER, CONTRACTS[2]!),
    to: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom<Address>(...CONTRACTS) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    data: fc.oneof(data, program),
    timestamp: fc.constantFrom(0n, 1_689_120_000n),
    blockNumber: fc.constantFrom(5n, 300n),
    gasLimit,
  }),
  { minLength: 1, maxLength: 3 },
)

const storage = fc
  .uniqueArray(fc.tuple(slotKey, fc.oneof(fc.bigInt({ min: 1n, max: 2n }), word)), {
    selector: ([key]) => key,
    maxLength: 3,
  })
  .map((slots) => slots.filter(([, what]) => what !== 0n).toSorted(([a], [b]) => Number(a - b)))

/** Genesis: each contract has a program, some storage and a small balance. */
export const genesis: fc.Arbitrary<AccountState[]> = fc.tuple(
  ...CONTRACTS.map((at) =>
    fc.record({
      address: fc.constant(at),
      nonce: fc.constant(1),
      balance: fc.constantFrom(0n, 3n),
      code: program,
      storage,
    }),
  ),
)
