/**
 * Command `audit`: holds a build against the model and reports the differences, or plays one saved case.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { comparedWith } from '../../audit/against.ts'
import {
  audit as runAudit,
  readSubject,
  setupOf,
  type Audit,
  type AuditOptions,
  type Part,
  type Subject,
} from '../../audit/audit.ts'
import { readAccepted } from '../../audit/accept.ts'
import { readConfig, STANDARD_CONFIG, type AuditConfig } from '../../audit/config.ts'
import { fingerprintOf } from '../../audit/progress.ts'
import { replayFinding } from '../../audit/replay-finding.ts'
import { auditData } from '../../audit/report/data.ts'
import { auditText } from '../../audit/report/text.ts'
import { verdictOf, type Verdict } from '../../audit/report/verdict.ts'
import { deployedChainOf } from '../../lockstep/compare/deployed-chain.ts'
import { readCaseFile } from '../../lockstep/export/case-file.ts'
import { asInput } from '../audit/input-errors.ts'
import { auditHelp } from '../audit/help.ts'
import { auditCommand, caseCommand, readAudit, type AuditRequest } from '../audit/request.ts'
import { ProgressStore } from '../audit/progress-store.ts'
import { ALWAYS, AUDIT, auditFiles, folderOf, hasFolder } from '../audit/results.ts'
import { checkFileSet, writeFileSet } from '../file-set.ts'
import { updateGallery } from '../gallery/update.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import { progress } from '../progress.ts'
import { WrongInput } from '../wrong-input.ts'

/**
 * When the parts of an audit end, as parts of a limit of time. The comparison finds most; the last fifth is
 * for shrinking, without which a finding is hard to read.
 */
const ENDS: Readonly<Record<Part, number>> = { compare: 0.6, alone: 0.8, shrink: 1 }

/** The command. `now` is a clock in milliseconds. */
export function audit(now: () => number = () => performance.now()): Command {
  return async (argv, io) => {
    const request = readAudit(argv, io.cwd)
    if ('help' in request) {
      io.out(auditHelp())
      return EXIT.holds
    }
    const config = asInput(() =>
      request.config === undefined
        ? STANDARD_CONFIG
        : readConfig(read(request.config), shownPath(request.config, io)),
    )
    const subject = asInput(() => deployable(readSubject(request.path, config, request.map)))
    return request.case === undefined
      ? audited(request, config, subject, io, now)
      : played(request.case, request, config, subject, io)
  }
}

function audited(
  request: AuditRequest,
  config: AuditConfig,
  subject: Subject,
  io: Io,
  now: () => number,
): ExitCode {
  const accepted = asInput(() =>
    request.accept === undefined ? [] : readAccepted(read(request.accept), shownPath(request.accept, io)),
  )
  const other =
    request.against === undefined
      ? undefined
      : asInput(() => deployable(readSubject(request.against, config, request.map)))
  checkFileSet(AUDIT, request.out, ALWAYS)
  const { budget, milliseconds, seed, rounding } = request
  const { grades, adaptors, ignoredViews } = config
  const how = { seed, grades, adaptors, ignoredViews: Object.keys(ignoredViews), rounding }
  const store = new ProgressStore(
    request.out,
    fingerprintOf(subject.build, { ...how, limit: milliseconds ?? budget }),
  )
  const resumed = request.resume ? asInput(() => store.read(shownPath(request.out, io))) : undefined
  let elapsed = resumed?.milliseconds ?? 0
  const start = now() - elapsed
  const isOver: AuditOptions['isOver'] = (part) => {
    if (milliseconds === undefined) return false
    elapsed = now() - start
    return elapsed >= milliseconds * ENDS[part]
  }
  const line = progress(io, 'audit', 'actions')
  const options: AuditOptions = {
    config,
    budget,
    seed,
    rounding,
    isOver,
    onBatch: ({ actions }) => line.at(actions, Number.isFinite(budget) ? budget : actions),
    onShrunk: (done, of) => line.say(`audit: finding ${done} of ${of} shrunk`),
  }
  let result: Audit
  let against: Verdict['against']
  let others: ProgressStore | undefined
  try {
    result = runAudit(subject, {
      ...options,
      resumed,
      onProgress: (save) => store.keep(save(), elapsed),
    })
    if (other !== undefined) {
      // The other build runs as far as this one did.
      const { actions } = result.campaign.census
      const limit = fingerprintOf(other.build, { ...how, limit: actions })
      others = new ProgressStore(request.out, limit, 'against')
      const audited = runAudit(other, {
        ...options,
        isOver: () => false,
        budget: actions,
        resumed: request.resume ? others.readIfSame() : undefined,
        onProgress: (save) => others?.keep(save(), 0),
      })
      against = comparedWith(result, audited)
    }
  } finally {
    line.end()
  }
  const directory = shownPath(request.out, io)
  const verdict = verdictOf(result, accepted, {
    against,
    command: auditCommand(request),
    repeat: (finding) =>
      finding.shown.actions.length === 0 || !hasFolder(finding)
        ? auditCommand(
            finding.shown.actions.length === 0 ? { ...request, budget: 1, milliseconds: undefined } : request,
          )
        : caseCommand(request, join(directory, folderOf(finding), 'case.json')),
  })
  writeFileSet(AUDIT, request.out, auditFiles(verdict))
  updateGallery(request.out, io)
  for (const each of [store, others]) each?.remove()
  if (request.json) io.out(`${JSON.stringify(auditData(verdict))}\n`)
  else io.out(`${auditText(verdict)}Results: ${directory}\n`)
  const isBelieved = result.canaries.every(({ caughtAfter }) => caughtAfter !== undefined)
  return verdict.open.length === 0 && isBelieved ? EXIT.holds : EXIT.broken
}

/** Plays one case and stops. */
function played(
  file: string,
  { rounding }: AuditRequest,
  config: AuditConfig,
  { build }: Subject,
  io: Io,
): ExitCode {
  const saved = asInput(() => readCaseFile(read(file), shownPath(file, io)))
  const { shows, text } = asInput(() => replayFinding(setupOf(build, config), saved, rounding))
  io.out(`${text}\n\n${shows ? 'It shows' : 'It does not show'}: ${saved.about}\n`)
  return shows ? EXIT.broken : EXIT.holds
}

/** The subject, once it is deployed in both orders of the tokens. */
function deployable(subject: Subject): Subject {
  for (const amtSorts of ['below', 'above'] as const) deployedChainOf(subject.build, amtSorts)
  return subject
}

/** The text of a file. @throws {WrongInput} when it cannot be read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new WrongInput({
      expected: 'a readable file',
      got: `${file} (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
      advice: 'Check the path.',
    })
  }
}
