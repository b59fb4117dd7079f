/**
 * Lemma: a statement about all non-negative integers, with floor divisions, behind a claim.
 *
 * It is stated once. A solver decides it (`smt.ts`), algebra proves what the solver cannot decide
 * (`algebra.ts`), and tests evaluate it on integers and compare its divisions with the model's functions.
 *
 * All variables and quotients are integers that are not negative, like the contracts' uint256: what would be
 * negative reverts there. uint256 overflow reverts too, so it needs no case.
 */
import { expression, isTrue, relation, valueOf, type Values } from './expression.ts'

export interface Lemma {
  /** Short and stable. */
  readonly name: string
  /** What each variable and quotient means, by its letter. */
  readonly symbols: Readonly<Record<string, string>>
  /** `q: [n, d]` is `q = floor(n/d)`, for `d` above zero; each may use those before it. */
  readonly quotients: Readonly<Record<string, readonly [above: string, below: string]>>
  /** Relations that are assumed. */
  readonly given: readonly string[]
  /** Relations that follow, all of them. */
  readonly concludes: readonly string[]
  /** A proof on paper, for what the solver does not decide. */
  readonly algebra?: Algebra
}

/** A proof as an identity of polynomials; `algebra.ts` checks it. */
export interface Algebra {
  /** Factors that are positive. */
  readonly multiplier: readonly string[]
  /** Products of expressions that are not negative; the first product is of positive ones. */
  readonly terms: readonly (readonly string[])[]
}

/** Letters that are not quotients. */
export function variablesOf({ symbols, quotients }: Lemma): readonly string[] {
  return Object.keys(symbols).filter((name) => !(name in quotients))
}

/**
 * The variables' values with those of the quotients; undefined where the lemma says nothing: a divisor that is
 * not positive, a negative numerator, or an assumption that is false.
 */
export function valuesOf({ quotients, given }: Lemma, variables: Values): Values | undefined {
  const values: Record<string, bigint> = { ...variables }
  for (const [name, [above, below]] of Object.entries(quotients)) {
    const [n, d] = [above, below].map((text) => valueOf(expression(text), values)) as [bigint, bigint]
    if (d <= 0n || n < 0n) return undefined
    values[name] = n / d
  }
  return given.every((text) => isTrue(relation(text), values)) ? values : undefined
}

/** Whether the conclusions are true for these values; undefined where the lemma says nothing. */
export function isTrueFor(lemma: Lemma, variables: Values): boolean | undefined {
  const values = valuesOf(lemma, variables)
  return values && lemma.concludes.every((text) => isTrue(relation(text), values))
}

const ENGLISH = { if: 'If', and: 'and' }

/** `p = floor(a*V / S). If a <= S: (V-p)*S >= V*(S-a).` */
export function lemmaText({ quotients, given, concludes }: Lemma, words = ENGLISH): string {
  const divisions = Object.entries(quotients).map(([name, [n, d]]) => `${name} = floor(${n} / ${grouped(d)})`)
  const and = ` ${words.and} `
  const assumed = given.length === 0 ? '' : `${words.if} ${given.join(and)}: `
  return `${divisions.length === 0 ? '' : `${divisions.join('; ')}. `}${assumed}${concludes.join(and)}.`
}

/** Several terms or factors stand in parentheses. */
export function grouped(text: string): string {
  return /^\w+$/.test(text) ? text : `(${text})`
}
