/** The report of an audit for the terminal: summary first, the findings by rank, the first ones in full. */
import type { Audit, Subject } from '../audit.ts'
import { projectBuild } from '../../evm/build.ts'
import type { Member } from '../causes/groups.ts'
import { allowances } from '../config.ts'
import type { Finding } from '../finding.ts'
import { searchedLines } from './searched.ts'
import { surfaceLines } from './surface-lines.ts'
import { findingText } from './finding-text.ts'
import { byDesign } from '../accept.ts'
import { counted } from './counted.ts'
import { countedBySeverity, type Verdict } from './verdict.ts'

/** Findings that are told in full. */
const IN_FULL = 5

/** The verdict as text, for a terminal. */
export function auditText(verdict: Verdict): string {
  const { audit, open, groups, known, unused, command, repeat } = verdict
  const { subject, config, seed } = audit
  const undone = undoneLines(verdict)
  const allowed = allowances(config)
  return lines([
    titleOf(subject),
    '',
    ...indented(surfaceLines(subject.surface)),
    ...indented(unusedLines(subject)),
    '',
    ...runLines(audit, seed),
    ...searchedLines(audit),
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
    ...groups.flatMap(({ representative, others }) => [
      `  ${lineOf(representative)}`,
      ...others.map((member) => `      ${memberText(member)}`),
    ]),
    ...groups
      .slice(0, IN_FULL)
      .flatMap(({ representative }) => [
        '',
        `Finding ${representative.rank}`,
        findingText(representative),
        `  Repeat: ${repeat(representative)}`,
      ]),
    ...(open.length > IN_FULL || groups.length < open.length
      ? ['', `The stories of all ${open.length} are in the report.`]
      : []),
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

/** `Audit of artifacts (compiled contracts)` */
export function titleOf({ name, form }: Pick<Subject, 'name' | 'form'>): string {
  return form === 'project' && name === projectBuild().name
    ? "Audit of the project's own contracts"
    : form === 'project'
      ? `Audit of ${name}`
      : `Audit of ${name} (${form})`
}

/** A finding in one line. */
function lineOf({ rank, severity, signature, count }: Finding): string {
  return `${String(rank).padStart(2)}  ${severity.padEnd(12)}  ${signature}  (${count})`
}

/** A finding in one line, with why it has the same cause as another one. */
export function memberText({ finding, to, because }: Member): string {
  return `${lineOf(finding)}; as ${to.rank}: ${because}`
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
export function headline({ open, known, groups }: Verdict): string {
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
  const causes =
    groups.length === open.length
      ? ''
      : ` They have ${counted(groups.length, 'cause')}, as far as links show: one is told of ` +
        'each, the others are below it.'
  const parts = countedBySeverity(open).map(([severity, count]) => `${count} ${severity}`)
  const end = `${causes}${design}`
  return `${counted(open.length, 'finding')}${accepted}: ${parts.join(', ')}${end === '' ? '' : `.${end}`}`
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
