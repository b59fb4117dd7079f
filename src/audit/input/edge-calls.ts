/** Edge calls: call data of a function for combinations of edge values, in a fixed order. */
import type { AbiFunction } from '../../evm/abi/abi.ts'
import { prepareCall, type PreparedCall } from '../../evm/abi/call.ts'
import { UnsupportedAbiType } from '../../evm/abi/type.ts'
import { AbiValueError, type AbiValue } from '../../evm/abi/value.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'

/** A call; undefined if its parameters are of types that the codec does not know, such as structs. */
export function preparedOrNot(artifact: Artifact, signature: string): PreparedCall | undefined {
  try {
    return prepareCall(artifact.abi, signature, artifact.contract)
  } catch (error) {
    if (!(error instanceof UnsupportedAbiType)) throw error
    return undefined
  }
}

/**
 * Calls by one account: all 1,296 combinations of two addresses, an amount and a flag. With six callers that
 * is about a second; functions of more parameters get a part of theirs.
 */
const MOST_CALLS = 1500

/** Call data with edge values: the first of each parameter together, and so on, then other combinations. */
export function callsOf(
  prepared: PreparedCall,
  { inputs }: AbiFunction,
  addressOf: (account: Account) => string,
  by: Account,
  most = MOST_CALLS,
): readonly Uint8Array[] {
  const values = inputs.map(({ type }) => valuesOf(type, addressOf, by))
  const found = new Map<string, Uint8Array>()
  for (const args of combinations(values)) {
    try {
      found.set(
        JSON.stringify(args, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)),
        prepared.encode(...args),
      )
    } catch (error) {
      // The value is too large for the parameter's type; another combination has a smaller one.
      if (!(error instanceof AbiValueError)) throw error
    }
    if (found.size === most) break
  }
  return [...found.values()]
}

/**
 * Some of all combinations: rounds in which every parameter takes its next value, then a spread of the rest.
 */
function* combinations(values: readonly (readonly AbiValue[])[]): Generator<readonly AbiValue[]> {
  const longest = Math.max(1, ...values.map(({ length }) => length))
  for (let round = 0; round < longest; round++)
    yield values.map((of, index) => of[(round + index) % of.length]!)
  const all = values.reduce((product, { length }) => Math.min(product * length, 1e9), 1)
  for (let number = 0; number < Math.min(all, 4 * MOST_CALLS); number++) {
    // A prime step visits each combination once unless it divides their number.
    let left = (number * STEP) % all
    yield values.map((of) => {
      const value = of[left % of.length]!
      left = Math.floor(left / of.length)
      return value
    })
  }
}

const STEP = 7919

/** Small, round, all that somebody has where the state is prepared, and the largest. */
const EDGES = [1n, 0n, 10n ** 18n, 1000n, UINT256_MAX, 100n, 40n * 10n ** 18n, 300n * 10n ** 18n] as const

export function valuesOf(
  type: string,
  addressOf: (account: Account) => string,
  by: Account,
): readonly AbiValue[] {
  if (type.endsWith('[]')) return valuesOf(type.slice(0, -2), addressOf, by).map((value) => [value])
  if (type === 'address')
    return [by, 'btcb', 'amt', 'bruno', 'master', 'burnVault', 'usdt', 'pair', 'market'].map(addressOf)
  if (type === 'bool') return [true, false]
  if (type === 'string') return ['', 'text']
  if (type === 'bytes') return ['0x', '0x00']
  if (/^bytes\d+$/.test(type)) {
    const size = Number(type.slice('bytes'.length))
    return ['00', 'ff'].map((byte) => `0x${byte.repeat(size)}`)
  }
  return EDGES
}
