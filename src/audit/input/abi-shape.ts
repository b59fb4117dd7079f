/**
 * Shape of an ABI, which comes from a file of unknown origin: what is none makes no contract.
 */
import type { Abi } from '../../evm/abi/abi.ts'

/** Items that have a name, and lists of inputs. */
const NAMED: readonly unknown[] = ['function', 'event', 'error']
const OTHERS: readonly unknown[] = ['constructor', 'receive', 'fallback']

/** Deepest tuple within tuples. */
const DEEPEST = 16

/** The value as an ABI; undefined if it is none. A text is parsed first. */
export function abiIn(value: unknown): Abi | undefined {
  const items: unknown = typeof value === 'string' ? parsed(value) : value
  return Array.isArray(items) && items.every(isItem) ? (items as Abi) : undefined
}

function isItem(item: unknown): boolean {
  if (!isObject(item)) return false
  const { type, name, inputs, outputs } = item
  if (OTHERS.includes(type)) return inputs === undefined || areParameters(inputs)
  if (!NAMED.includes(type) || typeof name !== 'string' || !areParameters(inputs)) return false
  return type !== 'function' || areParameters(outputs)
}

function areParameters(value: unknown, depth = 0): boolean {
  return depth < DEEPEST && Array.isArray(value) && value.every((each) => isParameter(each, depth))
}

/** A parameter; a tuple has components. */
function isParameter(value: unknown, depth: number): boolean {
  if (!isObject(value) || typeof value['type'] !== 'string') return false
  const { name, type, components } = value
  if (name !== undefined && typeof name !== 'string') return false
  return !type.startsWith('tuple') || areParameters(components, depth + 1)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is { readonly type?: unknown; readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
