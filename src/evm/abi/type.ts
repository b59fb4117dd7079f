/**
 * ABI types, by canonical name.
 *
 * Not modelled: structs, fixed-length arrays, and arrays of dynamic types; resolving one throws.
 */
import { arrayOf, bytes, string } from './dynamic-type.ts'
import { address, bool, fixedBytes, signed, unsigned } from './static-type.ts'
import type { DynamicType, StaticType } from './value.ts'

export type AbiType = StaticType | DynamicType

/**
 * The type with a canonical name, for example `uint112` or `address[]`.
 *
 * @throws {UnsupportedAbiType} when the type is not supported.
 */
export function abiType(name: string): AbiType {
  const known = types.get(name)
  if (known !== undefined) return known
  const type = makeType(name)
  types.set(name, type)
  return type
}

const types = new Map<string, AbiType>()

function makeType(name: string): AbiType {
  if (name.endsWith('[]')) {
    const item = abiType(name.slice(0, -'[]'.length))
    if (item.dynamic) throw new UnsupportedAbiType(name)
    return arrayOf(item)
  }
  if (name === 'address') return address
  if (name === 'bool') return bool
  if (name === 'bytes') return bytes
  if (name === 'string') return string
  const [, kind, digits] = /^(uint|int|bytes)([1-9]\d*)$/.exec(name) ?? []
  const size = Number(digits)
  if (kind === 'bytes' && size <= 32) return fixedBytes(size)
  if (kind === 'uint' && size <= 256 && size % 8 === 0) return unsigned(size)
  if (kind === 'int' && size <= 256 && size % 8 === 0) return signed(size)
  throw new UnsupportedAbiType(name)
}

/** The codec does not support the type. */
export class UnsupportedAbiType extends Error {
  override readonly name = 'UnsupportedAbiType'
  readonly type: string
  constructor(type: string) {
    super(`the ABI type ${type} is not supported: only elementary types and arrays of static ones are`)
    this.type = type
  }
}
