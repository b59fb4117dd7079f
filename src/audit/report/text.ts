/** The report of an audit for the terminal: summary first, the findings by rank, the first ones in full. */
import type { Audit, Subject } from '../audit.ts'
import { allowances } from '../config.ts'
import { surfaceLines } from './surface-lines.ts'
import { findingText } from './finding-text.ts'
import { byDesign } from '../accept.ts'
import { counted } from './counted.ts'
import { countedBySeverity, type Verdict } from './verdict.ts'

/** Findings that are told in full. */
const IN_FULL = 5

export function auditText(verdict: Verdict): string {
  const { audit, open, known, unused, command, repeat } = verdict
  const { subject, config, seed } = audit
  const undone = undoneLines(verdict)
  const allowed = allowances(config)
  return lines([
    `Audit of ${subject.name} (${subject.form})`,
    '',
    ...indented(surfaceLines(subject.surface)),
    ...indented(unusedLines(subject)),
    '',
    ...runLines(audit, seed),
    ...(allowed.length === 0 ? [] : ['', 'Not reported as differences', ...indented(allowed)]),
    ...(undone.length === 0
      ? []
      : [
          '',
          'Undone where the sides differed, so that states which follow from these calls were reached less',
          ...indented(undone),
        ]),
    '',
    headline(verdict),
    ...open.map(
      ({ rank, severity, signature, count }) =>
        `  ${String(rank).padStart(2)}  ${severity.padEnd(12)}  ${signature}  (${count})`,
    ),
    ...open
      .slice(0, IN_FULL)
      .flatMap((finding) => [
        '',
        `Finding ${finding.rank}`,
        findingText(finding),
        `  Repeat: ${repeat(finding)}`,
      ]),
    ...(open.length > IN_FULL ? ['', `The stories of ${open.length - IN_FULL} more are in the report.`] : []),
    ...(verdict.against === undefined
      ? []
      : ['', `Against ${verdict.against.other}`, ...indented(againstLines(verdict))]),
    ...(known.length === 0
      ? []
      : ['', 'Accepted', ...known.map(({ finding, reason }) => `  ${finding.signature}: ${reason}`)]),
    ...(unused.length === 0
      ? []
      : ['', 'Accepted, but not found', ...unused.map(({ signature }) => `  ${signature}`)]),
    '',
    `Repeat: ${command}`,
  ])
}

/** What was run, what was cut short by time, and what could not be watched. */
export function runLines(
  { campaign, watched, unwatched, watchStopped, unshrunk }: Audit,
  seed: number,
): readonly string[] {
  const { census, sequences, batches, stopped } = campaign
  return [
    `${counted(census.actions, 'action')} in ${counted(sequences, 'sequence')}, seed ${seed}; ` +
      `${counted(census.answers, 'answer')} compared${stopped ? `; stopped by time after batch ${batches}` : ''}`,
    `${counted(watched, 'action')} on the chain alone, watched by ` +
      `properties${watchStopped ? '; stopped by time' : ''}`,
    ...unwatched.map(
      ({ property, reason }) => `not watched, or not in every sequence: ${property} (${reason})`,
    ),
    ...(unshrunk === 0 ? [] : [`${counted(unshrunk, 'finding')} not shrunk: time was over`]),
  ]
}

/** What the audit cannot compare or does not use, and why: extra views and functions, contracts. */
export function unusedLines({ others, unlinked, extras, extraViews }: Subject): readonly string[] {
  return [
    ...extraViews.map(({ role, signature, changedBy, answers }) => {
      const how = changedBy.length === 0 ? 'no function changes it' : `changed by ${changedBy.join(', ')}`
      return `extra view ${role}.${signature}: ${answers ? how : 'always reverts'}`
    }),
    ...extras.flatMap(({ role, signature, untried }) =>
      untried === undefined ? [] : [`not tried: ${role}.${signature} (${untried})`],
    ),
    ...(others.length === 0 ? [] : [`without a role: ${others.join(', ')}`]),
    ...(unlinked.length === 0 ? [] : [`need libraries, not deployed: ${unlinked.join(', ')}`]),
  ]
}

/** Each signature that is fixed, new or unchanged against another build. */
export function againstLines({ against }: Verdict): readonly string[] {
  if (against === undefined) return []
  const { fixed, added, unchanged, undecided } = against
  const told = (what: string, signatures: readonly string[]): readonly string[] =>
    signatures.map((signature) => `${what}: ${signature}`)
  return [
    ...told('new', added),
    ...told('fixed', fixed),
    ...told('unchanged', unchanged),
    ...undecided.map(
      ({ signature, shownBy, reason }) =>
        `not decided, shown by ${shownBy === 'this' ? 'this build' : against.other}: ${signature} ` +
        `(in the other, ${reason})`,
    ),
  ]
}

/** How many findings there are, by severity. */
export function headline({ open, known }: Verdict): string {
  const designed = known.filter(
    ({ finding, reason }) => finding.claim !== undefined && reason === byDesign(finding.claim),
  )
  const others = known.length - designed.length
  const accepted = others === 0 ? '' : `, ${others} accepted`
  const design =
    designed.length === 0
      ? ''
      : ` ${counted(designed.length, 'property fails', 'properties fail')} by design.`
  if (open.length === 0) return `No finding${accepted}.${design}`
  const parts = countedBySeverity(open).map(([severity, count]) => `${count} ${severity}`)
  return `${counted(open.length, 'finding')}${accepted}: ${parts.join(', ')}${design === '' ? '' : `.${design}`}`
}

/** Functions that were undone at least once: how often, of how many calls. */
export function undoneLines({ audit }: Verdict): readonly string[] {
  return [...audit.campaign.census.calls]
    .filter(([, { undone }]) => undone > 0)
    .map(([name, { undone, calls }]) => `${name}: ${undone} of ${counted(calls, 'call')}`)
}

function indented(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `  ${text}`)
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`
}
