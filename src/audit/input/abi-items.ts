/**
 * ABI items by signature, and what the published interface has of each role.
 *
 * The interface is that of the project's own contracts, as far as actions can call it or views observe it.
 */
import type { Abi, AbiEvent, AbiFunction, AbiParameter } from '../../evm/abi/abi.ts'
import { signatureOf } from '../../evm/abi/signature.ts'
import { projectBuild, type Build } from '../../evm/build.ts'
import type { Role } from '../../evm/roles.ts'
import { CONTRACTS } from '../../model/interface/functions.ts'
import { VIEWS } from '../../model/surface/observation.ts'

let published: Build | undefined

/** The project's own contracts, whose interface is the published one. Read once. */
export function publishedBuild(): Build {
  published ??= projectBuild()
  return published
}

export function functionsIn(abi: Abi): readonly AbiFunction[] {
  return abi.filter((item) => item.type === 'function')
}

export function eventsIn(abi: Abi): readonly AbiEvent[] {
  return abi.filter((item) => item.type === 'event')
}

export function isView({ stateMutability }: AbiFunction): boolean {
  return stateMutability === 'view' || stateMutability === 'pure'
}

/** The functions that actions call. */
export function publishedFunctions(role: Role): readonly AbiFunction[] {
  return functionsIn(publishedBuild()[role].abi).filter(({ name }) => name in CONTRACTS[role])
}

/** The views that are observed. */
export function publishedViews(role: Role): readonly AbiFunction[] {
  return functionsIn(publishedBuild()[role].abi).filter((item) => isView(item) && item.name in VIEWS)
}

/** Types of parameters, as text: `(address,uint256)`. */
export function typesOf(parameters: readonly AbiParameter[]): string {
  return `(${parameters.map(({ type }) => type).join(',')})`
}

export { signatureOf }
