/**
 * Surface: what the contracts of a build have less, more or otherwise than the published interface.
 *
 * By signature. A function of the same name with other parameters is different, not missing and extra.
 */
import type { AbiEvent, AbiFunction } from '../../evm/abi/abi.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'
import { ROLES, type Role } from '../../evm/roles.ts'
import {
  eventsIn,
  functionsIn,
  isView,
  publishedBuild,
  publishedFunctions,
  publishedViews,
  signatureOf,
  typesOf,
} from './abi-items.ts'

/** Names are signatures. A different item is told as what is published and what is there. */
export interface Comparison {
  readonly missing: readonly string[]
  readonly extra: readonly string[]
  readonly different: readonly Different[]
}

export interface Different {
  readonly published: string
  readonly found: string
}

/**
 * What an audit knows of one contract's role: the functions that it has, lacks, and has beyond the expected.
 */
export interface RoleSurface {
  readonly role: Role
  /** Its contract; undefined if the project's own stands in. */
  readonly contract: string | undefined
  readonly functions: Comparison
  readonly views: Comparison
  readonly events: Comparison
  /** The constructor's parameters, where they differ. */
  readonly construction: Different | undefined
}

/** The surface of every role, in order. */
export function surfaceOf(roles: Readonly<Partial<Record<Role, Artifact>>>): readonly RoleSurface[] {
  return ROLES.map((role) => {
    const artifact = roles[role]
    if (artifact === undefined)
      return {
        role,
        contract: undefined,
        functions: SAME,
        views: SAME,
        events: SAME,
        construction: undefined,
      }
    const all = functionsIn(artifact.abi)
    const [published, views] = [publishedFunctions(role), publishedViews(role)]
    const unobserved = functionsIn(publishedBuild()[role].abi).filter((item) => isView(item))
    return {
      role,
      contract: artifact.contract,
      functions: compared(
        published,
        all.filter((item) => !isView(item) || has(published, item)),
        told,
      ),
      views: compared(views, all.filter(isView), told, unobserved),
      events: compared(eventsIn(publishedBuild()[role].abi), eventsIn(artifact.abi), toldEvent),
      construction: constructorOf(role, artifact),
    }
  })
}

const SAME: Comparison = { missing: [], extra: [], different: [] }

/** Whether nothing differs. */
export function isSame({ functions, views, events, construction }: RoleSurface): boolean {
  const none = ({ missing, extra, different }: Comparison): boolean =>
    missing.length + extra.length + different.length === 0
  return none(functions) && none(views) && none(events) && construction === undefined
}

interface Item {
  readonly name: string
  readonly inputs: AbiFunction['inputs']
}

/** `known` items are neither missing nor extra. */
function compared<T extends Item>(
  published: readonly T[],
  found: readonly T[],
  tell: (item: T) => string,
  known: readonly T[] = published,
): Comparison {
  const different: Different[] = []
  const missing: string[] = []
  for (const item of published) {
    const same = found.find((each) => signatureOf(each) === signatureOf(item))
    const near = same ?? found.find((each) => each.name === item.name && !has(known, each))
    if (near === undefined) missing.push(signatureOf(item))
    else if (tell(near) !== tell(item)) different.push({ published: tell(item), found: tell(near) })
  }
  const extra = found
    .filter((each) => !has(known, each) && !published.some(({ name }) => name === each.name))
    .map(tell)
  return { missing, extra, different }
}

function has(items: readonly Item[], item: Item): boolean {
  return items.some((each) => signatureOf(each) === signatureOf(item))
}

function told(item: AbiFunction): string {
  const returns = item.outputs.length === 0 ? '' : ` -> ${typesOf(item.outputs)}`
  const payable = item.stateMutability === 'payable' ? ' payable' : ''
  return `${signatureOf(item)}${returns}${payable}`
}

function toldEvent(item: AbiEvent): string {
  return `${item.name}(${item.inputs.map(({ type, indexed }) => (indexed ? `${type} indexed` : type)).join(',')})`
}

function constructorOf(role: Role, artifact: Artifact): Different | undefined {
  const parameters = ({ abi }: Artifact): string =>
    typesOf(abi.find((item) => item.type === 'constructor')?.inputs ?? [])
  const [published, found] = [parameters(publishedBuild()[role]), parameters(artifact)]
  return published === found ? undefined : { published, found }
}
