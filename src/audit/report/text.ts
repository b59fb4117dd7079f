/** The report of an audit for the terminal: summary first, the findings by rank, the first ones in full. */
import type { Subject } from '../audit.ts'
import { allowances } from '../config.ts'
import { surfaceLines } from './surface-lines.ts'
import { findingText } from './finding-text.ts'
import { counted, type Verdict } from './verdict.ts'

/** Findings that are told in full. */
const IN_FULL = 5

export function auditText(verdict: Verdict): string {
  const { audit, open, known, unused, command, repeat } = verdict
  const { subject, config, seed, campaign } = audit
  const { census, sequences, batches } = campaign
  const undone = undoneLines(verdict)
  const allowed = allowances(config)
  return lines([
    `Audit of ${subject.name} (${subject.form})`,
    '',
    ...indented(surfaceLines(subject.surface)),
    ...indented(unusedLines(subject)),
    '',
    `${grouped(census.actions)} actions in ${grouped(sequences)} sequences, seed ${seed}; ` +
      `${grouped(census.answers)} answers compared${campaign.stopped ? `; stopped by time after batch ${batches}` : ''}`,
    `${grouped(audit.watched)} actions on the chain alone, watched by properties`,
    ...(allowed.length === 0 ? [] : ['', 'Not reported as differences', ...indented(allowed)]),
    ...(undone.length === 0
      ? []
      : ['', 'Undone, so that what depends on it was reached less', ...indented(undone)]),
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

/** Contracts of the input that the audit does not use, and why. */
export function unusedLines({ others, unlinked }: Subject): readonly string[] {
  return [
    ...(others.length === 0 ? [] : [`without a role: ${others.join(', ')}`]),
    ...(unlinked.length === 0 ? [] : [`need libraries, not deployed: ${unlinked.join(', ')}`]),
  ]
}

/** Each signature that is fixed, new or unchanged against another build. */
export function againstLines({ against }: Verdict): readonly string[] {
  if (against === undefined) return []
  const { fixed, added, unchanged } = against
  const told = (what: string, signatures: readonly string[]): readonly string[] =>
    signatures.map((signature) => `${what}: ${signature}`)
  return [...told('new', added), ...told('fixed', fixed), ...told('unchanged', unchanged)]
}

/** How many findings there are, by severity. */
export function headline({ open, known }: Verdict): string {
  const accepted = known.length === 0 ? '' : `, ${known.length} accepted`
  if (open.length === 0) return `No finding${accepted}.`
  const parts = counted(open).map(([severity, count]) => `${count} ${severity}`)
  return `${open.length} ${open.length === 1 ? 'finding' : 'findings'}${accepted}: ${parts.join(', ')}`
}

/** Functions that were undone at least once: how often, of how many calls. */
export function undoneLines({ audit }: Verdict): readonly string[] {
  return [...audit.campaign.census.calls]
    .filter(([, { undone }]) => undone > 0)
    .map(([name, { undone, calls }]) => `${name}: ${undone} of ${calls} calls`)
}

/** With commas between thousands. */
export function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

function indented(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `  ${text}`)
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`
}
