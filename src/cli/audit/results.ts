/** Results of an audit: the reports, a draft of acceptances, and a folder for each finding. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { acceptanceDraft } from '../../audit/accept.ts'
import { exportFinding } from '../../audit/export.ts'
import { auditData } from '../../audit/report/data.ts'
import { auditMarkdown } from '../../audit/report/markdown.ts'
import { auditSarif } from '../../audit/report/sarif.ts'
import type { Verdict } from '../../audit/report/verdict.ts'
import type { Finding } from '../../audit/finding.ts'
import { cannotWrite } from '../output.ts'
import { writeWhole } from '../study/job.ts'

/** Lists the files of an audit, which the next one in the same directory replaces. */
const MANIFEST = 'audit.json'

/** Findings that get a folder; the rest is in the reports. */
const MOST_FOLDERS = 50

/** Folder of a finding, relative to the directory of results. */
export function folderOf({ rank }: Pick<Finding, 'rank'>): string {
  return `findings/${String(rank).padStart(2, '0')}`
}

/** The files by name. */
export function auditFiles(verdict: Verdict): ReadonlyMap<string, string> {
  const { audit, open, repeat } = verdict
  const files = new Map([
    ['report.md', auditMarkdown(verdict)],
    ['audit.sarif', auditSarif(verdict)],
  ])
  if (open.length > 0) files.set('accept-draft.yaml', acceptanceDraft(open))
  for (const finding of open.slice(0, MOST_FOLDERS))
    for (const { path, text } of exportFinding(finding, audit.subject.build, audit.config, repeat(finding)))
      files.set(`${folderOf(finding)}/${path}`, text)
  const data = { ...auditData(verdict), files: [...files.keys()] }
  return files.set(MANIFEST, `${JSON.stringify(data, null, 2)}\n`)
}

/**
 * Writes the files, and removes those of an earlier audit that are not replaced.
 *
 * @throws {WrongInput} when the directory is not writable.
 */
export function writeAudit(directory: string, files: ReadonlyMap<string, string>): void {
  try {
    mkdirSync(directory, { recursive: true })
    const earlier = earlierFiles(join(directory, MANIFEST))
    for (const [name, text] of files) writeWhole(join(directory, name), text)
    for (const name of earlier) if (!files.has(name)) rmSync(join(directory, name), { force: true })
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}

/** The files that an earlier audit lists; none if the text is not one's. */
function earlierFiles(manifest: string): readonly string[] {
  if (!existsSync(manifest)) return []
  try {
    const { schema, files } = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, unknown>>
    if (typeof schema !== 'number' || !Array.isArray(files)) return []
    return files.filter(
      (name): name is string =>
        typeof name === 'string' && /^[\w-]+[\w./-]*$/.test(name) && !name.includes('..'),
    )
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}
