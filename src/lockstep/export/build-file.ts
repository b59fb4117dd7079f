/**
 * Build file: a build as JSON, so that a failure can be replayed where its sources are not at hand.
 *
 * Holds ABI and code of every contract. Storage layouts and immutables are left out; the chain needs neither.
 */
import * as z from 'zod'
import type { Abi } from '../../evm/abi/abi.ts'
import { ownArtifacts, type Build } from '../../evm/build.ts'
import { PLANNED_ROLES } from '../../evm/plan.ts'
import { ROLES, type Role } from '../../evm/roles.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'

const hex = z
  .string()
  .regex(/^0x(?:[0-9a-f]{2})*$/, 'expected 0x and an even number of lower-case hex digits')

const artifact = z.object({
  contract: z.string(),
  source: z.string(),
  abi: z.array(z.looseObject({ type: z.string() })),
  bytecode: hex,
  deployedBytecode: hex,
})

const OUTSIDE = ['btcb', 'usdt', 'factory', 'pair', 'router'] as const

/** Amounts are decimal digits with an `n`, so that they differ from names and addresses. */
const planValue = z.union([
  z.boolean(),
  z.string().transform((text) => (/^\d+n$/.test(text) ? BigInt(text.slice(0, -1)) : text)),
])

const planStep = z.union([
  z.strictObject({ create: z.enum(PLANNED_ROLES), args: z.array(planValue).optional() }),
  z.strictObject({ call: z.string(), args: z.array(planValue).optional(), by: z.string().optional() }),
])

const schema = z.object({
  name: z.string(),
  ...(Object.fromEntries(ROLES.map((role) => [role, artifact])) as Record<Role, typeof artifact>),
  outside: z.object(
    Object.fromEntries(OUTSIDE.map((name) => [name, artifact])) as Record<
      (typeof OUTSIDE)[number],
      typeof artifact
    >,
  ),
  reverts: z.record(z.string(), z.string()).optional(),
  lacks: z.array(z.string()).optional(),
  plan: z.array(planStep).optional(),
  libraries: z.array(artifact).optional(),
})

/** A build as JSON. */
export function buildFile(build: Build): string {
  const { name, outside, reverts, lacks, plan } = build
  const plain = ({ contract, source, abi, bytecode, deployedBytecode }: Artifact): object => ({
    contract,
    source,
    abi,
    bytecode,
    deployedBytecode,
  })
  const each = (artifacts: object): object =>
    Object.fromEntries(Object.entries(artifacts).map(([key, value]) => [key, plain(value as Artifact)]))
  const libraries = build.libraries?.map(plain)
  const own = each(ownArtifacts(build))
  const whole = { name, ...own, outside: each(outside), reverts, lacks, plan, libraries }
  return `${JSON.stringify(whole, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))}\n`
}

/**
 * A build from JSON; the inverse of {@link buildFile}.
 *
 * @throws {InvalidBuildFile} when the text is no build.
 */
export function readBuildFile(text: string): Build {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new InvalidBuildFile(String(error))
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw new InvalidBuildFile(z.prettifyError(parsed.error))
  return parsed.data as unknown as Build & { readonly amt: { readonly abi: Abi } }
}

/** The text is not a build in JSON. */
export class InvalidBuildFile extends Error {
  override readonly name = 'InvalidBuildFile'
  constructor(detail: string) {
    super(`expected a build as written by buildFile(); write the file again. ${detail}`)
  }
}
