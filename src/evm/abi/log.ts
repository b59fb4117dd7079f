/**
 * Logs: decodes a log into its event and arguments.
 *
 * An indexed argument is a topic, any other is in the data; arguments are returned in the order of the ABI.
 * An indexed argument of a dynamic type is only available as its hash, and is decoded as `bytes32`.
 *
 * Not modelled: anonymous events.
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
  /** In the order of the ABI, whether indexed or not. */
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
 * Prepares the events of several contracts. Contracts may index the same event differently; the number of
 * topics distinguishes their logs. Events with unsupported types are omitted: their logs are not decoded.
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

/** Decodes a log. `undefined` if the event is not prepared, or the log does not match its declaration. */
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
