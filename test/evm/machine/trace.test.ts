import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Machine } from '../../../src/evm/machine/machine.ts'
import type { Address, Mark, Message } from '../../../src/evm/machine/machine.ts'
import { compareAccounts, crossCheck, record } from '../../../src/evm/machine/trace.ts'
import type { Trace } from '../../../src/evm/machine/trace.ts'
import { callData, initCode } from './contracts.ts'
import { SEED, cases } from './differential.ts'

const accounts: Address[] = [1, 2, 3].map((n) => `0x${String(n).repeat(40)}` as Address)
const [ana, bea] = accounts as [Address, Address]

/** One operation on a machine on which token and factory are deployed. */
type Operation = (machine: Machine, on: { token: Address; factory: Address; marks: Mark[] }) => void

function message(from: Address, to: Address | undefined, data: Uint8Array): Message {
  return { from, to, data, timestamp: 1_689_120_000n, blockNumber: 30_000_000n }
}

function deployed() {
  const machine = new Machine()
  const token = machine.execute(message(ana, undefined, initCode('Token', 10n ** 24n))).created!
  const factory = machine.execute(message(bea, undefined, initCode('Factory'))).created!
  machine.execute(message(ana, token, callData('Token', 'mint', ana, 10n ** 23n)))
  return { machine, token, factory }
}

const person = fc.constantFrom(...accounts)
const amount = fc.oneof(
  fc.constantFrom(0n, 1n, 10n ** 23n, 10n ** 24n, 2n ** 256n - 1n),
  fc.bigInt({ min: 0n, max: 10n ** 22n }),
)
const small = fc.bigInt({ min: 0n, max: 2n })

function onToken(name: string, ...args: fc.Arbitrary<unknown>[]): fc.Arbitrary<Operation> {
  return fc.tuple(person, fc.tuple(...args)).map(([from, given]) => (machine, { token }) => {
    machine.execute(message(from, token, callData('Token', name, ...given)))
  })
}

function onFactory(name: string, ...args: fc.Arbitrary<unknown>[]): fc.Arbitrary<Operation> {
  return fc.tuple(person, fc.tuple(...args)).map(([from, given]) => (machine, { factory }) => {
    machine.execute(message(from, factory, callData('Factory', name, ...given)))
  })
}

