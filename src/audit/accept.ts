/**
 * Accepted differences: signatures that are known, each with its reason.
 *
 * A YAML list of `signature` and `reason`. They do not count for the exit code, and those that no finding has
 * are reported, so that the list does not outlive what it accepts.
 */
import { stringify } from 'yaml'
import * as z from 'zod'
import type { Finding } from './finding.ts'
import { readYaml } from './yaml-input.ts'

/** An accepted finding: the entry of the file that names it, and the reason that it gives. */
export interface Accepted {
  readonly signature: string
  readonly reason: string
}

const schema = z.array(z.strictObject({ signature: z.string().min(1), reason: z.string().min(1) }))

/**
 * Accepted differences from YAML.
 *
 * @param file its name, for messages.
 * @throws {InvalidAcceptance} naming what is wrong with its line, such as a missing reason.
 */
export function readAccepted(text: string, file = 'accepted.yaml'): readonly Accepted[] {
  const read = readYaml(text, file, schema, [])
  if ('problem' in read) throw new InvalidAcceptance(read.problem.detail)
  const signatures = read.value.map(({ signature }) => signature)
  const twice = signatures.find((signature, index) => signatures.indexOf(signature) !== index)
  if (twice !== undefined) throw new InvalidAcceptance(`${file}: ${JSON.stringify(twice)} is there twice`)
  return read.value
}

/** A list to start from: every finding, to be given its reason. */
export function acceptanceDraft(findings: readonly Finding[]): string {
  return stringify(findings.map(({ signature }) => ({ signature, reason: '' })))
}

/** Why a property that fails by the whitepaper's design is accepted without an entry. */
export function byDesign(claim: number): string {
  return (
    `by design: the project's own contracts do the same; see statement ${claim} of the whitepaper ` +
    `(docs/claims.md#claim-${claim})`
  )
}

/** Findings that are not accepted, those that are or fail by design, and entries that accept none. */
export function sorted(
  findings: readonly Finding[],
  accepted: readonly Accepted[],
): {
  readonly open: readonly Finding[]
  readonly known: readonly { readonly finding: Finding; readonly reason: string }[]
  readonly unused: readonly Accepted[]
} {
  const reasons = new Map(accepted.map(({ signature, reason }) => [signature, reason]))
  const reasonOf = ({ signature, claim }: Finding): string | undefined =>
    reasons.get(signature) ?? (claim === undefined ? undefined : byDesign(claim))
  const found = new Set(findings.map(({ signature }) => signature))
  return {
    // Numbered without those that are set aside, so that no number seems to be missing.
    open: findings
      .filter((finding) => reasonOf(finding) === undefined)
      .map((finding, index) => ({ ...finding, rank: index + 1 })),
    known: findings.flatMap((finding) => {
      const reason = reasonOf(finding)
      return reason === undefined ? [] : [{ finding, reason }]
    }),
    unused: accepted.filter(({ signature }) => !found.has(signature)),
  }
}

/** A text is no list of accepted differences. */
export class InvalidAcceptance extends Error {
  override readonly name = 'InvalidAcceptance'
  constructor(detail: string) {
    super(
      `expected a YAML list of accepted differences, each with signature and reason\n${detail}\n` +
        "Example: - { signature: 'amt.name: …', reason: the token has another name on purpose }",
    )
  }
}
