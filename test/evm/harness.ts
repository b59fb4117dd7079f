/** Calls one contract on a machine by function name: for tests that run artifacts without the chain layer. */
import { prepareCall } from '../../src/evm/abi/call.ts'
import type { PreparedCall } from '../../src/evm/abi/call.ts'
import { decodeLog, prepareEvents } from '../../src/evm/abi/log.ts'
import type { DecodedLog } from '../../src/evm/abi/log.ts'
import { decodeRevert, prepareErrors } from '../../src/evm/abi/revert.ts'
import type { AbiValue } from '../../src/evm/abi/value.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import { createContract } from '../../src/evm/create.ts'
import type { Address, Machine } from '../../src/evm/machine/machine.ts'
import { keccakBytes } from '../../src/evm/machine/keccak.ts'
import { toHex } from '../../src/evm/machine/hex.ts'

export const block = { timestamp: 1_689_120_000n, blockNumber: 30_000_000n }

/** Address derived from a name. */
export function person(name: string): Address {
  return `0x${toHex(keccakBytes(new TextEncoder().encode(name))).slice(-40)}`
}

/** Result of a call: return values and the contract's own events, or the revert reason. */
export type Result =
  | { readonly returned: readonly AbiValue[]; readonly events: readonly DecodedLog[] }
  | { readonly reverted: string }

export interface Contract {
  readonly address: Address
  /** Executes a message. */
  send(from: Address, name: string, ...args: readonly AbiValue[]): Result
  /** Executes a message that must succeed, and returns its first return value. */
  must(from: Address, name: string, ...args: readonly AbiValue[]): AbiValue
  /** The first return value of a view, which must succeed. */
  read(name: string, ...args: readonly AbiValue[]): AbiValue
  /** Result of a call, without its effects. */
  look(name: string, ...args: readonly AbiValue[]): Result
}

export function deploy(
  machine: Machine,
  from: Address,
  artifact: Artifact,
  ...args: readonly AbiValue[]
): Contract {
  return at(machine, artifact, createContract(machine, { ...block, from }, artifact, ...args))
}

export function at(machine: Machine, artifact: Artifact, address: Address): Contract {
  const calls = new Map<string, PreparedCall>()
  const events = prepareEvents(artifact.abi)
  const errors = prepareErrors(artifact.abi)
  const viewer = person('nobody')

  const run = (
    method: 'execute' | 'view',
    from: Address,
    name: string,
    args: readonly AbiValue[],
  ): Result => {
    const call = calls.get(name) ?? prepareCall(artifact.abi, name)
    calls.set(name, call)
    const receipt = machine[method]({ ...block, from, to: address, data: call.encode(...args) })
    if (receipt.ok) {
      const own = receipt.logs.filter((log) => log.address === address)
      return { returned: call.decode(receipt.returned), events: own.map((log) => decodeLog(log, events)!) }
    }
    const revert = decodeRevert(receipt.returned, errors)
    if (revert.kind === 'error') return { reverted: revert.message }
    if (revert.kind === 'panic') return { reverted: `Panic(0x${revert.code.toString(16)})` }
    return { reverted: revert.kind === 'custom' ? revert.name : `${receipt.halt}: ${revert.kind}` }
  }
  const only = (name: string, result: Result): AbiValue => {
    if ('reverted' in result) throw new Error(`${artifact.contract}.${name} reverted: ${result.reverted}`)
    return result.returned[0] ?? true
  }
  return {
    address,
    send: (from, name, ...args) => run('execute', from, name, args),
    must: (from, name, ...args) => only(name, run('execute', from, name, args)),
    read: (name, ...args) => only(name, run('view', viewer, name, args)),
    look: (name, ...args) => run('view', viewer, name, args),
  }
}
