/**
 * Audit suite: registers vitest tests that hold somebody's build against the model.
 *
 * One test fails with the stories of all differences that are not accepted, which are also written as files
 * beside the test. Another fails if something is accepted that no longer shows.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readAccepted } from '../audit/accept.ts'
import { audit, readSubject } from '../audit/audit.ts'
import { readConfig, STANDARD_CONFIG } from '../audit/config.ts'
import { exportFinding } from '../audit/export.ts'
import { findingText } from '../audit/report/finding-text.ts'
import { headline } from '../audit/report/text.ts'
import { verdictOf, type Verdict } from '../audit/report/verdict.ts'
import type { RoleMap } from '../audit/input/roles.ts'
import { writeFiles } from './files.ts'

export interface AuditSuiteOptions {
  /** Path of the build. @default the project's own contracts */
  readonly dir?: string
  /** Path of the configuration in YAML. @default exact equality */
  readonly config?: string
  /** Path of the accepted differences in YAML. @default none */
  readonly accept?: string
  /** Contracts of roles that are not recognised. @default recognised by ABI */
  readonly map?: RoleMap
  /** Actions to run. @default 20,000 */
  readonly budget?: number
  /** @default 20230712 */
  readonly seed?: number
  /** Folder of the findings. @default `findings` beside the test file */
  readonly directory?: string
  /** Title of the suite. @default 'audit' */
  readonly title?: string
  /** In milliseconds. @default 600,000 */
  readonly timeout?: number
}

const BUDGET = 20_000
const SEED = 20_230_712
const TIMEOUT = 600_000

/** Findings that a message tells. */
const MOST_TOLD = 5

/**
 * Registers the suite in the test file that calls it.
 *
 * The tests fail with what `readSubject` throws when the path holds no build of this system.
 */
export function auditSuite(options: AuditSuiteOptions = {}): void {
  const { title = 'audit', timeout = TIMEOUT } = options
  describe(title, () => {
    let verdict: Verdict
    beforeAll(() => {
      verdict = auditVerdict(options)
    }, timeout)

    it('does as the model, but for what is accepted', ({ task }) => {
      const { open, audit: done, repeat } = verdict
      if (open.length === 0) return
      const folder = options.directory ?? join(dirname(task.file.filepath), 'findings')
      for (const finding of open)
        writeFiles(
          join(folder, String(finding.rank).padStart(2, '0')),
          exportFinding(finding, done.subject.build, done.config, repeat(finding)),
        )
      throw new AuditFailed(verdict, folder)
    })

    it('notices the injected defects', () => {
      const survivors = verdict.audit.canaries.filter(({ caughtAfter }) => caughtAfter === undefined)
      expect(survivors.map(({ name }) => name)).toEqual([])
    })

    it('shows everything that is accepted', () => {
      expect(verdict.unused.map(({ signature }) => signature)).toEqual([])
    })
  })
}

/** Runs the audit of a suite. */
export function auditVerdict(options: AuditSuiteOptions): Verdict {
  const { dir, config, accept, map = {}, budget = BUDGET, seed = SEED } = options
  const read = (file: string): string => readFileSync(file, 'utf8')
  const settings = config === undefined ? STANDARD_CONFIG : readConfig(read(config), config)
  const accepted = accept === undefined ? [] : readAccepted(read(accept), accept)
  const result = audit(readSubject(dir, settings, map), { config: settings, budget, seed })
  const command = `auditSuite({ …, budget: ${budget}, seed: ${seed} })`
  return verdictOf(result, accepted, { command, repeat: () => command })
}

/** There are differences that are not accepted; the message has the first stories. */
export class AuditFailed extends Error {
  override readonly name = 'AuditFailed'
  constructor(verdict: Verdict, folder: string) {
    const told = verdict.open.slice(0, MOST_TOLD).map((finding) => `${finding.rank}. ${findingText(finding)}`)
    super(`${headline(verdict)}\n\n${told.join('\n\n')}\n\nFiles: ${folder}\nRepeat: ${verdict.command}\n`)
  }
}
