/**
 * Roles: which contract is AMT, liqAMT, the RCL, Master and so on, recognised by ABI.
 *
 * A contract's score for a role is the share of the role's published functions that it has, each weighted by
 * how few roles have it: `payRent` says Master, `transfer` says little. A contract has one role. Equal scores
 * are a tie, which the user settles.
 */
import { ownArtifacts } from '../../evm/build.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'
import { ROLES, type Role } from '../../evm/roles.ts'
import { functionsIn, publishedBuild, publishedFunctions, publishedViews, signatureOf } from './abi-items.ts'

/** Roles without which a build is not this system. */
export const NEEDED = ['master', 'amt', 'liqAmt', 'burnVault'] as const satisfies readonly Role[]

/** Roles by how much they have: AMT has all that liqAMT has, the buy-back vault all of the staking vault. */
const ORDER: readonly Role[] = [...NEEDED, 'buyBackVault', 'stakingVault', 'market', 'locker', 'distributor']

/**
 * Below it a contract does not have the role. It lies far from both sides: without one of the project's
 * needed contracts, the closest of the others has 8%; a build that lacks a few functions has more than 80%.
 */
const LEAST_SCORE = 0.5

export interface Recognised {
  readonly roles: Readonly<Partial<Record<Role, Artifact>>>
  /** Contracts with code that have no role. */
  readonly others: readonly string[]
}

/** Names that the user gives to roles, such as `Master=MasterV2` or `amt=tokens/AMT.sol:AMT`. */
export type RoleMap = Readonly<Partial<Record<Role, string>>>

/**
 * The contract of each role.
 *
 * @throws {NotThisSystem} when a needed role has no contract.
 * @throws {AmbiguousRole} when several contracts fit equally well, or a name fits several.
 * @throws {UnknownContract} when a mapped name fits none.
 */
export function recogniseRoles(artifacts: readonly Artifact[], map: RoleMap = {}): Recognised {
  const candidates = distinct(artifacts.filter(({ bytecode }) => bytecode !== '0x'))
  const roles: Partial<Record<Role, Artifact>> = {}
  const taken = new Set<Artifact>()
  const give = (role: Role, artifact: Artifact): void => {
    roles[role] = artifact
    taken.add(artifact)
  }
  for (const role of ROLES) if (map[role] !== undefined) give(role, mapped(role, map[role], candidates))
  const weights = weightsOf()
  for (const role of ORDER) {
    if (roles[role] !== undefined) continue
    const scored = candidates
      .filter((artifact) => !taken.has(artifact))
      .map((artifact) => ({ artifact, score: scoreOf(artifact, role, weights) }))
      .toSorted((a, b) => b.score - a.score)
    const [best] = scored
    if (best === undefined || best.score < LEAST_SCORE) {
      if ((NEEDED as readonly Role[]).includes(role)) throw new NotThisSystem(role, best)
      continue
    }
    const equal = scored.filter(({ score }) => score === best.score)
    if (equal.length > 1)
      throw new AmbiguousRole(
        role,
        equal.map(({ artifact }) => artifact),
      )
    give(role, best.artifact)
  }
  const others = candidates.filter((artifact) => !taken.has(artifact)).map(({ contract }) => contract)
  return { roles, others }
}

/** What a role's contract is scored by: how many roles have a function. */
function weightsOf(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const role of ROLES)
    for (const signature of signaturesOf(role)) counts.set(signature, (counts.get(signature) ?? 0) + 1)
  return new Map([...counts].map(([signature, count]) => [signature, 1 / count]))
}

function signaturesOf(role: Role): readonly string[] {
  return [...publishedFunctions(role), ...publishedViews(role)].map(signatureOf)
}

function scoreOf({ abi }: Artifact, role: Role, weights: ReadonlyMap<string, number>): number {
  const has = new Set(functionsIn(abi).map(signatureOf))
  let all = 0
  let found = 0
  for (const signature of signaturesOf(role)) {
    const weight = weights.get(signature)!
    all += weight
    if (has.has(signature)) found += weight
  }
  return found / all
}

/** Each code once: the same contract may lie in several files. */
function distinct(artifacts: readonly Artifact[]): readonly Artifact[] {
  return [
    ...new Map(artifacts.map((artifact) => [`${artifact.contract} ${artifact.bytecode}`, artifact])).values(),
  ]
}

function mapped(role: Role, name: string, candidates: readonly Artifact[]): Artifact {
  const colon = name.lastIndexOf(':')
  const [source, contract] = [name.slice(0, Math.max(colon, 0)), name.slice(colon + 1)]
  const fitting = candidates.filter(
    (artifact) => artifact.contract === contract && artifact.source.endsWith(source),
  )
  if (fitting.length === 0) throw new UnknownContract(role, name, candidates)
  if (fitting.length > 1) throw new AmbiguousRole(role, fitting)
  return fitting[0]!
}

/** The role of a name as people write it: `Master`, `BurnVault`, `liqAMT`. */
export function roleNamed(text: string): Role | undefined {
  const plain = text.toLowerCase()
  const titles = Object.entries(ownArtifacts(publishedBuild()))
  return (
    ROLES.find((role) => role.toLowerCase() === plain) ??
    (titles.find(([, { contract }]) => contract.toLowerCase() === plain)?.[0] as Role | undefined)
  )
}

/** A needed role has no contract. */
export class NotThisSystem extends Error {
  override readonly name = 'NotThisSystem'
  constructor(role: Role, best: { readonly artifact: Artifact; readonly score: number } | undefined) {
    const closest =
      best === undefined
        ? 'there is no other contract with code'
        : `the closest is ${best.artifact.contract} with ${Math.round(best.score * 100)}%`
    super(`not this system: no contract has the published functions of ${role}; ${closest}`)
  }
}

/** Several contracts fit a role equally well. */
export class AmbiguousRole extends Error {
  override readonly name = 'AmbiguousRole'
  constructor(role: Role, fitting: readonly Artifact[]) {
    const names = fitting.map(({ source, contract }) => `${source}:${contract}`)
    super(
      `expected one contract for the role ${role}, got ${names.join(' and ')}. ` +
        `Choose one with --map ${role}=${names[0]}`,
    )
  }
}

/** No contract has the name that is mapped to a role. */
export class UnknownContract extends Error {
  override readonly name = 'UnknownContract'
  constructor(role: Role, name: string, candidates: readonly Artifact[]) {
    const known = candidates.map(({ contract }) => contract).join(', ')
    super(`expected a contract for --map ${role}=NAME, got ${name}; there are: ${known || 'none'}`)
  }
}
