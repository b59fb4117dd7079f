/**
 * Text: verdicts in words, the table of the terminal, and the data of `--json`.
 */
import { encodeAction } from '../model/interface/action.ts'
import { STATEMENTS } from './claims.ts'
import { verdictText, type Verdict } from './evaluate.ts'
import type { Found } from './inconsistencies.ts'
import type { Entry, Story } from './ledger.ts'
import { readable } from './readable.ts'
import { UNREPAIRED } from './unrepaired.ts'
import { SOLVER } from './proof/answers.ts'
import { lemmaText } from './proof/lemma.ts'
import { proofText } from './proof/proof.ts'
import { hashOf } from './proof/smt.ts'

/** What a verdict rests on: `400 worlds, 8,632 actions`. */
export function evidence(verdict: Verdict): string {
  if (verdict.is === 'figures') {
    const wrong = verdict.figures.filter(({ said, found }) => said !== found).length
    return `${verdict.figures.length} checked, ${wrong} differ`
  }
  if ('study' in verdict) return times(verdict.paths, 'path')
  // How many worlds were needed says nothing: the counterexample does.
  if (verdict.counterexample !== undefined)
    return `counterexample of ${times(verdict.counterexample.actions.length, 'action')}`
  return `${times(verdict.cases, 'world')}, ${times(verdict.steps, 'action')}`
}

/** `1 path`, `8,632 actions`. */
const times = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`

/** `16 of 45 statements, 29 readings: fails 7, figures agree 4, …`. */
export function summary(entries: readonly Entry[]): string {
  const counts = new Map<string, number>()
  const verdicts = entries.flatMap(({ readings }) => readings.map(({ verdict }) => verdict))
  for (const verdict of verdicts) {
    const kind = verdict.is === 'figures' ? verdictText(verdict) : verdict.is
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const kinds = [...counts].map(([kind, count]) => `${kind} ${count}`).toSorted()
  return (
    `${entries.length} of ${STATEMENTS} statements, ${times(verdicts.length, 'reading')}: ` +
    `${kinds.join(', ')}.`
  )
}

/** One line for each reading, then the stories. */
export function terminalText(entries: readonly Entry[], inconsistencies: readonly Found[] = []): string {
  const rows = entries.flatMap(({ claim, readings }) =>
    readings.map(({ reading, verdict }) => [
      String(claim.number).padStart(2),
      reading.name,
      verdictText(verdict),
      evidence(verdict),
    ]),
  )
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  const table = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const stories = entries.flatMap(({ claim, readings }) =>
    readings.flatMap(({ reading, stories: told }) =>
      told.map((story) =>
        [`${claim.number} ${reading.name}: ${reading.property}`, ...storyLines(story)].join('\n'),
      ),
    ),
  )
  const differing = inconsistencies.flatMap(({ name, about, found }) =>
    found === undefined ? [] : [`${name}: ${about} ${found}`],
  )
  const against = differing.length === 0 ? [] : [['The whitepaper against itself:', ...differing].join('\n')]
  const parts = [summary(entries), table.join('\n'), ...proofLines(entries), ...stories, ...against]
  return `${parts.join('\n\n')}\n`
}

/** How many lemmas are proved and by whom; which are not, and why. Nothing without lemmas. */
function proofLines(entries: readonly Entry[]): readonly string[] {
  const proofs = entries.flatMap(({ claim, readings }) =>
    readings.flatMap(({ reading, verdict }) =>
      'proof' in verdict && verdict.proof !== undefined
        ? [{ what: `${claim.number} ${reading.name}`, proof: verdict.proof }]
        : [],
    ),
  )
  if (proofs.length === 0) return []
  const proved = proofs.filter(({ proof }) => proof.isProved)
  const byAlgebra = proved.filter(({ proof }) => proof.answer?.is === 'unknown').length
  const kept = proofs.filter(({ proof }) => proof.isKept).length
  const others = proofs.filter(({ proof }) => !proof.isProved || proof.answer?.is === 'unknown')
  return [
    [
      `Proofs for all integers: ${proved.length} of ${times(proofs.length, 'formula')}, ` +
        `${proved.length - byAlgebra} by ${SOLVER}, ${byAlgebra} by algebra` +
        `${kept === 0 ? '' : `. ${times(kept, 'answer')} of ${SOLVER} kept; --solve asks again`}.`,
      ...others.map(({ what, proof }) => `${what}: ${proofText(proof)}`),
    ].join('\n'),
  ]
}

function proofData(verdict: Verdict): object {
  if (!('proof' in verdict) || verdict.proof === undefined) return {}
  const { lemma, answer, isKept, isProved } = verdict.proof
  const { name: lemmaName, symbols } = lemma
  return {
    proof: {
      lemma: lemmaName,
      formula: lemmaText(lemma),
      symbols,
      hash: hashOf(lemma),
      solver: SOLVER,
      answer: answer?.is ?? null,
      kept: isKept,
      proved: isProved,
    },
  }
}

/** The actions, how they end, and who confirms it. */
function storyLines({ lines, counterexample, confirmation }: Story): readonly string[] {
  return [
    ...lines,
    `     So ${readable(counterexample.violation)}.`,
    `     ${confirmationText(confirmation)}`,
  ]
}

export function confirmationText({ isConfirmed, messages, difference }: Story['confirmation']): string {
  return isConfirmed
    ? `The compiled contracts do the same, and EthereumJS in ${messages} messages.`
    : `NOT CONFIRMED by the compiled contracts: ${difference}`
}

/** Version of the data; it grows when a field changes its meaning or goes. */
const CLAIMS_SCHEMA = 1

/** Plain data, with amounts as decimal strings. */
export function ledgerData(
  entries: readonly Entry[],
  seed: bigint,
  inconsistencies: readonly Found[] = [],
): object {
  return {
    schema: CLAIMS_SCHEMA,
    seed: String(seed),
    statements: STATEMENTS,
    covered: entries.length,
    claims: entries.map(({ claim, readings }) => ({
      number: claim.number,
      quotation: claim.quotation,
      place: claim.place,
      english: claim.english,
      leavesOpen: claim.leavesOpen,
      readings: readings.map(({ reading, verdict, stories, repaired }) => ({
        name: reading.name,
        property: reading.property,
        restsOn: reading.restsOn,
        verdict: verdictText(verdict),
        evidence: evidence(verdict),
        ...proofData(verdict),
        ...(verdict.is === 'figures' ? { figures: verdict.figures } : {}),
        ...('study' in verdict ? { study: verdict.text, repeat: verdict.repeat } : {}),
        ...('assumptions' in verdict
          ? { assumptions: verdict.assumptions!.map(({ assumption }) => assumption.text) }
          : {}),
        ...(UNREPAIRED[`${claim.number} ${reading.name}`] === undefined
          ? {}
          : { unrepaired: UNREPAIRED[`${claim.number} ${reading.name}`] }),
        ...(repaired === undefined
          ? {}
          : { repair: { ...repaired.repair, verdict: verdictText(repaired.verdict) } }),
        counterexamples: stories.map(({ counterexample, lines, confirmation }) => ({
          story: lines,
          violation: counterexample.violation,
          confirmed: confirmation.isConfirmed,
          actions: counterexample.actions.map((action) => JSON.parse(encodeAction(action)) as unknown),
        })),
      })),
    })),
    inconsistencies: inconsistencies.map(({ name, about, one, other, found }) => ({
      name,
      about,
      one,
      other,
      found: found ?? null,
    })),
  }
}
