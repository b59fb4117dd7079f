/**
 * The report of an audit as SARIF 2.1.0 (OASIS), which code scanning reads.
 *
 * A rule is a severity, a result is an open finding. Findings are about behaviour and have no line: the
 * location is the source unit of the contract that the function belongs to.
 */
import { ROLES, type Role } from '../../evm/roles.ts'
import type { Finding } from '../finding.ts'
import { isAboveEvents, SEVERITIES, SEVERITY_TEXTS, type Severity } from '../severity.ts'
import { AUDIT_SCHEMA } from './data.ts'
import { findingText } from './finding-text.ts'
import type { Verdict } from './verdict.ts'

/** The verdict as SARIF 2.1.0, for code hosts. */
export function auditSarif({ audit, open, groups }: Verdict): string {
  const ranks = new Map(
    groups.flatMap(({ representative, others }) =>
      [representative, ...others.map(({ finding }) => finding)].map(
        ({ rank }) => [rank, representative.rank] as const,
      ),
    ),
  )
  const { build } = audit.subject
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'amt-lab audit',
            rules: SEVERITIES.map((severity) => ({
              id: severity,
              shortDescription: { text: SEVERITY_TEXTS[severity] },
              defaultConfiguration: { level: levelOf(severity) },
            })),
          },
        },
        properties: { schema: AUDIT_SCHEMA },
        results: open.map((finding) => ({
          ruleId: finding.severity,
          ruleIndex: SEVERITIES.indexOf(finding.severity),
          level: levelOf(finding.severity),
          message: { text: findingText(finding) },
          partialFingerprints: { signature: finding.signature },
          properties: { rank: finding.rank, sameCauseAs: ranks.get(finding.rank) ?? finding.rank },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri: uriOf(build[roleOf(finding)].source) } },
              logicalLocations: [{ fullyQualifiedName: functionIn(finding) }],
            },
          ],
        })),
      },
    ],
  }
  return `${JSON.stringify(sarif, null, 2)}\n`
}

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  if (['value', 'privileged-value', 'own-value', 'property', 'permits'].includes(severity)) return 'error'
  return isAboveEvents(severity) ? 'warning' : 'note'
}

/** `master.charge` of `master.charge: …`. */
function functionIn({ signature }: Finding): string {
  return signature.split(':')[0]!
}

/** The role that a finding is about; Master for what is about no contract of the build. */
function roleOf(finding: Finding): Role {
  const name = functionIn(finding).split('.')[0]
  return ROLES.find((role) => role === name) ?? 'master'
}

/** A source unit as a relative reference. */
function uriOf(source: string): string {
  return encodeURI(source.replace(/^\/+/, ''))
}
