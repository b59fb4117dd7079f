/**
 * Foreign build: contracts from elsewhere in the roles of the system, ready to be deployed.
 *
 * Roles that the input does not have are the project's own contracts, so that the rest can be exercised. What
 * a contract lacks of the catalogue is listed, and no action calls it. Overloads and views that only share
 * their name with a published one are left out of the ABI.
 */
import type { Abi, AbiFunction, AbiItem } from '../../evm/abi/abi.ts'
import { abiType, UnsupportedAbiType } from '../../evm/abi/type.ts'
import type { ownArtifacts, Build } from '../../evm/build.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'
import type { Plan } from '../../evm/plan.ts'
import { ROLES, type Role } from '../../evm/roles.ts'
import { functionsIn, publishedBuild, publishedFunctions, publishedViews, signatureOf } from './abi-items.ts'

export interface ForeignOptions {
  readonly name: string
  readonly roles: Readonly<Partial<Record<Role, Artifact>>>
  readonly reverts?: Readonly<Record<string, string>>
  /** @default the published order and arguments */
  readonly plan?: Plan
  /** @default none */
  readonly libraries?: readonly Artifact[]
}

/** The build. */
export function foreignBuild({ name, roles, reverts = {}, plan, libraries = [] }: ForeignOptions): Build {
  const project = publishedBuild()
  const own = Object.fromEntries(
    ROLES.map((role) => [role, roles[role] === undefined ? project[role] : trimmed(role, roles[role])]),
  ) as ReturnType<typeof ownArtifacts>
  const lacks = ROLES.flatMap((role) => {
    const has = new Set(functionsIn(own[role].abi).map(signatureOf))
    return publishedFunctions(role)
      .filter((item) => !has.has(signatureOf(item)))
      .map((item) => `${role}.${item.name}`)
  })
  return {
    ...own,
    name,
    outside: project.outside,
    lacks,
    ...(Object.keys(reverts).length === 0 ? {} : { reverts }),
    ...(plan === undefined ? {} : { plan }),
    ...(libraries.length === 0 ? {} : { libraries }),
  }
}

/** Without what would be mistaken for something published, or cannot be decoded. */
function trimmed(role: Role, artifact: Artifact): Artifact {
  const published = [...publishedFunctions(role), ...publishedViews(role)]
  const names = new Set(published.map(({ name }) => name))
  const signatures = new Set(published.map(signatureOf))
  const keeps = (item: AbiItem): boolean =>
    item.type !== 'function' ||
    (isDecodable(item) && (!names.has(item.name) || signatures.has(signatureOf(item))))
  const abi: Abi = artifact.abi.filter(keeps)
  return { ...artifact, abi }
}

function isDecodable({ inputs, outputs }: AbiFunction): boolean {
  try {
    for (const { type } of [...inputs, ...outputs]) abiType(type)
    return true
  } catch (error) {
    if (error instanceof UnsupportedAbiType) return false
    throw error
  }
}
