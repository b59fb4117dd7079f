/** The report of an audit as Markdown: summary, surface, each finding with its story, what is accepted. */
import { allowances } from '../config.ts'
import type { Finding } from '../finding.ts'
import { SEVERITY_TEXTS } from '../severity.ts'
import { surfaceLines } from './surface-lines.ts'
import { findingText } from './finding-text.ts'
import { againstLines, headline, runLines, undoneLines, unusedLines } from './text.ts'
import type { Verdict } from './verdict.ts'

export function auditMarkdown(verdict: Verdict): string {
  const { audit, open, known, unused, command } = verdict
  const { subject, config, seed } = audit
  return `${[
    `# Audit of ${code(subject.name)}`,
    headline(verdict),
    runLines(audit, seed)
      .map((line) => `- ${line}`)
      .join('\n'),
    fenced(command),
    '## Findings',
    open.length === 0 ? 'None.' : table(open),
    ...open.flatMap((finding) => section(verdict, finding)),
    '## Surface',
    fenced([...surfaceLines(subject.surface), ...unusedLines(subject)].join('\n')),
    ...(verdict.against === undefined
      ? []
      : listed(`## Against ${code(verdict.against.other)}`, againstLines(verdict))),
    ...listed('## Not reported as differences', allowances(config)),
    ...listed('## Undone', undoneLines(verdict)),
    ...listed(
      '## Accepted',
      known.map(({ finding, reason }) => `${code(finding.signature)}: ${reason}`),
    ),
    ...listed(
      '## Accepted, but not found',
      unused.map(({ signature }) => code(signature)),
    ),
  ].join('\n\n')}\n`
}

function table(findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ rank, severity, signature, count, shown }) =>
      `| ${rank} | ${severity} | ${code(signature)} | ${shown.actions.length} | ${count} |`,
  )
  return ['| rank | severity | difference | actions | seen |', '|---|---|---|---|---|', ...rows].join('\n')
}

function section({ repeat }: Verdict, finding: Finding): readonly string[] {
  return [
    `### ${finding.rank}. ${code(finding.signature)}`,
    `${SEVERITY_TEXTS[finding.severity]}.`,
    fenced(findingText(finding)),
    fenced(repeat(finding)),
  ]
}

function listed(title: string, texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [] : [title, texts.map((text) => `- ${text}`).join('\n')]
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``
}

function fenced(text: string): string {
  return `\`\`\`\n${text.replaceAll('```', "'''")}\n\`\`\``
}
