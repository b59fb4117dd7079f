/**
 * Ledger: claims with their verdicts, and counterexamples that the contracts have confirmed.
 */
import type { Build } from '../evm/build.ts'
import { numbered } from '../lockstep/report/story.ts'
import type { Claim, Reading } from './claim.ts'
import { confirm, type Confirmation } from './confirm.ts'
import { counterexamplesOf, evaluate, type Verdict } from './evaluate.ts'
import { readable } from './readable.ts'
import { answersAbout } from './proof/proof.ts'
import { repairedRules, repairOf, type Repair } from './repairs.ts'
import type { Counterexample } from './search.ts'

export interface Entry {
  readonly claim: Claim
  readonly readings: readonly ReadingEntry[]
}

export interface ReadingEntry {
  readonly reading: Reading
  readonly verdict: Verdict
  /** In the order of the verdict's assumptions; one for a failing property. */
  readonly stories: readonly Story[]
  /** A change of the contracts that a claim needs, with the verdict on it. */
  readonly repaired?: Repaired
}

export interface Repaired {
  readonly repair: Repair
  readonly verdict: Verdict
}

export interface Story {
  readonly counterexample: Counterexample
  /** The actions as numbered sentences. */
  readonly lines: readonly string[]
  readonly confirmation: Confirmation
}

export interface LedgerOptions {
  readonly seed: bigint
  /** The contracts that confirm. @default the project's own */
  readonly build?: Build
  /** Whether the solver is asked about all lemmas, although its answers are kept. @default false */
  readonly solves?: boolean
  /** Called after each claim. */
  readonly onClaim?: (done: number, of: number) => void
}

/**
 * Evaluates the claims, in their order.
 *
 * @throws {NoSolver} when the solver is to be asked, and is not installed.
 */
export async function ledger(
  claims: readonly Claim[],
  { seed, build, solves, onClaim }: LedgerOptions,
): Promise<readonly Entry[]> {
  const lemmas = claims.flatMap(({ readings }) =>
    readings.flatMap((reading) => (reading.by === 'search' && reading.proof ? [reading.proof] : [])),
  )
  const answers = await answersAbout([...new Set(lemmas)], solves)
  const entries: Entry[] = []
  for (const claim of claims) {
    const readings: ReadingEntry[] = []
    for (const { reading, verdict } of evaluate(claim, { seed, answers }).readings) {
      const stories: Story[] = []
      for (const counterexample of counterexamplesOf(verdict)) {
        const { actions, outcomes } = counterexample
        const confirmation = await confirm(counterexample, build)
        stories.push({
          counterexample,
          lines: numbered(actions, outcomes).map((line) => readable(line)),
          confirmation,
        })
      }
      const repaired = await repairedVerdict(claim, reading, seed)
      readings.push({ reading, verdict, stories, ...(repaired === undefined ? {} : { repaired }) })
    }
    entries.push({ claim, readings })
    onClaim?.(entries.length, claims.length)
  }
  return entries
}

/** The same search on the repaired model; undefined without a repair, or without the model's sources. */
async function repairedVerdict(claim: Claim, reading: Reading, seed: bigint): Promise<Repaired | undefined> {
  const repair = repairOf(claim.number, reading.name)
  const rules = repair && (await repairedRules(repair))
  if (repair === undefined || rules === undefined) return undefined
  const only = { ...claim, readings: [reading] }
  return { repair, verdict: evaluate(only, { seed, rules, shrinks: false }).readings[0]!.verdict }
}

/** Whether the contracts confirm every counterexample. */
export function isConfirmed(entries: readonly Entry[]): boolean {
  return entries.every(({ readings }) =>
    readings.every(({ stories }) => stories.every(({ confirmation }) => confirmation.isConfirmed)),
  )
}
