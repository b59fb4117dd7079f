/**
 * Decode: receipts of the EVM as outcomes of the economy.
 *
 * A failed message becomes a revert code: the table's code for a revert string or a custom error, the name of
 * any other custom error, `Panic(0x…)`, or `NoReason` for a revert or a halt without data. The build may add
 * to the table. Unknown revert data is shown in the code, which then equals no other code.
 */
import type { Event, Value } from '../model/interface/outcome.ts'
import { decodeLog } from './abi/log.ts'
import { decodeRevert } from './abi/revert.ts'
import { nameIn, type PreparedInterface } from './interface.ts'
import { toHex } from './machine/hex.ts'
import type { Log, Receipt } from './machine/machine.ts'
import type { Names } from './names.ts'

/** Revert code of a failed receipt. */
export function revertOf(abi: PreparedInterface, receipt: Pick<Receipt, 'halt' | 'returned'>): string {
  if (receipt.halt === 'out-of-gas') return 'OutOfGas'
  const revert = decodeRevert(receipt.returned, abi.errors)
  switch (revert.kind) {
    case 'custom':
      return abi.codes.get(revert.name) ?? revert.name
    case 'error':
      return abi.codes.get(revert.message) ?? `Error(${JSON.stringify(revert.message)})`
    case 'panic':
      return `Panic(0x${revert.code.toString(16)})`
    case 'empty':
      return 'NoReason'
    case 'unknown':
      return `Unknown(${revert.data})`
  }
}

/** The event of a log. An unknown event has its first topic as its name and its data in hexadecimal. */
export function eventOf(abi: PreparedInterface, log: Log, names: Names): Event {
  const on = names.accountAt(log.address)
  const decoded = decodeLog(log, abi.events)
  if (decoded !== undefined)
    return { on, name: decoded.name, args: decoded.args.map((arg) => nameIn(arg, names)) }
  const topics = log.topics.map((topic): Value => `0x${topic.toString(16)}`)
  return { on, name: String(topics[0] ?? 'anonymous'), args: [...topics.slice(1), toHex(log.data)] }
}
