/** Results of an audit: the reports, a draft of acceptances, and a folder for each finding. */
import { acceptanceDraft } from '../../audit/accept.ts'
import { exportFinding } from '../../audit/export.ts'
import { auditData } from '../../audit/report/data.ts'
import { auditMarkdown } from '../../audit/report/markdown.ts'
import { auditSarif } from '../../audit/report/sarif.ts'
import { countedBySeverity, type Verdict } from '../../audit/report/verdict.ts'
import type { Finding } from '../../audit/finding.ts'
import { titleOf } from '../../audit/report/text.ts'
import { CARD, cardText, commitIn } from '../../report/gallery/card.ts'
import { times } from '../../report/number.ts'
import type { FileSet } from '../file-set.ts'
import { versions } from '../versions.ts'
import { auditPage } from './page.ts'

/** Results of an audit. */
export const AUDIT: FileSet = {
  manifest: 'audit.json',
  listed: ({ schema, files }) => (typeof schema === 'number' ? files : undefined),
}

/** Files that every audit writes. */
export const ALWAYS = ['report.html', 'report.md', 'audit.sarif'] as const

/** Ranks that get a folder; the rest is in the reports. */
const MOST_FOLDERS = 50

/** Folder of a finding, relative to the directory of results. */
export function folderOf({ rank }: Pick<Finding, 'rank'>): string {
  return `findings/${String(rank).padStart(2, '0')}`
}

/** Whether a finding that is not accepted has one. */
export function hasFolder({ rank }: Pick<Finding, 'rank'>): boolean {
  return rank <= MOST_FOLDERS
}

/** The files by name. */
export function auditFiles(verdict: Verdict): ReadonlyMap<string, string> {
  const { audit, open, repeat } = verdict
  const files = new Map([
    ['report.html', auditPage(verdict, (finding) => (hasFolder(finding) ? folderOf(finding) : undefined))],
    ['report.md', auditMarkdown(verdict)],
    ['audit.sarif', auditSarif(verdict)],
  ])
  if (open.length > 0) files.set('accept-draft.yaml', acceptanceDraft(open))
  for (const finding of open.filter(hasFolder))
    for (const { path, text } of exportFinding(finding, audit.subject.build, audit.config, repeat(finding)))
      files.set(`${folderOf(finding)}/${path}`, text)
  files.set(CARD, cardOf(verdict))
  const data = { ...auditData(verdict), files: [...files.keys()] }
  return files.set(AUDIT.manifest, `${JSON.stringify(data, null, 2)}\n`)
}

/** What the gallery shows of the audit. */
function cardOf({ audit, open, known }: Verdict): string {
  const { subject, seed, campaign, canaries } = audit
  const counted = countedBySeverity(open).map(([severity, number]) => `${number} ${severity}`)
  const isBelieved = canaries.every(({ caughtAfter }) => caughtAfter !== undefined)
  const accepted = known.length === 0 ? '' : `; ${times(known.length, 'finding')} accepted`
  return cardText({
    kind: 'audit',
    name: subject.name,
    question: titleOf(subject),
    answer:
      open.length === 0
        ? `No open finding in ${times(campaign.census.actions, 'action')}${accepted}.`
        : `${times(open.length, 'open finding')} in ${times(campaign.census.actions, 'action')}: ${counted.join(', ')}${accepted}.`,
    page: 'report.html',
    seal: !isBelieved
      ? { state: 'broken', words: 'An injected mutant survived' }
      : open.length === 0
        ? { state: 'verified', words: 'Build and model agree' }
        : { state: 'broken', words: times(open.length, 'open finding') },
    seed: String(seed),
    ...commitIn(versions()),
    ...(counted.length === 0
      ? {}
      : {
          picture: { kind: 'bars', groups: countedBySeverity(open).map(([, number]) => [number]) } as const,
        }),
  })
}
