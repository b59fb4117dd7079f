/** The report of an audit as Markdown: summary, surface, each finding with its story, what is accepted. */
import { allowances } from '../config.ts'
import type { Finding } from '../finding.ts'
import { SEVERITY_TEXTS } from '../severity.ts'
import { AUDIT_SCHEMA } from './data.ts'
import { surfaceLines } from './surface-lines.ts'
import { findingText } from './finding-text.ts'
import { searchedLines } from './searched.ts'
import { againstLines, headline, runLines, titleOf, undoneLines, unusedLines } from './text.ts'
import type { Verdict } from './verdict.ts'

/** The verdict as Markdown, for a pull request. */
export function auditMarkdown(verdict: Verdict): string {
  const { audit, open, known, unused, command } = verdict
  const { subject, config, seed } = audit
  return `${[
    `# ${titleOf(subject)}`,
    headline(verdict),
    [...runLines(audit, seed), ...searchedLines(audit)].map((line) => `- ${line}`).join('\n'),
    fenced(command),
    '## Findings',
    open.length === 0 ? 'None.' : table(verdict),
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
    `Schema ${AUDIT_SCHEMA}.`,
  ].join('\n\n')}\n`
}

/** One row for each finding: after the one that is told of a cause, the others with their links. */
function table({ groups }: Verdict): string {
  const row = ({ rank, severity, signature, count, shown }: Finding, link: string): string =>
    `| ${rank} | ${severity} | ${code(signature)} | ${shown.actions.length} | ${count} | ${link} |`
  const rows = groups.flatMap(({ representative, others }) => [
    row(representative, ''),
    ...others.map(({ finding, to, because }) =>
      row(finding, `as ${to.rank}: ${because.replaceAll('|', String.raw`\|`)}`),
    ),
  ])
  return [
    '| rank | severity | difference | actions | seen | same cause |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
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
