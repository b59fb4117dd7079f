/**
 * Certificate: a proof of an inequality for all non-negative integers, as an identity of polynomials.
 *
 * `multiplier * conclusion` equals a sum of products of hypotheses, each of which is not negative. Where the
 * multiplier is positive, the conclusion is not negative then. Checking it is expanding both sides. A
 * division `q = floor(n/d)` enters as the hypothesis `n - q*d >= 0`.
 */
import { isEqual, plus, polynomial, times, type Polynomial } from './polynomial.ts'

export interface Certificate {
  /** What is proved, as a sentence. */
  readonly theorem: string
  /** Polynomials that are not negative, by name. */
  readonly hypotheses: Readonly<Record<string, string>>
  /** Not negative if the certificate is right. */
  readonly conclusion: string
  /** Positive by assumption. @default 1 */
  readonly multiplier?: string
  /** Products of hypotheses, by name, whose sum is `multiplier * conclusion`. */
  readonly terms: readonly (readonly string[])[]
}

/** Whether the identity is true. */
export function isProof({ hypotheses, conclusion, multiplier = '1', terms }: Certificate): boolean {
  const product = (names: readonly string[]): Polynomial =>
    names.map((name) => hypothesis(hypotheses, name)).reduce(times, polynomial('1'))
  const sum = terms.map(product).reduce((total, term) => plus(total, term), polynomial('0'))
  return isEqual(times(polynomial(multiplier), polynomial(conclusion)), sum)
}

function hypothesis(hypotheses: Certificate['hypotheses'], name: string): Polynomial {
  const text = hypotheses[name]
  if (text === undefined) throw new NoSuchHypothesis(name, Object.keys(hypotheses))
  return polynomial(text)
}

/** A term names a hypothesis that the certificate does not have. */
export class NoSuchHypothesis extends Error {
  override readonly name = 'NoSuchHypothesis'
  constructor(got: string, known: readonly string[]) {
    super(`expected one of the hypotheses ${known.join(', ')}, got ${JSON.stringify(got)}`)
  }
}
