/**
 * Algebra: a proof of a lemma as an identity of polynomials, for what the solver does not decide.
 *
 * The lemma concludes `greater >= lesser`. `multiplier * (greater - lesser + 1)` equals a sum of products of
 * expressions that are not negative by the lemma. The multiplier is positive, and so is one of the products.
 * So `greater - lesser + 1` is positive, which for integers is the conclusion. Checking it is expanding both
 * sides.
 */
import { relation } from './expression.ts'
import { grouped, type Lemma } from './lemma.ts'
import { isEqual, plus, polynomial, times, type Polynomial } from './polynomial.ts'

/** Whether the identity is true, and each of its parts follows from the lemma. */
export function isProof(lemma: Lemma): boolean {
  const { algebra, concludes } = lemma
  if (algebra === undefined || concludes.length !== 1) return false
  const { multiplier, terms } = algebra
  const { left, is, right } = relation(concludes[0]!)
  if (is !== '<=' && is !== '>=') return false
  const [greater, lesser] = is === '>=' ? [left, right] : [right, left]
  const gap = plus(plus(polynomial(greater), polynomial(lesser), -1n), ONE)
  const sum = terms.map(productOf).reduce((total, term) => plus(total, term), new Map() as Polynomial)
  const known = factsOf(lemma)
  const isKnown = (fact: Polynomial): boolean => known.some((each) => isEqual(each, fact))
  const isPositive = (text: string): boolean => isKnown(plus(polynomial(text), ONE, -1n))
  return (
    isEqual(times(productOf(multiplier), gap), sum) &&
    multiplier.every(isPositive) &&
    terms[0]?.every(isPositive) === true &&
    terms.flat().every((text) => isPositive(text) || isKnown(polynomial(text)))
  )
}

/** The identity as text: `S*(S-p) * (d - c + 2) = …`. */
export function algebraText({ concludes, algebra }: Lemma): string {
  if (algebra === undefined) return ''
  const [greater, lesser] = concludes[0]!.includes('>=')
    ? concludes[0]!.split('>=')
    : concludes[0]!.split('<=').toReversed()
  const product = (factors: readonly string[]): string => factors.map(grouped).join('*')
  const gap = `(${greater!.trim()} - ${grouped(lesser!.trim())} + 1)`
  return `${product(algebra.multiplier)}*${gap} = ${algebra.terms.map(product).join(' + ')}`
}

function productOf(factors: readonly string[]): Polynomial {
  return factors.map((text) => polynomial(text)).reduce(times, ONE)
}

const ONE: Polynomial = new Map([['', 1n]])

/** Polynomials that are not negative by the lemma: variables, quotients, divisions and assumptions. */
function factsOf({ symbols, quotients, given }: Lemma): readonly Polynomial[] {
  const divisions = Object.entries(quotients).flatMap(([q, [n, d]]) => [
    `(${n}) - ${q}*(${d})`,
    `(${q}+1)*(${d}) - (${n}) - 1`,
    `(${d}) - 1`,
  ])
  const assumed = given.flatMap((text) => {
    const { left, is, right } = relation(text)
    const [one, other] = [polynomial(left), polynomial(right)]
    const [more, less] = is === '>=' || is === '>' ? [one, other] : [other, one]
    const difference = plus(more, less, -1n)
    if (is === '=') return [difference, plus(less, more, -1n)]
    return [is === '<' || is === '>' ? plus(difference, ONE, -1n) : difference]
  })
  return [...Object.keys(symbols), ...divisions].map((text) => polynomial(text)).concat(assumed)
}