const bytes32 = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}` as const)
const bytes = fc
  .uint8Array({ maxLength: 100 })
  .map((some) => `0x${Buffer.from(some).toString('hex')}` as const)
const label = fc.constantFrom(1n, 2n, 13n)
const salt = fc.constantFrom(`0x${'00'.repeat(32)}`, `0x${'5a'.repeat(32)}`)

const doing: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 8, arbitrary: onToken('transfer', person, amount) },
  { weight: 3, arbitrary: onToken('snapshot') },
  { weight: 2, arbitrary: onToken('mint', person, amount) },
  { weight: 2, arbitrary: onToken('burn', amount) },
  { weight: 2, arbitrary: onToken('approve', person, amount) },
  { weight: 3, arbitrary: onToken('transferFrom', person, person, amount) },
  { weight: 2, arbitrary: onToken('balanceOfAt', person, fc.bigInt({ min: 0n, max: 4n })) },
  { weight: 2, arbitrary: onFactory('make', label) },
  { weight: 3, arbitrary: onFactory('makeSalted', label, salt) },
  { weight: 2, arbitrary: onFactory('tryMake', label) },
  { weight: 2, arbitrary: onFactory('makeAndDestroy', label) },
  { weight: 3, arbitrary: onFactory('put', small, small, amount) },
  { weight: 2, arbitrary: onFactory('take', small, small) },
  { weight: 1, arbitrary: onFactory('write', fc.string({ maxLength: 80 })) },
  { weight: 1, arbitrary: onFactory('digest', bytes) },
  { weight: 1, arbitrary: onFactory('signer', bytes32, fc.constantFrom(27, 28, 29), bytes32, bytes32) },
  { weight: 1, arbitrary: onFactory('power', small, amount) },
  { weight: 4, arbitrary: fc.constant<Operation>((machine, { marks }) => marks.push(machine.checkpoint())) },
  {
    weight: 4,
    arbitrary: fc.nat().map<Operation>((which) => (machine, { marks }) => {
      if (marks.length === 0) return
      const at = which % marks.length
      machine.rewind(marks[at]!)
      marks.length = at + 1
    }),
  },
)

test(
  'real contracts have the same results on EthereumJS: calls, creations, reverts, checkpoints and rewinds',
  { timeout: 600_000 },
  async () => {
    let ok = 0
    let reverted = 0
    let rewinds = 0
    const property = fc.asyncProperty(
      fc.array(doing, { minLength: 10, maxLength: 40, size: 'max' }),
      async (sequence) => {
        const { machine, ...on } = deployed()
        const recording = record(machine, { views: true })
        const marks: Mark[] = []
        for (const step of sequence) step(machine, { ...on, marks })
        machine.view(message(ana, on.token, callData('Token', 'totalSupply')))
        const trace = recording.stop()
        for (const step of trace.steps) {
          if (step.kind === 'rewind') rewinds++
          if (step.kind !== 'message') continue
          if (step.receipt.ok) ok++
          else reverted++
        }
        expect(await crossCheck(trace)).toEqual([])
      },
    )
    await fc.assert(property, { seed: SEED, numRuns: cases(40) })
    expect(ok).toBeGreaterThan(200)
    expect(reverted).toBeGreaterThan(100)
    expect(rewinds).toBeGreaterThan(20)
  },
)

test('a deployment is part of a trace, with constructor arguments and immutables', async () => {
  const machine = new Machine()
  const recording = record(machine)
  const made = machine.execute(message(ana, undefined, initCode('Box', 7n)))
  expect(made.returned).toEqual(machine.codeAt(made.created!))
  const asked = machine.view(message(bea, made.created, callData('Box', 'LABEL')))
  expect(BigInt(`0x${Buffer.from(asked.returned).toString('hex')}`)).toBe(7n)
  expect(machine.execute(message(ana, undefined, initCode('Box', 13n))).halt).toBe('revert')
  expect(await crossCheck(recording.stop())).toEqual([])
})

test('a contract placed at another address with its storage works there', async () => {
  const { machine, token } = deployed()
  const there: Address = '0x7130d2a12b9bcbfae4f2634d864a1ee1ce3ead9c'
  const account = machine.accounts().find(({ address }) => address === token)!
  const recording = record(machine)
  machine.place(there, account.code, account.storage)
  const sent = machine.execute(message(ana, there, callData('Token', 'transfer', bea, 5n)))
  expect(sent.ok).toBe(true)
  expect(sent.logs.map(({ address }) => address)).toEqual([there])
  expect(await crossCheck(recording.stop())).toEqual([])
})

test('a recording restarts when the machine rewinds to before its start', async () => {
  const { machine, token } = deployed()
  const before = machine.checkpoint()
  machine.execute(message(ana, token, callData('Token', 'burn', 1n)))
  const recording = record(machine)
  machine.execute(message(ana, token, callData('Token', 'burn', 2n)))
  machine.rewind(before)
  machine.execute(message(ana, token, callData('Token', 'burn', 3n)))
  const trace = recording.stop()
  expect(trace.steps).toHaveLength(1)
  expect(await crossCheck(trace)).toEqual([])
})

/** The check fails on each property that it compares. */
test.each<[what: string, forge: (trace: Trace) => Trace]>([
  ['returned', (trace) => forgeReceipt(trace, { returned: Uint8Array.of(1) })],
  ['ok', (trace) => forgeReceipt(trace, { ok: false })],
  ['gasUsed', (trace) => forgeReceipt(trace, { gasUsed: 1n })],
  ['gasRefund', (trace) => forgeReceipt(trace, { gasRefund: 1n })],
  ['logs', (trace) => forgeReceipt(trace, { logs: [] })],
  ['nonce', (trace) => ({ ...trace, end: trace.end.map((account) => ({ ...account, nonce: 99 })) })],
  [
    'code',
    (trace) => ({ ...trace, end: trace.end.map((account) => ({ ...account, code: Uint8Array.of(1) })) }),
  ],
  ['slot', (trace) => ({ ...trace, end: trace.end.map((account) => ({ ...account, storage: [] })) })],
])('a trace with a wrong %s is detected', async (what, forge) => {
  const { machine, token } = deployed()
  const recording = record(machine)
  machine.execute(message(ana, token, callData('Token', 'transfer', bea, 5n)))
  const trace = recording.stop()
  expect(await crossCheck(trace)).toEqual([])
  const found = await crossCheck(forge(trace))
  expect(found.map((each) => each.what.split(' ')[0])).toContain(what)
})

test('two states that differ in one slot give only that difference', () => {
  const { machine, token } = deployed()
  const before = machine.accounts()
  machine.execute(message(ana, token, callData('Token', 'mint', ana, 5n)))
  const after = machine.accounts()
  const found = compareAccounts(before, after).map(({ what }) => what.replace(/0x.* of/, 'of'))
  expect(found.toSorted()).toEqual([`nonce of ${ana}`, `slot of ${token}`, `slot of ${token}`])
  expect(compareAccounts(after, after.slice(1)).length).toBeGreaterThan(0)
  expect(compareAccounts(after.slice(1), after).length).toBeGreaterThan(0)
  expect(compareAccounts(after, machine.accounts())).toEqual([])
})

function forgeReceipt(trace: Trace, wrong: object): Trace {
  const steps = trace.steps.map((step) =>
    step.kind === 'message' ? { ...step, receipt: { ...step.receipt, ...wrong } } : step,
  )
  return { ...trace, steps }
}
