/** Verdict: an audit with what is accepted of it. What a report and the exit code are made from. */
import type { Audit } from '../audit.ts'
import type { Comparison } from '../against.ts'
import { sorted, type Accepted } from '../accept.ts'
import { groupsOf, type Group } from '../causes/groups.ts'
import type { Finding } from '../finding.ts'
import { SEVERITIES, type Severity } from '../severity.ts'

/** What an audit reports: open findings by group, known ones, and the command that repeats it. */
export interface Verdict {
  readonly audit: Audit
  /** Findings that are not accepted, in order of rank. */
  readonly open: readonly Finding[]
  /** They, by their causes as far as these show. */
  readonly groups: readonly Group[]
  readonly known: readonly { readonly finding: Finding; readonly reason: string }[]
  /** Accepted signatures that no finding has. */
  readonly unused: readonly Accepted[]
  /** Undefined without another build. */
  readonly against: Comparison | undefined
  /** How the audit is run again; and one finding, by its rank. */
  readonly command: string
  /** Command that repeats a finding. */
  readonly repeat: (finding: Finding) => string
}

/** The verdict on an audit, with accepted findings set apart. */
export function verdictOf(
  audit: Audit,
  accepted: readonly Accepted[],
  { command, repeat, against }: Pick<Verdict, 'command' | 'repeat'> & Partial<Pick<Verdict, 'against'>>,
): Verdict {
  const { open, known, unused } = sorted(audit.findings, accepted)
  return { audit, open, groups: groupsOf(open, audit.links), known, unused, against, command, repeat }
}

/** Open findings by severity, in order of rank; severities without any are left out. */
export function countedBySeverity(findings: readonly Finding[]): readonly (readonly [Severity, number])[] {
  return SEVERITIES.map(
    (severity) => [severity, findings.filter((each) => each.severity === severity).length] as const,
  ).filter(([, count]) => count > 0)
}
