/**
 * Evaluation: finds the verdict of each reading of a claim.
 *
 * The rules are an argument, so that a mutated model can take the model's place.
 */
import { RULES, type Rules } from '../lockstep/compare/rules.ts'
import type { Assumption, Claim, Figure, Reading, Search, StudyFinding } from './claim.ts'
import { proofOf, type Proof } from './proof/proof.ts'
import type { Answers } from './proof/solver.ts'
import { searchWorlds, type Counterexample, type Searched } from './search.ts'

/** Generated worlds of each search. */
export const CASES = 400

export type Verdict = SearchVerdict | FiguresVerdict | StudyVerdict

/** A verdict on generated worlds. */
export interface SearchVerdict {
  readonly is: 'holds' | 'proved' | 'holds if' | 'fails' | 'partly testable'
  readonly cases: number
  readonly steps: number
  /** Of a failing property: the smallest found. */
  readonly counterexample?: Counterexample
  /** The minimal set, each with what is found without it. */
  readonly assumptions?: readonly Needed[]
  /** Of a property without a counterexample: by whom the lemma behind it is proved. */
  readonly proof?: Proof
  /** Assumptions that do not save a failing property. */
  readonly inVain?: readonly Assumption[]
}

export interface Needed {
  readonly assumption: Assumption
  readonly counterexample: Counterexample
}

export interface FiguresVerdict {
  readonly is: 'figures'
  readonly agree: boolean
  readonly figures: readonly Figure[]
}

export type StudyVerdict = StudyFinding & { readonly study: true }

export interface Evaluated {
  readonly claim: Claim
  readonly readings: readonly { readonly reading: Reading; readonly verdict: Verdict }[]
}

export interface EvaluationOptions {
  readonly seed: bigint
  /** @default the model */
  readonly rules?: Rules
  /** Worlds of each search. @default CASES */
  readonly cases?: number
  /** What the solver says about lemmas. @default the kept answers */
  readonly answers?: Answers
  /** Whether counterexamples are shrunk; verdicts do not depend on it. @default true */
  readonly shrinks?: boolean
}

/** Evaluates every reading of a claim. */
export function evaluate(claim: Claim, options: EvaluationOptions): Evaluated {
  const readings = claim.readings.map((reading) => ({
    reading,
    verdict: verdictOf(claim, reading, options),
  }))
  return { claim, readings }
}

/** Verdicts as text that two runs can compare: kinds, and names of assumptions. */
export function verdictText(verdict: Verdict): string {
  if (verdict.is === 'figures') return verdict.agree ? 'figures agree' : 'figures differ'
  if ('study' in verdict || verdict.assumptions === undefined) return verdict.is
  return `${verdict.is} ${verdict.assumptions.map(({ assumption }) => assumption.text).join(' and ')}`
}

/** All counterexamples of a verdict, with the assumption that each lacks. */
export function counterexamplesOf(verdict: Verdict): readonly Counterexample[] {
  if (verdict.is === 'figures' || 'study' in verdict) return []
  const needed = (verdict.assumptions ?? []).map(({ counterexample }) => counterexample)
  return verdict.counterexample === undefined ? needed : [verdict.counterexample, ...needed]
}

function verdictOf(claim: Claim, reading: Reading, options: EvaluationOptions): Verdict {
  const { seed, rules = RULES, cases = CASES, shrinks = true } = options
  if (reading.by === 'study') return { ...reading.study(seed), study: true }
  if (reading.by === 'figures') {
    const figures = reading.figures(rules)
    return { is: 'figures', agree: figures.every(({ said, found }) => said === found), figures }
  }
  const name = `${claim.number}-${reading.name}`
  const search = (assumed: readonly Assumption[]): Searched =>
    searchWorlds(reading, { rules, seed, name, cases, assumed, shrinks })
  return searchVerdict(reading, search, options.answers)
}

function searchVerdict(
  reading: Search,
  search: (assumed: readonly Assumption[]) => Searched,
  answers: Answers | undefined,
): SearchVerdict {
  const plain = search([])
  const all = reading.assumptions ?? []
  if (plain.counterexample === undefined) return withoutCounterexample(reading, plain, answers)
  const fails = { is: 'fails', ...counts(plain), counterexample: plain.counterexample } as const
  if (all.length === 0) return fails
  let held = search(all)
  if (held.counterexample !== undefined) return { ...fails, inVain: all }
  // Drops each assumption that is not needed; of the others, keeps what is found without it.
  let kept: readonly Assumption[] = all
  for (const assumption of all) {
    const rest = kept.filter((each) => each !== assumption)
    const without = rest.length === 0 ? plain : search(rest)
    if (without.counterexample === undefined) [kept, held] = [rest, without]
  }
  const assumptions = kept.map((assumption) => {
    const rest = kept.filter((each) => each !== assumption)
    const { counterexample } = rest.length === 0 ? plain : search(rest)
    if (counterexample === undefined) throw new NotNeeded(assumption)
    return { assumption, counterexample }
  })
  return { is: 'holds if', ...counts(held), assumptions }
}

function withoutCounterexample(
  { proof: lemma, reach }: Search,
  searched: Searched,
  answers: Answers | undefined,
): SearchVerdict {
  if (reach !== undefined) return { is: 'partly testable', ...counts(searched) }
  if (lemma === undefined) return { is: 'holds', ...counts(searched) }
  const proof = proofOf(lemma, answers)
  return { is: proof.isProved ? 'proved' : 'holds', ...counts(searched), proof }
}

function counts({ cases, steps }: Searched): Pick<Searched, 'cases' | 'steps'> {
  return { cases, steps }
}

/** An assumption was kept, but nothing is found without it: two equal searches differ. */
export class NotNeeded extends Error {
  override readonly name = 'NotNeeded'
  constructor({ name }: Assumption) {
    super(`expected a counterexample without the assumption "${name}", got none: a property is not pure`)
  }
}
