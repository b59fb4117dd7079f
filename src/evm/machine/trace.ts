/**
 * Trace: a record of a machine's messages, to be replayed on the reference.
 *
 * A recording holds the accounts at the start and every message with its receipt. `crossCheck` replays the
 * messages on EthereumJS and returns all differences in outcome, returned data, logs, gas, and in the
 * accounts at the end. "Equal to EthereumJS" means that there are no differences.
 *
 * Rewinding is part of a trace: the reference rewinds to its own copy of the state. Rewinding to a checkpoint
 * from before the recording restarts the trace at that state.
 */
import type { AccountMaps } from './account-maps.ts'
import { toHex } from './hex.ts'
import type { AccountState, Machine, Mark } from './machine.ts'
import type { Log, Message, Receipt } from './message.ts'
import { Reference } from './reference.ts'

export type Step =
  | { readonly kind: 'message'; readonly message: Message; readonly receipt: Receipt }
  | { readonly kind: 'view'; readonly message: Message; readonly receipt: Receipt }
  | { readonly kind: 'load'; readonly account: AccountState }
  | { readonly kind: 'checkpoint'; readonly mark: Mark }
  | { readonly kind: 'rewind'; readonly mark: Mark }

export interface Trace {
  readonly start: readonly AccountState[]
  readonly steps: readonly Step[]
  readonly end: readonly AccountState[]
}

/** One difference between machine and reference. */
export interface Difference {
  /** Number of the message or view in the trace, from 0; undefined for the accounts at the end. */
  readonly message: number | undefined
  /** The differing field of the receipt, or property of an account. */
  readonly what: string
  readonly machine: string
  readonly reference: string
}

/** A recording in progress. */
export interface Recording {
  /** The trace so far. */
  trace(): Trace
  /** Ends the recording. */
  stop(): Trace
}

/**
 * Starts to record.
 *
 * @param options.views whether to record views, which have no effects. @default false
 */
export function record(machine: Machine, options: { readonly views?: boolean } = {}): Recording {
  let start = machine.accounts()
  let steps: Step[] = []
  const known = new Set<Mark>()
  const unwatch = machine.monitor({
    executed: (message, receipt) => steps.push({ kind: 'message', message, receipt }),
    viewed: (message, receipt) => {
      if (options.views === true) steps.push({ kind: 'view', message, receipt })
    },
    loaded: (account) => steps.push({ kind: 'load', account }),
    checkpointed: (mark) => {
      known.add(mark)
      steps.push({ kind: 'checkpoint', mark })
    },
    rewound: (mark) => {
      if (known.has(mark)) steps.push({ kind: 'rewind', mark })
      else {
        start = machine.accounts()
        steps = []
        known.clear()
      }
    },
  })
  const trace = (): Trace => ({ start, steps: [...steps], end: machine.accounts() })
  return {
    trace,
    stop() {
      unwatch()
      return trace()
    },
  }
}

/** Replays a trace on EthereumJS and returns every difference, in order. */
export async function crossCheck(trace: Trace): Promise<Difference[]> {
  const reference = new Reference()
  await reference.load(trace.start)
  const marks = new Map<Mark, AccountMaps>()
  const differences: Difference[] = []
  let message = 0
  for (const step of trace.steps) {
    switch (step.kind) {
      case 'load':
        await reference.place(step.account)
        break
      case 'checkpoint':
        marks.set(step.mark, reference.checkpoint())
        break
      case 'rewind':
        reference.rewind(marks.get(step.mark)!)
        break
      case 'view':
        differences.push(...compareReceipts(step.receipt, await reference.view(step.message), message++))
        break
      case 'message':
        differences.push(...compareReceipts(step.receipt, await reference.execute(step.message), message++))
        break
    }
  }
  return [...differences, ...compareAccounts(trace.end, reference.accounts())]
}

/** Differences between two receipts of the same message. */
export function compareReceipts(machine: Receipt, reference: Receipt, message: number): Difference[] {
  const fields: (readonly [what: string, of: (receipt: Receipt) => string])[] = [
    ['ok', ({ ok }) => String(ok)],
    ['returned', ({ returned }) => toHex(returned)],
    ['logs', ({ logs }) => logs.map(logText).join('; ')],
    ['gasUsed', ({ gasUsed }) => String(gasUsed)],
    ['gasRefund', ({ gasRefund }) => String(gasRefund)],
    ['created', ({ created }) => created ?? 'nothing'],
    ['reverted', ({ halt }) => String(halt === 'revert')],
  ]
  return fields.flatMap(([what, of]) => differ(message, what, of(machine), of(reference)))
}

/** Differences between two dumps of accounts. */
export function compareAccounts(
  machine: readonly AccountState[],
  reference: readonly AccountState[],
): Difference[] {
  // Most accounts are equal; listing each of their slots would cost more than the rest of the check.
  const equal = new Set(machine.filter((account, index) => isEqual(account, reference[index])))
  const left = facts(machine.filter((account) => !equal.has(account)))
  const right = facts(reference.filter((_account, index) => !equal.has(machine[index]!)))
  const all = new Set([...left.keys(), ...right.keys()])
  return [...all].flatMap((what) =>
    differ(undefined, what, left.get(what) ?? 'nothing', right.get(what) ?? 'nothing'),
  )
}

function isEqual(one: AccountState, other: AccountState | undefined): boolean {
  return (
    other !== undefined &&
    one.address === other.address &&
    one.nonce === other.nonce &&
    one.balance === other.balance &&
    one.code.length === other.code.length &&
    one.code.every((byte, index) => byte === other.code[index]) &&
    one.storage.length === other.storage.length &&
    one.storage.every(([key, value], index) => {
      const [otherKey, otherValue] = other.storage[index]!
      return key === otherKey && value === otherValue
    })
  )
}

function differ(message: number | undefined, what: string, machine: string, reference: string): Difference[] {
  return machine === reference ? [] : [{ message, what, machine, reference }]
}

function logText({ address, topics, data }: Log): string {
  return `${address} [${topics.map((topic) => `0x${topic.toString(16)}`).join(' ')}] ${toHex(data)}`
}

/** Every property of every account, by a unique name. */
function facts(accounts: readonly AccountState[]): Map<string, string> {
  const named = new Map<string, string>()
  for (const { address, nonce, balance, code, storage } of accounts) {
    named.set(`nonce of ${address}`, String(nonce))
    named.set(`balance of ${address}`, String(balance))
    named.set(`code of ${address}`, toHex(code))
    for (const [key, value] of storage) named.set(`slot 0x${key.toString(16)} of ${address}`, String(value))
  }
  return named
}
