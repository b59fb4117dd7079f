/**
 * ITF values: plain values in Apalache's Informal Trace Format, and back.
 *
 * Integers are `{ "#bigint": "5" }`, maps are lists of pairs, a variant is a record with `tag` and `value`,
 * as Quint writes it. Lists, records, strings and booleans are those of JSON.
 */
import * as z from 'zod'

export type ItfValue =
  | string
  | boolean
  | ItfInteger
  | ItfMap
  | readonly ItfValue[]
  | { readonly [field: string]: ItfValue }

export interface ItfInteger {
  readonly '#bigint': string
}

export interface ItfMap {
  readonly '#map': readonly (readonly [ItfValue, ItfValue])[]
}

/** A value of the model in ITF. */
export function toItf(value: unknown): ItfValue {
  if (typeof value === 'bigint') return { '#bigint': value.toString() }
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(toItf)
  const entries = Object.entries(value as object).filter(([, entry]) => entry !== undefined)
  return Object.fromEntries(entries.map(([key, entry]) => [key, toItf(entry)]))
}

export function itfMap(entries: Iterable<readonly [string, unknown]>): ItfMap {
  return { '#map': [...entries].map(([key, value]) => [key, toItf(value)] as const) }
}

export function variant(tag: string, value: unknown): ItfValue {
  return { tag, value: toItf(value) }
}

export const itfInteger = z
  .strictObject({ '#bigint': z.string().regex(/^-?\d+$/, 'expected decimal digits') })
  .transform((value) => BigInt(value['#bigint']))
