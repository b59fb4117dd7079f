/**
 * Logs: which event a log records, and with what.
 *
 * Not modelled: anonymous events. An indexed argument of variable length is only known by its hash, which is given as
 * `bytes32`.
 */
import type { Abi, AbiEvent } from './abi.ts'
import { decodeParameters, parameterTypes } from './parameters.ts'
import type { ParameterTypes } from './parameters.ts'
import { signatureOf, topicOf } from './signature.ts'
import type { AbiType } from './type.ts'
import { abiType, UnsupportedAbiType } from './type.ts'
import type { AbiValue, StaticType } from './value.ts'
import { AbiDataError } from './value.ts'

/** A log's topics and data, as the machine records them. */
export interface RawLog {
  readonly topics: readonly bigint[]
  readonly data: Uint8Array
}

export interface DecodedLog {
  readonly name: string
  /** In the order of the event's declaration. */
  readonly args: readonly AbiValue[]
}

/** Events by their first topic and number of topics. */
export type PreparedEvents = ReadonlyMap<bigint, readonly PreparedEvent[]>

interface PreparedEvent {
  readonly name: string
  readonly indexed: readonly StaticType[]
  readonly data: ParameterTypes
  /** For each argument in order, whether it is indexed. */
  readonly order: readonly boolean[]
}

/**
 * Prepares the events of several contracts. Contracts may index the same event differently; logs are told apart by their
 * number of topics. Events with unsupported types are left out: their logs are not decoded.
 */
export function prepareEvents(...abis: readonly Abi[]): PreparedEvents {
  const events = new Map<bigint, PreparedEvent[]>()
  for (const item of abis.flat()) {
    if (item.type !== 'event' || item.anonymous) continue
    const topic = topicOf(signatureOf(item))
    const known = events.get(topic) ?? []
    const prepared = prepareEvent(item)
    if (prepared === undefined || known.some((event) => event.indexed.length === prepared.indexed.length))
      continue
    events.set(topic, [...known, prepared])
  }
  return events
}

/** The event that a log records, or `undefined` if it is none of those prepared or does not follow its declaration. */
export function decodeLog(log: RawLog, events: PreparedEvents): DecodedLog | undefined {
  const topic = log.topics[0]
  if (topic === undefined) return undefined
  const event = events.get(topic)?.find(({ indexed }) => indexed.length === log.topics.length - 1)
  if (event === undefined) return undefined
  try {
    const data = decodeParameters(event.data, log.data)
    let topicsRead = 0
    let dataRead = 0
    const args = event.order.map((isIndexed) =>
      isIndexed ? event.indexed[topicsRead]!.fromWord(log.topics[++topicsRead]!) : data[dataRead++]!,
    )
    return { name: event.name, args }
  } catch (error) {
    if (error instanceof AbiDataError) return undefined
    throw error
  }
}

function prepareEvent(item: AbiEvent): PreparedEvent | undefined {
  try {
    return {
      name: item.name,
      indexed: item.inputs.filter(({ indexed }) => indexed).map(({ type }) => topicType(abiType(type))),
      data: parameterTypes(item.inputs.filter(({ indexed }) => !indexed)),
      order: item.inputs.map(({ indexed }) => indexed),
    }
  } catch (error) {
    if (error instanceof UnsupportedAbiType) return undefined
    throw error
  }
}

function topicType(type: AbiType): StaticType {
  if (!type.dynamic) return type
  return topicType(abiType('bytes32'))
}
